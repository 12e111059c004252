# Functions that quickstart.sh, demo-cluster.sh and tests/run.sh share: steps with progress, packages, builds, processes. Sourced by sh.

# step NAME: says what happens now; a later failure names it.
step() {
    STEP=$1
    printf '\n==> %s\n' "$STEP"
}

# die SENTENCE: ends with what went wrong, in which step, and what to do.
die() {
    printf '\nFailed in step "%s": %s\n' "${STEP:-start}" "$1" >&2
    exit 1
}

# packages_of FILE …: the package names in lists, without comments.
packages_of() {
    sed -e 's/#.*//' -e '/^[[:space:]]*$/d' "$@"
}

# install_packages NAME …: installs what is missing from Debian's archive.
install_packages() {
    missing=
    for package in "$@"; do
        dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed || missing="$missing $package"
    done
    [ -n "$missing" ] || { echo "All packages are there."; return 0; }
    command -v apt-get >/dev/null || die "apt-get is not here; this script knows Debian 12. Install by hand:$missing"
    as_root=
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null || die "installing packages needs root. As root: apt-get install$missing"
        as_root=sudo
    fi
    echo "Installing:$missing"
    $as_root apt-get update -q || die "apt-get update failed. Check the network and /etc/apt/sources.list, then start again."
    # shellcheck disable=SC2086
    DEBIAN_FRONTEND=noninteractive $as_root apt-get install -q -y --no-install-recommends $missing ||
        die "apt-get could not install:$missing. Read its message above, mend it, then start again."
}

# npm of the machine if there is one (any age: it only fetches), else Debian's.
npm_package() {
    command -v npm >/dev/null || echo npm
}

# build_preset PRESET [TARGET …]: configures and builds with all processors.
build_preset() {
    preset=$1
    shift
    cmake --preset "$preset" >"$LOGS/configure-$preset.log" 2>&1 ||
        { tail -n 30 "$LOGS/configure-$preset.log"; die "cmake --preset $preset failed. The whole output: $LOGS/configure-$preset.log"; }
    if [ $# -gt 0 ]; then set -- --target "$@"; fi
    cmake --build --preset "$preset" "$@" || die "the build failed. Read the first error above; cmake --build --preset $preset repeats it."
}

NODE=build/release/server/metrics-dashboard-server
STAMP=build/release/.quickstart

needs_build() {
    [ -x "$NODE" ] && [ -f "$STAMP" ] || return 0
    [ -n "$(find CMakeLists.txt CMakePresets.json cmake server shared resources -newer "$STAMP" -type f \
        ! -path '*/node_modules/*' -print -quit 2>/dev/null)" ]
}

# build_node: packages and build, unless the node that is there is of this source.
build_node() {
    needs_build || return 0
    LOGS=build/logs
    mkdir -p "$LOGS" || die "$PWD cannot be written. Use a copy of the source that belongs to you."
    step "1 of 3: packages (about 300 MB on a bare machine)"
    # shellcheck disable=SC2046
    install_packages $(packages_of resources/packages.build) $(npm_package)
    step "2 of 3: build (a few minutes; the next start skips this)"
    build_preset release metrics-dashboard-server
    touch "$STAMP"
}

# random_word: 18 hexadecimal digits.
random_word() {
    od -An -N9 -tx1 /dev/urandom | tr -d ' \n'
}

# is_port NUMBER
is_port() {
    case $1 in '' | *[!0-9]*) return 1 ;; esac
    [ "$1" -ge 1 ] && [ "$1" -le 65535 ]
}

# running_pid FILE PROGRAM: the process id in FILE, if that process is PROGRAM.
running_pid() {
    [ -f "$1" ] || return 1
    pid=$(cat "$1")
    [ -n "$pid" ] && [ "$(readlink "/proc/$pid/exe" 2>/dev/null)" = "$2" ] && echo "$pid"
}
