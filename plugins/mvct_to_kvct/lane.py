"""The lanes: MVCT as planning CT would show it, and the structure that this took away."""

from __future__ import annotations

from abc import abstractmethod
from typing import Final

import torch
from torch import nn
from torch.nn.functional import interpolate

from ldct_studio.api import (
    Card,
    Config,
    Denoiser,
    Field,
    GeometryError,
    PluginError,
    Request,
    Volume,
    body,
    card_of,
    grown,
    interruptible,
    model_titles,
    network,
    pixel_of,
)

from .familiarity import outside, refuse
from .losses import HIGH, LOW
from .metrics import leak_map
from .scans import centered, resized

KIND: Final = "translator"
MODEL = "mvct-to-kvct"
"""The shipped model that is taken where none is named."""


class Translating(Denoiser):
    """What a network makes of MVCT, slice by slice, where it knows such slices."""

    class Config(Config):
        """Which network."""

        model: str = Field(
            MODEL,
            title="Model",
            description="One of the models that ship with the program or were trained here.",
            json_schema_extra={"choices": "translator"},
        )

    config: Config

    @classmethod
    def missing(cls) -> str:
        """Say so where there is no model at all."""
        return "" if model_titles(KIND) else "there is no trained model; train mvct_to_kvct.cyclegan first"

    @property
    def note(self) -> str:
        """Say that a model made the picture, and the model's limit."""
        return " · ".join(filter(None, ("Model output", card_of(self.config.model, KIND).note)))

    def doubt(self, request: Request) -> str:
        """Return in a sentence what of the slice on show is far from what the network learned from, or ''."""
        try:
            card = card_of(self.config.model, KIND)
            refuse(request.source)
            return unfamiliar(request.source.data[request.row], pixel_of(request.source.grid), card)
        except (GeometryError, PluginError):
            return ""  # the pane says why there is no picture

    def denoise(self, volume: Volume) -> Volume:
        """Return the rows translated; raise ``GeometryError`` for another modality, range or pixel."""
        net, card = network(self.config.model, KIND)
        refuse(volume)
        pixel, (low, high) = pixel_of(volume.grid), card.spacing_mm
        if not low <= pixel <= high:
            raise GeometryError(
                f"The model {self.config.model} is made for pixels of {low:.3g} to {high:.3g} mm, and these "
                f"have {pixel:.3g} mm; choose another model or resample the volume."
            )
        data = volume.data.cpu().clamp(LOW, HIGH)
        for i in interruptible(range(len(data))):
            data[i] = self.row(net, card, data[i], pixel)
            grown(volume.made(data.to(volume.data.device)), i + 1, len(data))
        return volume.made(data.to(volume.data.device))

    @abstractmethod
    def row(self, net: nn.Module, card: Card, hu: torch.Tensor, pixel_mm: float) -> torch.Tensor:
        """Return what is shown of a slice (y, x) in HU, clipped."""


class MvctToKvct(Translating, name="mvct_to_kvct", title="MVCT → kVCT"):
    """MVCT translated to the quality of planning CT by a network, at the pixels that it learned from."""

    @classmethod
    def variants(cls) -> dict[str, dict[str, str]]:
        """Return the settings of every model by its title."""
        return {title: {"model": name} for name, title in model_titles(KIND).items()}

    def row(self, net: nn.Module, card: Card, hu: torch.Tensor, pixel_mm: float) -> torch.Tensor:
        """Return a slice in HU as the network translates it."""
        return translated(net, card, hu, pixel_mm)


class MvctLeak(Translating, name="mvct_leak", title="MVCT → kVCT, structure leak"):
    """Where the translation took away or made edges that noise cannot explain, in SDs of the noise's own."""

    maps = True

    @property
    def unit(self) -> str:
        """Return what one is: the slope of noise alone."""
        return "SD of noise"

    def row(self, net: nn.Module, card: Card, hu: torch.Tensor, pixel_mm: float) -> torch.Tensor:
        """Return the structure leak of a slice, from 0 on."""
        given, made = both(net, card, hu, pixel_mm)
        found = leak_map(given, made, body(given))
        return interpolate(found[None, None], hu.shape, mode="nearest-exact")[0, 0]


def both(net: nn.Module, card: Card, hu: torch.Tensor, pixel_mm: float) -> tuple[torch.Tensor, torch.Tensor]:
    """Return a slice (y, x) in HU at the network's pixels, and what the network makes of it.

    The square around the body that it learned from is translated: how much air there is around changes what
    instance normalization makes of the rest. What lies beside it stays as it is.
    """
    wanted, known = card.works_at_mm, card.familiar
    assert wanted is not None
    assert known is not None
    given = resized(hu[None], pixel_mm, wanted)[0]
    square, (y, x) = centered(given, known.size)
    with torch.no_grad():
        answer = net(square[None, None].contiguous())[0, 0]
    made, (rows, columns) = given.clone(), given.shape
    top, left, bottom, right = max(y, 0), max(x, 0), min(y + known.size, rows), min(x + known.size, columns)
    made[top:bottom, left:right] = answer[top - y : bottom - y, left - x : right - x]
    return given, made


def translated(net: nn.Module, card: Card, hu: torch.Tensor, pixel_mm: float) -> torch.Tensor:
    """Return a slice (y, x) in HU as a network translates it, on its own pixels again, clipped."""
    made = both(net, card, hu, pixel_mm)[1]
    if made.shape == hu.shape:
        return made
    fine = interpolate(made[None, None], hu.shape, mode="bicubic", align_corners=False)
    return fine[0, 0].clamp(LOW, HIGH)


def unfamiliar(hu: torch.Tensor, pixel_mm: float, card: Card) -> str:
    """Return in a sentence what of a slice (y, x) in HU is far from what a network learned from, or ''."""
    if card.works_at_mm is None or card.familiar is None:
        return ""
    small = resized(hu.cpu().clamp(LOW, HIGH)[None], pixel_mm, card.works_at_mm)[0]
    return outside(small, card.works_at_mm, card.familiar)
