"""Advice: which dose a case needs for an image quality, and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass

from .errors import GeometryError


@dataclass(frozen=True)
class Ask:
    """What is asked for: a quality, and with which probability it is to be reached.

    Raises ``GeometryError`` for a probability outside of 50 to 99.9 %.
    """

    target: float
    confidence: float = 0.95

    def __post_init__(self) -> None:
        if not 0.5 <= self.confidence <= 0.999:
            raise GeometryError("A confidence lies between 50 and 99.9 %.")


@dataclass(frozen=True)
class Advice:
    """Doses as fractions of the loaded scan; above 1 the scan itself was too low for the target."""

    fraction: float
    """What is proposed."""
    low: float
    """From here to ``high`` lies what nine of ten like cases need."""
    high: float
    others: tuple[tuple[str, float], ...] = ()
    """Other ways to choose the dose, by name, and what each takes for the same promise."""
    because: tuple[str, ...] = ()
    """Facts of the case that the dose follows from, such as its densest path."""
    caution: str = ""
    """What the promise stands on, in a sentence."""


@dataclass(frozen=True)
class Askable:
    """Which quality can be asked for."""

    name: str
    unit: str
    low: float
    high: float
    usual: float
