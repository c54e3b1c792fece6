"""What the window does, in a process of its own: open, set, export; prints the recipe of what it wrote.

Arguments: the path to open, the key of a series or "", the file to write, and a step per further word.
"""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from ldct_studio import methods  # noqa: F401
from ldct_studio.core.lane import Lane
from ldct_studio.core.step import Step
from ldct_studio.gui import recipe
from ldct_studio.gui.cases import Cases
from ldct_studio.gui.state import AppState


def main(path: str, series: str, out: str, *steps: str) -> None:
    app = QCoreApplication([])
    state = AppState()
    cases = Cases(state)

    def opened(_: object) -> None:
        if state.scene.study is not None and state.scene.study.scan.source == "default":
            cases.matching.connect(lambda on: None if on else export())
        else:
            export()

    def export() -> None:
        lane = Lane("Wanted", tuple(map(Step.parse, steps)))
        scan = replace(state.scene.reference_scan, electronic=7.25).overridden(31_234.567)
        scene = replace(state.scene.with_lane(1, lane), fraction=0.2143, seed=11, scan=scan)
        state.become(replace(scene, scan_volume=scene.volume), "Test")
        cases.export(Path(out))

    def told(sentence: object) -> None:
        print(json.dumps([recipe.command_line(state.scene), recipe.python(state.scene), str(sentence)]))
        app.quit()

    cases.opened.connect(opened)
    cases.said.connect(told)
    cases.failed.connect(told)
    cases.open([Path(path)], series or None)
    app.exec()
    cases.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
