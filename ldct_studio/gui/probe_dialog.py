"""ProbeDialog: a known disc at the crosshair or in the selected region, through the method of every pane."""

from __future__ import annotations

from typing import cast

from pydantic import Field
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from ..core.config import Config
from ..core.errors import GeometryError
from ..core.grid import Point
from ..core.progress import Progress
from ..probe.task import FEWEST, MOST, Task
from . import theme
from .background import Asked, Background, Report
from .buttons import label, push
from .dialogs import CardDialog, sentence
from .form import Form
from .probe_survey import (
    Found,
    Survey,
    panes_of,
    place_of,
    place_text,
    row_of,
    sentence_of,
    survey_csv,
    surveyed,
)
from .probe_table import ProbeTable
from .scene import Scene
from .state import AppState

NO_PLACE = "Mark a place first: click with the crosshair (H), or select a region."


class Disc(Config):
    """The disc, and how often noise is drawn."""

    diameter: float = Field(default=5.0, gt=0, le=100, title="Diameter", json_schema_extra={"unit": "mm"})
    contrast: float = Field(
        default=15.0,
        ge=-500,
        le=500,
        title="Contrast",
        description="Above what is there; below it where it is negative.",
        json_schema_extra={"unit": "HU"},
    )
    seeds: int = Field(
        default=100,
        ge=FEWEST,
        le=MOST,
        title="Seeds",
        description="Noise is drawn once for each; more make intervals narrower, as one over their root.",
    )


class ProbeDialog(CardDialog):
    """Stays open beside the panes; what it measured stays as it is while they change."""

    def __init__(self, state: AppState, parent: QWidget | None = None) -> None:
        line = self.tr(
            "A disc is put into the line integrals of the slice, and every pane's method makes pictures with "
            "and without it under the noise of many seeds."
        )
        super().__init__(parent, "probe-dialog", self.tr("Physics at this place"), line)
        self._state = state
        self.survey: Survey | None = None
        self._work: Background[Survey] = Background("Physics at this place")
        self.form = Form(Disc(), self)
        self._place = label("", "", "probe-place")
        self._start = push(self.tr("Start"), "probe-start", "primary", self.tr("Measure all panes on show"))
        self._cancel = push(self.tr("Cancel"), "probe-cancel", tip=self.tr("Stop; finished rows stay"))
        self._bar = QProgressBar()
        self._doing = label("", "caption", "probe-doing")
        self.table = ProbeTable()
        self._said = sentence("")
        self._said.setObjectName("probe-said")
        self._said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._foot = sentence("", "caption")
        self._foot.setObjectName("probe-foot")
        self._arrange()
        self._connect()
        self._show_work(False)
        self._follow(state.scene, state.scene)

    def end(self) -> None:
        """End the work under way; call before the window goes."""
        self._work.close()

    def _arrange(self) -> None:
        px = theme.current().px
        self._bar.setObjectName("probe-bar")
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Progress"))
        row = QHBoxLayout()
        row.setSpacing(px(8))
        row.addWidget(self._start)
        row.addWidget(self._cancel)
        row.addWidget(self._bar, 1)
        row.addWidget(self._doing)
        row.addStretch()
        self.table.setMinimumHeight(px(170))
        for part in (self._place, self.form):
            self.body.addWidget(part)
        self.body.addLayout(row)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self._said)
        self.body.addWidget(self._foot)
        tip = self.tr("Copy all rows as CSV, with dose, seed, place and slice")
        self._copy = self.add_button(self.tr("Copy"), self._copy_rows, tip=tip)
        self.add_button(self.tr("Close"), self.accept, tip=self.tr("Close; what runs is cancelled"))
        self._copy.setEnabled(False)
        self.resize(px(860), px(640))

    def _connect(self) -> None:
        self._start.clicked.connect(self.begin)
        self._cancel.clicked.connect(self._stop)
        self._work.progress.connect(self._show_progress)
        self._work.done.connect(self._take)
        self._work.failed.connect(self._fail)
        self._work.cancelled.connect(lambda: self._show_work(False))
        self.finished.connect(lambda _: self._work.cancel())
        self._state.changed.connect(self._follow)

    def begin(self) -> None:
        """Measure all panes on show at the place that is marked."""
        scene = self._state.scene
        request, place, disc = scene.request, place_of(scene), cast(Disc, self.form.values)
        if request is None or place is None or not self.form.valid:
            return
        try:
            task = Task(place, disc.diameter, disc.contrast, disc.seeds)
        except GeometryError as error:
            self._fail(str(error))
            return
        lanes = panes_of(scene)

        def work(report: Report, cancelled: Asked) -> Survey:
            return surveyed(request, lanes, task, report)

        self._show(Survey(request, task, lanes))
        self._show_work(True)
        self._work.start(work)

    def _stop(self) -> None:
        self._cancel.setEnabled(False)
        self._cancel.setText(self.tr("Cancelling…"))
        self._work.cancel()

    def _show_work(self, busy: bool) -> None:
        self._start.setVisible(not busy)
        self._cancel.setVisible(busy)
        self._cancel.setEnabled(busy)
        self._cancel.setText(self.tr("Cancel"))
        self._bar.setVisible(busy)
        self._bar.setRange(0, 0)
        self._doing.setVisible(busy)
        self._doing.setText("")
        self.form.setEnabled(not busy)

    def _show_progress(self, progress: Progress) -> None:
        self._bar.setRange(0, progress.total)
        self._bar.setValue(progress.done)
        self._doing.setText(progress.text)
        made, shown = progress.survey if isinstance(progress, Found) else None, self.survey
        if made is not None and (shown is None or len(made.results) != len(shown.results)):
            self._show(made)

    def _take(self, survey: Survey) -> None:
        self._show_work(False)
        self._show(survey)

    def _show(self, survey: Survey) -> None:
        self.survey = survey
        self.table.show_survey(survey)
        self._said.setText("\n".join(filter(None, (sentence_of(survey, one) for one in survey.results))))
        self._copy.setEnabled(bool(survey.results))
        self._show_foot(self._state.scene)

    def _fail(self, text: str) -> None:
        self._show_work(False)
        self._said.setText(text)

    def _copy_rows(self) -> None:
        if self.survey is not None:
            QGuiApplication.clipboard().setText(survey_csv(self.survey))

    def _follow(self, scene: Scene, old: Scene) -> None:
        place = place_of(scene)
        self._place.setText(self._place_words(scene, place))
        self._start.setEnabled(place is not None and scene.request is not None)
        self._show_foot(scene)

    def _place_words(self, scene: Scene, place: Point | None) -> str:
        if scene.request is None or place is None:
            return self.tr(NO_PLACE)
        kind = self.tr("Crosshair") if scene.crosshair is not None else self.tr("Middle of the region")
        return f"{kind}: {place_text(place)}, slice {row_of(scene.request, place) + 1}"

    def _show_foot(self, scene: Scene) -> None:
        if self.survey is None or not self.survey.results:
            self._foot.setText("")
            return
        late = "" if self.survey.answers(scene) else self.tr(" The panes show something else now.")
        self._foot.setText(self.survey.where + late)
