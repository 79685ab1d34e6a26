#!/usr/bin/env bash
# Install Debian packages that Python packages cannot bring: Pango to run, the judges to test.
# As root by apt; otherwise print the exact command and stop.
set -euo pipefail

need=()
has_library() { (ldconfig -p 2>/dev/null || /sbin/ldconfig -p) | grep -q "$1"; }
library() { has_library "$1" || need+=("$2"); }
program() { command -v "$1" >/dev/null 2>&1 || need+=("$2"); }

library libpango-1.0.so.0 libpango-1.0-0
library libpangoft2-1.0.so.0 libpangoft2-1.0-0
library libharfbuzz-subset.so.0 libharfbuzz-subset0
if [ "${1:-run}" = test ]; then
  program chromium chromium
  program pdfsig poppler-utils
  program qpdf qpdf
  program msgfmt gettext
  program java default-jre-headless
  [ -e /usr/lib/softhsm/libsofthsm2.so ] || need+=(softhsm2)
fi
[ ${#need[@]} -eq 0 ] && exit 0

command_line="apt-get install -y --no-install-recommends ${need[*]}"
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  echo "Installing system packages: ${need[*]}"
  apt-get update -q >/dev/null
  DEBIAN_FRONTEND=noninteractive $command_line >/dev/null
else
  echo "System packages are missing. Run this as root, then try again:" >&2
  echo "  apt-get update && $command_line" >&2
  exit 1
fi
