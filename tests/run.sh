#!/bin/sh
# Installs the test tools, builds, runs every test, and ends with the line "N passed, N failed, N skipped".
set -u
cd "$(dirname "$0")/.." || exit 1
. resources/install.sh

usage() {
    cat <<EOF
Usage: sh tests/run.sh [part …]

Parts, all of them by default and in this order:
  unit      unit and store tests with address and undefined sanitizers, on SQLite, PostgreSQL and MariaDB
  threads   the concurrent parts with the thread sanitizer
  web       type check, lint and unit tests of the browser UI
  http      the optimised build: its bounds of memory and time, and a real node over HTTP on each database
  browser   real dashboards in Chromium, with a real Prometheus

Options: --help. Logs go to build/logs.
EOF
}

PARTS=
while [ $# -gt 0 ]; do
    case $1 in
    unit | threads | web | http | browser) PARTS="$PARTS $1" ;;
    --help | -h) usage; exit 0 ;;
    *) usage >&2; STEP=arguments; die "unknown part \"$1\"." ;;
    esac
    shift
done
PARTS=${PARTS:-unit threads web http browser}
LOGS=$PWD/build/logs
COUNTS=$LOGS/counts
mkdir -p "$LOGS" || die "$PWD cannot be written."
: >"$COUNTS"
FAILED_PARTS=
CCACHE_MAXSIZE=${CCACHE_MAXSIZE:-5G}
export CCACHE_MAXSIZE

# count_qt LOG: adds what the Qt Test programs in a ctest log counted; a program that died counts as one failure.
count_qt() {
    awk '/^([0-9]+: )?Totals: /{ sub(/^[0-9]+: /, ""); p += $2; f += $4; s += $6 }
         /\*\*\*(Failed|Exception|Timeout|Not Run)/{ broken++ }
         END { if (broken > 0 && f == 0) f = broken; print p + 0, f + 0, s + 0 }' "$1" >>"$COUNTS"
}

# count_line LOG: adds the last line of the form "N passed, N failed, N skipped".
count_line() {
    line=$(grep -E '^[0-9]+ passed, [0-9]+ failed, [0-9]+ skipped$' "$1" | tail -n 1)
    if [ -n "$line" ]; then
        echo "$line" | awk '{ print $1 + 0, $3 + 0, $5 + 0 }' >>"$COUNTS"
    else
        echo "0 1 0" >>"$COUNTS"
    fi
}

# run NAME COUNTER COMMAND …: runs a part with its output in a log, shows the end of it if it failed.
run() {
    name=$1 counter=$2
    shift 2
    log=$LOGS/$name.log
    started=$(date +%s)
    if "$@" >"$log" 2>&1; then verdict=passed; else verdict=FAILED; fi
    if [ "$verdict" = FAILED ]; then
        FAILED_PARTS="$FAILED_PARTS $name"
        grep -E '^(FAIL!|.*\bFAILED\b|.*Error|not ok|.*\*\*\*)|Assertion' "$log" | head -n 60
        tail -n 60 "$log"
    fi
    $counter "$log"
    echo "$name: $verdict after $(($(date +%s) - started)) s; $(tail -n 1 "$COUNTS" | awk '{print $1 " passed, " $2 " failed, " $3 " skipped"}')"
}

# with_databases COMMAND …: runs it beside a PostgreSQL and a MariaDB of its own, which end with it.
with_databases() {
    folder=$(mktemp -d "$(if [ -w /dev/shm ]; then echo /dev/shm; else echo /tmp; fi)/mdash-databases-XXXXXX")
    chmod 755 "$folder" # the servers run as users of their own
    settings=$(python3 tests/support/databases.py start "$folder/servers") || { echo "$settings"; return 1; }
    (eval "$settings"; MD_TEST_REQUIRE_DATABASES=1 "$@")
    verdict=$?
    python3 tests/support/databases.py stop "$folder/servers"
    rm -rf "$folder"
    return $verdict
}

step "packages"
# shellcheck disable=SC2046
install_packages $(packages_of resources/packages.build resources/packages.test) $(npm_package)

for part in $PARTS; do
    case $part in
    unit)
        step "unit tests with address and undefined sanitizers"
        build_preset asan
        run unit count_qt with_databases ctest --preset asan -V -LE web -j "$(nproc)"
        ;;
    threads)
        step "concurrent parts with the thread sanitizer"
        build_preset tsan concurrent-tests
        TSAN_OPTIONS="ignore_noninstrumented_modules=1 die_after_fork=0" # Qt is not built for it; its children exec at once
        export TSAN_OPTIONS
        run threads count_qt with_databases ctest --preset tsan -V -L concurrent
        ;;
    web)
        step "browser UI: types, lint, unit tests"
        run web count_line sh tests/web/unit.sh
        ;;
    http)
        step "bounds of memory and time in the optimised build"
        build_preset release-tests metrics-dashboard-server bounds-tests
        run bounds count_qt ctest --preset release-tests -V -L bounds
        step "a real node over HTTP"
        run http count_line with_databases python3 tests/http/run.py
        ;;
    browser)
        step "a real browser"
        build_preset release metrics-dashboard-server
        run browser count_line sh tests/web/browser.sh
        ;;
    esac
done

[ -z "$FAILED_PARTS" ] || printf '\nFailed parts:%s; their logs are in build/logs.\n' "$FAILED_PARTS"
awk '{ p += $1; f += $2; s += $3 } END { printf "\n%d passed, %d failed, %d skipped\n", p, f, s; exit f > 0 }' "$COUNTS"
verdict=$?
[ -z "$FAILED_PARTS" ] || exit 1
exit $verdict
