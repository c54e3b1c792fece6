"""Pace: what follows every picture, at most so many times a second."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

OFTEN = 100
"""Ms between two numbers that an eye can still read."""


class Pace(QObject):
    """``ask`` calls ``deed`` at once where it rested, else once the pause is over; none is lost."""

    def __init__(self, deed: Callable[[], None], parent: QObject, pause: int = OFTEN) -> None:
        super().__init__(parent)
        self._deed = deed
        self._asked = False
        self._timer = QTimer(self, singleShot=True, interval=pause)
        self._timer.timeout.connect(self._rested)

    def ask(self) -> None:
        """Do it now or soon."""
        if self._timer.isActive():
            self._asked = True
        else:
            self.now()

    def now(self) -> None:
        """Do it at once, whatever the pause."""
        self._asked = False
        self._timer.start()
        self._deed()

    def _rested(self) -> None:
        if self._asked:
            self.now()
