"""Hover: what lies under the pointer, for the status bar."""

from __future__ import annotations

from dataclasses import dataclass

from ..core.grid import Point
from .figures import OF_VOLUMES, UNKNOWN, fixed, measured, with_unit
from .language import tr

_SIDES = (("R", "L"), ("A", "P"))


@dataclass(frozen=True)
class Hover:
    """A place in the patient and the values there; None where a pane has no value.

    ``a`` is pane A, in ``unit``; ``b`` the pane under the pointer, or the active one while the pointer is
    in A, with its ``letter``; ``difference`` is b - a, or the value of a pane that shows a difference. Both
    are in ``other_unit`` where the other pane has another one.
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
    """With how many decimals values in the unit of a volume are told."""
    other_unit: str = ""

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
        other = self.other_unit or self.unit
        parts = [(f"A {self._told(self.a, self.unit)}", self.unit)]
        if self.letter and self.b is not None:
            parts.append((f"{self.letter} {self._told(self.b, other)}", other))
        if self.difference is not None:
            parts.append((f"Δ {self._told(self.difference, other, signed=True)}", other))
        said = []
        for place, (text, unit) in enumerate(parts):
            ends = place + 1 == len(parts) or parts[place + 1][1] != unit
            said.append(with_unit(text, tr(unit)) if ends and not text.endswith(UNKNOWN) else text)
        return "  ".join(said)

    def _told(self, value: float | None, unit: str, signed: bool = False) -> str:
        if unit in OF_VOLUMES:
            return fixed(value, self.places, signed)
        return fixed(value, 0, signed) if unit == "%" else measured(value, signed)
