#!/usr/bin/env bash
# Fine-tunes the encoder and writes models/encoder.onnx: ./train-encoder.sh --extra DIR; --help lists the options.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

python=${PYTHON:-/usr/bin/python3}
if ! "$python" -c 'import numpy, onnx, torch, tqdm' 2>/dev/null; then
  # Debian's torch runs on whatever BLAS there is; OpenBLAS is thirty times faster than the reference one that comes by default.
  packages="python3-numpy python3-onnx python3-torch python3-tqdm libopenblas0-pthread"
  [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || { echo "train-encoder.sh: missing Python packages; on Debian: apt-get install $packages" >&2; exit 1; }
  # shellcheck disable=SC2086
  apt-get install -y --no-install-recommends $packages || { apt-get update && apt-get install -y --no-install-recommends $packages; }
fi
exec "$python" -m encoder "$@"
