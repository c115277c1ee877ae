#!/bin/sh
# Installs the peers and writes one launcher for each into .installed. A peer that cannot be installed is left out, and the
# benchmark names it as missing. Debian or a relative of it; run as root or with sudo.
set -u
cd "$(dirname "$0")" || exit 1
here=$PWD
installed=$here/.installed
mkdir -p "$installed"

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }

launcher() { # name, command line
    printf '#!/bin/sh\nexec %s\n' "$2" > "$installed/$1"
    chmod +x "$installed/$1"
    echo "$1: installed"
}

missing() { rm -f "$installed/$1"; echo "$1: missing, $2" >&2; }

packages() { # installs what is not there yet
    dpkg -s "$@" > /dev/null 2>&1 || as_root apt-get install -y --no-install-recommends "$@" > "$installed/apt-get.log" 2>&1
}

if packages libdnnl-dev g++ &&
    g++ -std=c++17 -O3 -march=native -Wall -Wextra -Werror onednn.cpp -o "$installed/onednn-driver" -ldnnl; then
    launcher onednn "'$installed/onednn-driver'"
else
    missing onednn "see .installed/apt-get.log"
fi

# /usr/bin/python3 is the one that Debian's packages are for.
if packages python3-torch python3-numpy libopenblas0 && /usr/bin/python3 -c 'import torch' 2> /dev/null; then
    launcher pytorch "/usr/bin/python3 '$here/pytorch_peer.py'"
else
    missing pytorch "see .installed/apt-get.log"
fi

# --ignore-scripts: the package's script downloads GPU libraries; the CPU's are inside the package.
if npm install --ignore-scripts --no-audit --no-fund --prefix "$installed" onnxruntime-node@1.30.0 > "$installed/npm.log" 2>&1; then
    launcher onnxruntime "node '$here/onnxruntime_peer.js' '$installed'"
else
    missing onnxruntime "see .installed/npm.log"
fi

# RTNeural has no package: its sources are in a checkout that RTNEURAL_SOURCE names, or cloned.
if [ -n "${RTNEURAL_SOURCE:-}" ]; then
    rtneural=$(cd "$OLDPWD" && cd "$RTNEURAL_SOURCE" && pwd)
else
    rtneural=$installed/RTNeural
    [ -d "$rtneural" ] || GIT_TERMINAL_PROMPT=0 timeout 60 \
        git clone --depth 1 https://github.com/jatinchowdhury18/RTNeural "$rtneural" > "$installed/git.log" 2>&1
fi

# Debian's Eigen, so that it is the same one everywhere. GCC 12 takes values in its own AVX-512 intrinsics for uninitialized.
if [ ! -f "$rtneural/RTNeural/config.h" ]; then
    missing rtneural "no sources: set RTNEURAL_SOURCE to a checkout of https://github.com/jatinchowdhury18/RTNeural"
elif packages libeigen3-dev g++ &&
    g++ -std=c++17 -O3 -march=native -ffast-math -Wall -Wextra -Werror -Wno-uninitialized -Wno-maybe-uninitialized \
        -isystem "$rtneural" -isystem /usr/include/eigen3 rtneural.cpp -o "$installed/rtneural-driver"; then
    launcher rtneural "'$installed/rtneural-driver'"
else
    missing rtneural "see .installed/apt-get.log"
fi
