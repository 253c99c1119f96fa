#!/usr/bin/env bash
# Runs every test. Installs what they need on Debian and Ubuntu as root (Chromium, PostgreSQL, MariaDB). The last line says how it went:
# «N passed, N failed».
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

fail() { printf 'test.sh: %s\n0 passed, 1 failed\n' "$*"; exit 1; }
command -v dotnet >/dev/null || fail "the .NET 10 SDK is missing."
command -v npm >/dev/null || fail "Node 20 or newer with npm is missing."

install() {
  echo "Installing $1 ..."
  (apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$1") >/dev/null || fail "$1 could not be installed. Install it by hand$2."
}
[ -x "${CHROMIUM:-/usr/bin/chromium}" ] || install chromium " and set CHROMIUM to its path"
ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || command -v initdb >/dev/null || install postgresql ", with initdb in the PATH"
[ -x /usr/sbin/mariadbd ] || command -v mariadbd >/dev/null || install mariadb-server ", with mariadbd in the PATH"

dotnet build SupportBot.sln --nologo -v quiet || fail "the build failed."

results=artifacts/test-results
rm -rf "$results"
status=0
for project in tests/SupportBot.Tests tests/SupportBot.Browser; do
  dotnet test "$project" --no-build --nologo --logger "console;verbosity=minimal" --logger "trx;LogFileName=$(basename "$project").trx" --results-directory "$results" || status=1
done

count() { cat "$results"/*.trx 2>/dev/null | grep -o "<Counters [^>]*>" | grep -o " $1=\"[0-9]*\"" | tr -dc '0-9\n' | awk '{ n += $1 } END { print n + 0 }'; }
total=$(count total) passed=$(count passed)
failed=$((total - passed))
[ "$total" -gt 0 ] || failed=1
# A run that broke off counts as failed even when each test that ran has passed.
[ "$status" -eq 0 ] || [ "$failed" -gt 0 ] || failed=1
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
