"""Trained networks as steps of a lane: one denoiser and one segmenter over all models that there are."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from functools import lru_cache

import torch
from pydantic import Field
from torch import nn

from ..core.cancel import interruptible
from ..core.config import Config as BaseConfig
from ..core.errors import GeometryError
from ..core.volume import Label, LabelMap, Volume
from ..nets.catalog import ModelKind, card_of, models, network, titles
from ..nets.model import Card
from ..nets.onnx_card import OnnxCard
from ..nets.scale import logits_at
from ..physics.rows import pixel_of
from ..plugin import Denoiser, Segmenter

DENOISER, SEGMENTER = "unet", "organs"
"""The shipped models that are taken where none is named."""


class NetworkDenoiser(Denoiser, name="network", title="Network", live=True):
    """A trained network, such as a U-Net, behind the reconstruction."""

    class Config(BaseConfig):
        """Which network."""

        model: str = Field(
            DENOISER,
            title="Model",
            description="One of the models that ship with the program or were trained here.",
            json_schema_extra={"choices": "denoiser"},
        )

    config: Config

    @classmethod
    def missing(cls) -> str:
        """Say so where there is no model at all."""
        return "" if models("denoiser") else "there is no trained model; train one first"

    @classmethod
    def variants(cls) -> dict[str, dict[str, str]]:
        """Return the settings of every model by its title."""
        return {title: {"model": name} for name, title in titles("denoiser").items()}

    @property
    def note(self) -> str:
        """Say that a model made the picture, and the model's limit."""
        return _note(self.config.model, "denoiser")

    def denoise(self, volume: Volume) -> Volume:
        """Return the rows through the network, in HU."""
        net, card = _on(self.config.model, "denoiser", str(volume.data.device))
        fitting_pixel(self.config.model, card, volume)
        rows = [net(volume.data[i, None, None])[0, 0] for i in interruptible(range(len(volume.data)))]
        return volume.made(torch.stack(rows))


class NetworkSegmenter(Segmenter, name="network", title="Network", live=True):
    """A trained network that names the organs."""

    class Config(BaseConfig):
        """Which network."""

        model: str = Field(
            SEGMENTER,
            title="Model",
            description="One of the models that ship with the program or were trained here.",
            json_schema_extra={"choices": "segmenter"},
        )

    config: Config

    @classmethod
    def missing(cls) -> str:
        """Say so where there is no model at all."""
        return "" if models("segmenter") else "there is no trained model; train one first"

    @classmethod
    def variants(cls) -> dict[str, dict[str, str]]:
        """Return the settings of every model by its title."""
        return {title: {"model": name} for name, title in titles("segmenter").items()}

    @property
    def note(self) -> str:
        """Say that a model found the labels, and the model's limit."""
        return _note(self.config.model, "segmenter")

    def segment(self, volume: Volume) -> LabelMap:
        """Return labels on the volume's grid: the likeliest class of every voxel."""
        net, card = _on(self.config.model, "segmenter", str(volume.data.device))
        fitting_pixel(self.config.model, card, volume)
        return labeled(net, card, volume)


def fitting_pixel(name: str, card: Card | OnnxCard, volume: Volume) -> float:
    """Return the pixel side of a volume in mm; raise ``GeometryError`` where a model is not made for it."""
    if volume.unit != "HU":
        raise GeometryError(
            f"The model {name} knows pictures in HU, and these are not; choose a method without a network."
        )
    pixel, (low, high) = pixel_of(volume.grid), card.spacing_mm
    if not low <= pixel <= high:
        raise GeometryError(
            f"The model {name} is made for pixels of {low:.3g} to {high:.3g} mm, and these have "
            f"{pixel:.3g} mm; choose another model or resample the volume."
        )
    return pixel


def labeled(net: Callable[[torch.Tensor], torch.Tensor], card: Card | OnnxCard, volume: Volume) -> LabelMap:
    """Return the likeliest class of every voxel, which a network finds at the pixel size of its card."""
    pixel = pixel_of(volume.grid)
    rows = [_classes(net, card, volume.data[i], pixel) for i in interruptible(range(len(volume.data)))]
    labels = tuple(Label(item.value, item.name, item.color) for item in card.classes)
    return LabelMap(torch.stack(rows).cpu(), volume.grid, labels)


def _note(name: str, kind: ModelKind) -> str:
    return " · ".join(filter(None, ("Model output", card_of(name, kind).note)))


def _classes(
    net: Callable[[torch.Tensor], torch.Tensor], card: Card | OnnxCard, hu: torch.Tensor, pixel_mm: float
) -> torch.Tensor:
    """Return the value of the likeliest class of each pixel (y, x), uint8, at the pixel size of the model."""
    logits = logits_at(net, hu[None, None], pixel_mm, card.works_at_mm)
    values = torch.tensor([0, *(item.value for item in card.classes)], dtype=torch.uint8, device=hu.device)
    return values[logits[0].argmax(0)]


@lru_cache(maxsize=8)
def _moved(net: nn.Module, place: str) -> nn.Module:
    # Channels last is about 1.5 times as fast on a CPU; torch's own types do not know the argument.
    return deepcopy(net).to(place).to(memory_format=torch.channels_last)  # type: ignore[call-overload, no-any-return]


def _on(name: str, kind: ModelKind, place: str) -> tuple[nn.Module, Card]:
    net, card = network(name, kind)
    return _moved(net, place), card
