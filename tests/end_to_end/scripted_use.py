"""A hand that never rests: opens a scan, changes something every few ms, notes what the window shows."""

from __future__ import annotations

import ldct_studio  # isort: skip  # noqa: F401  (before torch: it says how torch's threads wait)
import torch  # isort: skip  # noqa: F401  (before Qt)

import json
import random
import sys
import time
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QTimer

from ldct_studio import methods  # noqa: F401
from ldct_studio.gui.app import Studio
from ldct_studio.gui.application import application
from ldct_studio.gui.command_table import table
from ldct_studio.gui.session_scene import scene_json
from tests.gui.four_panes import four_panes

_PAUSE_MS = 40


def main(scan: Path, journal: Path, seed: int) -> None:
    """Work on a scan until somebody ends the process; one line of JSON in the journal for each change."""
    app = application([])
    studio = Studio(app, [scan])
    studio.window.resize(1280, 800)
    studio.window.show()
    studio.sessions.look_back(False)
    rng = random.Random(seed)
    commands = [command for command in table() if command.change is not None]
    lines = journal.open("a", encoding="utf-8")

    def note() -> None:
        if studio.state.scene.study is not None:
            lines.write(json.dumps({"at": time.time(), "scene": scene_json(studio.state.scene)}) + "\n")
            lines.flush()

    def act() -> None:
        scene = studio.state.scene
        if scene.study is None or studio.cases.busy:
            return
        if scene.segmenter is not None:  # networks on two busy cores would only slow the test down
            studio.state.update("Panes", segmenter=None, panes=four_panes().panes[:2])
        elif rng.random() < 0.5:
            studio.state.become(replace(scene, fraction=rng.uniform(0.02, 1)), "Dose")
        else:
            command = rng.choice(commands)
            studio.state.become(command.change(scene), command.text)  # type: ignore[misc]

    studio.state.changed.connect(lambda *_: note())
    timer = QTimer()
    timer.timeout.connect(act)
    timer.start(_PAUSE_MS)
    app.exec()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
