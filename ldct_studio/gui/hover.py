"""Hover: what lies under the pointer, for the status bar."""

from __future__ import annotations

from dataclasses import dataclass

from ..core.grid import Point
from .figures import UNKNOWN, fixed, with_unit
from .language import tr

_SIDES = (("R", "L"), ("A", "P"))


@dataclass(frozen=True)
class Hover:
    """A place in the patient and the values there, in ``unit``; None where a pane has no value.

    ``a`` is pane A; ``b`` the pane under the pointer, or the active one while the pointer is in A,
    with its ``letter``; ``difference`` is b - a, or the value of a pane that shows a difference.
    """

    point: Point
    voxel: tuple[int, int, int]
    """(z, y, x)"""
    a: float | None
    b: float | None
    letter: str
    difference: float | None
    unit: str = "HU"
    places: int = 0
    """With how many decimals the values are told."""

    def __str__(self) -> str:
        """Return the line of the status bar."""
        return "    ".join((self.place, self.voxel_text, self.values))

    @property
    def place(self) -> str:
        """The place in words of the patient: ``L 32.1  P 8.0  S −412.0 mm``.

        The last axis keeps S and its sign, because table positions are known by it.
        """
        x, y, z = self.point
        across, deep = (
            f"{sides[value > 0]} {fixed(abs(value))}" for value, sides in zip((x, y), _SIDES, strict=True)
        )
        return f"{across}  {deep}  S {with_unit(fixed(z), 'mm')}"

    @property
    def voxel_text(self) -> str:
        """The voxel as x, y, z, counted from 0: ``Voxel 201, 244, 96``."""
        z, y, x = self.voxel
        return tr("Voxel {0}, {1}, {2}").format(x, y, z)

    @property
    def values(self) -> str:
        """The values in A, in the other pane, and their difference."""
        parts = [f"A {fixed(self.a, self.places)}"]
        if self.letter and self.b is not None:
            parts.append(f"{self.letter} {fixed(self.b, self.places)}")
        if self.difference is not None:
            parts.append(f"Δ {fixed(self.difference, self.places, signed=True)}")
        text = "  ".join(parts)
        return text if text.endswith(UNKNOWN) else with_unit(text, self.unit)
