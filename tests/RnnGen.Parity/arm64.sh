#!/usr/bin/env bash
# Compares emitted code with the reference on an emulated Arm64 processor, with vectors of 128 bits.
#   arm64.sh [n]    every nth model; 10 if nothing is said. All of them take an hour on one core.
# Needs Debian packages, which it installs where they are missing: it asks for root there.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
every="${1:-10}"

packages=(qemu-user libc6-arm64-cross libstdc++6-arm64-cross libgcc-s1-arm64-cross)
if ! dpkg --status "${packages[@]}" > /dev/null 2>&1; then
    apt-get update && apt-get install --yes "${packages[@]}" || { echo "Install ${packages[*]}, then run this again."; exit 1; }
fi

folder="$(mktemp --directory)"
trap 'rm -rf "$folder"' EXIT
dotnet publish -c Release --runtime linux-arm64 --self-contained --output "$folder/arm64" --artifacts-path "$folder/artifacts"
dotnet run -c Release -- "$folder/models.dll" prepare # the reference would take most of the time if it were emulated

# Emulation has no second mapping of pages that are written and executed.
QEMU_LD_PREFIX=/usr/aarch64-linux-gnu DOTNET_EnableWriteXorExecute=0 qemu-aarch64 "$folder/arm64/RnnGen.Parity" "$folder/models.dll" 128 1 "1/$every"
