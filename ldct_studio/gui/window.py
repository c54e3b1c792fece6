"""The main window: bars, panels, stage and dose bar around one state."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, cast

from PySide6.QtCore import QEvent, QSettings, QSize, Qt, QUrl, Signal
from PySide6.QtGui import (
    QAction,
    QCloseEvent,
    QDesktopServices,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QKeySequence,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import QApplication, QMainWindow, QSplitter, QVBoxLayout, QWidget

from .. import discovery
from ..core import recent
from ..core.paths import config_dir, user_plugins
from ..core.settings import Settings
from . import dialogs, figures, theme
from .actions import Actions
from .areas import next_control
from .contrast_page import ContrastPage
from .hover import Hover
from .icons import State
from .language import tr
from .log_view import LogView
from .notice import Answer, Notices, Pages
from .panels import Panels
from .preferences import PreferencesDialog
from .privacy import redact
from .report import Failure, log_file, report_text, save_report
from .scene import Scene
from .shortcut_sheet import Palette, ShortcutSheet
from .state import AppState
from .status_bar import StatusBar
from .tool_bar import ToolBar
from .top_bar import TopBar
from .welcome import WelcomePage

NARROW = 1500
"""Below this width in px at 100 % the window takes its narrow form."""
_SMALLEST = QSize(900, 520)
_FIRST = QSize(1600, 980)
_TITLE = QSize(0, 40)
"""What the title of a window takes of its screen."""


class Compactable(Protocol):
    """A dose bar: it has a low form for narrow windows."""

    def set_compact(self, compact: bool) -> None:
        """Take the low form or the full one."""


@dataclass(frozen=True)
class Parts:
    """What the window is put together from; ``pages`` are the workspaces without pictures, by name."""

    stage: QWidget
    docks: Mapping[str, QWidget]
    dose_bar: QWidget
    pages: Mapping[str, QWidget]


class MainWindow(QMainWindow):
    """The frame of everything.

    ``deeds`` supplies what the program does for ``demo``, ``export``, ``save-picture`` and ``update``;
    an entry without a deed does not appear.
    """

    opened, recent_wanted = Signal(object), Signal(object)
    """A list of Paths to open, dropped or chosen; a Recent to open."""
    settings_changed = Signal(object)
    """The new Settings."""
    plugins_changed = Signal()
    """Plug-ins may have been allowed."""
    close_asked = Signal(object)
    """The QCloseEvent; whoever ignores it keeps the window open."""
    closing = Signal()

    def __init__(
        self,
        state: AppState,
        parts: Parts,
        settings: Settings,
        welcome: WelcomePage,
        deeds: Mapping[str, Callable[[], None]],
    ) -> None:
        super().__init__()
        self.state, self.settings, self._parts, self.welcome = state, settings, parts, welcome
        self.contrast = ContrastPage()
        self._loading = False
        self._details = ""
        self.setObjectName("main-window")
        self.setAcceptDrops(True)
        self.setMinimumSize(_SMALLEST)
        self.actions_ = Actions(state, {**self._own_deeds(), **deeds}, self)
        self.top_bar = TopBar(state, self.actions_)
        self.menus = self.actions_.fill(self.top_bar.menus)
        self.tool_bar = ToolBar(state, self.actions_, self.menus["View/Window"])
        self.panels = Panels(parts.stage, parts.docks)
        self.status = StatusBar()
        self.notices = Notices(self, parts.stage)
        self._build()
        self.sheet = ShortcutSheet(self, self.actions_)
        self.palette_ = Palette(self, self.actions_)
        self._connect()
        self._restore()
        self.show_recent()
        self._follow(state.scene, state.scene)

    def set_loading(self, loading: bool) -> None:
        """Show the stage while something is being opened, also where nothing is open yet."""
        self._loading = loading
        self._show_page()

    def show_compute(self, device: str, detail: str, state: State) -> None:
        """Name the device in the top bar, or in the status bar where that is too narrow."""
        for chip in (self.top_bar.chip, self.status.chip):
            chip.show_compute(device, detail, state)

    def show_hover(self, hover: Hover | None) -> None:
        """Show what is under the pointer."""
        self.status.show_hover(hover)

    def show_recent(self) -> None:
        """List the recent cases on the welcome page and in the menu."""
        entries = () if self.settings.privacy else recent.read()
        self.welcome.show_recent(entries)
        menu = self.menus["File/Recent"]
        for action in menu.actions():
            if action.data() is not None:
                menu.removeAction(action)
        first = menu.actions()[0]
        for entry in entries:
            action = QAction(tr(entry.title), menu)
            action.setData(entry.path)
            action.setToolTip(entry.path)
            action.triggered.connect(lambda _=False, entry=entry: self.recent_wanted.emit(entry))
            menu.insertAction(first, action)
        menu.menuAction().setEnabled(bool(entries))

    def show_failure(self, failure: Failure) -> None:
        """Tell of an error, with its details behind a button."""
        self.notices.tell(
            "error",
            redact(failure.sentence),
            Answer(tr("Dismiss")),
            Answer(tr("Details"), lambda: self._show_details(failure)),
        )

    def apply_settings(self, settings: Settings) -> None:
        """Take new settings: colors, scale, title, list of recent cases."""
        app = cast(QApplication, QApplication.instance())
        theme.apply(
            app, settings.theme, settings.ui_scale / 100, settings.color_blind, settings.reduce_motion
        )
        self.show_settings(settings)

    def show_settings(self, settings: Settings) -> None:
        """Show title, recent cases and panels by settings whose colors and scale are taken already."""
        self.settings = settings
        self._show_title(self.state.scene)
        self.show_recent()
        self._arrange()
        self.settings_changed.emit(settings)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the narrow or the wide form."""
        super().resizeEvent(event)
        self._arrange()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Accept files and folders."""
        if _local_paths(event):
            event.acceptProposedAction()
            self.welcome.target.show_over(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Forget what was held over the window."""
        self.welcome.target.show_over(False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Open what was dropped."""
        self.welcome.target.show_over(False)
        event.acceptProposedAction()
        self.opened.emit(_local_paths(event))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep geometry and arrangement and end all work, unless something asks the user first."""
        self.close_asked.emit(event)
        if not event.isAccepted():
            return
        self._geometry().setValue("geometry", self.saveGeometry())
        self.welcome.compute.wait()
        self.closing.emit()
        super().closeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Keep the check mark of full screen true."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.WindowStateChange:
            self.actions_["full-screen"].setChecked(self.isFullScreen())

    def next_area(self, step: int = 1) -> None:
        """Move the focus to the next area: tool bar, left panel, stage, right panel, dose bar (F6)."""
        parts = self._parts
        areas = [
            self.tool_bar,
            self.panels.left,
            self.panels.tabs,
            parts.stage,
            self.panels.right,
            parts.dose_bar,
        ]
        for page in (self.welcome, self.contrast, *parts.pages.values()):
            if self._pages.currentWidget() is page:
                areas = [self.top_bar, page]
        control = next_control([area for area in areas if area.isVisible()], self.focusWidget(), step)
        if control is not None:
            control.setFocus(Qt.FocusReason.TabFocusReason)

    def _build(self) -> None:
        self._work = QWidget()
        column = QVBoxLayout(self._work)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tool_bar)
        column.addWidget(self.panels, 1)
        column.addWidget(self._parts.dose_bar)
        self.middle = QSplitter(Qt.Orientation.Vertical, childrenCollapsible=False, handleWidth=1)
        self._pages = Pages(self.middle)  # a console may come below
        for page in (self.welcome, self._work, *self._parts.pages.values(), self.contrast):
            self._pages.addWidget(page)
        central = QWidget()
        theme.set_role(central, "base")
        outer = self._outer = QVBoxLayout(central)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        for widget in (self.top_bar, self.middle, self.status):
            outer.addWidget(widget, int(widget is self.middle))
        self.setCentralWidget(central)

    def _own_deeds(self) -> dict[str, Callable[[], None]]:
        return {
            "open-files": lambda: self._open(dialogs.ask_files(self)),
            "open-folder": lambda: self._open(dialogs.ask_folder(self)),
            "clear-recent": self._clear_recent,
            "quit": lambda: cast(None, self.close()),
            "undo": self.state.undo_stack.undo,
            "redo": self.state.undo_stack.redo,
            "preferences": self._show_preferences,
            "left-dock": lambda: self._toggle("left_dock"),
            "right-dock": lambda: self._toggle("right_dock"),
            "full-screen": self._toggle_full_screen,
            "plugins": self._show_plugins,
            "plugin-folder": lambda: _show_file(user_plugins()),
            "shortcuts": lambda: self.sheet.appear(),
            "palette": lambda: self.palette_.appear(),
            "open-log": lambda: LogView(log_file(), lambda: self._save_report(""), self).show(),
            "save-report": lambda: self._save_report(""),
            "about": lambda: dialogs.AboutDialog(self).open(),
        }

    def _connect(self) -> None:
        self.actions_.listen(self, self._parts.stage)
        self.state.changed.connect(self._follow)
        self.status.jobs_wanted.connect(self.actions_["show-trainings"].trigger)
        self.welcome.files_wanted.connect(self.actions_["open-files"].trigger)
        self.welcome.folder_wanted.connect(self.actions_["open-folder"].trigger)
        self.welcome.log_wanted.connect(self.actions_["open-log"].trigger)
        self.welcome.chosen.connect(self.recent_wanted)
        self.welcome.compute.tested.connect(self._show_speed)
        for wanted, name in (
            (self.contrast.pair_wanted, "contrast-pair"),
            (self.contrast.demo_wanted, "contrast-demo"),
            (self.welcome.brain_wanted, "contrast-demo"),
        ):
            if name in self.actions_:
                wanted.connect(self.actions_[name].trigger)
        if "demo" in self.actions_:
            self.welcome.demo_wanted.connect(self.actions_["demo"].trigger)
        for key, step in (("F6", 1), ("Shift+F6", -1)):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.activated.connect(lambda step=step: self.next_area(step))

    def _show_speed(self, result: object) -> None:
        if isinstance(result, float):
            detail = tr("previews about {0}").format(figures.duration(result))
            for chip in (self.top_bar.chip, self.status.chip):
                chip.show_compute(self.welcome.compute.device, detail, "full")

    def _restore(self) -> None:
        geometry = self._geometry().value("geometry")
        room = self.screen().availableSize() - _TITLE
        self.resize(_FIRST.boundedTo(room) if room.isValid() else _FIRST)
        if geometry is not None:
            self.restoreGeometry(geometry)

    def _geometry(self) -> QSettings:
        return QSettings(str(config_dir() / "window.ini"), QSettings.Format.IniFormat)

    def _open(self, paths: list[Path]) -> None:
        if paths:
            self.opened.emit(paths)

    def _clear_recent(self) -> None:
        recent.clear()
        self.show_recent()

    def _toggle(self, name: str) -> None:
        self.settings = self.settings.model_copy(update={name: not getattr(self.settings, name)})
        self._arrange()
        self.settings_changed.emit(self.settings)

    def _toggle_full_screen(self) -> None:
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def _show_plugins(self) -> None:
        dialog = dialogs.PluginsDialog(discovery.allow, self)
        dialog.finished.connect(lambda _: self.plugins_changed.emit())
        dialog.open()

    def _show_preferences(self) -> None:
        dialog = PreferencesDialog(self.settings, self)
        dialog.changed.connect(self.apply_settings)
        dialog.open()

    def _show_details(self, failure: Failure) -> None:
        text = report_text(failure.details)
        dialogs.DetailsDialog(failure, text, lambda: self._save_report(failure.details), self).open()

    def _save_report(self, details: str) -> None:
        path = dialogs.ask_target(self, tr("Save report"), "ldct-studio-report.txt", tr("Text (*.txt)"))
        if path is not None:
            save_report(path, details)
            self.notices.tell("info", tr("The report was saved as {0}.").format(path.name))

    def _follow(self, scene: Scene, old: Scene) -> None:
        if scene.study is not old.study or scene is old:
            self._show_title(scene)
            self._show_page()
            self.status.show_text("" if scene.study else tr("No scan open"))
        if scene.workspace != old.workspace:
            self._show_page()
            self._arrange()

    def _show_title(self, scene: Scene) -> None:
        name = "" if scene.study is None or self.settings.privacy else scene.study.name
        self.setWindowTitle(f"LDCT Studio – {name}" if name else "LDCT Studio")

    def _show_page(self) -> None:
        own = None if self._loading else self._parts.pages.get(self.state.scene.workspace)
        study, page = self.state.scene.study, self._work
        if own is not None:
            page = own
        elif self.state.scene.workspace == "contrast" and not self._loading:
            page = self._work if study is not None and study.partner is not None else self.contrast
        elif study is None and not self._loading:
            page = self.welcome
        self._pages.setCurrentWidget(page)
        if page is self._work and not self._work.isAncestorOf(self.focusWidget() or self):
            self._parts.stage.setFocus()
        self._place_notices()

    def _arrange(self) -> None:
        narrow = self.width() < theme.current().px(NARROW)
        review = self.state.scene.workspace == "review"
        self.top_bar.set_narrow(narrow)
        self.tool_bar.set_narrow(narrow)
        self.status.set_narrow(narrow)
        cast(Compactable, self._parts.dose_bar).set_compact(narrow)
        self.panels.arrange(narrow, self.settings.left_dock, self.settings.right_dock and not review)
        self.actions_["left-dock"].setChecked(self.settings.left_dock)
        self.actions_["right-dock"].setChecked(self.settings.right_dock)
        self._place_notices()

    def _place_notices(self) -> None:
        area = self._parts.stage if self._pages.currentWidget() is self._work else self._pages
        self._outer.activate()
        self.notices.lie_over(area)


def _local_paths(event: QDropEvent) -> list[Path]:
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]


def _show_file(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
