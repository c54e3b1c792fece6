"""The cards of what the recipes train: what it is, and all that it learned from, also by way of others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ldct_studio.api import Architecture, Card, ClassName, Recipe, Run, TrainingFile

from .examples import CLASSES, Examples, Pool
from .scans import training_files

if TYPE_CHECKING:
    from .recipes import Training

TOLERANCE = 0.25
"""By what part pixels may be smaller or larger than those that a network learned from."""
WIDE = (0.3, 2.0)
"""Pixels in mm that a segmenter takes at least: it brings pictures to its own."""
_SYNTHETIC = "synthetic patients"


@dataclass(frozen=True)
class Teachers:
    """The cards of the models that a network learned from, and by way of them from their patients."""

    start: Card | None = None
    """Of the model that it went on from."""
    judge: Card | None = None
    """Of the frozen segmenter whose Dice counted."""

    @property
    def cards(self) -> tuple[Card, ...]:
        """Those that there are."""
        return tuple(card for card in (self.start, self.judge) if card is not None)


def denoiser_card(
    title: str,
    network: Architecture,
    recipe: Recipe,
    config: Training,
    run: Run,
    figures: dict[str, float],
    learned: Sequence[Pool],
    teachers: Teachers = Teachers(),
) -> Card:
    """Return the card of a denoiser."""
    pixels = [pool.pixel_mm for pool in learned]
    _, name, settings = f"{recipe.step}:".split(":")[:3]
    return Card(
        title=title,
        kind="denoiser",
        architecture=network,
        spacing_mm=(min(pixels) * (1 - TOLERANCE), max(pixels) * (1 + TOLERANCE)),
        recipe=name,
        settings=recipe.step.settings,
        command=f"ldct-studio train {':'.join(filter(None, (name, settings)))} --seed {run.seed}",
        data=data_of(config, teachers),
        files=files_of(config, teachers),
        steps=config.steps,
        seed=run.seed,
        figures={name: round(value, 4) for name, value in figures.items()},
        note=note_of(config, teachers),
    )


def segmenter_card(
    title: str,
    network: Architecture,
    recipe: Recipe,
    config: Training,
    run: Run,
    figures: dict[str, float],
    learned: Sequence[Pool],
) -> Card:
    """Return the card of a segmenter, which brings pictures of many pixel sizes to its own."""
    card = denoiser_card(title, network, recipe, config, run, figures, learned)
    (low, high), names = card.spacing_mm, enumerate(CLASSES[config.anatomy], 1)
    more = {
        "kind": "segmenter",
        "classes": tuple(ClassName(value=i, name=name, color=color) for i, (name, color) in names),
        "works_at_mm": config.pixel_mm,
        "spacing_mm": (min(low, WIDE[0]), max(high, WIDE[1])),
    }
    return card.model_copy(update=more)


def files_of(config: Examples, teachers: Teachers) -> tuple[TrainingFile, ...]:
    """Return the files that were learned from, those of the teachers among them, each once."""
    own = training_files(config)
    return tuple(dict.fromkeys((*own, *(file for card in teachers.cards for file in card.files))))


def data_of(config: Examples, teachers: Teachers) -> str:
    """Say what was learned from, and what the teachers learned from."""
    parts = [f"{config.patients} {_SYNTHETIC} from number {config.first} on"]
    if config.scans:
        scans = f"{config.share:.0%} scans in files below"
        parts = [scans if config.share == 1 else f"{scans}, else {parts[0]}"]
    if teachers.start is not None:
        parts.append(f"went on from {teachers.start.title} ({teachers.start.data})")
    if teachers.judge is not None:
        parts.append(f"judged by {teachers.judge.title} ({teachers.judge.data})")
    return "; ".join(parts)


def note_of(config: Examples, teachers: Teachers) -> str:
    """Say how much of it was synthetic, and what else limits the teachers."""
    notes = [card.note for card in teachers.cards]
    scans = config.scans or any(card.files for card in teachers.cards)
    synthetic = not (config.scans and config.share == 1) or any(_SYNTHETIC in note for note in notes)
    own = ""
    if synthetic and not scans:
        own = f"Trained on {_SYNTHETIC}."
    elif synthetic:
        mostly = not config.scans or config.share < 0.5
        own = f"Trained {'mostly' if mostly else 'partly'} on {_SYNTHETIC}."
    return " ".join(filter(None, (own, *(note for note in notes if _SYNTHETIC not in note))))
