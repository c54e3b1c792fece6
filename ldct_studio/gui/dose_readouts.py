"""The read-outs of the dose bar: exposure, photons, patient dose and the way the dose is lowered."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import (
    QGridLayout,
    QLabel,
    QMenu,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ..core.errors import GeometryError
from ..core.scanner import ScannerModel, Setting
from ..methods.scans import with_model
from ..physics.patient import PatientSize
from . import dose_facts, figures, theme
from .dose_facts import Readout
from .dose_photons import PhotonsPopover
from .icons import icon
from .language import tr
from .pace import Pace
from .pane import INSERT, RESCAN
from .scene import Scene
from .state import AppState, only_dose

_READABLE = 40
"""Ms between two values while the dose moves."""


class ReadoutView(QWidget):
    """A name over a value; where it can be clicked the value is a button."""

    clicked = Signal()

    def __init__(self, name: str, clickable: bool = False) -> None:
        super().__init__()
        self._shown: Readout | None = None
        self.setObjectName(f"readout-{name}")
        self._name = QLabel()
        self._name.setProperty("role", "caption")
        self.value: QLabel | QPushButton = QLabel()
        if clickable:
            self.value = QPushButton()
            self.value.clicked.connect(self.clicked)
        self.value.setObjectName(f"readout-{name}-value")
        self.value.setProperty("role", "value" if clickable else "strong")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._name)
        box.addWidget(self.value)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

    def show_readout(self, readout: Readout) -> None:
        """Print another value; the tooltip carries its meaning or why it is unknown."""
        if readout == self._shown:
            return
        self._shown = readout
        if readout.name != self._name.text():
            self._name.setText(readout.name)
        if readout.value != self.value.text():
            self.value.setText(readout.value)
        self.value.setAccessibleName(f"{readout.name} {readout.value}")
        self.setToolTip(readout.explanation)


class DoseReadouts(QWidget):
    """Six read-outs in two rows and a line about n0; two of them in the compact form.

    ``estimate_requested`` asks for a new estimate of n0 where the old one is not known any more.
    """

    estimate_requested = Signal()

    def __init__(self, state: AppState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self._size: PatientSize | None = None
        self.setObjectName("dose-readouts")
        self._ctdi, self._mas = ReadoutView("ctdi"), ReadoutView("mas")
        self._photons, self._ssde = ReadoutView("photons", clickable=True), ReadoutView("ssde")
        self._dlp, self._simulator = ReadoutView("dlp"), ReadoutView("simulator", clickable=True)
        self._matching = False
        self._origin = QLabel()
        self._origin.setObjectName("dose-origin")
        self._origin.setProperty("role", "caption")
        self._more = self._make_more()
        self._popover = PhotonsPopover(self)
        self._connect()
        self._arrange()
        self._pace = Pace(lambda: self._show(state.scene), self, pause=_READABLE)
        state.changed.connect(self._follow)
        self._show(state.scene)

    def show_size(self, size: PatientSize | None) -> None:
        """Take the patient's size in the slice on show; None while it is not known."""
        self._size = size
        self._show(self._state.scene)

    def show_matching(self, on: bool) -> None:
        """Say that n0 is being estimated: until then it is a guess."""
        self._matching = on
        self._show(self._state.scene)

    def set_compact(self, compact: bool) -> None:
        """Keep CTDIvol and mAs, and a menu with the others."""
        self._more.setVisible(compact)
        for view in (self._photons, self._ssde, self._dlp, self._simulator, self._origin):
            view.setVisible(not compact)
        self._place(self._mas, 1 if compact else 0, 0 if compact else 1)
        self._keep_columns(1 if compact else 3)

    def edit_photons(self) -> None:
        """Open the field for n0."""
        scene = self._state.scene
        if scene.study is None:
            return
        self._popover.show_scan(scene.reference_scan, scene.row)
        self._place_popover()
        self._popover.show()

    def _place_popover(self) -> None:
        """Let it end over the read-out, however high it is."""
        anchor = self._photons if self._photons.isVisible() else self._more
        corner = anchor.mapToGlobal(QPoint(0, 0))
        self._popover.move(corner.x(), corner.y() - self._popover.sizeHint().height() - theme.current().px(6))

    def _make_more(self) -> QToolButton:
        button = QToolButton()
        button.setObjectName("dose-more")
        button.setIcon(icon("dots-three"))
        button.setAccessibleName(self.tr("More read-outs"))
        button.setToolTip(self.tr("Photons per ray, SSDE, DLP and how the dose is lowered"))
        button.clicked.connect(self._open_more)
        button.hide()
        return button

    def _connect(self) -> None:
        self._popover.chosen.connect(self._override)
        self._popover.estimate_wanted.connect(self._use_estimate)
        self._popover.model_wanted.connect(self._use_model)
        self._photons.clicked.connect(self.edit_photons)
        self._simulator.clicked.connect(self._open_menu)

    def _arrange(self) -> None:
        px = theme.current().px
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(px(16))
        self._grid.setVerticalSpacing(px(6))
        for view, row, column in (
            (self._ctdi, 0, 0),
            (self._mas, 0, 1),
            (self._dlp, 0, 2),
            (self._photons, 1, 0),
            (self._ssde, 1, 1),
            (self._simulator, 1, 2),
        ):
            self._place(view, row, column)
        self._grid.addWidget(self._origin, 2, 0, 1, 3)
        self._grid.addWidget(self._more, 0, 3, 2, 1)
        self._keep_columns(3)

    def _keep_columns(self, count: int) -> None:
        """Keep the columns as wide as a long number, so that nothing moves while it changes."""
        for column in range(3):
            self._grid.setColumnMinimumWidth(column, theme.current().px(86) if column < count else 0)

    def _place(self, view: QWidget, row: int, column: int) -> None:
        self._grid.addWidget(view, row, column, Qt.AlignmentFlag.AlignTop)

    def _follow(self, new: Scene, old: Scene) -> None:
        if not _same_rows(new, old):
            self._size = None
        if only_dose(new, old):
            self._pace.ask()
            return
        if self._popover.isVisible():
            self._popover.show_scan(new.reference_scan, new.row)
            self._place_popover()
        self._show(new)

    def _show(self, scene: Scene) -> None:
        self._ctdi.show_readout(dose_facts.ctdi_vol(scene))
        self._mas.show_readout(dose_facts.exposure(scene))
        photons = dose_facts.photons(scene)
        if self._matching and scene.reference_scan.source == "default":
            photons = replace(photons, value=figures.UNKNOWN)
        self._photons.show_readout(photons)
        self._ssde.show_readout(dose_facts.ssde(scene, self._size))
        self._dlp.show_readout(dose_facts.length_product(scene))
        self._simulator.show_readout(dose_facts.simulator(scene))
        origin = dose_facts.origin(scene.reference_scan).rstrip(".") if scene.study else ""
        if not dose_facts.has_dose(scene):
            origin = tr(dose_facts.NO_DOSE).rstrip(".")
        if self._matching and scene.scan is None:
            origin = self.tr("Estimating the photons of the scan…")
        if origin != self._origin.text():
            self._origin.setText(origin)
        self._origin.setToolTip(tr(scene.reference_scan.note))
        self._photons.setEnabled(scene.study is not None and dose_facts.has_dose(scene))

    def _open_menu(self) -> None:
        self._pop_up(self.simulator_menu(), self._simulator)

    def _open_more(self) -> None:
        self._pop_up(self.more_menu(), self._more)

    def _pop_up(self, menu: QMenu, over: QWidget) -> None:
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        corner = over.mapToGlobal(QPoint(0, 0))
        menu.popup(QPoint(corner.x(), corner.y() - menu.sizeHint().height()))

    def more_menu(self) -> QMenu:
        """Return the read-outs that the compact form leaves out, then the ways to lower the dose."""
        scene = self._state.scene
        menu = self.simulator_menu()
        first = menu.actions()[0]
        for readout in (dose_facts.ssde(scene, self._size), dose_facts.length_product(scene)):
            action = QAction(f"{readout.name}\t{readout.value}", menu)
            action.setToolTip(readout.explanation)
            menu.insertAction(first, action)
        photons = dose_facts.photons(scene)
        action = QAction(f"{photons.name}…\t{photons.value}", menu)
        action.setToolTip(photons.explanation)
        action.triggered.connect(self.edit_photons)
        menu.insertAction(first, action)
        menu.insertSeparator(first)
        return menu

    def simulator_menu(self) -> QMenu:
        """Return the menu of the two ways to lower the dose."""
        menu = QMenu(self)
        menu.setObjectName("dose-simulator-menu")
        menu.setToolTipsVisible(True)
        group = QActionGroup(menu)
        for step in (INSERT, RESCAN):
            action = menu.addAction(tr(step.name.capitalize()))
            action.setObjectName(f"dose-simulator-{step.name}")
            action.setToolTip(dose_facts.MODES[step.name])
            action.setCheckable(True)
            action.setChecked(self._state.scene.lowered_by.name == step.name)
            action.triggered.connect(lambda on, step=step: self._choose(step.name))
            group.addAction(action)
        return menu

    def _choose(self, name: str) -> None:
        step = INSERT if name == INSERT.name else RESCAN
        self._state.become(self._state.scene.with_simulator(step), f"Low dose by {name}")
        self._state.settle()

    def _override(self, photons: float) -> None:
        scene = self._state.scene
        if scene.study is not None:
            scan = scene.reference_scan.overridden(photons)
            self._state.update("Photons per ray", scan=scan, scan_volume=scene.volume)

    def _use_estimate(self) -> None:
        study = self._state.scene.study
        if study is None or study.scan.source == "default" or study.scan.scanner:
            self.estimate_requested.emit()
            return
        self._state.settle()
        self._state.update("Photons per ray", scan=None)

    def _use_model(self, model: ScannerModel, setting: Setting) -> None:
        scene = self._state.scene
        if scene.study is None or scene.source is None:
            return
        known = scene.study.scan_of(scene.volume)
        try:
            scan = with_model(model, setting, known, scene.source, scene.study.facts)
        except GeometryError:  # pixels that are not square, which the panes say
            return
        self._state.settle()
        self._state.update("Photons per ray", scan=scan, scan_volume=scene.volume)


def _same_rows(new: Scene, old: Scene) -> bool:
    """Say whether both scenes show the same slice, whatever its scan is taken for."""
    if new.study is None or old.study is None:
        return False
    return new.source is old.source and new.row == old.row
