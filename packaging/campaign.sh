#!/usr/bin/env bash
# The full-size benchmarks, long evaluations and robustness campaigns, which test.sh leaves out; an hour or more.
# Prints what docs/performance.md reports. Arguments name the benchmarks to run (default: all).
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
source packaging/setup.sh dev

[ $# -gt 0 ] || set -- $(grep -l '^def main' tests/bench/*.py | xargs -n1 basename -s .py | sort) opening campaign
"$python" -c 'import astra' 2>/dev/null || echo "astra-toolbox (extra 'bench') is absent: comparisons with it are left out."
status=0
for name in "$@"; do
  echo "== $name"
  case "$name" in
    opening) "$python" -m tests.robustness.opening || status=1 ;;
    campaign) "$python" -m tests.robustness.campaign --full || status=1 ;;
    *) "$python" -m "tests.bench.$name" || status=1 ;;
  esac
done
install_clusters
"$python" -m pytest -q -m "slow or cluster" || status=1
exit $status
