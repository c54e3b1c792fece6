"""Photon starvation: which pixels lie on rays that few photons survive, live with the dose."""

from __future__ import annotations

import logging
from collections import OrderedDict
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import torch
from PySide6.QtCore import QObject, Signal

from ..core.cancel import check
from ..core.dose import DoseLevel
from ..core.errors import Cancelled, StudioError
from ..core.lane import Frame, Lane, Request
from ..core.memo import Memo
from ..core.projections import ScanGeometry
from ..core.study import Study
from ..core.volume import Volume
from ..physics.noise import bowtie_profile
from ..physics.rows import pixel_of, size_of, unsquare
from ..physics.starvation import starved_share
from ..pipeline import start
from .background import Background
from .language import tr
from .scene import Scene
from .state import AppState

log = logging.getLogger(__name__)

_KEPT = 8
_PATIENT = 0.5
"""Rays with a larger line integral, about 25 mm of water, went through the patient."""


@dataclass(frozen=True)
class Question:
    """Everything that the starved rays of a slice depend on."""

    study: Study
    volume: str
    row: int
    dose: DoseLevel
    bowtie: bool
    below: int
    """Photons that a ray needs."""

    @property
    def source(self) -> Volume:
        """The volume that is projected."""
        return self.study.volumes[self.volume]

    def of_same_slice(self, other: Question) -> bool:
        """Say whether two differ in nothing but the dose."""
        mine, others = ((q.study, q.volume, q.row, q.dose.scan, q.bowtie, q.below) for q in (self, other))
        return mine == others


@dataclass(frozen=True, eq=False)
class Starved:
    """The answer: how large a share of the rays through each pixel is starved."""

    question: Question
    rays: float
    """Share of the rays through the patient that are starved, 0 to 1."""
    share: npt.NDArray[np.float32] | None
    """(y, x), 0 to 1; None where no ray is starved."""
    error: str = ""
    """Why there is no answer."""


def question(request: Request, lane: Lane, below: int) -> Question | None:
    """Return what is asked for a picture; None where no dose was lowered, or it is no axial row of a CT."""
    simulator = next((step for step in lane.steps if step.kind == "simulator"), None)
    if simulator is None or not lane.is_axial or request.source.unit != "HU":
        return None
    bowtie = bool(dict(simulator.settings).get("bowtie", False))
    return Question(request.study, request.volume, request.row_of(lane), request.dose, bowtie, below)


def starved(asked: Question, memo: Memo) -> Starved:
    """Compute the starved rays of a slice, from the photons that every ray expects; blocks.

    The photons are those of the dose without the patient, weakened by the loaded picture's line integrals:
    n0·a·e^-p, as the number of photons in a pane's corner.
    """
    try:
        with torch.inference_mode():
            return _computed(asked, memo)
    except Cancelled:
        raise
    except StudioError as error:
        return Starved(asked, 0.0, None, str(error))


def _computed(asked: Question, memo: Memo) -> Starved:
    measured = asked.study.projections.get(asked.volume)
    case = start(asked.source, (asked.row,), asked.dose, 0, memo, measured=measured)
    p, rays, grid = case.projections.data, case.projections.geometry, case.reference.grid
    counts = asked.dose.photons_at(asked.row) * torch.exp(-p)
    if asked.bowtie:
        counts = counts * bowtie_profile(rays).to(counts.device)
    check()
    few, inside = counts < asked.below, p > _PATIENT
    of_all = float((few & inside).sum() / inside.sum().clamp_min(1))
    if not bool(few.any()) or not isinstance(rays, ScanGeometry):
        return Starved(asked, of_all, None)
    share = unsquare(starved_share(counts, asked.below, rays, size_of(grid), pixel_of(grid)), grid)[0]
    return Starved(asked, of_all, np.ascontiguousarray(share.cpu().numpy()))


class Starvation(QObject):
    """Keeps the newest answers for the panes on show; computes in a thread, one question after the other."""

    changed = Signal()
    """There is something else to draw."""

    def __init__(self, state: AppState) -> None:
        super().__init__()
        self._state = state
        self._memo = Memo(limit=64 << 20)
        self._answers: OrderedDict[Question, Starved] = OrderedDict()
        self._work: Background[tuple[Starved, ...]] = Background(tr("Starved rays"))
        self._working = False
        self._work.done.connect(self._take)
        self._work.failed.connect(self._failed)
        state.changed.connect(self._follow)

    def of(self, frame: Frame | None) -> Starved | None:
        """Return the answer for a picture; that of another dose until its own is there."""
        below = self._state.scene.starved
        if frame is None or below is None:
            return None
        asked = question(frame.request, frame.lane, below)
        if asked is None:
            return None
        if asked in self._answers:
            return self._answers[asked]
        return next((a for q, a in reversed(self._answers.items()) if q.of_same_slice(asked)), None)

    def close(self) -> None:
        """End the thread."""
        self._work.close()

    def _follow(self, scene: Scene, old: Scene) -> None:
        if scene.source is not old.source:
            self._answers.clear()
            self._memo.clear()
        self._ask(scene)
        if scene.starved != old.starved:
            self.changed.emit()

    def _ask(self, scene: Scene) -> None:
        below, request = scene.starved, scene.request
        if self._working or below is None or request is None:
            return  # the newest is asked for when this is done
        asked = {question(request, pane.lane, below) for _, pane in scene.pictures}
        missing = tuple(q for q in asked if q is not None and q not in self._answers)
        if missing:
            self._working = True
            self._work.start(lambda report, cancelled: tuple(starved(q, self._memo) for q in missing))

    def _failed(self, reason: str) -> None:
        self._working = False
        log.warning("no starved rays: %s", reason)

    def _take(self, found: tuple[Starved, ...]) -> None:
        self._working = False
        for answer in found:
            self._answers[answer.question] = answer
        while len(self._answers) > _KEPT:
            self._answers.popitem(last=False)
        self.changed.emit()
        self._ask(self._state.scene)
