#!/usr/bin/env bash
# Set up LDCT Studio with its test tools where that was not done yet, and run every check.
# Arguments go to pytest: bash packaging/test.sh tests/core
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
source packaging/setup.sh dev

# The tests start hundreds of processes, which would all compile the program again.
unset PYTHONDONTWRITEBYTECODE

failed=()
check() {
  local title="$1" start=$SECONDS
  shift
  echo "== $title"
  "$@" || failed+=("$title")
  echo "   $((SECONDS - start)) s"
}

check "ruff check" "$python" -m ruff check .
check "ruff format" "$python" -m ruff format --check .
check "mypy" "$python" -m mypy
check "import contracts" "$python" "$venv/bin/lint-imports"
# Two workers with one thread each use two cores.
# A test process that dies ends the run: xdist would wait for ever for what it had begun.
OMP_NUM_THREADS=1 check "tests" "$python" -m pytest -q -n 2 --dist loadfile --max-worker-restart=0 -m "not slow and not cluster" "$@"

if [ ${#failed[@]} -gt 0 ]; then
  echo "Failed:$(printf ' %s;' "${failed[@]}")" >&2
  exit 1
fi
echo "All checks passed."
