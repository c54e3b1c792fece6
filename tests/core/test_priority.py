"""A process that computes beside the window takes only what the window leaves."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = """
from ldct_studio.core.priority import go_last
import os, pathlib
go_last()
group = pathlib.Path("/proc/self/autogroup")
print(os.nice(0), os.sched_getscheduler(0) == os.SCHED_IDLE)
print(group.read_text().split()[-1] if group.exists() else 19)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="tells of Linux")
def test_its_session_is_last_too() -> None:
    """Nice counts within a session only, and such a process leads one."""
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        start_new_session=True,
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    nice, idle, group = done.stdout.split()
    assert (nice, idle) == ("19", "True")
    shared = Path("/proc/sys/kernel/sched_autogroup_enabled")
    if shared.exists() and shared.read_text().strip() == "1":
        assert group == "19"
