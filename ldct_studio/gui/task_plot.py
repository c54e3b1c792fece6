"""TaskPlot: how long a segmentation holds as the dose falls, computed on request."""

from __future__ import annotations

import math
from dataclasses import replace

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from ..core.dose import DoseLevel
from ..core.lane import Request
from ..core.progress import Progress
from . import theme
from .background import Asked, Background, Report
from .buttons import narrow_box
from .dock import text_label
from .form import NumberField
from .label_numbers import chosen
from .language import tr
from .plot_page import PlotPage
from .plot_view import Chart
from .scene import Scene
from .state import AppState
from .task_stability import (
    DICE,
    MEASURES,
    Measure,
    Stability,
    compared_panes,
    find_stability,
    sentences,
    stability_chart,
)
from .work_button import WorkButton

DEFINITION = tr(
    "Labels found at eight doses from 1 to 100 %, against those that the same segmenter finds in the loaded "
    "slice; the dashed line is the tolerance. Stable is not correct: what never changes is stable too."
)
NO_SEGMENTER = tr("Choose a segmentation in the panel Layers first.")
NO_PANE = tr("No pane shows the patient at a lower dose. Choose a method for one.")
NOT_YET = tr("Press Compute to find the labels at eight doses.")


class TaskPlot(PlotPage):
    """Label, measure and tolerance over the plot; under it one sentence for every pane."""

    def __init__(self, state: AppState, parent: QWidget | None = None) -> None:
        super().__init__(state, "task", tr("Task stability"), DEFINITION, parent)
        self._found: Stability | None = None
        self._tolerances = {measure: measure.tolerance for measure in MEASURES}
        self._work: Background[Stability] = Background(tr("Task stability"))
        self._label = narrow_box("task-label", self.tr("Label"), self.tr("The label that is followed"))
        self._measure = narrow_box("task-measure", self.tr("Measure"), self.tr("How labels are compared"))
        self._tolerance, self._unit = NumberField(0, 0.05), text_label("task-unit", "second")
        self._compute = WorkButton("task", "compute")
        self._foot = text_label("task-foot", "caption", wrap=True)
        self._failed = ""
        self._arrange(text_label("task-said", "", wrap=True), self._foot, head=self._head())
        self._connect()
        self._choose_measure(0)
        self._follow(state.scene, state.scene)

    def close_work(self) -> None:
        """Wait for the work under way; call before the window goes."""
        self._work.close()

    def _head(self) -> QGridLayout:
        """Return the choices and the button over the plot."""
        px = theme.current().px
        for measure in MEASURES:
            self._measure.addItem(measure.name, measure)
        self._tolerance.setObjectName("task-tolerance")
        self._tolerance.setAccessibleName(self.tr("Tolerance"))
        self._tolerance.setToolTip(self.tr("The value up to which a change is tolerated"))
        self._tolerance.setFixedWidth(px(64))
        tolerance = QHBoxLayout()
        for widget in (text_label("task-name", "second", self.tr("Tolerance")), self._tolerance, self._unit):
            tolerance.addWidget(widget)
        tolerance.addStretch()
        head = QGridLayout()
        head.setSpacing(px(8))
        head.addWidget(self._label, 0, 0)
        head.addWidget(self._measure, 0, 1)
        head.addLayout(tolerance, 1, 0)
        head.addWidget(self._compute, 2, 0, 1, 2)
        for column in (0, 1):
            head.setColumnStretch(column, 1)
        return head

    def _connect(self) -> None:
        self._label.textActivated.connect(lambda name: self._state.update(label=name))
        self._measure.currentIndexChanged.connect(self._choose_measure)
        self._tolerance.textChanged.connect(self._take_tolerance)
        self._compute.started.connect(self._begin)
        self._compute.follow(self._work)
        self._work.done.connect(self._take)
        self._work.failed.connect(self._fail)

    @property
    def _chosen(self) -> Measure:
        return MEASURES[self._measure.currentIndex()]

    @property
    def _name(self) -> str:
        return chosen(self._state.scene, self._found.names if self._found else ())

    def _choose_measure(self, index: int) -> None:
        measure = MEASURES[index]
        self._unit.setText(measure.unit)
        self._tolerance.setText(f"{self._tolerances[measure]:.15g}")
        self._draw_anew()

    def _take_tolerance(self) -> None:
        value = self._tolerance.number()
        most = 1.0 if self._chosen is DICE else float("inf")
        valid = isinstance(value, (int, float)) and 0 < value <= most and math.isfinite(value)
        self._tolerance.setProperty("invalid", "false" if valid else "true")
        theme.repolish(self._tolerance)
        if isinstance(value, (int, float)) and valid:
            self._tolerances[self._chosen] = float(value)
            self._draw_anew()

    def _begin(self) -> None:
        request, lanes = self._state.scene.request, compared_panes(self._state.scene)
        if request is None:
            return

        def work(report: Report, cancelled: Asked) -> Stability:
            return find_stability(request, lanes, lambda done, total: report(Progress(done, total, "")))

        self._compute.show_busy(True)
        self._work.start(work)

    def _take(self, found: Stability) -> None:
        self._found = found
        self._label.clear()
        self._label.addItems(list(found.names))
        self._follow(self._state.scene, self._state.scene)

    def _fail(self, sentence: str) -> None:
        self._failed = sentence
        self._draw()

    def _follow(self, new: Scene, old: Scene) -> None:
        if new is not old and _depends(new) == _depends(old):
            return
        if new.source is not old.source or new.segmenter != old.segmenter:
            self._work.cancel()
            self._found = None
            self._label.clear()
        missing, stays = self._missing(new), self.tr("Stop; the plot stays as it is")
        self._compute.offer(self.tr("Compute"), missing or self.tr(DEFINITION), stays, able=not missing)
        self._draw_anew()

    def _missing(self, scene: Scene) -> str:
        if scene.segmenter is None:
            return self.tr(NO_SEGMENTER)
        return "" if compared_panes(scene) else self.tr(NO_PANE)

    def _draw_anew(self) -> None:
        """Draw what was asked for since something failed, which is no longer said."""
        self._failed = ""
        self._draw()

    def _draw(self) -> None:
        self._label.setCurrentText(self._name)
        super()._draw()
        if self._failed:
            self._foot.setText(self._failed)
            self._foot.show()

    def _drawn(self) -> Chart | str:
        """Return what was found last."""
        found, name = self._found, self._name
        if found is None or not name:
            return self._missing(self._state.scene) or NOT_YET
        return stability_chart(found, name, self._chosen, self._tolerances[self._chosen])

    def _words(self, chart: Chart) -> tuple[str, ...]:
        """Say of every pane where it breaks, and what the plot is of."""
        found, measure = self._found, self._chosen
        assert found is not None
        said = sentences(found, self._name, measure, self._tolerances[measure])
        return "\n".join(map(tr, said)), _place(found, self._state.scene)


def _place(found: Stability, scene: Scene) -> str:
    """Say what a result is of, and whether the panes show something else now."""
    said = tr("{0}, seed {1}, against the labels of the loaded slice.").format(
        tr(found.place), found.request.seed
    )
    return said if found.answers(scene) else tr("{0} Out of date: compute again.").format(said)


def _depends(scene: Scene) -> tuple[object, ...]:
    """Return what the plot depends on."""
    return scene.label, _but_dose(scene.request)


def _but_dose(request: Request | None) -> object:
    """Return everything of a request but the dose."""
    return request and replace(request, dose=DoseLevel(1.0, request.dose.scan))
