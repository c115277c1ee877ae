#!/bin/sh
# What the working tree emits otherwise than a commit does, for every declaration of the parity and emission tests.
#
#   tests/emitted.sh [commit]      by default HEAD; exit code 1 where something differs
#
# Both texts stay in $TMPDIR/rnngen-emitted, one file for each declaration.
set -eu
cd "$(git -C "$(dirname "$0")" rev-parse --show-toplevel)"
commit=$(git rev-parse "${1:-HEAD}")
folder="${TMPDIR:-/tmp}/rnngen-emitted"
rm -rf "$folder/new" "$folder/tree"
mkdir -p "$folder"

emit() # tree, folder
{
    # The test fails where the table is not up to date; what it has written is what is compared.
    (cd "$1" && RNNGEN_EMITTED="$2" dotnet test -c Release -v quiet --nologo tests/RnnGen.Generator.Tests --filter EmittedHashesTests) > "$folder/log" 2>&1 || true
    [ -d "$2" ] || { cat "$folder/log"; exit 2; }
}

if [ ! -d "$folder/$commit" ]; then
    git worktree prune
    git worktree add --quiet --detach "$folder/tree" "$commit"
    emit "$folder/tree" "$folder/$commit"
    git worktree remove --force "$folder/tree"
fi

emit . "$folder/new"
cd "$folder"
git --no-pager diff --no-index --stat=160 "$commit" new | tail -n 40
git --no-pager diff --no-index --unified=1 "$commit" new | head -n "${LINES:-200}"
git diff --no-index --quiet "$commit" new
