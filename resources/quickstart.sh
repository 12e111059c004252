#!/bin/sh
# Installs what is needed, builds the node, starts it with SQLite, and says how to sign in. Asked again, it only starts.
set -u
cd "$(dirname "$0")/.." || exit 1
. resources/install.sh

usage() {
    cat <<EOF
Usage: sh resources/quickstart.sh [options]

Builds Metrics Dashboard on Debian 12 and starts a node on http://localhost:3000.

  --port N       port to listen on (default 3000)
  --data FOLDER  where database, log and keys go (default: data in this folder)
  --foreground   stay in the terminal; Ctrl+C stops the node
  --stop         stop the node that runs on this data folder
  --help         this text
EOF
}

PORT=3000
DATA=$PWD/data
MODE=background
while [ $# -gt 0 ]; do
    case $1 in
    --port) PORT=${2:-}; shift ;;
    --port=*) PORT=${1#*=} ;;
    --data) DATA=${2:-}; shift ;;
    --data=*) DATA=${1#*=} ;;
    --foreground) MODE=foreground ;;
    --stop) MODE=stop ;;
    --help | -h) usage; exit 0 ;;
    *) usage >&2; STEP=arguments; die "unknown argument \"$1\"." ;;
    esac
    shift
done
STEP=arguments
is_port "$PORT" || die "--port $PORT: expected a number from 1 to 65535."
[ -n "$DATA" ] || die "--data: expected a folder."
case $DATA in /*) ;; *) DATA=$PWD/$DATA ;; esac

PID_FILE=$DATA/node.pid
LOG=$DATA/node.log

stop_node() {
    pid=$(running_pid "$PID_FILE" "$PWD/$NODE") || { echo "No node runs on $DATA."; return 0; }
    kill -TERM "$pid"
    echo "Stopping; requests in flight may end first …"
    while kill -0 "$pid" 2>/dev/null; do sleep 0.2; done
    echo "Stopped."
}

address() {
    echo "http://localhost:$PORT"
}

# wait_until_ready PID: until /api/health answers or the node ends.
wait_until_ready() {
    tries=0
    while [ $tries -lt 150 ]; do
        kill -0 "$1" 2>/dev/null || return 1
        grep -q 'node is ready' "$LOG" 2>/dev/null && return 0
        sleep 0.2
        tries=$((tries + 1))
    done
    return 1
}

[ "$MODE" = stop ] && { stop_node; exit 0; }

build_node
step "3 of 3: start"
mkdir -p "$DATA" || die "the data folder $DATA cannot be made. Choose another with --data."
if pid=$(running_pid "$PID_FILE" "$PWD/$NODE"); then
    echo "A node already runs on $DATA (process $pid)."
    grep -o 'http://[^ ]*' "$LOG" | tail -n 1
    echo "Stop it with: sh resources/quickstart.sh --data $DATA --stop"
    exit 0
fi

FIRST=
if [ ! -f "$DATA/metrics-dashboard.db" ]; then
    FIRST=yes
    if [ -z "${MD_SECURITY_ADMIN_PASSWORD:-}${GF_SECURITY_ADMIN_PASSWORD:-}" ]; then
        MD_SECURITY_ADMIN_PASSWORD=$(random_word)
        export MD_SECURITY_ADMIN_PASSWORD
    fi
fi
MD_SERVER_HTTP_PORT=$PORT
MD_PATHS_DATA=$DATA
MD_PATHS_PROVISIONING=${MD_PATHS_PROVISIONING:-$PWD/resources/provisioning}
export MD_SERVER_HTTP_PORT MD_PATHS_DATA MD_PATHS_PROVISIONING

sign_in() {
    echo
    echo "Metrics Dashboard: $(address)"
    if [ -n "$FIRST" ]; then
        echo "Sign in as:        ${MD_SECURITY_ADMIN_USER:-${GF_SECURITY_ADMIN_USER:-admin}}"
        echo "Password:          ${MD_SECURITY_ADMIN_PASSWORD:-${GF_SECURITY_ADMIN_PASSWORD:-}}   (shown once; change it under your profile)"
    else
        echo "Sign in with the password of the first start. Forgotten?"
        echo "  MD_PATHS_DATA=$DATA $NODE admin reset-password"
    fi
}

if [ "$MODE" = foreground ]; then
    sign_in
    exec "$PWD/$NODE" serve
fi
: >"$LOG"
chmod 600 "$LOG"
nohup "$PWD/$NODE" serve >>"$LOG" 2>&1 </dev/null &
pid=$!
echo "$pid" >"$PID_FILE"
if ! wait_until_ready "$pid"; then
    tail -n 5 "$LOG" >&2
    die "the node did not become ready. The last lines above say why; the whole log: $LOG"
fi
sign_in
echo "Log:               $LOG"
echo "Stop:              sh resources/quickstart.sh --stop"
