"""Magnet: what the files of an MR scan say of how it was made."""

from __future__ import annotations

from dataclasses import dataclass

from .contrast import Agent

_USUAL, _NEAR = (1.5, 3.0), 0.1
_NAMES: dict[Agent, tuple[str, ...]] = {
    "gadobutrol": ("gadobutrol", "gadovist", "gadavist"),
    "gadoterate": ("gadoterate", "gadoteric", "gadotersäure", "gd-dota", "dotarem", "clariscan"),
    "gadoteridol": ("gadoteridol", "prohance"),
}
"""Names of the agents and brands of them, as they stand in (0018,0010)."""


@dataclass(frozen=True)
class Magnet:
    """Field in T, repetition time in ms, flip angle in degrees, agent; None and '' where it is not said."""

    field: float | None = None
    tr_ms: float | None = None
    flip_deg: float | None = None
    agent: str = ""

    @property
    def usual_field(self) -> float | None:
        """The field as people call it: 1.5 or 3 T where it is within a tenth of that."""
        field = self.field
        if field is None:
            return None
        return next((usual for usual in _USUAL if abs(field - usual) <= _NEAR * usual), field)

    @property
    def known_agent(self) -> Agent | None:
        """The agent whose name or brand is recorded, where it is one that the program knows."""
        said = self.agent.lower()
        return next((agent for agent, names in _NAMES.items() if any(name in said for name in names)), None)
