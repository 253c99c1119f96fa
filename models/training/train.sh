#!/usr/bin/env bash
# Trains the built-in model and writes models/built-in.gguf: ./train.sh --extra DIR; --help lists the options, --check tries everything.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

python=${PYTHON:-/usr/bin/python3}
if ! "$python" -c 'import numpy, sentencepiece, torch, tqdm' 2>/dev/null; then
  # Debian's torch runs on whatever BLAS there is; OpenBLAS is thirty times faster than the reference one that comes by default.
  packages="python3-numpy python3-sentencepiece python3-torch python3-tqdm libopenblas0-pthread"
  [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || { echo "train.sh: missing Python packages; on Debian: apt-get install $packages" >&2; exit 1; }
  # shellcheck disable=SC2086
  apt-get install -y --no-install-recommends $packages || { apt-get update && apt-get install -y --no-install-recommends $packages; }
elif command -v dpkg >/dev/null && ! ls /usr/lib/*/openblas*/libblas.so.3 >/dev/null 2>&1; then
  if [ "$(id -u)" = 0 ]; then apt-get install -y --no-install-recommends libopenblas0-pthread; else echo "train.sh: without libopenblas0-pthread this is thirty times slower." >&2; fi
fi
exec "$python" -m builtin "$@"
