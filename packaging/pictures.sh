#!/usr/bin/env bash
# Make the pictures in docs/img from the real window, without a screen: every state, layout, workspace and
# dialog, at scale 1, 1.5 and 2, dark and light. Arguments name some of them: bash packaging/pictures.sh 'layout-*'
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
source packaging/setup.sh dev

exec "$python" -m tests.pictures "$@"
