#!/bin/sh
# Types, lint and unit tests of the browser UI. Last line: "N passed, N failed, N skipped".
set -u
cd "$(dirname "$0")/../.." || exit 1
. tests/web/node.sh
cd server/web || exit 1
if [ ! -f node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
    npm ci --ignore-scripts --no-audit --no-fund --loglevel=error || { echo "0 passed, 1 failed, 0 skipped"; exit 1; }
fi
passed=0 failed=0
check() {
    if "$@"; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "FAILED: $*"; fi
}
check node tools/types.mjs
check node node_modules/typescript/bin/tsc --noEmit
check node node_modules/oxlint/bin/oxlint --deny-warnings
report=$(mktemp)
node node_modules/vitest/vitest.mjs run --reporter=default --reporter=json --outputFile.json="$report"
counts=$(node -e 'const r = JSON.parse(require("fs").readFileSync(process.argv[1])); console.log(r.numPassedTests, r.numFailedTests + r.numFailedTestSuites * (r.numFailedTests === 0 ? 1 : 0), r.numPendingTests + r.numTodoTests)' "$report" || echo "0 1 0")
rm -f "$report"
# shellcheck disable=SC2086
set -- $counts
echo "$((passed + $1)) passed, $((failed + $2)) failed, $3 skipped"
[ $((failed + $2)) -eq 0 ]
