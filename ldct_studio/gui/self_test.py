"""The window of the self-test: opened without a screen, looked at, and closed."""

from __future__ import annotations

import gc
import os
from pathlib import Path

import torch
from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QTimer
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from ..core.errors import DeviceError, StudioError
from ..core.grid import Grid
from ..core.paths import resource
from ..core.volume import Volume
from .app import Studio
from .application import application
from .solid import Solid
from .solid_scene import Shot, SolidScene

_SHOWN_MS = 1500
"""How long the window is open."""


def attempt(folder: Path) -> str:
    """Open the window, keep its picture in the folder, and say what was seen; 3-D may be missing.

    Raises ``StudioError`` where the window stays empty.
    """
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    app = application([])
    seen = _seen(app, folder)
    gc.collect()  # while Qt is there: at the end of Python it would be gone before what belongs to it
    return f"{seen}, {_solid()}"


def _seen(app: QApplication, folder: Path) -> str:
    studio = Studio(app)
    studio.window.resize(1280, 800)
    studio.window.show()
    loop = QEventLoop()
    QTimer.singleShot(_SHOWN_MS, loop.quit)
    loop.exec()
    picture = studio.window.grab().toImage()
    picture.save(str(folder / "window.png"))
    studio.window.close()
    studio.window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    colors = {picture.pixel(x, y) for x in range(0, 1280, 8) for y in range(0, 800, 8)}
    if len(colors) < 8:
        raise StudioError("The window stays empty.")
    if not QSvgRenderer(str(resource("icons/ldct-studio.svg"))).isValid():
        raise StudioError("Icons cannot be drawn.")
    return f"{picture.width()} × {picture.height()}, {len(colors)} colors"


def _solid() -> str:
    """Render a ball in 3-D, and say how that went: there are computers that cannot."""
    z, y, x = torch.meshgrid(*(torch.linspace(-1, 1, 24),) * 3, indexing="ij")
    data = torch.where(z * z + y * y + x * x < 0.5, 500.0, -1000.0)
    try:
        scene = SolidScene(Volume(data, Grid((24, 24, 24), (1.0, 1.0, 1.0))))
        shot = scene.picture(Shot(Solid(), 64, 64))
        scene.close()
    except DeviceError as error:
        return f"no 3-D: {error}"
    if shot is None or int(shot.max()) == 0:
        raise StudioError("The 3-D picture stays empty.")
    return "3-D works"
