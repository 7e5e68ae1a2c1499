#!/bin/sh
# Makes a virtual environment with exactly what a lock names, each file checked against its hash.
#   requirements/make-venv.sh FOLDER LOCK [PYTHON]
# Needs nothing but a Python of at least 3.11: neither an active environment nor a home folder.
set -eu
folder=$1
lock=$2
here=$(dirname "$0")
unset PYTHONHOME PYTHONPATH VIRTUAL_ENV

# A name in PATH may be a shim that does not run, or a Python without venv (Debian keeps it in a package of its own).
runs() { "$1" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }

newest_python() {
    for name in python3.13 python3.12 python3.11 python3 python; do
        if runs "$name"; then command -v "$name"; return; fi
    done
    found=$(python3 --version 2>&1) || found="no python3 that runs"
    echo "Newsroom needs Python 3.11 or newer with its venv module; this machine has: $found." >&2
    echo "On Debian and Ubuntu: apt-get install python3 python3-venv" >&2
    exit 1
}

python=${3:-}
[ -n "$python" ] || python=$(newest_python)
if ! runs "$folder/bin/python"; then
    "$python" -m venv --clear "$folder"
fi
run() { "$folder/bin/python" -m "$@"; }
run pip install --quiet --disable-pip-version-check --require-hashes -r "$here/uv.txt"
# uv does in seconds what takes pip half a minute. It reads its own settings, so where only pip knows the way, pip goes.
if [ -z "${HOME:-}" ]; then
    UV_CACHE_DIR=$folder/uv-cache
    export UV_CACHE_DIR
fi
if ! run uv pip sync --quiet --require-hashes --python "$folder/bin/python" "$lock"; then
    echo "uv could not install; installing with pip instead." >&2
    run pip install --quiet --disable-pip-version-check --require-hashes -r "$lock"
fi
