#!/bin/sh
# A cluster to try on this machine: PostgreSQL, three nodes and HAProxy with a certificate of its own, in one folder.
set -u
cd "$(dirname "$0")/.." || exit 1
. resources/install.sh

usage() {
    cat <<EOT
Usage: sh resources/demo-cluster.sh [options]

Builds Metrics Dashboard on Debian 12 and starts PostgreSQL, three nodes and HAProxy on this machine. Asked again, it only
starts what does not run.

  --port N       port of https://localhost:N (default 8443); the five ports above it are taken, too
  --data FOLDER  where everything goes (default: $DATA)
  --kill-one     kills a node while somebody uses the cluster, shows what he noticed, and starts it again
  --status       what runs
  --stop         stops everything; the data stays
  --help         this text
EOT
}

# PostgreSQL does not run as root; as root it runs as "postgres", who has to reach the folder.
DATA=$PWD/demo-cluster
[ "$(id -u)" -ne 0 ] || DATA=/var/lib/metrics-dashboard-demo
DEFAULT_DATA=$DATA
PORT=
MODE=start
SELF="sh resources/demo-cluster.sh"
while [ $# -gt 0 ]; do
    case $1 in
    --port) PORT=${2:-0}; shift ;;
    --port=*) PORT=${1#*=} ;;
    --data) DATA=${2:-}; shift ;;
    --data=*) DATA=${1#*=} ;;
    --kill-one | --status | --stop) MODE=${1#--} ;;
    --help | -h) usage; exit 0 ;;
    *) usage >&2; STEP=arguments; die "unknown argument \"$1\"." ;;
    esac
    shift
done
STEP=arguments
[ -n "$DATA" ] || die "--data: expected a folder."
case $DATA in /*) ;; *) DATA=$PWD/$DATA ;; esac
[ "$DATA" = "$DEFAULT_DATA" ] || SELF="$SELF --data $DATA"
KNOWN_PORT=$(cat "$DATA/port" 2>/dev/null)
[ -z "$PORT" ] || [ -z "$KNOWN_PORT" ] || [ "$PORT" = "$KNOWN_PORT" ] ||
    die "--port $PORT: the cluster in $DATA has port $KNOWN_PORT. Give another --data for another cluster."
PORT=${PORT:-${KNOWN_PORT:-8443}}
is_port "$PORT" && [ "$PORT" -le 65530 ] || die "--port $PORT: expected a number from 1 to 65530."
URL=https://localhost:$PORT
NODES="1 2 3"
DATABASE_PORT=$((PORT + 4))
PLAIN_PORT=$((PORT + 5))
HAPROXY=/usr/sbin/haproxy

node_port() {
    echo $((PORT + $1))
}

# as_postgres COMMAND …: PostgreSQL's programs, by its user if we are root.
as_postgres() {
    if [ "$(id -u)" -eq 0 ]; then (cd "$DATA/database" && runuser -u postgres -- "$@"); else "$@"; fi
}

postgres_bin() {
    for folder in /usr/lib/postgresql/*/bin; do [ ! -x "$folder/initdb" ] || found=$folder; done
    echo "${found:?}"
}

database_runs() {
    [ -d "$DATA/database/files" ] && as_postgres "$(postgres_bin)/pg_ctl" -D "$DATA/database/files" status >/dev/null 2>&1
}

node_pid() {
    running_pid "$DATA/node-$1/pid" "$PWD/$NODE"
}

balancer_pid() {
    running_pid "$DATA/balancer/pid" "$HAPROXY"
}

# is_ready NUMBER
is_ready() {
    curl -sf -o /dev/null --noproxy '*' --max-time 2 "http://127.0.0.1:$(node_port "$1")/readyz"
}

# wait_for FOLDER SECONDS COMMAND …: until the command succeeds. FOLDER has the pid and the log of who is waited for.
wait_for() {
    folder=$DATA/$1 tries=$(($2 * 5))
    shift 2
    until "$@"; do
        tries=$((tries - 1))
        if [ $tries -le 0 ] || ! kill -0 "$(cat "$folder/pid")" 2>/dev/null; then
            tail -n 5 "$folder/log" >&2
            die "it did not start. The last lines above say why; the whole log: $folder/log"
        fi
        sleep 0.2
    done
}

# must_be_free PORT: nobody listens there.
must_be_free() {
    awk -v port=":$(printf '%04X' "$1")" '$4 == "0A" && substr($2, length($2) - 4) == port { found = 1 } END { exit found }' \
        /proc/net/tcp /proc/net/tcp6 2>/dev/null || die "port $1 is in use by another program. Choose another range with --port."
}

make_secrets() {
    [ ! -f "$DATA/cluster.ini" ] || return 0
    for above in 0 1 2 3 4 5; do must_be_free $((PORT + above)); done
    echo "$PORT" >"$DATA/port"
    database_password=$(random_word)
    (umask 077
    cat >"$DATA/cluster.ini" <<EOT
# The settings that all nodes share. What differs (name, port, data folder) is in their environment.
[server]
http_addr = 127.0.0.1
root_url = $URL/
trusted_proxies = 127.0.0.1

[database]
type = postgres
host = 127.0.0.1:$DATABASE_PORT
name = metrics_dashboard
user = metrics_dashboard
password = $database_password

[security]
secret_key = $(random_word)$(random_word)
admin_password = $(random_word)

[paths]
provisioning = $PWD/resources/provisioning
EOT
    )
}

# setting KEY: of cluster.ini.
setting() {
    sed -n "s/^$1 = //p" "$DATA/cluster.ini"
}

make_certificate() {
    mkdir -p -m 700 "$DATA/balancer"
    [ ! -f "$DATA/balancer/both.pem" ] || return 0
    (umask 077
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 365 -subj "/CN=localhost" \
        -addext "subjectAltName=DNS:localhost,IP:127.0.0.1" -keyout "$DATA/balancer/key.pem" \
        -out "$DATA/balancer/certificate.pem" 2>/dev/null &&
        cat "$DATA/balancer/certificate.pem" "$DATA/balancer/key.pem" >"$DATA/balancer/both.pem") ||
        die "openssl could not make a certificate."
}

start_database() {
    if [ ! -d "$DATA/database/files" ]; then
        mkdir -p "$DATA/database"
        [ "$(id -u)" -ne 0 ] || chown postgres: "$DATA/database"
        as_postgres test -w "$DATA/database" || die "the user postgres cannot reach $DATA. Choose another folder with --data."
        (umask 077; random_word | as_postgres tee "$DATA/database/password" >/dev/null)
        as_postgres "$(postgres_bin)/initdb" -D "$DATA/database/files" -U postgres -A scram-sha-256 \
            --pwfile "$DATA/database/password" -E UTF8 --locale=C.UTF-8 >"$DATA/initdb.log" 2>&1 ||
            die "initdb failed, see $DATA/initdb.log."
    fi
    if ! database_runs; then
        must_be_free "$DATABASE_PORT"
        as_postgres "$(postgres_bin)/pg_ctl" -D "$DATA/database/files" -l "$DATA/database/log" -w -t 60 \
            -o "-p $DATABASE_PORT -c listen_addresses=127.0.0.1 -c unix_socket_directories=" start >/dev/null ||
            die "PostgreSQL did not start, see $DATA/database/log."
    fi
    [ -n "$(ask_database -c "SELECT 1 FROM pg_database WHERE datname = 'metrics_dashboard'")" ] ||
        sed "s/change-me/$(setting password)/" resources/databases/postgresql.sql | ask_database -f - >/dev/null ||
        die "the database could not be made."
}

# ask_database OPTION …: psql as the administrator.
ask_database() {
    PGPASSWORD=$(cat "$DATA/database/password") psql -XqAt -v ON_ERROR_STOP=1 -h 127.0.0.1 -p "$DATABASE_PORT" -U postgres -d postgres "$@"
}

start_node() {
    ! node_pid "$1" >/dev/null || return 0
    must_be_free "$(node_port "$1")"
    mkdir -p -m 700 "$DATA/node-$1"
    MD_DEFAULT_INSTANCE_NAME=node-$1 MD_SERVER_HTTP_PORT=$(node_port "$1") MD_PATHS_DATA=$DATA/node-$1 \
        nohup "$PWD/$NODE" serve --config "$DATA/cluster.ini" >>"$DATA/node-$1/log" 2>&1 </dev/null &
    echo $! >"$DATA/node-$1/pid"
}

start_balancer() {
    ! balancer_pid >/dev/null || return 0
    must_be_free "$PORT"
    MD_LISTEN=127.0.0.1:$PORT MD_LISTEN_PLAIN=127.0.0.1:$PLAIN_PORT MD_CERTIFICATE=both.pem MD_CONTROL=unix@control \
        MD_NODE_1=127.0.0.1:$(node_port 1) MD_NODE_2=127.0.0.1:$(node_port 2) MD_NODE_3=127.0.0.1:$(node_port 3) \
        nohup $HAPROXY -db -C "$DATA/balancer" -f "$PWD/resources/balancers/haproxy.cfg" >>"$DATA/balancer/log" 2>&1 </dev/null &
    echo $! >"$DATA/balancer/pid"
}

# ask CURL-OPTIONS …: the cluster, as a browser on this machine does.
ask() {
    curl -s --noproxy '*' --cacert "$DATA/balancer/certificate.pem" --max-time 15 "$@"
}

start() {
    build_node
    step "3 of 3: start"
    # shellcheck disable=SC2046
    install_packages $(packages_of resources/packages.demo)
    mkdir -p "$DATA" || die "the folder $DATA cannot be made. Choose another with --data."
    make_secrets
    make_certificate
    start_database
    for number in $NODES; do start_node "$number"; done
    for number in $NODES; do wait_for "node-$number" 60 is_ready "$number"; done
    start_balancer
    wait_for balancer 20 ask -o /dev/null "$URL/readyz"
    sign_in
}

sign_in() {
    cat <<EOT

Metrics Dashboard:  $URL   (the browser warns: this machine made the certificate)
Sign in as:         admin
Password:           $(setting admin_password)   (of the first start)

Nodes:              $(for number in $NODES; do printf 'http://localhost:%s ' "$(node_port "$number")"; done)
Logs and data:      $DATA
What runs:          $SELF --status
Kill a node:        $SELF --kill-one
Stop:               $SELF --stop
EOT
}

# line NAME PID STATE ADDRESS
line() {
    printf '%-12s %-10s %-22s %s\n' "$1" "${2:--}" "$3" "$4"
}

status() {
    if database_runs; then state=running; else state=stopped; fi
    line PostgreSQL "$(head -n 1 "$DATA/database/files/postmaster.pid" 2>/dev/null)" $state "127.0.0.1:$DATABASE_PORT"
    for number in $NODES; do
        pid=$(node_pid "$number") && state="not ready" || state=stopped
        ! is_ready "$number" || state=ready
        line "node-$number" "$pid" "$state" "http://localhost:$(node_port "$number")"
    done
    if pid=$(balancer_pid); then state=running; else state=stopped; fi
    line HAProxy "$pid" $state "$URL"
}

# end_and_wait PID …: SIGTERM to all, then waits.
end_and_wait() {
    [ $# -eq 0 ] || kill -TERM "$@" 2>/dev/null
    for pid in "$@"; do
        while kill -0 "$pid" 2>/dev/null; do sleep 0.2; done
    done
}

stop() {
    end_and_wait $(balancer_pid)
    echo "HAProxy stopped. The nodes stop when their last requests have ended …"
    end_and_wait $(for number in $NODES; do node_pid "$number"; done)
    ! database_runs || as_postgres "$(postgres_bin)/pg_ctl" -D "$DATA/database/files" -m fast -w stop >/dev/null
    echo "Stopped. The data is in $DATA."
}

# browse SECONDS FILE: a signed-in person's requests, one line each: status and node.
browse() {
    end=$(($(date +%s) + $1))
    while [ "$(date +%s)" -lt $end ]; do
        ask -b "$DATA/cookies" -c "$DATA/cookies" -o /dev/null -w '%{http_code} %header{x-mdash-node}\n' "$URL/api/user" >>"$2"
        sleep 0.05
    done
}

kill_one() {
    balancer_pid >/dev/null || die "the cluster does not run. Start it first: $SELF"
    number=$(for number in $NODES; do node_pid "$number" >/dev/null && echo "$number"; done | shuf -n 1)
    answers=$(mktemp)
    ask -o /dev/null -c "$DATA/cookies" -H 'Content-Type: application/json' \
        -d "{\"user\":\"admin\",\"password\":\"$(setting admin_password)\"}" "$URL/login"
    [ "$(ask -b "$DATA/cookies" -o /dev/null -w '%{http_code}' "$URL/api/user")" = 200 ] ||
        die "could not sign in with the password of the first start; put the present one into $DATA/cluster.ini."
    echo "Somebody is signed in and asks again and again."
    browse 9 "$answers" &
    reader=$!
    sleep 3
    kill -KILL "$(node_pid "$number")"
    echo "node-$number: killed with SIGKILL."
    sleep 3
    before=$(wc -l <"$answers")
    echo "Three seconds later: $before requests so far, $(grep -vc '^200 ' "$answers") of them failed; the last came from $(tail -n 1 "$answers" | cut -d' ' -f2)."
    start_node "$number"
    wait_for "node-$number" 60 is_ready "$number"
    echo "node-$number: started again and ready."
    wait $reader
    echo "In all: $(wc -l <"$answers") requests, $(grep -vc '^200 ' "$answers") failed; by node:"
    cut -d' ' -f2 "$answers" | sort | uniq -c
    rm -f "$answers" "$DATA/cookies"
}

case $MODE in
start) start ;;
stop) stop ;;
status) status ;;
kill-one) kill_one ;;
esac
