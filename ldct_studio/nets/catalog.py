"""Which trained models there are: those that ship with the program, the user's own, and those of jobs."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Literal

from torch import nn

from ..core.errors import PluginError
from ..core.paths import data_dir, resource
from .model import CARD, Card, load_model, read_card

ModelKind = Literal["denoiser", "segmenter", "enhancer", "dose", "translator"]


def models(kind: ModelKind) -> dict[str, Path]:
    """Return the folders of the models of a kind by name, shipped ones first; damaged ones are left out."""
    found: dict[str, Path] = {}
    for folder in _folders():
        name = folder.parent.name if folder.name == "model" else folder.name
        card = _card(folder)
        if card is not None and card.kind == kind:
            found.setdefault(name, folder)
    return found


def titles(kind: ModelKind) -> dict[str, str]:
    """Return the titles of the models of a kind by name, with the name behind one that stands already."""
    found: dict[str, str] = {}
    for name, folder in models(kind).items():
        card = _card(folder)
        if card is not None:
            found[name] = f"{card.title} ({name})" if card.title in found.values() else card.title
    return found


def card_of(name: str, kind: ModelKind) -> Card:
    """Return the card of a model, or raise ``PluginError`` with what there is."""
    return read_card(_find(name, kind))


def network(name: str, kind: ModelKind) -> tuple[nn.Module, Card]:
    """Return a model on the CPU, read once, and its card; raise ``PluginError`` where it cannot be had."""
    folder = _find(name, kind)
    return _loaded(folder, (folder / CARD).stat().st_mtime_ns)


def _find(name: str, kind: ModelKind) -> Path:
    known = models(kind)
    if name not in known:
        raise PluginError(f"There is no {kind} model “{name}”; known are: {', '.join(known) or 'none'}.")
    return known[name]


@lru_cache(maxsize=8)
def _loaded(folder: Path, changed: int) -> tuple[nn.Module, Card]:
    return load_model(folder)


def _folders() -> list[Path]:
    places = [resource("models"), data_dir() / "models", data_dir() / "jobs"]
    inner = [sorted(place.iterdir()) if place.is_dir() else [] for place in places]
    return [folder / "model" if (folder / "model").is_dir() else folder for part in inner for folder in part]


def _card(folder: Path) -> Card | None:
    if not (folder / CARD).is_file():
        return None
    return _read(folder, (folder / CARD).stat().st_mtime_ns)


@lru_cache(maxsize=256)
def _read(folder: Path, changed: int) -> Card | None:
    try:
        return read_card(folder)
    except PluginError:
        return None  # damaged; whoever names it hears why
