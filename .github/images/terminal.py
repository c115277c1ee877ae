#!/usr/bin/env python3
"""Draws what a terminal shows as an SVG: the pictures of real runs in README files.

    tmux new-session -d -s shot -x 100 -y 40 'the command; read'
    tmux capture-pane -p -e -t shot | .github/images/terminal.py > picture.svg

Reads text with ANSI colours from standard input. Knows the sixteen colours and bold, which is what the samples use.
"""
import html
import re
import sys

CHARACTER, LINE, MARGIN = 7.83, 17, 18  # pixels at 13 px
GROUND, TEXT = "#0f1728", "#d5deeb"
COLOURS = ["#5b6b85", "#ff8080", "#7fd88f", "#e5c76b", "#8fb8ff", "#c9a7ff", "#5fd0d0", "#d5deeb"]


def spans(line):
    """Pieces of a line with the colour and weight that are in force."""
    colour, bold, start = TEXT, False, 0
    for escape in re.finditer(r"\x1b\[([0-9;]*)m", line):
        yield line[start : escape.start()], colour, bold
        start = escape.end()
        codes = [int(code or 0) for code in escape.group(1).split(";")]
        while codes:
            code = codes.pop(0)
            if code == 38 and codes[:1] == [5]:
                colour = COLOURS[codes[1] % 8] if codes[1] < 16 else TEXT
                codes = codes[2:]
            elif 30 <= code <= 37 or 90 <= code <= 97:
                colour = COLOURS[code % 10]
            elif code in (0, 39):
                colour, bold = TEXT, bold and code != 0
            elif code in (1, 22):
                bold = code == 1
    yield line[start:], colour, bold


def main():
    lines = sys.stdin.read().rstrip("\n").split("\n")
    plain = [re.sub(r"\x1b\[[0-9;]*m", "", line) for line in lines]
    width = round(max(map(len, plain)) * CHARACTER + 2 * MARGIN)
    height = len(lines) * LINE + 2 * MARGIN
    print(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}">')
    print("  <style>text { font: 13px ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace; white-space: pre; }</style>")
    print(f'  <rect x="0.5" y="0.5" width="{width - 1}" height="{height - 1}" rx="10" fill="{GROUND}" stroke="#2b3a57"/>')
    for number, line in enumerate(lines):
        column = 0
        for text, colour, bold in spans(line):
            visible = text.strip(" ")
            if visible:
                x = MARGIN + (column + len(text) - len(text.lstrip(" "))) * CHARACTER
                y = MARGIN + number * LINE + 13
                weight = ' font-weight="bold"' if bold else ""
                # The length is given, so that columns meet whatever the font.
                print(
                    f'  <text x="{x:.1f}" y="{y}" fill="{colour}"{weight} xml:space="preserve" '
                    f'textLength="{len(visible) * CHARACTER:.1f}" lengthAdjust="spacingAndGlyphs">{html.escape(visible)}</text>'
                )
            column += len(text)
    print("</svg>")


main()
