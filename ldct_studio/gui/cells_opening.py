"""CellOpening: the case of a cell in the panes: its lanes, dose, seed, labels and slice."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from ..core.cell_view import CellView
from ..core.dose import Exposure
from ..core.errors import PluginError, StudioError
from ..core.lane import Lane
from ..core.step import Step
from ..core.study import Study
from ..plugin import LanePlugin, Recipe, find, make
from ..studies.cells import Result
from ..studies.plan import Cell
from .cases import Cases
from .commands import workspace
from .lanes import variant_of
from .language import tr
from .notice import Notice
from .pane import REFERENCE, Pane
from .places import LARGEST, room_for
from .scene import Scene
from .state import AppState


class CellOpening(QObject):
    """Opens cells one at a time; a case that is open already is not read again."""

    told = Signal(object)
    """A Notice."""

    def __init__(self, state: AppState, cases: Cases) -> None:
        super().__init__()
        self._state, self._cases = state, cases
        self._wanted: CellView | None = None
        self._shows = False
        """Whether the lanes are those of a cell."""
        cases.opened.connect(self._opened)
        cases.failed.connect(lambda _: self._forget())

    def open(self, cell: Cell, result: Result | None = None) -> None:
        """Open the case of a cell as it was computed, or say in a sentence why that cannot be."""
        self._forget()
        try:
            recipe = make(cell.step)
            view = _view(recipe, result) if isinstance(recipe, Recipe) else None
        except StudioError as error:
            self._say(tr(str(error)))
            return
        if view is None:
            self._say(tr("{0} does not say what the panes show of a cell.").format(tr(recipe.title)), "info")
        elif not view.case.exists():
            self._say(tr("The case {0} is gone; put it back, or leave it out.").format(view.case.name))
        elif _is_open(self._state.scene.study, view.case):
            self._show(view)
        else:
            self._wanted = view
            self._cases.open([view.case])

    def _opened(self, study: Study) -> None:
        view, self._wanted = self._wanted, None
        if view is not None and _is_open(study, view.case):
            self._show(view)
            self._state.undo_stack.clear()  # it belongs to opening
        elif self._shows:
            self._shows = False  # other cases are lowered as the user has chosen
            scene = self._state.scene
            self._state.become(scene.with_simulator(scene.simulator))

    def _show(self, view: CellView) -> None:
        self._state.settle()
        self._state.become(shown(self._state.scene, view), "Open cell")
        self._state.settle()
        self._state.become(workspace("physics")(self._state.scene))
        self._shows = True

    def _say(self, text: str, kind: str = "error") -> None:
        self.told.emit(Notice("info" if kind == "info" else "error", text))

    def _forget(self) -> None:
        self._wanted = None


def shown(scene: Scene, view: CellView) -> Scene:
    """Return the scene with what a cell shows of the case that is open, at most nine lanes."""
    panes = tuple(Pane(lane(steps)) for steps in view.lanes[: LARGEST * LARGEST]) or (Pane(REFERENCE),)
    rows, columns = room_for(len(panes))
    said = view.said
    if said is not None and said.exposure == Exposure() and scene.study is not None:
        facts = scene.study.scan_of(scene.volume).exposure  # of the case, whoever says the photons
        said = replace(said, exposure=facts)
    scene = replace(
        scene,
        panes=panes,
        rows=rows,
        columns=columns,
        active=min(1, len(panes) - 1),
        maximized=False,
        compare="side",
        second=None,
        fraction=view.dose.fraction,
        scan=said,
        scan_volume="" if said is None else scene.volume,
        seed=view.seed,
        segmenter=view.segmenter,
        overlay=scene.overlay or view.segmenter is not None,
    )
    return scene if view.row is None else scene.cut_at("axial", view.row)


def _view(recipe: Recipe, result: Result | None) -> CellView | None:
    if result is None or result.state == "failed":
        return recipe.view()
    return recipe.finished_view(result.found)


def lane(steps: tuple[Step, ...]) -> Lane:
    """Return the lane of some steps, called by the last of them that is no simulator."""
    methods = [step for step in steps if step.kind != "simulator"]
    return (
        Lane(_title(methods[-1]), steps)
        if methods
        else (Lane(_title(steps[-1]), steps) if steps else REFERENCE)
    )


def _title(step: Step) -> str:
    try:
        cls = find(step)
        if not issubclass(cls, LanePlugin):
            return cls.title
        offered = {t: Step(step.kind, step.name, tuple(sorted(s.items()))) for t, s in cls.variants().items()}
        return variant_of(step, offered) or cls.title
    except PluginError:
        return step.name  # its pane says what is missing


def _is_open(study: Study | None, case: Path) -> bool:
    if study is None or study.origin is None:
        return False
    return tuple(study.origin.paths) == (str(case.absolute()),)
