"""Makes mails.txt of a folder with the mails, and words.txt: which word a number is.

A line of mails.txt is a mail: spam or ham, then numbers of its first 200 words, subject first. 1 is the most frequent word;
0 stands for all that are in fewer than three mails or not among the first 9,999. Of the headers only the subject is taken:
others name mailing lists and filters, which would say what the mail is.
"""
import collections
import email
import email.header
import glob
import html
import json
import re
import sys

LENGTH = 200
WORDS = 9_999
MAILS = 3


def subject(mail):
    text = str(mail["Subject"] or "")
    try:
        text = str(email.header.make_header(email.header.decode_header(text)))
    except (LookupError, UnicodeError, ValueError):
        pass  # An encoding that nobody knows: as it is.
    return re.sub(r"\[[^\]]*\]", " ", text)  # Mailing lists put their names into brackets.


def body(mail):
    parts = [part for part in mail.walk() if part.get_content_maintype() == "text"]
    plain = [part for part in parts if part.get_content_subtype() == "plain"]
    text = []
    for part in plain or parts:
        content = (part.get_payload(decode=True) or b"").decode("latin-1")
        if part.get_content_subtype() != "plain" or "<html" in content.lower():
            content = re.sub(r"(?is)<(script|style)\b.*?</\1>|<!--.*?-->", " ", content)
            content = html.unescape(re.sub(r"(?s)<[^>]*>", " ", content))
        # What mailing lists put below a mail, and a mark that one of them put below spam.
        content = re.split(r"\n_{20,}\s*\n[^\n]*\blist\b|\n-{20,}\s*\nThis sf\.net email", content, flags=re.IGNORECASE)[0]
        text.append(re.sub(r"(?i)(deathtospam)+", " ", content))
    return "\n".join(text)


def words(text):
    text = re.sub(r"\b(?:https?|ftp)://\S+|\bwww\.\S+", " <url> ", text.lower())
    text = re.sub(r"\S+@\S+", " <address> ", text)
    text = re.sub(r"[0-9]+", " 0 ", text)
    return re.findall(r"<url>|<address>|[a-z]+(?:'[a-z]+)?|[0!?$%]", text)


mails = {}
for path in sorted(glob.glob(sys.argv[1] + "/*/*.json")):
    with open(path, encoding="utf-8") as file:
        source = json.load(file)
    mail = email.message_from_string(source["text"])
    text = (words(subject(mail)) + ["<body>"] + words(body(mail)))[:LENGTH]
    # The same words twice are one mail: else it could be both learned from and judged by.
    mails.setdefault(tuple(text), "spam" if source["group"].startswith("spam") else "ham")

frequencies = collections.Counter(word for text in mails for word in text)
spread = collections.Counter(word for text in mails for word in set(text))
known = sorted((word for word in frequencies if spread[word] >= MAILS), key=lambda word: (-frequencies[word], word))[:WORDS]
numbers = {word: number for number, word in enumerate(known, start=1)}
with open("words.txt", "w", encoding="ascii") as file:
    file.writelines(word + "\n" for word in known)
with open("mails.txt", "w", encoding="ascii") as file:
    file.writelines(" ".join([kind, *(str(numbers.get(word, 0)) for word in text)]) + "\n" for text, kind in mails.items())
