#!/usr/bin/env bash
# Builds and starts SupportBot on http://localhost:3978. Arguments go to the program: ./run.sh --Identity:DevelopmentCustomer 7,
# ./run.sh chat --customer 6, ./run.sh --help.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

fail() { printf 'run.sh: %s\n' "$*" >&2; exit 1; }
command -v dotnet >/dev/null || fail "the .NET 10 SDK is missing. Get it from https://dotnet.microsoft.com/download or your package manager."
(cd "$root" && dotnet --version >/dev/null 2>&1) || fail "there is a .NET SDK, but not version 10 (global.json asks for it): $(dotnet --list-sdks | tr '\n' ' ')"
command -v npm >/dev/null || printf 'run.sh: Node 20 or newer with npm is missing: the bot runs, but the chat page can not be shown.\n' >&2

echo "Building SupportBot (dialogs: ${BotDialogs:-own}) ..."
log=$(mktemp)
trap 'rm -f "$log"' EXIT
dotnet build "$root/src/SupportBot" --configuration Release --nologo -v quiet -clp:NoSummary >"$log" 2>&1 \
  || { cat "$log" >&2; fail "the build failed; the lines above say why."; }
grep -E 'warning|chat page' "$log" || true

export ASPNETCORE_ENVIRONMENT=${ASPNETCORE_ENVIRONMENT:-Development}
exec dotnet "$root/src/SupportBot/bin/Release/net10.0/SupportBot.dll" "$@"
