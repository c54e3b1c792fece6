"""Make the pictures of the documentation from the real window: ``python -m tests.pictures [NAME …]``.

Without names all of them, at every scale and in both themes; a name such as ``layout-2x2`` may end with *.
"""

from __future__ import annotations

import ldct_studio  # isort: skip  # noqa: F401  (before torch: it says how torch's threads wait)
import torch  # isort: skip  # noqa: F401  (before Qt)

import os
import subprocess
import sys
import tempfile
import time
from fnmatch import fnmatch
from pathlib import Path

from PySide6.QtWidgets import QApplication

from ldct_studio.core.errors import StudioError
from ldct_studio.gui.app import Studio
from ldct_studio.gui.application import application
from tests.pictures.files import SCALES, THEMES, keep, path_of
from tests.pictures.hand import Hand, TooLateError
from tests.pictures.shots import LAYOUTS, PROJECTIONS, shots
from tests.pictures.states import let_go, recover

SMALLER = {*LAYOUTS, *PROJECTIONS, "refining", "stale", "cpu-only", "dragging"}
"""Kept with fewer pixels: several pictures, or the same again in another state."""
_EVERYWHERE = {"QT_QPA_PLATFORM": "offscreen", "LDCT_STUDIO_DEVICE": "cpu"}


def main(names: list[str]) -> int:
    """Run one process for each scale, as Qt takes its scale when it starts; return how many failed."""
    failed, cache = 0, None
    with tempfile.TemporaryDirectory() as folder:
        for scale in SCALES:
            home = Path(folder) / f"{scale:g}"
            home.mkdir()
            if cache is not None:  # the demo is made once
                cache.rename(home / "cache")
            cache = home / "cache"
            own = {"QT_SCALE_FACTOR": f"{scale:g}", "LDCT_STUDIO_HOME": str(home)}
            environment = {**os.environ, **_EVERYWHERE, **own}
            command = [sys.executable, "-m", "tests.pictures", "--scale", f"{scale:g}", *names]
            failed += subprocess.run(command, env=environment, check=False).returncode != 0
    return failed


def take(scale: float, names: list[str]) -> None:
    """Take the pictures of one scale."""
    wanted = [name for name in shots() if not names or any(fnmatch(name, wish) for wish in names)]
    app = application([])
    with tempfile.TemporaryDirectory() as folder:
        studio = Studio(app)
        hand = Hand(studio, Path(folder))
        studio.window.show()
        failed = [name for theme in THEMES for name in _take_all(hand, wanted, theme, scale)]
        if hand.trainings is not None:
            hand.trainings.end()
        if not studio.window.close():  # as a training is told to run
            studio.close()
    if failed:
        sys.exit(f"{scale:g}×: these pictures could not be taken: {', '.join(failed)}.")


def _take_all(hand: Hand, names: list[str], theme: str, scale: float) -> list[str]:
    """Take the pictures in one theme; return the names of those that could not be taken, which is told."""
    failed = []
    hand.window.apply_settings(hand.studio.settings.model_copy(update={"theme": theme}))
    for name in names:
        try:
            _take(hand, name, theme, scale)
        except (TooLateError, StopIteration, KeyError, AssertionError, StudioError) as error:
            print(f"{scale:g}×  {name} failed: {type(error).__name__}: {error}", flush=True)
            failed.append(name)
    return failed


def _take(hand: Hand, name: str, theme: str, scale: float) -> None:
    recover(hand)
    other = shots()[name](hand)
    QApplication.processEvents()
    picture = (other or hand.window).grab().toImage()
    keep(picture, path_of(name, theme, scale), scale, smaller=name in SMALLER)
    print(f"{time.strftime('%H:%M:%S')} {scale:g}×  {name}, {theme}", flush=True)
    let_go(hand)
    hand.put_away()


if __name__ == "__main__":
    if sys.argv[1:2] == ["--scale"]:
        take(float(sys.argv[2]), sys.argv[3:])
    else:
        sys.exit(main(sys.argv[1:]))
