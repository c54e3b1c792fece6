"""ScannerDialog: real scans of a phantom at several mAs beside their simulation, and the model to keep."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal, cast

from pydantic import Field
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from ..core.atomic import write_text
from ..core.config import Config
from ..core.progress import Progress
from ..core.roi import Region
from ..methods.scans import scan_of
from ..probe.compared import Compared, Plan, Validation
from ..probe.validation import validated
from ..probe.validation_scans import grouped, unlike
from ..probe.validation_words import advice, table_csv, verdict
from . import theme
from .background import Asked, Background, Report
from .buttons import label, narrow_box
from .dialogs import CardDialog, ask_target, sentence
from .figures import NBSP
from .form import Form
from .language import tr
from .plot_view import Chart, PlotView
from .scanner_keep import ScannerKeep
from .scanner_picture import RegionsPicture, spectra_chart
from .scanner_scans import ScannerScans, Sorted, sorted_scans
from .scanner_table import ScannerTable
from .scene import Scene
from .state import AppState
from .work_button import WorkButton


class Choices(Config):
    """What is asked before scans are compared; the rest of a Plan stays as it is."""

    mode: Literal["insert", "rescan"] = Field(
        default="insert",
        title=tr("Low dose by"),
        json_schema_extra={"names": {"insert": tr("Insert"), "rescan": tr("Rescan")}},
    )
    mark: float = Field(default=5.0, gt=0, le=50, title=tr("Pass mark"), json_schema_extra={"unit": "%"})
    apart: int = Field(default=1, ge=1, le=50, title=tr("Every nth slice"), json_schema_extra={"step": 1})
    fitted: bool = Field(default=True, title=tr("Fit the photons"))


class ScannerDialog(CardDialog):
    """Stays open beside the panes; what was compared stays until something else is."""

    def __init__(self, state: AppState, parent: QWidget | None = None) -> None:
        line = self.tr(
            "Real scans of one phantom at several mAs are compared with simulations from the one of the "
            "highest dose, region by region."
        )
        super().__init__(parent, "scanner-dialog", self.tr("Validate my scanner"), line)
        self._state = state
        self.found: Validation | None = None
        self._used: Sorted | None = None
        self._work: Background[Validation] = Background(tr("Validate my scanner"))
        self.scans = ScannerScans()
        self.form = Form(Choices(), self)
        self._drawn = QCheckBox(self.tr("Take the regions drawn in the window"))
        self._start = WorkButton("scanner", "start")
        self._missing = sentence("", "caption")
        self.keep = ScannerKeep()
        self.picture = RegionsPicture()
        self.plot = PlotView(
            "scanner-plot",
            self.tr("Noise power, real and simulated"),
            self.tr("Noise power spectrum of the chosen row, in rings of frequency up to Nyquist"),
        )
        self._which = narrow_box(
            "scanner-which", self.tr("Photons"), self.tr("Photons as estimated, or fitted to these scans")
        )
        self.table = ScannerTable()
        self._said = sentence("")
        self._arrange()
        self._connect()
        self._follow(state.scene, state.scene)
        self._tell(
            tr(
                "Add scans of one phantom, such as water, at two mAs or more; the one with the most is the "
                "reference. Flat regions are found by themselves, unless some are drawn in the window."
            )
        )

    def end(self) -> None:
        """End the work under way; call before the window goes."""
        self._work.close()
        self.scans.end()

    def _arrange(self) -> None:
        px = theme.current().px
        self._drawn.setObjectName("scanner-drawn")
        self._drawn.setAccessibleName(self._drawn.text())
        self._drawn.setToolTip(self.tr("Axial regions, instead of flat ones that are found by themselves"))
        left, right, top = QVBoxLayout(), QVBoxLayout(), QHBoxLayout()
        for box in (left, right, top):
            box.setSpacing(px(8))
        left.addWidget(label(self.tr("Scans"), "section"))
        self._missing.setObjectName("scanner-missing")
        self._missing.setMinimumHeight(px(30))
        self._missing.setAlignment(Qt.AlignmentFlag.AlignTop)
        for part in (self.scans, self.form, self._drawn, self._start, self._missing):
            left.addWidget(part)
        left.addStretch()
        left.addWidget(label(self.tr("Scanner model"), "section"))
        left.addWidget(self.keep)
        self.picture.setFixedSize(px(204), px(204))
        top.addWidget(self.picture)
        top.addWidget(self.plot, 1)
        self.plot.setFixedHeight(px(204))
        for shown in (self.picture, self.plot):
            policy = shown.sizePolicy()
            policy.setRetainSizeWhenHidden(True)
            shown.setSizePolicy(policy)
            shown.hide()
        head = QHBoxLayout()
        head.addWidget(label(self.tr("Simulated over real"), "section"))
        head.addStretch()
        head.addWidget(self._which)
        self._which.setMinimumWidth(px(150))
        right.addLayout(top)
        right.addLayout(head)
        right.addWidget(self.table, 1)
        self._said.setObjectName("scanner-said")
        self._said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._said.setMinimumHeight(px(72))
        self._said.setAlignment(Qt.AlignmentFlag.AlignTop)
        right.addWidget(self._said)
        sides = QHBoxLayout()
        sides.setSpacing(px(24))
        sides.addLayout(left)
        sides.addLayout(right, 1)
        self.scans.setFixedWidth(px(340))
        for narrow in (self.form, self._start, self._missing, self.keep):
            narrow.setMaximumWidth(px(340))
        self.body.addLayout(sides)
        self._csv = self.add_button(
            self.tr("Export CSV…"), self.export, tip=self.tr("Every number of both tables, with the verdict")
        )
        self.add_button(self.tr("Close"), self.accept, tip=self.tr("Close; what runs is cancelled"))
        self._csv.setEnabled(False)
        self.resize(px(1180), px(740))

    def _connect(self) -> None:
        self.scans.changed.connect(self._offer)
        self.scans.failed.connect(lambda text: self._tell(tr(text)))
        self.form.changed.connect(lambda _: self._offer())
        self._start.started.connect(self.begin)
        self._start.follow(self._work)
        self._work.done.connect(self._show)
        self._work.failed.connect(lambda text: self._tell(tr(text)))
        for over in (self._work.done, self._work.failed, self._work.cancelled):
            over.connect(lambda *_: self._show_busy(False))
        self._which.currentIndexChanged.connect(lambda _: self._show_rows())
        self.table.chosen.connect(self._choose)
        self.keep.said.connect(self._tell)
        self.finished.connect(lambda _: self._work.cancel())
        self._state.changed.connect(self._follow)

    def begin(self) -> None:
        """Compare the scans of the list."""
        chosen = sorted_scans(self.scans.entries)
        if isinstance(chosen, str) or not self.form.valid:
            return
        plan = Plan(**cast(Choices, self.form.values).model_dump())
        first = chosen.reference[0]
        regions = self._regions()
        self._used = chosen

        def work(report: Report, cancelled: Asked) -> Validation:
            volume = first.study.first
            report(Progress(0, 1, tr("Estimating the photons of the scan")))
            scan = first.scan or scan_of(
                volume, first.study.scan.exposure, first.study.facts, ask_models=False
            )
            volumes = [entry.study.first for entry in chosen.reference]
            found = validated(volumes, grouped(chosen.lows), scan, plan, regions, report)
            return replace(found, cautions=(*unlike(first.study, chosen.lows), *found.cautions))

        self._tell("")
        self._show_busy(True)
        self._work.start(work)

    def export(self) -> None:
        """Ask where to write the table, and write it."""
        if self.found is None:
            return
        path = ask_target(self, self.tr("Export CSV"), "scanner.csv", self.tr("Tables (*.csv)"))
        if path is None:
            return
        try:
            write_text(path, table_csv(self.found))
        except OSError as error:
            self._tell(tr("{0} could not be written ({1}).").format(path.name, error.strerror))
            return
        self._tell(tr("The table was written to {0}.").format(path))

    @property
    def shown(self) -> tuple[Compared, ...]:
        """The rows on show: as the photons were estimated, or as they were fitted."""
        if self.found is None:
            return ()
        return self.found.fitted_rows if self._which.currentData() == "fitted" else self.found.rows

    def _show(self, found: object) -> None:
        if not isinstance(found, Validation) or self._used is None:
            return
        self.found = found
        reference = self._used.reference[0].study
        self.picture.show_validation(found, reference.first.grid)
        for shown in (self.picture, self.plot):
            shown.show()
        self._which.blockSignals(True)
        self._which.clear()
        self._which.addItem(self.tr("As estimated"), "estimated")
        if found.fitted_rows:
            self._which.addItem(self.tr("Fitted"), "fitted")
            self._which.setCurrentIndex(int(found.best[1] is found.fitted_rows))
        self._which.blockSignals(False)
        self._show_rows()
        self._tell("\n".join(tr(text) for text in (verdict(found), *advice(found))))
        self.keep.offer(found, reference)
        self._csv.setEnabled(True)

    def _show_rows(self) -> None:
        self.table.show_rows(self.shown)
        self._choose(self.table.currentRow())

    def _choose(self, row: int) -> None:
        rows = self.shown
        if 0 <= row < len(rows):
            self.picture.choose(rows[row].region)
            self.plot.show_chart(spectra_chart(rows[row]) or Chart("", "", ()))

    def _tell(self, text: str) -> None:
        self._said.setText(text.replace(" %", f"{NBSP}%"))

    def _show_busy(self, busy: bool) -> None:
        for part in (self.scans, self.form, self._drawn):
            part.setEnabled(not busy)
        self._start.show_busy(busy)
        self._offer()

    def _regions(self) -> tuple[Region, ...]:
        if not (self._drawn.isEnabled() and self._drawn.isChecked()):
            return ()
        return tuple(roi for roi in self._state.scene.rois if roi.plane == "axial")

    def _offer(self) -> None:
        chosen = sorted_scans(self.scans.entries)
        missing = chosen if isinstance(chosen, str) else ""
        self._start.offer(
            self.tr("Compare"),
            missing or self.tr("Simulate every lower dose and measure all regions"),
            self.tr("Stop; the last result stays"),
            able=not missing and self.form.valid,
        )
        self._missing.setText(missing)

    def _follow(self, scene: Scene, old: Scene) -> None:
        self.scans.follow(scene)
        self._drawn.setEnabled(any(roi.plane == "axial" for roi in scene.rois))
        self._offer()
