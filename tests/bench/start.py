"""The start of the program with the demo: ``python -m tests.bench.start``.

Every start is a process of its own, without a screen; the first, which makes the demo, is not counted.
Printed are the seconds from its beginning to the card that says so, to the end of the imports, to the window,
to the first picture, and until every pane of the home screen has its picture and its labels and the table its
numbers. Ends with 1 where the median takes more than 6 s.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from typing import TYPE_CHECKING

import psutil

if TYPE_CHECKING:
    from ldct_studio.gui.app import Studio

STARTS = 5
GOAL = 6.0
LIMIT = 180
"""Seconds after which a start has failed."""
_STAGES = ("card", "imports", "window", "first picture", "all pictures", "labels", "numbers")


def main() -> int:
    """Start several times and print what each waited for."""
    if "--once" in sys.argv:
        print(json.dumps(started()))
        return 0
    runs = []
    with tempfile.TemporaryDirectory() as home:
        for turn in range(STARTS + 1):
            runs.append(_apart(home))
            print("the demo is made:" if turn == 0 else f"{turn}:", _told(runs[-1]), flush=True)
    middle = statistics.median(run["numbers"] for run in runs[1:])
    print(f"all labels and numbers after {middle:.1f} s, median of {STARTS} (goal {GOAL:g} s)")
    return 0 if middle <= GOAL else 1


def _told(found: dict[str, float]) -> str:
    return ", ".join(f"{stage} {found[stage]:.2f} s" for stage in _STAGES)


def _apart(home: str) -> dict[str, float]:
    environment = {**os.environ, "LDCT_STUDIO_HOME": home, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-m", "tests.bench.start", "--once"]
    said = subprocess.run(
        command, check=True, stdout=subprocess.PIPE, text=True, env=environment, timeout=LIMIT
    ).stdout
    found: dict[str, float] = json.loads(said.splitlines()[-1])
    return found


def started() -> dict[str, float]:
    """Start as ``ldct-studio --demo`` does and return the seconds until each stage."""
    from ldct_studio import __main__ as program

    began, found = psutil.Process().create_time(), dict[str, float]()
    splash = program._splash(["--demo"])
    found["card"] = time.time() - began
    with program._importing():
        import torch  # noqa: F401

        from ldct_studio import methods  # noqa: F401
        from ldct_studio.gui import app as window
        from ldct_studio.gui.application import application
    found["imports"] = time.time() - began
    app = application([])
    studio = window.Studio(app, demo=True)
    studio.window.show()
    if splash is not None:
        splash.close()
    found["window"] = time.time() - began

    from PySide6.QtCore import QTimer

    def look() -> None:
        frames = [pane.frame for pane in studio.stage.panes[:4]]
        told = {
            "first picture": any(frame is not None for frame in frames),
            "all pictures": all(frame is not None and frame.state == "full" for frame in frames),
            "labels": all(frame is not None and frame.labels is not None for frame in frames),
        }
        told["numbers"] = told["labels"] and _filled(studio)
        for stage, reached in told.items():
            if reached:
                found.setdefault(stage, time.time() - began)
        if told["numbers"]:
            app.quit()

    timer = QTimer(interval=10)
    timer.timeout.connect(look)
    timer.start()
    app.exec()
    studio.window.close()
    return found


def _filled(studio: Studio) -> bool:
    """Say whether every cell of the table on show has its number, or the reason why it never will."""
    from ldct_studio.gui.label_numbers import FINDING
    from ldct_studio.gui.pane_numbers import WAITING

    sheet = studio.numbers_dock._sheet
    rows = sheet.numbers.rows(studio.state.scene) if sheet is not None else ()
    return len(rows) == 4 and not any(cell.reason in (FINDING, WAITING) for row in rows for cell in row.cells)


if __name__ == "__main__":
    sys.exit(main())
