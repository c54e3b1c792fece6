"""The windows of the program itself, and what their menu entries do; ``app`` puts it into the window."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from .. import discovery
from ..core import device
from ..core.settings import Settings
from .cine import RATES, Cine
from .clip_dialog import ClipDialog
from .compute_page import ComputePage
from .display_check import DisplayCheck
from .figures import with_unit
from .help_view import HelpView
from .import_report import ImportReportDialog
from .key_images_menu import KeyImagesMenu
from .language import tr
from .notice import Answer
from .scanner_dialog import ScannerDialog
from .second_window import SecondWindow
from .shortcut_editor import ShortcutEditor
from .stage import Stage
from .state import AppState
from .tags_dialog import TagsDialog

if TYPE_CHECKING:
    from .window import MainWindow


class Program(QObject):
    """Supplies the deeds of its commands; its windows are made when they are first wanted."""

    upright_wanted = Signal(object)
    """The Origin of the case that shall be opened again, straightened."""

    def __init__(self, state: AppState, settings: Settings, stage: Stage) -> None:
        super().__init__()
        self._state, self._settings, self._stage = state, settings, stage
        self._window: MainWindow | None = None
        self._tags: TagsDialog | None = None
        self._help: HelpView | None = None
        self._compute: ComputePage | None = None
        self._clip: ClipDialog | None = None
        self._second: SecondWindow | None = None
        self.scanner: ScannerDialog | None = None
        self.cine = Cine(state, self._shows_its_cut, settings.cine_rate)
        self.cine.ran.connect(self._tell_cine)
        self.deeds: dict[str, Callable[[], None]] = {
            "tags": self.show_tags,
            "import-report": self.show_import_report,
            "shortcut-editor": self.edit_shortcuts,
            "help": self.show_help,
            "compute": self.show_compute,
            "clip-box": self.show_clip_box,
            "display-check": self.show_display_check,
            "validate-scanner": self.show_scanner,
            "cine": self._toggle_cine,
            "cine-faster": lambda: self._step_rate(1),
            "cine-slower": lambda: self._step_rate(-1),
        }

    def attach(self, window: MainWindow) -> None:
        """Belong to the window that was built with the deeds, and say in it that plug-ins wait for a word."""
        self._window = window
        window.settings_changed.connect(self._take_settings)
        KeyImagesMenu(self._state, window.menus["View/Key images"])
        actions = (*self._stage.actions(), *window.actions())
        self._second = SecondWindow(self._state, self._stage.beside, actions, window)
        window.actions_.rebind(self._settings.shortcuts)
        names = ", ".join(path.stem for path in discovery.waiting())
        if names:
            show = Answer(tr("Show plug-ins"), window.actions_["plugins"].trigger)
            text = tr("New or changed plug-ins wait to be allowed: {0}.").format(names)
            window.notices.tell("info", text, Answer(tr("Dismiss")), show)

    def tell_gpu_left(self, reason: str) -> None:
        """Say that the GPU was left, and why."""
        if self._window is not None:
            self._window.notices.tell(
                "warning", tr("{0} The pictures are computed on the CPU now.").format(reason)
            )
            self._window.show_compute(tr(device.name()), "", "preview")

    def close(self) -> None:
        """End what runs."""
        self.cine.stop()
        if self._second is not None:
            self._second.end()
        if self._tags is not None:
            self._tags.end()
        if self._compute is not None:
            self._compute.end()
        if self.scanner is not None:
            self.scanner.end()

    def show_tags(self) -> None:
        """Show the header of the file behind the slice on show, beside the window."""
        if self._tags is None:
            self._tags = TagsDialog(self._state, self._settings.privacy, self._window)
        self._tags.show()
        self._tags.raise_()

    def show_import_report(self) -> None:
        """Show what was opened, assumed and left out of the case that is open."""
        study = self._state.scene.study
        if study is not None:
            dialog = ImportReportDialog(study, self._window)
            dialog.upright_wanted.connect(lambda: self.upright_wanted.emit(study.origin))
            dialog.open()

    def _shows_its_cut(self) -> bool:
        scene = self._state.scene
        frame = self._stage.panes[scene.active].frame
        return frame is not None and frame.row == scene.row_of(scene.active)

    def _toggle_cine(self) -> None:
        self.cine.toggle()
        self._tell_cine(self.cine.running)  # what cannot run does not start
        if not self._state.scene.auto and self._window is not None:
            text = self.tr(
                "Cine needs pictures that follow. Switch on “Follow the controls” in the menu Dose."
            )
            self._window.notices.tell("info", text)

    def _step_rate(self, by: int) -> None:
        now = self._settings.cine_rate
        others = [rate for rate in RATES if (rate - now) * by > 0]
        if others:
            self._store(cine_rate=min(others) if by > 0 else max(others))
            self._tell_cine(self.cine.running)

    def _tell_cine(self, runs: bool) -> None:
        """Say what runs and how to stop it."""
        if self._window is not None:
            self._window.actions_["cine"].setChecked(runs)
            rate = with_unit(str(self._settings.cine_rate), "frames/s")
            text = self.tr("Cine, at most {}. A click or scrolling stops.").format(rate)
            self._window.status.show_text(text if runs else "")

    def edit_shortcuts(self) -> None:
        """Let the user give commands other keys."""
        if self._window is None:
            return
        commands = self._window.actions_.from_table
        editor = ShortcutEditor(commands, self._settings.shortcuts, self._window)
        editor.saved.connect(lambda keys: self._store(shortcuts=keys))
        editor.open()

    def show_help(self) -> None:
        """Show the pages of the documentation, beside the window."""
        if self._help is None:
            self._help = HelpView(self._window)
        self._help.show()
        self._help.raise_()

    def show_compute(self) -> None:
        """Show what there is to compute with."""
        if self._compute is None:
            self._compute = ComputePage(self._window)
        self._compute.open()

    def show_clip_box(self) -> None:
        """Show the sides of the box that the 3-D volume is cut to, beside the window."""
        if self._clip is None:
            self._clip = ClipDialog(self._state, self._window)
        self._clip.show()
        self._clip.raise_()

    def show_scanner(self) -> None:
        """Show the comparison of real with simulated scans of a phantom, beside the window."""
        if self.scanner is None:
            self.scanner = ScannerDialog(self._state, self._window)
        self.scanner.show()
        self.scanner.raise_()
        self.scanner.activateWindow()

    def show_display_check(self) -> None:
        """Show a pattern to look at; what is answered is kept by screen."""
        page = DisplayCheck(self._settings.display_checks, self._window)
        page.answered.connect(
            lambda name, answer: self._store(display_checks=self._settings.display_checks | {name: answer})
        )
        page.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        page.open()

    def _store(self, **values: object) -> None:
        if self._window is not None:
            self._window.settings_changed.emit(self._settings.model_copy(update=values))

    def _take_settings(self, settings: Settings) -> None:
        if self._window is not None and settings.shortcuts != self._settings.shortcuts:
            self._window.actions_.rebind(settings.shortcuts)
        self._settings = settings
        self.cine.set_rate(settings.cine_rate)
        if self._tags is not None:
            self._tags.set_privacy(settings.privacy)
