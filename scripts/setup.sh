#!/usr/bin/env bash
# Installs what this checkout needs and the machine lacks, then builds the assets. What is there already is left alone,
# so a second run takes a second.
#
#   scripts/setup.sh demo    what the product needs
#   scripts/setup.sh test    and what its tests need
#   scripts/setup.sh production  the same, but for static files, which lie where its settings say
#   scripts/setup.sh port    nothing: says whether the product can be served at $PORT
set -euo pipefail
cd "$(dirname "$0")/.."

NODE_MINIMUM=20.19 # sass asks for it
# What WeasyPrint opens by name, and the packages that hold it.
PANGO_LIBRARIES="libgobject-2.0.so.0 libpango-1.0.so.0 libpangoft2-1.0.so.0 libharfbuzz.so.0 libharfbuzz-subset.so.0 libfontconfig.so.1"
PANGO_PACKAGES="libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz0b libharfbuzz-subset0 libfontconfig1"

say() { printf '%s\n' "$*"; }
stop() {
    printf '%s\n' "$*" >&2
    exit 1
}

main() {
    case "${1:-}" in
    demo | production) requirements=base ;;
    test) requirements=dev ;;
    port) requirements="" ;;
    *) stop "Usage: scripts/setup.sh demo|test|production|port" ;;
    esac
    python=$(find_python) ||
        stop "Succession needs Python 3.11, 3.12 or 3.13, and found none: install one, with its venv module."
    [ -n "$requirements" ] || exec "$python" -m core.port
    install_packages "$requirements"
    make_environment
    install_requirements "$requirements"
    build_assets
    case "$1" in
    test) install_test_packages ;;
    demo) collect_static ;;
    esac
}

# The first Python of a version we support that can make an environment, or else the first that lacks only that.
find_python() {
    local candidate without_venv=""
    for candidate in python3.13 python3.12 python3.11 python3; do
        "$candidate" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null || continue
        if "$candidate" -c 'import ensurepip, venv' 2>/dev/null; then
            command -v "$candidate"
            return
        fi
        without_venv=${without_venv:-$candidate}
    done
    command -v "${without_venv:?}" 2>/dev/null
}

# What only the system's package manager can give: all of it asked for at once.
install_packages() {
    local packages=()
    "$python" -c 'import ensurepip, venv' 2>/dev/null ||
        packages+=("$("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')")
    # shellcheck disable=SC2086
    "$python" -c 'import ctypes, sys; [ctypes.CDLL(name) for name in sys.argv[1:]]' $PANGO_LIBRARIES 2>/dev/null ||
        packages+=($PANGO_PACKAGES)
    if [ "$1" = dev ]; then
        chromium --version >/dev/null 2>&1 || packages+=(chromium)
        khal --version >/dev/null 2>&1 || packages+=(khal)
        [ -x /usr/sbin/nginx ] || packages+=(nginx-light)
        compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || packages+=(postgresql)
    fi
    [ ${#packages[@]} -eq 0 ] || apt_install "${packages[@]}"
}

apt_install() {
    local apt=(env DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 apt-get -qq -o DPkg::Lock::Timeout=120)
    # At runlevel 1 Debian starts no service: tests start what they need, in folders of their own.
    local refusal="This machine lacks $*: ask its administrator to run \`apt-get install $*\`, then try again."
    command -v apt-get >/dev/null || stop "This machine lacks the Debian packages $*: install what they hold, then try again."
    if [ "$(id -u)" != 0 ]; then
        sudo -n true 2>/dev/null || stop "$refusal"
        apt=(sudo -n "${apt[@]}")
    fi
    say "Installing $* with apt."
    case " $* " in *" postgresql "*) without_a_cluster ;; esac
    "${apt[@]}" install -y --no-install-recommends "$@" >/dev/null 2>&1 && return
    # A fresh machine knows no packages until it is told where they are.
    "${apt[@]}" update >/dev/null || stop "$refusal"
    "${apt[@]}" install -y --no-install-recommends "$@" >/dev/null || stop "$refusal"
}

# Tests start a server of their own; Debian's package would make and run one of the machine's.
without_a_cluster() {
    local as_root=()
    [ "$(id -u)" = 0 ] || as_root=(sudo -n)
    [ ! -e /etc/postgresql-common/createcluster.conf ] || return 0
    "${as_root[@]}" mkdir -p /etc/postgresql-common
    printf 'create_main_cluster = false\n' | "${as_root[@]}" tee /etc/postgresql-common/createcluster.conf >/dev/null
}

make_environment() {
    .venv/bin/python -m pip --version >/dev/null 2>&1 && return
    say "Making .venv with $("$python" --version)."
    "$python" -m venv --clear .venv || stop "No environment could be made in .venv: the lines above say why."
}

install_requirements() {
    local wanted
    wanted=$(sha256sum <"requirements/$1.txt")
    [ "$(cat ".venv/installed-$1" 2>/dev/null)" != "$wanted" ] || return 0
    say "Installing requirements/$1.txt."
    rm -f ".venv/installed-$1"
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-input --require-hashes \
        -r "requirements/$1.txt" || stop "The requirements could not be installed: the lines above say why."
    printf '%s\n' "$wanted" >".venv/installed-$1"
    # dev.txt holds all of base.txt, at the same versions.
    [ "$1" != dev ] || sha256sum <requirements/base.txt >.venv/installed-base
}

build_assets() {
    local sources=(assets package.json package-lock.json)
    if [ -f static/dist/.built ] && [ -z "$(find "${sources[@]}" -newer static/dist/.built -print -quit)" ]; then
        return
    fi
    find_node
    say "Building the assets with Node $(node --version)."
    npm ci --silent --omit=dev || stop "The packages of package-lock.json could not be installed: the lines above say why."
    npm run --silent build || stop "The assets could not be built: the lines above say why."
    touch static/dist/.built
}

# What tests alone need of Node: an OpenID provider to sign in with.
install_test_packages() {
    [ ! -d node_modules/oidc-provider ] || return 0
    find_node
    npm ci --silent || stop "The packages of package-lock.json could not be installed: the lines above say why."
}

# The files that the web server hands out, under names that change with their content.
collect_static() {
    local manifest=${SUCCESSION_VAR:-var}/static/staticfiles.json
    if [ -f "$manifest" ] && [ -z "$(find static .venv/installed-base -newer "$manifest" -print -quit)" ]; then
        return
    fi
    .venv/bin/python manage.py collectstatic --no-input --verbosity 0
}

# The system's Node and npm where they will do, else those of a Python package.
find_node() {
    if npm --version >/dev/null 2>&1 && printf '%s\n' "$NODE_MINIMUM" "$(node --version | tr -d v)" | sort -VC; then
        return
    fi
    install_requirements node
    PATH="$PWD/.venv/bin:$PATH"
}

main "$@"
