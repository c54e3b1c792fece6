"""How well two label maps agree, structure by structure, and what else is known of each structure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import torch

from ldct_studio.api import Config, GeometryError, LabelMap, Volume, dice, effective_radius, hausdorff95
from ldct_studio.api import disc as field_of_view

_GROUPS = {
    "kidneys": re.compile(r"(left|right)?_?kidney(_(left|right))?"),
    "lung": re.compile(r"lung_.*"),
    "bone": re.compile(r"(vertebra|rib|sternum|hip|sacrum|scapula|clavicula|humerus|femur|skull).*"),
    "liver_lesion": re.compile(r"(liver_)?(lesion|tumou?r)"),
}
"""Names of others for the parts of a structure of ours."""
_NEEDED = {"bone": ("vertebra", "rib")}
_RING = 4
"""Voxels around a structure that its contrast is taken against."""


class Agreement(Config):
    """What became of one structure of a scan at a dose; None where a number has no meaning."""

    dice: float | None
    hd95_voxels: float | None
    hd95_mm: float | None
    hd95_directed_mm: float | None
    """The larger one of both directions, as others count it."""
    radius_mm: float
    """Effective radius at full dose (eq. 7)."""
    hu: float | None
    """Mean of the loaded scan where it is at full dose."""
    contrast: float | None
    """HU above its surroundings in the loaded scan."""
    cut: bool
    """Whether the edge of the scan or of its field of view cuts it."""
    truth: float | None
    """Dice against the true labels, where they are known: robust is not accurate."""
    empty: bool
    """Whether the model finds nothing of it, here or at full dose."""


@dataclass(frozen=True)
class Compared:
    """A scan, what the model finds at its full dose, and the true labels where they are known."""

    loaded: Volume
    found: LabelMap
    truth: Sequence[LabelMap]

    def against(self, low: LabelMap) -> Iterator[tuple[str, Agreement]]:
        """Yield every structure that the model or the truth knows in this scan, by name."""
        truths = masks(self.truth)
        for label in self.found.labels:
            reference, found = self.found.data == label.value, low.data == label.value
            true = truth_of(label.name, truths)
            if bool(reference.any()) or bool(found.any()) or (true is not None and bool(true.any())):
                yield label.name, self._agreement(found, reference, true)

    def _agreement(
        self, found: torch.Tensor, reference: torch.Tensor, true: torch.Tensor | None
    ) -> Agreement:
        spacing = self.found.grid.spacing
        plain = (1.0, 1.0, 1.0)
        volume = int(reference.sum()) * spacing[0] * spacing[1] * spacing[2]
        return Agreement(
            dice=_known(lambda: dice(found, reference)),
            hd95_voxels=_known(lambda: hausdorff95(found, reference, plain)),
            hd95_mm=_known(lambda: hausdorff95(found, reference, spacing)),
            hd95_directed_mm=_known(lambda: hausdorff95(found, reference, spacing, pooled=False)),
            radius_mm=effective_radius(volume),
            hu=float(self.loaded.data[reference].mean()) if bool(reference.any()) else None,
            contrast=contrast(self.loaded.data, reference),
            cut=is_cut(reference),
            truth=None if true is None else _known(lambda: dice(found, true)),
            empty=not bool(reference.any()) or not bool(found.any()),
        )


def _known(measure: Callable[[], float]) -> float | None:
    try:
        return measure()
    except GeometryError:
        return None


def masks(maps: Sequence[LabelMap]) -> dict[str, torch.Tensor]:
    """Return the masks of label maps by name, in lower case with underscores."""
    return {
        label.name.lower().replace(" ", "_"): one.data == label.value for one in maps for label in one.labels
    }


def truth_of(name: str, truths: dict[str, torch.Tensor]) -> torch.Tensor | None:
    """Return the true mask of a structure, united of its parts where others name these; None if unknown.

    Bones are known where vertebrae and ribs are labeled: a single vertebra is not all bone.
    """
    own = name.lower().replace(" ", "_")
    if own in truths:
        return truths[own]
    pattern = _GROUPS.get(own)
    parts = [mask for other, mask in truths.items() if other == own or (pattern and pattern.fullmatch(other))]
    lacking = any(not any(other.startswith(part) for other in truths) for part in _NEEDED.get(own, ()))
    return torch.stack(parts).any(0) if parts and not lacking else None


def is_cut(mask: torch.Tensor) -> bool:
    """Say whether a mask (z, y, x) reaches the first or last slice, or the edge of the field of view."""
    if bool(mask[0].any()) or bool(mask[-1].any()):
        return True
    inside = eroded(field_of_view(*mask.shape[1:])[None], 1)[0]
    return bool((mask & ~inside.to(mask.device)).any())


def contrast(hu: torch.Tensor, mask: torch.Tensor) -> float | None:
    """Return the mean of a picture (z, y, x) in a mask above that of the ring around it within its slices."""
    around = grown(mask, _RING) & ~grown(mask, 1) & (hu > -200)  # HU: air around the body is no background
    if not (bool(mask.any()) and bool(around.any())):
        return None
    return float(hu[mask].mean() - hu[around].mean())


def grown(mask: torch.Tensor, voxels: int) -> torch.Tensor:
    """Return a mask (z, y, x) grown by so many voxels within each slice."""
    side = 2 * voxels + 1
    return torch.nn.functional.max_pool2d(mask[:, None].float(), side, 1, voxels)[:, 0] > 0


def eroded(mask: torch.Tensor, voxels: int) -> torch.Tensor:
    """Return a mask (z, y, x) without what lies within so many voxels of its edge in each slice."""
    padded = torch.nn.functional.pad((~mask)[:, None].float(), [voxels] * 4, value=1.0)
    return torch.nn.functional.max_pool2d(padded, 2 * voxels + 1, 1)[:, 0] == 0
