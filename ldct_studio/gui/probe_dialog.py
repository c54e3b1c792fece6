"""ProbeDialog: a known disc at the crosshair or in the selected region, through the method of every pane."""

from __future__ import annotations

from typing import cast

from pydantic import Field
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from ..core.config import Config
from ..core.errors import GeometryError
from ..core.grid import Point
from ..core.progress import Progress
from ..probe.task import FEWEST, MOST, Task
from . import theme
from .background import Asked, Background, Report
from .buttons import label
from .dialogs import CardDialog, sentence
from .form import Form
from .language import tr
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
from .work_button import WorkButton

NO_PLACE = tr("Mark a place first: click with the crosshair (H), or select a region.")


class Disc(Config):
    """The disc, and how often noise is drawn."""

    diameter: float = Field(default=5.0, gt=0, le=100, title=tr("Diameter"), json_schema_extra={"unit": "mm"})
    contrast: float = Field(
        default=15.0,
        ge=-500,
        le=500,
        title=tr("Contrast"),
        description=tr("Above what is there; below it where it is negative."),
        json_schema_extra={"unit": "HU"},
    )
    seeds: int = Field(
        default=100,
        ge=FEWEST,
        le=MOST,
        title=tr("Seeds"),
        description=tr("Noise is drawn once for each; more make intervals narrower, as one over their root."),
    )


class ProbeDialog(CardDialog):
    """Stays open beside the panes; what it measured stays as it is while they change."""

    found = Signal(object)
    """The Survey as far as it is."""

    def __init__(self, state: AppState, parent: QWidget | None = None) -> None:
        line = self.tr(
            "A disc is put into the line integrals of the slice, and every pane's method makes pictures with "
            "and without it under the noise of many seeds."
        )
        super().__init__(parent, "probe-dialog", self.tr("Physics at this place"), line)
        self._state = state
        self.survey: Survey | None = None
        self._work: Background[Survey] = Background(tr("Physics at this place"))
        self.form = Form(Disc(), self)
        self._place = label("", "", "probe-place")
        self._start = WorkButton("probe", "start")
        self.table = ProbeTable()
        self._said = sentence("")
        self._said.setObjectName("probe-said")
        self._said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._foot = sentence("", "caption")
        self._foot.setObjectName("probe-foot")
        self._arrange()
        self._connect()
        self._follow(state.scene, state.scene)

    def end(self) -> None:
        """End the work under way; call before the window goes."""
        self._work.close()

    def _arrange(self) -> None:
        px = theme.current().px
        self.table.setMinimumHeight(px(170))
        for part in (self._place, self.form):
            self.body.addWidget(part)
        self.body.addWidget(self._start)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self._said)
        self.body.addWidget(self._foot)
        tip = self.tr("Copy all rows as CSV, with dose, seed, place and slice")
        self._copy = self.add_button(self.tr("Copy"), self._copy_rows, tip=tip)
        self.add_button(self.tr("Close"), self.accept, tip=self.tr("Close; what runs is cancelled"))
        self._copy.setEnabled(False)
        self.resize(px(860), px(640))

    def _connect(self) -> None:
        self._start.started.connect(self.begin)
        self._start.follow(self._work)
        self._work.progress.connect(self._show_rows)
        self._work.done.connect(self._show)
        self._work.failed.connect(self._said.setText)
        for over in (self._work.done, self._work.failed, self._work.cancelled):
            over.connect(lambda *_: self.form.setEnabled(True))
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
            self._said.setText(tr(str(error)))
            return
        lanes = panes_of(scene)

        def work(report: Report, cancelled: Asked) -> Survey:
            return surveyed(request, lanes, task, report)

        self._show(Survey(request, task, lanes))
        self.form.setEnabled(False)
        self._start.show_busy(True)
        self._work.start(work)

    def _show_rows(self, progress: Progress) -> None:
        made, shown = progress.survey if isinstance(progress, Found) else None, self.survey
        if made is not None and (shown is None or len(made.results) != len(shown.results)):
            self._show(made)

    def _show(self, survey: Survey) -> None:
        self.survey = survey
        self.found.emit(survey)
        self.table.show_survey(survey)
        self._said.setText("\n".join(filter(None, (tr(sentence_of(survey, one)) for one in survey.results))))
        self._copy.setEnabled(bool(survey.results))
        self._show_foot(self._state.scene)

    def _copy_rows(self) -> None:
        if self.survey is not None:
            QGuiApplication.clipboard().setText(survey_csv(self.survey))

    def _follow(self, scene: Scene, old: Scene) -> None:
        place = place_of(scene)
        self._place.setText(self._place_words(scene, place))
        able = place is not None and scene.request is not None
        tip = self.tr("Measure all panes on show") if able else self.tr(NO_PLACE)
        self._start.offer(self.tr("Start"), tip, self.tr("Stop; finished rows stay"), able=able)
        self._show_foot(scene)

    def _place_words(self, scene: Scene, place: Point | None) -> str:
        if scene.request is None or place is None:
            return self.tr(NO_PLACE)
        kind = self.tr("Crosshair") if scene.crosshair is not None else self.tr("Middle of the region")
        return tr("{0}: {1}, slice {2}").format(kind, place_text(place), row_of(scene.request, place) + 1)

    def _show_foot(self, scene: Scene) -> None:
        if self.survey is None or not self.survey.results:
            self._foot.setText("")
            return
        late = "" if self.survey.answers(scene) else self.tr(" The panes show something else now.")
        self._foot.setText(tr(self.survey.where) + late)
