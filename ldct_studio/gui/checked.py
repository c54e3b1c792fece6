"""Checked: what a pane shows of a method that is not linear instead of its picture, and where it cannot."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ..core.lane import Frame, Lane
from ..core.step import Step
from ..core.volume import Volume
from .lanes import is_map, is_plain
from .language import tr
from .pane import Check
from .scene import Scene

NAMES: dict[Check, str] = {"residual": tr("residual"), "consistency": tr("data consistency")}
_HALF = 6.0
"""Half the width in SD of the window of data consistency."""
_MEANINGS: dict[Check, str] = {
    "residual": tr(
        "Residual: FBP at this dose − picture, in HU. Structure leak: Σ r·w / Σ d·w over the body, r and d "
        "the details of the residual and of the full-dose picture (Gaussian of 1 mm − Gaussian of 4 mm), w "
        "those of the full-dose picture above 5 HU and four times its noise, held at ±20 HU. 100 % "
        "= all details were taken away; 0 % ± SD = only noise of the same spectrum was. The noise of the "
        "loaded scan is in w, too: a method that takes all of it away and nothing else has the share that is "
        "named as the scan's own noise. The noise-free volume of the study takes the place of the full-dose "
        "picture where there is one."
    ),
    "consistency": tr(
        "Data consistency: the rays at this dose − the picture projected along them, filtered "
        "back-projected (Hann, 0.15 mm⁻¹: things of 6 mm and larger), in SD of the noise that these rays "
        "have there. Orange: the rays have more than the picture. χ²: mean square in the body; 0 = nothing "
        "was changed, 1 ± SD = the noise was taken away and nothing else, above = more was changed than the "
        "data allow. By chance no pixel lies beyond 5 SD. A rescan takes the noise of the loaded scan for "
        "the patient, so behind it that noise counts with the rays'."
    ),
}


@dataclass(frozen=True, eq=False)
class Checked(Frame):
    """The answer of a check to the picture ``of``: an image in ``unit`` with its numbers, or a sentence."""

    check: Check = "residual"
    of: Frame | None = None
    said: tuple[str, ...] = ()
    warned: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """The method and what is shown of it."""
        return f"{tr(self.lane.title)} · {NAMES[self.check]}"

    @property
    def unit(self) -> str:
        """The unit of the image."""
        return "HU" if self.check == "residual" else tr("SD")

    @property
    def meaning(self) -> str:
        """The definition of image and numbers."""
        return _MEANINGS[self.check]

    def is_of(self, frame: Frame | None) -> bool:
        """Whether it answers a picture; one that comes again with labels is the same."""
        return self.of is not None and frame is not None and self.of.image is frame.image

    def width(self, difference: float) -> float:
        """Return the full width of the window, given that of differences in HU."""
        return difference if self.check == "residual" else 2 * _HALF


def with_check(scene: Scene, index: int, check: Check | None) -> Scene:
    """Return the scene with a check in pane ``index``, or with its picture again."""
    pane = replace(scene.panes[index], check=check)
    return replace(scene, panes=(*scene.panes[:index], pane, *scene.panes[index + 1 :]))


def refusal(lane: Lane, source: Volume) -> str:
    """Return in one sentence why nothing can be checked in a lane, or ''."""
    if source.unit != "HU":
        return tr("There are no rays behind this volume: the dose can be lowered on CT volumes in HU only.")
    if lane.minus is not None:
        return tr("This pane shows a difference; a check is of a method's own picture, so show that first.")
    if lane.is_reference:
        return tr("The reference is the loaded picture; no method took anything away.")
    if is_map(lane):
        return tr("A map does not show the patient, so there is nothing to check.")
    if not lane.is_axial:
        return tr("Checks need axial slices; show this pane in the axial plane, without a slab.")
    if is_plain(lane):
        return tr("FBP is linear: it takes nothing away, so its residual is zero by definition.")
    if simulator_of(lane) is None:
        return tr("No dose is lowered in this pane, so the rays at that dose are not known.")
    return ""


def unanswered(frame: Frame, check: Check, why: str) -> Checked:
    """Return the answer that there is none, and why."""
    return Checked(frame.request, frame.lane, None, why, check=check, of=frame)


def simulator_of(lane: Lane) -> Step | None:
    """Return the step that lowers the dose in a lane."""
    return next((step for step in lane.steps if step.kind == "simulator"), None)
