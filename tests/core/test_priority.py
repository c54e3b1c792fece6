"""A process that computes beside the window takes only what the window leaves."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = """
from ldct_studio.core.priority import give_way
import os, pathlib
give_way(10)
group = pathlib.Path("/proc/self/autogroup")
print(os.nice(0), group.read_text().split()[-1] if group.exists() else 10)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="tells of Linux")
def test_its_session_gives_way_too() -> None:
    """Nice counts within a session only, and such a process leads one."""
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        start_new_session=True,
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    nice, group = done.stdout.split()
    assert nice == "10"
    shared = Path("/proc/sys/kernel/sched_autogroup_enabled")
    if shared.exists() and shared.read_text().strip() == "1":
        assert group == "10"
