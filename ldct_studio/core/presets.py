"""Window presets in HU, from ``resources/presets.json``."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache

from .paths import resource


@dataclass(frozen=True)
class Preset:
    """A named window: width and level in HU, and the key that applies it (empty: menu only)."""

    name: str
    width: float
    level: float
    key: str = ""

    @property
    def low(self) -> float:
        """The HU value shown black."""
        return self.level - self.width / 2

    @property
    def high(self) -> float:
        """The HU value shown white."""
        return self.level + self.width / 2

    @property
    def numbers(self) -> str:
        """Width / level, as the menu shows them."""
        return f"{self.width:.0f} / {self.level:.0f}".replace("-", "−")


@cache
def presets() -> tuple[Preset, ...]:
    """Return the presets, those with keys 1 to 9 first."""
    items = json.loads(resource("presets.json").read_text(encoding="utf-8"))
    return tuple(Preset(**item) for item in items)


def preset_of(width: float, level: float) -> Preset | None:
    """Return the preset that has exactly these numbers, the keyed one first."""
    return next((p for p in presets() if (p.width, p.level) == (width, level)), None)
