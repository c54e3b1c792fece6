"""The lanes of a scan before and one after contrast, and the panes that cases open in."""

from __future__ import annotations

from dataclasses import replace

from ..core.contrast import Pair
from ..core.lane import Lane
from ..core.plane import PLANES
from ..core.step import Step
from ..core.study import Study
from ..plugin import LanePlugin, plugins
from .lanes import choices
from .pane import FBP, INSERT, REFERENCE, Pane, home, is_contrast
from .scene import NOTCH, Scene, Workspace

BEFORE = Step("reconstructor", "before-contrast")
LOW = Step("simulator", "low-contrast")
SCALED = Step("denoiser", "scaled-subtraction")
PREDICT = Step("denoiser", "gadolinium")
UPTAKE = Step("denoiser", "enhancement")
_LOOKED_AT = tuple(Pane(replace(REFERENCE, plane=plane)) for plane in PLANES)
_LOW = (INSERT, FBP)
_MEASURED = (
    Pane(REFERENCE),
    Pane(Lane("FBP", _LOW)),
    Pane(Lane("PWLS-TV", (INSERT, Step("reconstructor", "pwls-tv")))),
    Pane(Lane("BM3D", (*_LOW, Step("denoiser", "bm3d")))),
)
OPENING_DOSE = 0.1
"""Of the standard dose."""
_BEYOND = PREDICT.replace(onto="low")
_PERCENT = UPTAKE.replace(percent=True)


def is_before(lane: Lane) -> bool:
    """Whether a lane shows the scan before contrast itself."""
    return lane.steps == (BEFORE,) and lane.minus is None


def is_pair(scene: Scene) -> bool:
    """Whether the volume on show is a scan after contrast, beside one before it."""
    return scene.study is not None and scene.study.partner_of(scene.volume) is not None


def lanes_of(scene: Scene) -> list[Lane]:
    """Return what a pane can show of the volume on show."""
    partner = scene.study.partner_of(scene.volume) if scene.study else None
    return choices(scene.simulator) if partner is None else offered(partner.pair)


def offered(pair: Pair) -> list[Lane]:
    """Return what a pane of a pair can show; what a network predicts only where there is one."""
    low: tuple[Step, ...] = () if pair.measured else (low_of(pair),)
    scaled, predicted = (*low, SCALED), (*low, PREDICT)
    shown = [Lane("Before contrast", (BEFORE,)), Lane("After contrast")]
    shown += [Lane("Low dose", low)] * bool(low)
    shown.append(Lane("Scaled subtraction", scaled))
    if _predicts():
        shown += [Lane("Predicted full dose", predicted), Lane("Beyond full dose", (*low, _BEYOND))]
    shown += [Lane("Contrast uptake", (UPTAKE,)), Lane("Uptake in %", (_PERCENT,))]
    shown += [Lane("Uptake, low dose", (*low, UPTAKE))] * bool(low)
    shown.append(Lane("Uptake, scaled", (*scaled, UPTAKE)))
    if _predicts():
        shown.append(Lane("Uptake, predicted", (*predicted, UPTAKE)))
    if not pair.measured:
        shown.append(Lane("Error, scaled", scaled, ()))
        shown += [Lane("Error, predicted", predicted, ())] * _predicts()
    return shown


def contrast_home(pair: Pair) -> tuple[Pane, ...]:
    """Return the six panes of a pair: before, low, predicted, full dose, uptake and error of the prediction.

    Without a network scaled subtraction takes its place; a low dose that was measured has no full one.
    """
    low: tuple[Step, ...] = () if pair.measured else (low_of(pair),)
    made = (*low, PREDICT if _predicts() else SCALED)
    before, best = Lane("Before contrast", (BEFORE,)), Lane("Scaled subtraction", made)
    if _predicts():
        best = replace(best, title="Predicted full dose")
    uptake = Lane("Uptake, predicted" if _predicts() else "Uptake, scaled", (*made, UPTAKE))
    if pair.measured:
        beyond = Lane("Beyond full dose", (_BEYOND,)) if _predicts() else Lane("Uptake in %", (_PERCENT,))
        lanes = [before, Lane("Low dose"), best, beyond, uptake, Lane("Contrast uptake", (UPTAKE,))]
    else:
        error = Lane("Error, predicted" if _predicts() else "Error, scaled", made, ())
        lanes = [before, Lane("Low dose", low), best, Lane("Measured full dose"), uptake, error]
    return tuple(Pane(lane) for lane in lanes)


def low_of(pair: Pair) -> Step:
    """Return the step that lowers the dose of a pair, with the sequence that its files record."""
    if pair.sequence is None:
        return LOW
    return LOW.replace(tr_ms=pair.sequence[0], flip_deg=pair.sequence[1])


def fitting(scene: Scene, study: Study) -> Scene:
    """Return the scene whose panes, layout and workspace suit a study that is about to be opened."""
    partner = study.partner
    contrast = any(is_contrast(pane.lane) for pane in scene.panes)
    if partner is not None:
        return replace(
            _alone(scene),
            panes=contrast_home(partner.pair),
            rows=2,
            columns=3,
            active=2 if _predicts() else 1,
            fraction=partner.pair.injection.fraction if partner.pair.measured else OPENING_DOSE,
            workspace="contrast",
        )
    if study.first.unit != "HU" and not study.projections:  # nothing lowers its dose: it is looked at
        looked = replace(_alone(scene), panes=_LOOKED_AT, rows=1, columns=3, active=0, fraction=1.0)
        return replace(looked, workspace=_without_contrast(scene))
    if study.projections and not study.scan.in_photons:  # no dose can be lowered yet
        scene = replace(scene, fraction=1.0)
    if study.first.unit != "HU":
        return _measured(scene)
    if not contrast and scene.workspace != "contrast" and scene.panes not in (_LOOKED_AT, _MEASURED):
        return scene
    first = Scene()
    back = replace(_alone(scene), panes=home(), rows=first.rows, columns=first.columns, active=first.active)
    fraction = NOTCH**4 if study.scan.in_photons else 1.0
    back = replace(back, fraction=fraction, workspace=_without_contrast(scene))
    return back.with_simulator(scene.simulator)


def _measured(scene: Scene) -> Scene:
    """Return the scene for measured projections without a calibration: no network knows such numbers."""
    first = Scene()
    scene = replace(_alone(scene), panes=_MEASURED, rows=first.rows, columns=first.columns, active=1)
    return replace(scene, workspace=_without_contrast(scene)).with_simulator(scene.simulator)


def _without_contrast(scene: Scene) -> Workspace:
    return "physics" if scene.workspace == "contrast" else scene.workspace


def _alone(scene: Scene) -> Scene:
    return replace(scene, maximized=False, compare="side", second=None)


def _predicts() -> bool:
    cls = next((cls for cls in plugins("denoiser") if cls.name == PREDICT.name), None)
    return cls is not None and issubclass(cls, LanePlugin) and not cls.missing()
