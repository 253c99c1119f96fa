#!/usr/bin/env bash
# Makes the Teams app package: ./package.sh --help
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
command -v node >/dev/null || { echo "package.sh: Node 20.15 or newer is missing." >&2; exit 1; }
exec node "$here/package.mjs" "$@"
