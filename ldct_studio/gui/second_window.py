"""SecondWindow: the panes that stand beside the stage, in a window that can lie on another screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QSettings, Qt
from PySide6.QtGui import QAction, QCloseEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ..core.paths import config_dir
from . import theme
from .pane_grid import PaneGrid
from .scene import Scene
from .state import AppState
from .status_bar import RESEARCH

_KEY = "second-geometry"
_FIRST = (1000, 760)


class SecondWindow(QWidget):
    """Follows ``scene.second``; closing it changes the scene and ends nothing else.

    Its keys are the actions of the main window and the stage. It takes two for itself: Ctrl+W closes it
    instead of the case, F11 makes it fill its screen.
    """

    def __init__(self, state: AppState, grid: PaneGrid, actions: Sequence[QAction], main: QWidget) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self._state, self._main = state, main
        self._own: dict[str, Callable[[], object]] = {"Ctrl+W": self.close, "F11": self._fill_screen}
        self.setObjectName("second-window")
        self.setWindowTitle(f"LDCT Studio – {self.tr('Second window')} – {RESEARCH}")
        self.setMinimumSize(480, 360)
        theme.set_role(self, "stage")
        self.addActions(list(actions))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(grid)
        grid.show()
        state.changed.connect(self._follow)
        self._follow(state.scene, state.scene)

    def end(self) -> None:
        """Go with the main window, and let the scene be."""
        self._state.changed.disconnect(self._follow)
        self._put_away()
        self.deleteLater()

    def event(self, event: QEvent) -> bool:
        """Take the keys of this window before the actions that have the same ones."""
        if isinstance(event, QKeyEvent) and (deed := self._own.get(_named(event))) is not None:
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                deed()
                return True
        return super().event(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell the scene, which hides the window."""
        event.accept()
        self._state.settle()
        self._state.update("Second window", second=None)
        self._state.settle()

    def _follow(self, scene: Scene, old: Scene) -> None:
        wanted = scene.second is not None and scene.study is not None
        if wanted and self.isHidden():
            self._appear()
        elif not wanted and not self.isHidden():
            self._put_away()

    def _appear(self) -> None:
        """Show where it was last, else on another screen than the main window, else beside it."""
        kept = _places().value(_KEY)
        if kept is not None and self.restoreGeometry(kept):
            self.show()
            return
        px = theme.current().px
        self.resize(px(_FIRST[0]), px(_FIRST[1]))
        screens = [screen for screen in QGuiApplication.screens() if screen is not self._main.screen()]
        if screens:
            self.setScreen(screens[0])
            self.setGeometry(screens[0].availableGeometry())
            self.showMaximized()
        else:
            self.show()

    def _put_away(self) -> None:
        if not self.isHidden():
            _places().setValue(_KEY, self.saveGeometry())
            self.hide()

    def _fill_screen(self) -> None:
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)


def _places() -> QSettings:
    """Return where the places of windows are kept, per user."""
    return QSettings(str(config_dir() / "window.ini"), QSettings.Format.IniFormat)


def _named(event: QKeyEvent) -> str:
    """Return the key with its modifiers, such as ``Ctrl+W``."""
    return QKeySequence(event.keyCombination()).toString()
