#!/usr/bin/env bash
# Makes reviews.tsv.gz anew: the reviews of the Debian package r-cran-modeldata, a line each: training or test, great or other, text. Installs the package where it is missing: it asks for root there.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
if ! dpkg --status r-cran-modeldata > /dev/null 2>&1; then
    apt-get update && apt-get install --yes --no-install-recommends r-cran-modeldata || { echo "Install r-cran-modeldata, then run this again."; exit 1; }
fi

Rscript -e '
library(modeldata)
data(small_fine_foods)
lines <- function(part, reviews) paste(part, reviews$score, gsub("[\t\r\n]+", " ", reviews$review), sep = "\t")
writeLines(enc2utf8(c(lines("training", training_data), lines("test", testing_data))), "reviews.tsv", useBytes = TRUE)'
sha256sum --check reviews.sha256
gzip --best --no-name --force reviews.tsv
