#!/usr/bin/env bash
# Set up LDCT Studio where that was not done yet, and open it: on the demo study, or on what is given.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
here="$OLDPWD"
source packaging/setup.sh run
cd "$here"

[ $# -gt 0 ] || set -- --demo
if [ "$(uname)" = Linux ] && [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}${QT_QPA_PLATFORM:-}" ]; then
  case "$1" in
    info | simulate | demo | plugins | train | jobs | --version | --help) ;;
    *) fail "There is no display for the window; log in to a desktop, or try: xvfb-run -a bash packaging/run.sh" ;;
  esac
fi
exec "$python" -m ldct_studio "$@"
