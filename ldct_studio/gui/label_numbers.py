"""How like the reference's labels and the true ones those of every pane are: Dice and area in the slice."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import torch

from ..core.errors import GeometryError
from ..core.lane import Frame, Lane
from ..core.step import Step
from ..core.study import Study
from ..core.volume import LabelMap
from ..physics.overlap import dice, volume_change
from . import figures
from .label_names import labels_of
from .lanes import shows_patient
from .pane_numbers import LETTERS, Found, Metric, Numbers
from .scene import Scene

_REFERENCE = "what the same segmenter finds in the reference pane"
_TRUTH = "the study's label map of the same name"
DICE = Metric("Dice", "ref.", f"Dice coefficient in the slice with {_REFERENCE}.", places=3)
AREA = Metric("Area", "% ref.", f"Change of area in the slice against {_REFERENCE}, in %.", signed=True)
TRUE_DICE = Metric("Dice", "true", f"Dice coefficient in the slice with {_TRUTH}.", places=3)
TRUE_AREA = Metric("Area", "% true", f"Change of area in the slice against {_TRUTH}, in %.", signed=True)
FINDING = "The labels are being found."


@dataclass(frozen=True)
class Structure:
    """A label by its name, and what was found in the picture of the lane that is the reference."""

    name: str
    segmenter: Step
    reference: Lane
    found: LabelMap | None
    missing: str = ""
    """Why nothing was found there, or ''."""


class LabelNumbers(Numbers[Structure]):
    """Dice and change of area of one label, against the reference and the truth."""

    metrics = (DICE, AREA, TRUE_DICE, TRUE_AREA)
    empty = "Choose a segmentation in the panel Layers to compare what is found in every pane."

    def subject(self, scene: Scene) -> Structure | None:
        """Return the label on show, the first where none is chosen; None without a segmenter of the scan."""
        if scene.segmenter is None or not is_segmented(scene):
            return None
        name = chosen(scene, self.names(scene))
        lane = scene.panes[scene.reference].lane
        frame = self.frames.get(lane)
        found = found_by(scene.segmenter, frame)
        missing = "" if found else f"In the reference pane: {_missing(frame) if frame else FINDING}"
        return Structure(name, scene.segmenter, lane, found, missing)

    def names(self, scene: Scene) -> tuple[str, ...]:
        """Return the names of the labels that the segmenter of the scene knows."""
        maps = (found_by(scene.segmenter, frame) for frame in self.frames.values())
        found = next((labels for labels in maps if labels is not None), None)
        return tuple(label.name for label in found.labels) if found else ()

    def values(self, frame: Frame, subject: Structure) -> Mapping[Metric, Found]:
        """Compare what was found in one picture."""
        labels = found_by(subject.segmenter, frame)
        if labels is None:
            return dict.fromkeys(self.metrics, _missing(frame))
        found, study, row = mask_of(labels, subject.name, 0), frame.request.study, frame.row
        truth = true_mask(study, frame, subject.name, tuple(label.name for label in labels.labels))
        reference: torch.Tensor | str = subject.missing
        if subject.found is not None and subject.found.grid.same_place(labels.grid):
            reference = mask_of(subject.found, subject.name, 0)
        elif subject.found is not None:
            reference = f"The reference pane shows another slice than {row + 1}. Link the two."
        return {
            DICE: _compared(dice, found, reference),
            AREA: _percent(_compared(volume_change, found, reference)),
            TRUE_DICE: _compared(dice, found, truth),
            TRUE_AREA: _percent(_compared(volume_change, found, truth)),
        }

    def same(self, subject: Structure) -> object:
        """Return label, segmenter and reference: its labels are found anew at each of its doses."""
        return subject.name, subject.segmenter, subject.reference

    def footnote(self, scene: Scene) -> str:
        """Say which pane is the reference."""
        lane = scene.panes[scene.reference].lane
        return f"ref. = {LETTERS[scene.reference]} {lane.title}; true = label map of the study"


def is_segmented(scene: Scene) -> bool:
    """Say whether the volume on show is one that segmenters know, as they know CT."""
    return scene.source is None or scene.source.unit == "HU"


def result(scene: Scene, frame: Frame | None, reference: Frame | None) -> str:
    """Return the Dice coefficient of the label on show in words, against what was found in the reference."""
    found, other = found_by(scene.segmenter, frame), found_by(scene.segmenter, reference)
    if found is None or other is None or found is other or not found.grid.same_place(other.grid):
        return ""
    name = chosen(scene, tuple(label.name for label in found.labels))
    value = _compared(dice, mask_of(found, name, 0), mask_of(other, name, 0))
    return "" if isinstance(value, str) else f"{name} Dice {figures.fixed(value, 2)}"


def chosen(scene: Scene, names: tuple[str, ...]) -> str:
    """Return the name of the label on show: the one that was chosen, else the first; '' without any."""
    return scene.label if scene.label in names else next(iter(names), "")


def found_by(segmenter: Step | None, frame: Frame | None) -> LabelMap | None:
    """Return what a segmenter found in a picture; None where that is not known."""
    return frame.labels if frame is not None and frame.request.segmenter == segmenter else None


def mask_of(labels: LabelMap, name: str, row: int) -> torch.Tensor:
    """Return where in a row (y, x) the structure of a name is."""
    voxels = labels.data[row]
    values = [label.value for label in labels_of(labels, name)]
    return torch.isin(voxels, torch.tensor(values, dtype=voxels.dtype))


def true_mask(study: Study, frame: Frame, name: str, names: tuple[str, ...] = ()) -> torch.Tensor | str:
    """Return where the study says that a structure is in a frame's slice, or why that is not known.

    Every map that knows it counts, as its sides or parts may have a map each. ``names`` are all that the
    segmenter tells apart: where two of them overlap in maps of their own, the smaller one lies within the
    larger one, as a lesion in the liver, and the place is its alone.
    """
    known = _everywhere(study, frame, name)
    if known is None:
        return f"The study has no label map with “{name}”, so the truth is not known."
    others = (_everywhere(study, frame, other) for other in names if other != name)
    for other in others:
        if other is not None and int(other.sum()) < int(known.sum()):
            known = known & ~other
    return known


def _everywhere(study: Study, frame: Frame, name: str) -> torch.Tensor | None:
    """Return where any map of the study has a structure in a frame's slice; None where no map knows it."""
    maps = [m for m in study.labels.values() if m.grid.same_place(frame.request.source.grid)]
    masks = [mask_of(labels, name, frame.row) for labels in maps if labels_of(labels, name)]
    return torch.stack(masks).any(0) if masks else None


def _missing(frame: Frame) -> str:
    if not shows_patient(frame.lane):
        return "Only pictures of the patient are segmented."
    if frame.state == "preview":
        return "The labels follow the finished picture."
    return frame.error or frame.labels_error or FINDING


def _compared(
    measure: Callable[[torch.Tensor, torch.Tensor], float], found: torch.Tensor, other: torch.Tensor | str
) -> Found:
    if isinstance(other, str):
        return other
    try:
        return measure(found, other)
    except GeometryError as error:
        return str(error)


def _percent(value: Found) -> Found:
    return value if isinstance(value, str) else 100 * value
