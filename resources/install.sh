# Functions that quickstart.sh and tests/run.sh share: steps with progress, packages, the browser UI's Node. Sourced by sh.

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
