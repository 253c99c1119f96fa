#!/usr/bin/env bash
# Draws color.png and outline.png anew from the SVG files beside this script, with Chromium.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
page=$(mktemp --suffix .html)
trap 'rm -f "$page"' EXIT

draw() { # NAME PIXELS
  printf '<!doctype html><style>body{margin:0}svg{display:block;width:%spx;height:%spx}</style>%s' "$2" "$2" "$(cat "$1.svg")" >"$page"
  "${CHROMIUM:-chromium}" --headless --no-sandbox --hide-scrollbars --force-device-scale-factor=1 \
    --default-background-color=00000000 --window-size="$2,$2" --screenshot="$PWD/../$1.png" "file://$page" 2>/dev/null
}
draw color 192
draw outline 32
