"""Check: a part of the program that the self-test tries."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ...core.errors import StudioError


@dataclass(frozen=True)
class Check:
    """A part by its name, and what tries it: it gets a folder for its files and says what was seen."""

    name: str
    attempt: Callable[[Path], str]


def demand(holds: bool, sentence: str) -> None:
    """Raise ``StudioError`` with a sentence unless something holds."""
    if not holds:
        raise StudioError(sentence)
