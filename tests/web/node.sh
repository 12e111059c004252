# Sourced with the repository as the working folder: puts a Node that is new enough first in PATH. Debian 12 has 18.
node_is_new_enough() {
    command -v node >/dev/null 2>&1 && node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)'
}

if ! node_is_new_enough; then
    node_home=$PWD/build/node
    mkdir -p "$node_home"
    cp server/web/node/package.json server/web/node/package-lock.json server/web/node/.npmrc "$node_home/"
    (cd "$node_home" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error) || exit 1
    for folder in "$node_home"/node_modules/node-linux-*/bin; do PATH=$folder:$PATH; done
    export PATH
    node_is_new_enough || { echo "The Node in $node_home does not run here."; exit 1; }
fi
