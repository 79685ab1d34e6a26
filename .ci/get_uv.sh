#!/usr/bin/env bash
# Put uv into var/tools without touching the system Python.
set -uo pipefail
cd "$(dirname "$0")/.."
target=var/tools
[ -x "$target/bin/uv" ] && exit 0
mkdir -p "$target"

by_venv() { python3 -m venv "$target" >/dev/null 2>&1 && "$target/bin/pip" install --quiet --disable-pip-version-check uv; }
by_pip() { python3 -m pip install --quiet --target "$target/site" uv && mkdir -p "$target/bin" \
  && ln -sf ../site/bin/uv "$target/bin/uv"; }

by_venv && [ -x "$target/bin/uv" ] && exit 0
rm -rf "$target"
by_pip 2>/dev/null && [ -x "$target/bin/uv" ] && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  apt-get update -q >/dev/null
  DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends python3-venv >/dev/null
  rm -rf "$target"
  by_venv && [ -x "$target/bin/uv" ] && exit 0
fi
echo "uv is missing and could not be installed. Run:  apt-get install python3-venv  and try again," >&2
echo "or install uv yourself and put it on PATH." >&2
exit 1
