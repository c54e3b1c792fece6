#!/usr/bin/env bash
# The full-size benchmarks and long evaluations, which test.sh leaves out; an hour or more.
# Prints what docs/performance.md reports. Arguments name the benchmarks to run (default: all).
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
source packaging/setup.sh dev

[ $# -gt 0 ] || set -- $(grep -l '^def main' tests/bench/*.py | xargs -n1 basename -s .py | sort)
"$python" -c 'import astra' 2>/dev/null || echo "astra-toolbox (extra 'bench') is absent: comparisons with it are left out."
status=0
for name in "$@"; do
  echo "== $name"
  "$python" -m "tests.bench.$name" || status=1
done
install_clusters
"$python" -m pytest -q -m "slow or cluster" || status=1
exit $status
