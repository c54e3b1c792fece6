"""What a synthetic head and neck is: everything that was drawn at random, as values."""

from __future__ import annotations

from dataclasses import dataclass

from ...core.volume import Label
from ..patients.values import Wave

Place = tuple[float, float, float]
"""(x, y, z) in mm: +x to the left, +y posterior, +z to the head; z = 0 is the hard palate."""

LABELS = (
    Label(1, "Skull", "#E8DFC8"),
    Label(2, "Mandible", "#D9B382"),
    Label(3, "Teeth", "#FFFFFF"),
    Label(4, "Airway", "#9AB8C8"),
    Label(5, "Vertebrae", "#C8B88A"),
    Label(6, "Spinal cord", "#FDE425"),
    Label(7, "Brain", "#E0A3B4"),
    Label(8, "Parotids", "#42B0EA"),
    Label(9, "Muscle", "#B86728"),
    Label(10, "Fat", "#F2D98B"),
    Label(11, "Mass", "#D64545"),
)
"""The structures that are labeled; 0 is everything else, such as air around, vessels and glands."""
VALUE = {label.name: label.value for label in LABELS}
"""Voxel value of each structure by its name."""
REACH = (-82.0, 55.0)
"""Lowest and highest slice, z in mm at rest."""


@dataclass(frozen=True)
class Tissues:
    """HU of tissues."""

    fat: float
    muscle: float
    brain: float
    gland: float
    blood: float
    cortex: float
    """Compact bone."""
    marrow: float
    teeth: float
    cartilage: float
    texture: float
    """SD of the grain of soft tissue."""


@dataclass(frozen=True)
class Mass:
    """A tumor or an enlarged node: an ellipsoid with lobes."""

    middle: Place
    half: Place
    contrast: float
    """HU against muscle."""
    lobes: tuple[tuple[float, float], ...]
    """Height in mm and phase of the waves around its boundary: two per turn, three per turn, and so on."""


@dataclass(frozen=True)
class Neck:
    """One synthetic head and neck."""

    seed: int
    size: float
    """Scale of all lengths."""
    aspect: float
    """Width over depth against the anatomy at rest."""
    turn: float
    """Degrees about the axis of the body."""
    shift: tuple[float, float]
    """Where the middle lies, x and y in mm from the middle of the field of view."""
    fat: float
    """Thickness of the fat under the skin of the neck, in mm."""
    jaw: float
    """Scale of the mandible and of what it carries."""
    airway: float
    """Scale of the width of the airway."""
    disc: float
    """Where the discs of the spine lie, z in mm."""
    tissues: Tissues
    mass: Mass | None
    waves: tuple[Wave, ...]
    """What bends the anatomy, in mm at rest."""

    @property
    def reach(self) -> tuple[float, float]:
        """Lowest and highest slice, z in mm."""
        return REACH[0] * self.size, REACH[1] * self.size
