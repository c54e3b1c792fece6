"""The one Qt application, which collects Python's garbage between its events."""

from __future__ import annotations

import gc
from collections.abc import Sequence

from PySide6.QtCore import QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from .. import __version__
from ..core.paths import resource
from . import language

_BETWEEN_LOOKS = 1000
"""Milliseconds from one look for garbage to the next."""


def application(arguments: Sequence[str]) -> QApplication:
    """Return the one Qt application, named for the desktop."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(["ldct-studio", *arguments])
        _collect_between_events(app)
    language.install(app)
    app.setApplicationName("LDCT Studio")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("org.ldct_studio.Studio")
    app.setWindowIcon(app_icon())
    return app


def app_icon() -> QIcon:
    """Return the program's own icon."""
    return QIcon(str(resource("icons/ldct-studio.svg")))


def _collect_between_events(app: QApplication) -> None:
    """Take the garbage collector's turns from wherever Python happens to be to a timer of the event loop.

    What Qt draws and listens to often ends in a cycle of Python references. The collector would delete it
    in whichever thread reaches the threshold, or in the midst of an event that the same object is handling;
    either ends the process.
    """
    gc.disable()
    timer = QTimer(app)
    timer.timeout.connect(_collect)
    timer.start(_BETWEEN_LOOKS)


def _collect() -> None:
    """Collect the oldest generation whose threshold was passed."""
    counts = zip(gc.get_count(), gc.get_threshold(), strict=True)
    due = [generation for generation, (count, limit) in enumerate(counts) if count > limit]
    if due:
        gc.collect(due[-1])
