"""Image quality Q of pictures, one number per case, larger is better; all pass gradients."""

from __future__ import annotations

import math
from typing import Protocol

import torch
from torch.nn import functional

from ldct_studio.api import logits_at, network

from .cases import HIGH_HU, LOW_HU
from .lesions import CONTRAST, ring

_K1, _K2, _SIDE = 0.01, 0.03, 7


class Quality(Protocol):
    """A measure of pictures against what they should be, both HU (n, 1, N, N)."""

    def __call__(self, made: torch.Tensor, full: torch.Tensor, lesion: torch.Tensor) -> torch.Tensor:
        """Return (n,); ``lesion`` (n, N, N) says where one was inserted."""


def psnr(made: torch.Tensor, full: torch.Tensor, lesion: torch.Tensor | None = None) -> torch.Tensor:
    """Return the PSNR in dB with the fixed range of LoDoPaB-CT's unit (PSNR-FR of Leuschner 2021).

    38.57 dB are an RMSE of 48 HU.
    """
    error = ((made - full) / (HIGH_HU - LOW_HU)).square().mean((1, 2, 3))
    return -10 / math.log(10) * error.clamp_min(1e-12).log()


def ssim(made: torch.Tensor, full: torch.Tensor, lesion: torch.Tensor | None = None) -> torch.Tensor:
    """Return the mean SSIM of whole windows of 7×7 pixels (Wang et al. 2004), range 4072 HU."""
    span = HIGH_HU - LOW_HU
    x, y = (made - LOW_HU) / span, (full - LOW_HU) / span

    def mean(values: torch.Tensor) -> torch.Tensor:
        return functional.avg_pool2d(values, _SIDE, 1)

    unbiased = _SIDE**2 / (_SIDE**2 - 1)
    mx, my = mean(x), mean(y)
    vx, vy = unbiased * (mean(x * x) - mx * mx), unbiased * (mean(y * y) - my * my)
    both = unbiased * (mean(x * y) - mx * my)
    like = (2 * mx * my + _K1**2) * (2 * both + _K2**2)
    found: torch.Tensor = like / ((mx * mx + my * my + _K1**2) * (vx + vy + _K2**2))
    return found.mean((1, 2, 3))


def cnr_at(pixel_mm: float) -> Quality:
    """Return the CNR of the lesion that was inserted into every case, at a pixel size.

    Its mean above that of its surroundings in the picture, less what the full picture has there without it,
    over the SD of the error in the surroundings: a picture that blurs the lesion away loses contrast.
    """

    def cnr(made: torch.Tensor, full: torch.Tensor, lesion: torch.Tensor) -> torch.Tensor:
        around = ring(lesion, pixel_mm).to(made.dtype)
        inside, picture, error = lesion.to(made.dtype), made[:, 0], (made - full)[:, 0]
        expected = full[:, 0] - CONTRAST * inside

        def mean(values: torch.Tensor, where: torch.Tensor) -> torch.Tensor:
            return (values * where).sum((1, 2)) / where.sum((1, 2)).clamp_min(1)

        found = mean(picture - expected, inside) - mean(picture - expected, around)
        spread = mean(error.square(), around) - mean(error, around).square()
        return found / spread.clamp_min(1e-6).sqrt()

    return cnr


def dice_of(segmenter: str, pixel_mm: float, device: torch.device) -> Quality:
    """Return the Dice of what a frozen segmenter finds against what it finds in the full picture.

    The soft Dice, so that it has a gradient; the mean over the classes that it finds in the full picture of
    each case, 1 where it finds none. Raises ``PluginError`` where there is no such segmenter.
    """
    net, card = network(segmenter, "segmenter")
    net = net.to(device)

    def dice(made: torch.Tensor, full: torch.Tensor, lesion: torch.Tensor | None = None) -> torch.Tensor:
        with torch.no_grad():
            there = logits_at(net, full, pixel_mm, card.works_at_mm).argmax(1)
        soft = logits_at(net, made, pixel_mm, card.works_at_mm).softmax(1)[:, 1:]
        wanted = functional.one_hot(there, soft.shape[1] + 1).permute(0, 3, 1, 2)[:, 1:].to(soft.dtype)
        size = wanted.sum((2, 3))
        each = 2 * (soft * wanted).sum((2, 3)) / (soft.sum((2, 3)) + size).clamp_min(1e-6)
        known = size > 0
        found = (each * known).sum(1) / known.sum(1).clamp_min(1)
        return torch.where(known.any(1), found, 1.0)

    return dice


_PLAIN: dict[str, Quality] = {"psnr": psnr, "ssim": ssim}


def quality_of(name: str, segmenter: str, pixel_mm: float, device: torch.device) -> Quality:
    """Return a measure by its name; ``segmenter`` is the model of the Dice."""
    if name == "cnr":
        return cnr_at(pixel_mm)
    return _PLAIN[name] if name in _PLAIN else dice_of(segmenter, pixel_mm, device)


def hinge(quality: torch.Tensor, target: float) -> torch.Tensor:
    """Return by how much each case falls short of the target, 0 where it does not (eq. 2)."""
    return (target - quality).clamp_min(0)
