#!/usr/bin/env bash
# Makes austen.txt anew: two novels as they are in the Debian package r-cran-janeaustenr, which has them from Project Gutenberg. Installs the package where it is missing: it asks for root there.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
if ! dpkg --status r-cran-janeaustenr > /dev/null 2>&1; then
    apt-get update && apt-get install --yes --no-install-recommends r-cran-janeaustenr || { echo "Install r-cran-janeaustenr, then run this again."; exit 1; }
fi

Rscript -e 'library(janeaustenr); cat(c(sensesensibility, prideprejudice), sep = "\n")' > austen.txt
sha256sum --check austen.sha256
