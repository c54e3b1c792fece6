"""A trained network on disk: its card ``model.json`` beside ``weights.safetensors``; nothing is unpickled."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import torch
from pydantic import Field, ValidationError
from safetensors import SafetensorError
from safetensors.torch import load as load_weights
from safetensors.torch import save as save_weights
from torch import nn

from ..core.atomic import write_bytes
from ..core.config import Config, sentence
from ..core.errors import PluginError
from ..core.step import Value
from .architecture import (
    Architecture,
    ClipHead,
    ConditionalBody,
    DoseHead,
    LogitsHead,
    RedCnnBody,
    ResidualHead,
    ResNetBody,
    SubtractionHead,
    TranslatorBody,
)

CARD, WEIGHTS = "model.json", "weights.safetensors"
_LARGEST = 1 << 30
"""Bytes of weights above which a file is refused."""


class TrainingFile(Config):
    """A file that a model was trained on."""

    name: str
    sha256: str = Field(pattern="^[0-9a-f]{64}$")


class ClassName(Config):
    """What a value of a segmentation means."""

    value: int = Field(ge=1, le=255)
    name: str
    color: str = Field(pattern="^#[0-9A-Fa-f]{6}$")


class TrainedFor(Config):
    """Of which scans with contrast agent an enhancer has seen examples; of others it answers unproven."""

    fractions: tuple[float, float]
    """The smallest and the largest dose, of the standard dose."""
    fields: tuple[float, ...] = Field(min_length=1)
    """In T."""
    agents: tuple[str, ...] = Field(min_length=1)
    relaxivity: tuple[float, float]
    """The smallest and the largest r1 in L/(mmol·s), which is all that it is told of an agent."""
    sigma: tuple[float, float]
    """SD of a scan's noise on the network's voxels, over the 95 % quantile before contrast."""


class Familiar(Config):
    """What the slices were like that a translator learned from; of others it answers unproven."""

    size: int = Field(ge=16, le=1024)
    """Pixels of ``works_at_mm`` along each side of what it sees, the body in the middle."""
    middles: dict[str, float]
    """The median of every feature over the slices, by its name."""
    scales: dict[str, float]
    """The half width of the range of nine in ten of them."""
    limit: float = Field(gt=0)
    """Distance, in scales of the feature that is farthest off, beyond which a slice is far from all."""


class Card(Config):
    """What a model is, how it was made, and how good it is."""

    version: Literal[1] = 1
    title: str
    kind: Literal["denoiser", "segmenter", "enhancer", "dose", "translator"]
    architecture: Architecture
    classes: tuple[ClassName, ...] = ()
    """Of a segmenter, in the order of its outputs from the second on."""
    spacing_mm: tuple[float, float] = (0.3, 2.0)
    """The smallest and the largest pixel size that it is made for; pictures of others are refused."""
    works_at_mm: float | None = Field(None, gt=0)
    """The pixel size that pictures are brought to, None where it takes them as they are.

    Of an enhancer it is the side of a voxel, ``spacing_mm`` is what it was trained on, and volumes of other
    voxels are not refused but marked.
    """
    trained_for: TrainedFor | None = None
    """Of an enhancer."""
    familiar: Familiar | None = None
    """Of a translator."""
    recipe: str = ""
    settings: dict[str, Value] = {}
    """Of the recipe, where they differ from its defaults."""
    command: str = ""
    data: str = ""
    """What it was trained on, in a sentence."""
    files: tuple[TrainingFile, ...] = ()
    steps: int = 0
    seed: int = 0
    figures: dict[str, float] = {}
    note: str = ""
    """A limit that the user has to know, such as "trained on phantoms"."""
    license: str = "Apache-2.0"
    sha256: str = ""
    """Of the weights."""


def save_model(folder: Path, net: nn.Module, card: Card) -> Card:
    """Write a model into a folder, the card last; return the card with the weights' SHA-256."""
    folder.mkdir(parents=True, exist_ok=True)
    state = {name: tensor.detach().cpu().contiguous() for name, tensor in net.state_dict().items()}
    weights = save_weights(state)
    signed = card.model_copy(update={"sha256": hashlib.sha256(weights).hexdigest()})
    write_bytes(folder / WEIGHTS, weights)
    write_bytes(folder / CARD, signed.model_dump_json(indent=1).encode())
    return signed


def read_card(folder: Path) -> Card:
    """Return the card of a model, or raise ``PluginError`` with a sentence."""
    try:
        card = Card.model_validate_json((folder / CARD).read_bytes())
    except OSError as error:
        raise PluginError(f"The model {folder.name} cannot be read: {error.strerror or error}.") from None
    except ValidationError as error:
        raise PluginError(f"The card of the model {folder.name} is damaged: {sentence(error)}") from None
    mistake = _mistake(card) or contradiction(card.kind, card.classes, card.spacing_mm)
    if mistake:
        raise PluginError(f"The card of the model {folder.name} is wrong: {mistake}.")
    return card


def contradiction(kind: str, classes: Sequence[ClassName], spacing_mm: tuple[float, float]) -> str:
    """Say what a card of any format may not say of a model, or ''."""
    values = [item.value for item in classes]
    if bool(values) != (kind == "segmenter"):
        return "a segmenter names its classes, and a denoiser has none"
    if len(set(values)) < len(values):
        return "two of its classes have the same value"
    if not 0 < spacing_mm[0] <= spacing_mm[1]:
        return "“spacing_mm” is the smallest and the largest pixel size"
    return ""


def load_model(folder: Path) -> tuple[nn.Module, Card]:
    """Return the network, ready for use, and its card.

    Raises ``PluginError`` where the weights are not those that the card names, or do not fit its network.
    """
    card = read_card(folder)
    name = folder.name
    try:
        if (folder / WEIGHTS).stat().st_size > _LARGEST:
            raise PluginError(f"The weights of the model {name} are too large; train it again.")
        data = (folder / WEIGHTS).read_bytes()
    except OSError as error:
        raise PluginError(
            f"The weights of the model {name} cannot be read: {error.strerror or error}."
        ) from None
    if hashlib.sha256(data).hexdigest() != card.sha256:
        raise PluginError(
            f"The weights of the model {name} are not those of its card; copy or train it again."
        )
    net = _filled(card.architecture, data)
    if net is None:
        raise PluginError(f"The weights of the model {name} do not fit its network; train it again.")
    return net.eval().requires_grad_(False), card


def _filled(architecture: Architecture, data: bytes) -> nn.Module | None:
    """Return the network with weights from a file, or None where they do not fit it.

    Shapes are compared before there is memory for them: a card may name a network of many gigabytes.
    """
    try:
        weights = load_weights(data)
    except (SafetensorError, RuntimeError, KeyError):
        return None
    with torch.device("meta"):
        wanted = architecture.build().state_dict()
    if {name: x.shape for name, x in weights.items()} != {name: x.shape for name, x in wanted.items()}:
        return None
    # Built again rather than given these weights, as this draws: a training that loads a model before it
    # builds its own network begins with the weights that it always began with.
    net = architecture.build()
    net.load_state_dict(weights)
    return net


def _mistake(card: Card) -> str:
    """Say how kind, network and classes of a card contradict each other, or ''."""
    body, head = card.architecture.body, card.architecture.head
    if card.kind == "enhancer" or isinstance(body, ConditionalBody) or isinstance(head, SubtractionHead):
        return _enhancer_mistake(card)
    if card.kind == "dose" or isinstance(body, ResNetBody) or isinstance(head, DoseHead):
        return _dose_mistake(card)
    if card.kind == "translator" or isinstance(body, TranslatorBody) or isinstance(head, ClipHead):
        return _translator_mistake(card)
    if isinstance(head, LogitsHead) != (card.kind == "segmenter"):
        return "the head of a segmenter is “logits”, and that of a denoiser is not"
    if isinstance(head, LogitsHead) and head.classes != 1 + len(card.classes):
        return f"its network has {head.classes} classes with the background, and it names {len(card.classes)}"
    if isinstance(head, LogitsHead) and isinstance(body, RedCnnBody):
        return "the body of a segmenter is “unet”"
    if not isinstance(head, ResidualHead) and not head.low < head.high:
        return "“low” of the head has to be below “high”"
    return ""


def _dose_mistake(card: Card) -> str:
    body, head = card.architecture.body, card.architecture.head
    if not (card.kind == "dose" and isinstance(body, ResNetBody) and isinstance(head, DoseHead)):
        return "a dose module has the body “resnet” and the head “dose”, and no other model has"
    if card.works_at_mm is None:
        return "a dose module says its pixel size, “works_at_mm”"
    if not head.low < head.start < head.high:
        return "a dose module starts between its lowest and its highest photons"
    return ""


def _translator_mistake(card: Card) -> str:
    body, head = card.architecture.body, card.architecture.head
    if not (card.kind == "translator" and isinstance(body, TranslatorBody) and isinstance(head, ClipHead)):
        return "a translator has the body “translator” and the head “clip”, and no other model has"
    if card.works_at_mm is None or card.familiar is None:
        return "a translator says its pixel size, “works_at_mm”, and what it learned from, “familiar”"
    if not head.low < head.high:
        return "“low” of the head has to be below “high”"
    told = card.familiar
    if not told.middles or set(told.middles) != set(told.scales) or min(told.scales.values()) <= 0:
        return "“familiar” names a middle and a scale above 0 for every feature"
    return ""


def _enhancer_mistake(card: Card) -> str:
    body, head = card.architecture.body, card.architecture.head
    whole = isinstance(body, ConditionalBody) and isinstance(head, SubtractionHead)
    if not (card.kind == "enhancer" and whole):
        return "an enhancer has the body “conditional” and the head “subtraction”, and no other model has"
    if card.works_at_mm is None or card.trained_for is None:
        return "an enhancer says its voxel size, “works_at_mm”, and what it was trained for, “trained_for”"
    told = card.trained_for
    if any(low > high for low, high in (told.fractions, told.relaxivity, told.sigma)):
        return "“trained_for” names the smallest value and then the largest"
    return ""
