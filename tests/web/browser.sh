#!/bin/sh
# The browser UI in Chromium: against a mock node, and against a real one. Last line: "N passed, N failed, N skipped".
# MDASH_WEB_DIST: built UI (default that of the release preset). MDASH_SERVER: node to run (default that of the release preset).
set -u
cd "$(dirname "$0")/../.." || exit 1
. tests/web/node.sh
MDASH_WEB_DIST=${MDASH_WEB_DIST:-$PWD/build/release/server/web/dist}
MDASH_SERVER=${MDASH_SERVER:-$PWD/build/release/server/metrics-dashboard-server}
export MDASH_WEB_DIST MDASH_SERVER
cd tests/web || exit 1
if [ ! -f node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
    npm ci --ignore-scripts --no-audit --no-fund --loglevel=error || { echo "0 passed, 1 failed, 0 skipped"; exit 1; }
fi
log=$(mktemp)
node --test --test-reporter=tap --test-concurrency=1 ./*.test.mjs >"$log" 2>&1
verdict=$?
cat "$log"
awk '/^# pass /{ p = $3 } /^# fail /{ f = $3 } /^# (skipped|todo|cancelled) /{ s += $3 }
     END { if (p + f == 0) f = 1; printf "%d passed, %d failed, %d skipped\n", p, f, s }' "$log"
rm -f "$log"
exit $verdict
