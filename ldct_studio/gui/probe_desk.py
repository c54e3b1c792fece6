"""ProbeDesk: the command of physics at a place, and the dialog behind it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from .probe_dialog import ProbeDialog
from .state import AppState


class ProbeDesk(QObject):
    """One dialog, made when it is first wanted."""

    found = Signal(object)
    """What was measured as far as it is, a Survey."""

    def __init__(self, state: AppState) -> None:
        super().__init__()
        self._state = state
        self._window: QWidget | None = None
        self.dialog: ProbeDialog | None = None
        self.deeds: dict[str, Callable[[], None]] = {"probe": self.open}

    def attach(self, window: QWidget) -> None:
        """Belong to the window that was built with the deeds."""
        self._window = window

    def open(self) -> None:
        """Show the dialog beside the panes."""
        if self.dialog is None:
            self.dialog = ProbeDialog(self._state, self._window)
            self.dialog.found.connect(self.found)
        self.dialog.show()
        self.dialog.raise_()
        self.dialog.activateWindow()

    def close(self) -> None:
        """End the work under way."""
        if self.dialog is not None:
            self.dialog.end()
