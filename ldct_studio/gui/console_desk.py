"""ConsoleDesk: the Python console under the pages of the window, for those who switched it on."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ..core.settings import Settings
from . import theme
from .console import Console
from .console_names import Handle, names
from .console_panel import ConsolePanel
from .language import tr
from .notice import Answer
from .scene import Scene
from .stage import Stage
from .state import AppState

if TYPE_CHECKING:
    from .window import MainWindow

_FIRST, _SHARE = 220, 1 / 3
"""How high the console is at first: so many px at 100 %, and no larger share of the window."""


class ConsoleDesk(QObject):
    """Supplies the deed of its command; the console is made when it is first wanted."""

    def __init__(self, state: AppState, stage: Stage, settings: Settings) -> None:
        super().__init__()
        self._state, self._stage = state, stage
        self._allowed = settings.console
        self._window: MainWindow
        self.console: Console | None = None
        self.panel: ConsolePanel | None = None
        self.deeds: dict[str, Callable[[], None]] = {"console": self.toggle}
        state.changed.connect(self._follow)

    def attach(self, window: MainWindow) -> None:
        """Belong to the window that was built with the deeds."""
        self._window = window
        window.settings_changed.connect(self._obey)

    def toggle(self) -> None:
        """Show the console and type in it, or put it away; say how to switch it on where it is off."""
        if not self._allowed:
            text = tr("The Python console is off. What is typed there runs with all your rights.")
            show = Answer(tr("Preferences"), self._window.actions_["preferences"].trigger, primary=True)
            self._window.notices.tell("info", text, show, Answer(tr("Dismiss")))
        elif self.panel is not None and self.panel.isVisible():
            self._put_away()
        else:
            self._show()

    def close(self) -> None:
        """End what runs; the window goes after this."""
        if self.console is not None:
            self.console.close()

    def _show(self) -> None:
        if self.panel is None:
            self.panel = self._make()
        self.panel.show()
        self.panel.input.setFocus()

    def _put_away(self) -> None:
        if self.panel is not None:
            self.panel.hide()
            self._stage.setFocus()

    def _follow(self, scene: Scene, old: Scene) -> None:
        if self.console is not None and scene.source is not old.source:
            self.console.renew()

    def _obey(self, settings: Settings) -> None:
        self._allowed = settings.console
        if not settings.console:
            self._put_away()

    def _make(self) -> ConsolePanel:
        self._handle = Handle(self._state, self._window.actions_)
        self.console = Console(names(self._handle, self._stage))
        panel = ConsolePanel(self.console)
        panel.closed.connect(self._put_away)
        middle = self._window.middle
        whole = middle.height()
        middle.addWidget(panel)
        middle.setStretchFactor(0, 1)  # what a taller window has more is for the pages
        height = min(theme.current().px(_FIRST), round(_SHARE * whole))
        middle.setSizes([whole - height, height])
        return panel
