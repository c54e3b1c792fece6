"""The icon as Windows and macOS want it, drawn from the one SVG."""

from __future__ import annotations

import io
import os
from pathlib import Path

import product


def draw(path: Path) -> None:
    """Write ``.ico`` or ``.icns``, with the sizes that belong to it."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PIL import Image
    from PySide6.QtCore import QBuffer, QIODevice
    from PySide6.QtGui import QGuiApplication, QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    app = QGuiApplication.instance() or QGuiApplication([])
    picture = QImage(1024, 1024, QImage.Format.Format_ARGB32)
    picture.fill(0)
    painter = QPainter(picture)
    QSvgRenderer(str(product.ROOT / "resources" / "icons" / "ldct-studio.svg")).render(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")
    path.parent.mkdir(parents=True, exist_ok=True)
    sizes = [(side, side) for side in (16, 24, 32, 48, 64, 128, 256)]
    Image.open(io.BytesIO(bytes(buffer.data().data()))).save(path, sizes=sizes)
    del app
