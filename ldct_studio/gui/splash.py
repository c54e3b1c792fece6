"""Splash: the card that says that the program starts, while its libraries are loaded."""

from __future__ import annotations

import time

from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QLabel

from .. import __version__
from . import theme
from .application import app_icon
from .language import tr

_WIDTH, _HEIGHT, _ICON, _MARGIN = 440, 176, 72, 32
_LONGEST = 0.5
"""Seconds to wait until the card stands on the screen: without an event loop nothing paints it later."""


class Splash(QLabel):
    """The card, on the screen as soon as it is made; no ``QSplashScreen``, whose ``show`` takes a second."""

    def __init__(self) -> None:
        super().__init__(None, Qt.WindowType.SplashScreen | Qt.WindowType.FramelessWindowHint)
        screen = QGuiApplication.primaryScreen()
        self.setWindowTitle("LDCT Studio")
        self.setPixmap(_card(screen.devicePixelRatio()))
        self.adjustSize()
        self.move(screen.availableGeometry().center() - self.rect().center())
        self.show()
        until = time.monotonic() + _LONGEST
        while not self.windowHandle().isExposed() and time.monotonic() < until:
            QCoreApplication.processEvents()
        self.repaint()
        QCoreApplication.processEvents()


def _card(ratio: float) -> QPixmap:
    tokens = theme.current()
    wide, high, side, margin = (tokens.px(length) for length in (_WIDTH, _HEIGHT, _ICON, _MARGIN))
    card = QPixmap(round(wide * ratio), round(high * ratio))
    card.setDevicePixelRatio(ratio)
    card.fill(tokens.panel)
    painter = QPainter(card)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(tokens.line_strong, 1))
    painter.drawRect(QRectF(0.5, 0.5, wide - 1, high - 1))
    top = (high - side) / 2
    app_icon().paint(painter, round(margin), round(top), round(side), round(side))
    left = 2 * margin + side
    lines: tuple[tuple[str, theme.Role, QColor], ...] = (
        ("LDCT Studio", "display", tokens.text),
        (tr("Version {0} is starting").format(__version__), "body", tokens.text_2),
        (tr("Research use only, not for diagnosis"), "caption", tokens.text_2),
    )
    for number, (text, role, color) in enumerate(lines):
        painter.setFont(tokens.font(role))
        painter.setPen(color)
        box = QRectF(left, top + number * side / 3, wide - left - margin, side / 3)
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
    painter.end()
    return card
