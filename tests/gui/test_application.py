"""Garbage is collected by the event loop, in its thread, and by nothing else."""

from __future__ import annotations

import subprocess
import sys

_PROGRAM = """
import gc, sys, threading
from PySide6.QtCore import QTimer
from ldct_studio.gui.application import application

app = application([])
assert not gc.isenabled(), "Python collects on its own"
assert application([]) is app

where = []

class Cycle:
    def __init__(self):
        self.itself = self
    def __del__(self):
        where.append(threading.current_thread())

def litter():
    for _ in range(5000):
        Cycle()

thread = threading.Thread(target=litter)
thread.start()
thread.join()
assert not where, "collected in the thread that made it"
QTimer.singleShot(2500, app.quit)
app.exec()
assert len(where) == 5000, len(where)
assert set(where) == {threading.main_thread()}
"""


def test_garbage_is_collected_between_the_events_of_the_window():
    done = subprocess.run([sys.executable, "-c", _PROGRAM], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
