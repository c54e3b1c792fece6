"""What a synthetic patient is: everything that was drawn at random, as values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ...core.volume import Label
from .. import abdomen

Region = Literal["abdomen", "chest"]
"""The part of the body that a patient shows."""
Phase = Literal["unenhanced", "arterial", "portal venous", "delayed"]
"""When after the injection of contrast agent the patient was scanned."""

LABELS = (*abdomen.ORGANS, Label(13, "Bone", "#E8DFC8"), Label(14, "Lung", "#9AB8C8"))
"""The structures in ``Drawn.organs``; 0 is everything else."""
VALUE = {label.name: label.value for label in LABELS}
"""Voxel value of each structure by its name."""


@dataclass(frozen=True)
class Wave:
    """One term of the displacement: ``push``·sin(``wave``·position + ``phase``); vectors are (x, y, z).

    ``wave`` is in radians per mm, ``push`` in mm.
    """

    wave: tuple[float, float, float]
    push: tuple[float, float, float]
    phase: float


@dataclass(frozen=True)
class Shape:
    """How the anatomy at rest became this patient: stretched, padded with fat, bent, turned and shifted."""

    size: float
    """Scale of the whole body, 0.6 to 1.1."""
    aspect: float
    """Width over depth against the anatomy at rest."""
    angle: float
    """Turn about the axis of the body, in degrees."""
    shift: tuple[float, float]
    """Where the middle of the body lies, x and y in mm from the middle of the field of view."""
    fat: float
    """Fat under the skin in front, in mm, on top of what the anatomy at rest has."""
    waves: tuple[Wave, ...]


@dataclass(frozen=True)
class Tissue:
    """HU of tissues."""

    phase: Phase
    organs: tuple[float, ...]
    """HU by label value; the first is that of bowel wall and small vessels."""
    fat: float
    muscle: float
    bone: float
    """Factor on what bone has above muscle."""
    texture: float
    """SD in HU of the texture of soft tissue."""
    oral: float
    """HU of the content of stomach and colon."""
    gas: tuple[float, float]
    """Height y in mm up to which stomach and colon hold gas, before the body is stretched."""


@dataclass(frozen=True)
class Lesion:
    """An ellipsoid with soft lobes; lengths in mm of the anatomy at rest."""

    organ: str
    """The structure it lies in: "Liver" or "Lung"."""
    center: tuple[float, float, float]
    """x, y, z."""
    radii: tuple[float, float, float]
    contrast: float
    """HU against its organ."""
    core: float
    """Contrast of the inner part in HU: another one makes a ring."""
    edge: float
    """Width of the boundary in mm."""
    lobes: tuple[tuple[float, float], ...]
    """Amplitude and phase of the waves around its boundary: two per turn, three per turn, and so on."""


@dataclass(frozen=True)
class Patient:
    """One synthetic patient."""

    seed: int
    region: Region
    reach: tuple[float, float]
    """Lowest and highest slice, z in mm."""
    shape: Shape
    tissue: Tissue
    lesions: tuple[Lesion, ...]
    table: tuple[float, float] | None
    """Half width and curvature radius of the table in mm; None where it is out of the picture."""
