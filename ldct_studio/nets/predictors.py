"""Which predictors there are: the user's own cards, shipped ones whose program is installed, and nnU-Nets.

What a session or a study names is looked up here, so that it can only be what this user has set up.
"""

from __future__ import annotations

import shutil
from functools import lru_cache
from pathlib import Path

from ..core.errors import PluginError
from ..core.paths import data_dir, resource
from .catalog import ModelKind
from .nnunet_models import nnunet_cards
from .predictor_card import PredictorCard, held_in, read_predictor_card

_NNUNET = "nnunet"
"""The shipped recipe that is filled in for every trained model."""


def predictor(name: str) -> PredictorCard:
    """Return the card of a predictor, or raise ``PluginError`` with what there is."""
    files = _files()
    if name in files:
        return read_predictor_card(files[name])
    trained = _trained()
    if name in trained:
        return trained[name]
    known = ", ".join((*files, *trained)) or "none"
    if not name:
        raise PluginError(f"No predictor is chosen; known are: {known}.")
    raise PluginError(
        f"There is no predictor “{name}” on this computer; set it up in the folder “predictors”. "
        f"Known are: {known}."
    )


def predictor_titles(kind: ModelKind) -> dict[str, str]:
    """Return the titles of the predictors of a kind by name; all that there are find structures.

    The name stands behind a title that another one has, and in place of one that cannot be read.
    """
    found: dict[str, str] = {}
    if kind != "segmenter":
        return found
    titles = {name: _title(path) for name, path in _files().items()}
    for name, title in (titles | {name: card.title for name, card in _trained().items()}).items():
        found[name] = f"{title} ({name})" if title in found.values() else title
    return found


def _files() -> dict[str, Path]:
    """Return the cards by name, the user's own in place of shipped ones."""
    own = data_dir() / "predictors"
    mine = {path.stem: path for path in sorted(own.glob("*.toml"))} if own.is_dir() else {}
    return {name: path for name, path in _shipped().items() if name != _NNUNET and _installed(path)} | mine


def _shipped() -> dict[str, Path]:
    return {path.stem: path for path in sorted(resource("predictors").glob("*.toml"))}


def _trained() -> dict[str, PredictorCard]:
    """Return cards for what nnU-Net has trained on this computer."""
    recipe = _shipped().get(_NNUNET)
    return nnunet_cards(recipe) if recipe is not None and _installed(recipe) else {}


def _installed(path: Path) -> bool:
    """Say whether the program of a shipped card is there."""
    return shutil.which(held_in(path)["command"][0]) is not None


def _title(path: Path) -> str:
    try:
        return _read_title(path, path.stat().st_mtime_ns)
    except (PluginError, OSError):
        return path.stem  # whoever runs it hears what is wrong with the card


@lru_cache(maxsize=256)
def _read_title(path: Path, changed: int) -> str:
    return read_predictor_card(path).title
