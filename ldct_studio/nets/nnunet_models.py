"""What nnU-Net (version 2) has trained on this computer, each as a predictor."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from ..core.errors import PluginError
from .predictor_card import PredictorCard, checked_card, held_in

_FINAL = "checkpoint_final.pth"
_UNSEEN = ("background", "ignore")
"""Labels of a training that its network never answers with."""


class _Dataset(BaseModel):
    """What ``dataset.json`` of a training says; one of regions that overlap has lists among its labels."""

    channel_names: dict[str, str]
    labels: dict[str, int]
    file_ending: str


def nnunet_cards(recipe: Path) -> dict[str, PredictorCard]:
    """Return a card for every training below ``nnUNet_results`` that takes one CT, by name.

    Those of several channels, of regions that overlap and of cascades are left out; a card of one's own may
    name them. ``recipe`` is the card in which ``{model}``, ``{folds}`` and ``{device}`` are filled in.
    """
    place = os.environ.get("nnUNet_results", "")  # noqa: SIM112  (its name)
    found: dict[str, PredictorCard] = {}
    for folder in sorted(Path(place).glob("Dataset*/*__*__*")) if place else ():
        name = f"{folder.parent.name}.{folder.name}"
        try:
            held = _filled(held_in(recipe), folder)
            if held:
                found[name] = checked_card(name, held)
        except PluginError:
            continue  # a training of another kind
    return found


def _filled(recipe: dict[str, Any], folder: Path) -> dict[str, Any]:
    """Return the recipe for a training, or nothing where it does not fit."""
    folds = [fold.parent.name.removeprefix("fold_") for fold in sorted(folder.glob(f"fold_*/{_FINAL}"))]
    folds = [fold for fold in folds if fold != "all"] or folds
    dataset = _dataset(folder / "dataset.json")
    if dataset is None or not folds or "cascade" in folder.name:
        return {}
    places = {"{model}": [str(folder)], "{folds}": folds, "{device}": [_device()]}
    number, _, title = folder.parent.name.removeprefix("Dataset").partition("_")
    names = [name for name in dataset.labels if name not in _UNSEEN]
    return recipe | {
        "title": f"{recipe['title']}: {title or number}, {folder.name.rpartition('__')[2]}",
        "command": [word for held in recipe["command"] for word in places.get(held, [held])],
        "classes": [{"value": dataset.labels[name], "name": name} for name in names],
    }


def _dataset(path: Path) -> _Dataset | None:
    """Return what a training is of, None where it takes anything but one CT as NIfTI."""
    try:
        dataset = _Dataset.model_validate_json(path.read_bytes())
    except (OSError, ValidationError):
        return None
    one_ct = [name.upper() for name in dataset.channel_names.values()] == ["CT"]
    return dataset if one_ct and dataset.file_ending == ".nii.gz" else None


def _device() -> str:
    """Say what nnU-Net is to compute on; it does not find out by itself."""
    return "cuda" if shutil.which("nvidia-smi") else "cpu"
