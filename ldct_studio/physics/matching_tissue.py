"""Where a scan shows its noise and little else: patches of flat soft tissue."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import torch
import torch.nn.functional as F  # noqa: N812  (the name everyone knows)

from .attenuation import AIR_HU

HIGH_PASS_MM = 1.5
"""SD of the Gaussian that is subtracted from the picture; a wider one leaves the texture of organs in."""
_SMOOTH_MM = 3.0
"""SD of the Gaussian that shows the anatomy."""
SOFT_HU = (-50.0, 150.0)
"""Soft tissue, after smoothing."""
_EROSION_MM = 4.0
_STEEP = 5.0
"""Gradients above this many of their own noise SDs are anatomy."""
_SILENT = 1e-4
"""Less variance in HU² than this is no noise but padding or arithmetic."""
_PADDING_HU = -1990.0
"""Padding is -2000 HU and less; the noise of a starved scan reaches nearly as low in air."""


@dataclass(frozen=True, eq=False)
class Tissue:
    """Rows (n, y, x) as high-passed HU, and the pixels that are flat soft tissue."""

    high: torch.Tensor
    flat: torch.Tensor
    pixel: float
    """Pixel side in mm."""


@dataclass(frozen=True, eq=False)
class Patches:
    """Squares of high-passed flat tissue (m, side, side) in HU, which overlap by half.

    ``row`` (m,) counts the sampled rows; ``x`` and ``y`` (m,) are mm from the picture's center to the
    patch's, x to the right and y up.
    """

    high: torch.Tensor
    row: torch.Tensor
    x: torch.Tensor
    y: torch.Tensor
    pixel: float
    """Pixel side in mm."""

    def __len__(self) -> int:
        return len(self.row)

    @property
    def side(self) -> int:
        """Side in pixels."""
        return int(self.high.shape[-1])

    def cut(self, image: torch.Tensor) -> Patches:
        """Return what another picture of the same rows (n, y, x) shows at the places of the patches."""
        height, width = image.shape[1:]
        reach = torch.arange(self.side, device=image.device)
        middle = (self.side - 1) / 2
        left = (self.x / self.pixel + (width - 1) / 2 - middle).round().long()
        top = ((height - 1) / 2 - middle - self.y / self.pixel).round().long()
        take = (
            self.row[:, None, None],
            (top[:, None] + reach)[:, :, None],
            (left[:, None] + reach)[:, None, :],
        )
        return replace(self, high=image[take])

    def at(self, which: torch.Tensor) -> Patches:
        """Return some of the patches: ``which`` (m,) says which."""
        return Patches(self.high[which], self.row[which], self.x[which], self.y[which], self.pixel)


def without_padding(hu: torch.Tensor) -> torch.Tensor:
    """Return HU in which padding and values that are not numbers are air."""
    return torch.where(torch.isfinite(hu) & (hu > _PADDING_HU), hu, AIR_HU).clamp_max(20_000)


def find_tissue(hu: torch.Tensor, pixel: float, drawn: torch.Tensor | None = None) -> Tissue:
    """Find the flat soft tissue of rows (n, y, x) in HU without padding.

    The local mean that is subtracted is taken over soft tissue only, so that a nearby edge to fat or
    air does not leak in. ``drawn`` (n, y, x) replaces the search: what the user drew counts as flat.
    """
    smooth = gaussian(hu, _SMOOTH_MM / pixel)
    soft = (smooth > SOFT_HU[0]) & (smooth < SOFT_HU[1])
    if drawn is None:
        flat = _eroded(soft & ~_steep(smooth, soft), _EROSION_MM / pixel)
    else:
        soft, flat = soft | drawn, drawn
    weight = soft.to(hu.dtype)
    mean = gaussian(hu * weight, HIGH_PASS_MM / pixel) / gaussian(weight, HIGH_PASS_MM / pixel).clamp_min(
        1e-3
    )
    return Tissue(torch.where(flat, hu - mean, 0), flat, pixel)


def gaussian(image: torch.Tensor, sigma: float) -> torch.Tensor:
    """Smooth rows (n, y, x) with a Gaussian of ``sigma`` pixels, edges repeated."""
    reach = max(1, math.ceil(3 * sigma))
    axis = torch.arange(-reach, reach + 1, dtype=image.dtype, device=image.device)
    kernel = torch.exp(-axis.square() / (2 * sigma**2))
    kernel = (kernel / kernel.sum()).reshape(1, 1, 1, -1)
    padded = F.pad(image[:, None], (reach, reach, reach, reach), mode="replicate")
    return F.conv2d(F.conv2d(padded, kernel), kernel.transpose(2, 3))[:, 0]


def _steep(smooth: torch.Tensor, soft: torch.Tensor) -> torch.Tensor:
    """Return where the gradient exceeds what noise makes: a Rayleigh law fitted to its lower part."""
    dy, dx = torch.gradient(smooth, dim=(1, 2))
    steepness = torch.hypot(dy, dx)
    values = steepness[soft]
    if not len(values):
        return soft
    values = values[:: max(1, len(values) // 100_000)]
    noise = float(values.quantile(0.3)) / math.sqrt(-2 * math.log(0.7))
    return steepness > _STEEP * noise


def _eroded(mask: torch.Tensor, pixels: float) -> torch.Tensor:
    side = 2 * max(1, round(pixels)) + 1
    outside = F.pad((~mask).to(torch.float32)[:, None], (side // 2,) * 4, value=1.0)
    rows = F.max_pool2d(outside, (1, side), stride=1)
    return F.max_pool2d(rows, (side, 1), stride=1)[:, 0] == 0


def patches_of(tissue: Tissue, side: int) -> Patches:
    """Return the patches of ``side`` pixels that lie in flat tissue and are not silent."""
    stride = max(1, side // 2)
    if side > min(tissue.flat.shape[1:]):
        row = y = x = torch.zeros(0, dtype=torch.long, device=tissue.flat.device)
    else:
        share = F.avg_pool2d(tissue.flat.to(torch.float32)[:, None], side, stride)[:, 0]
        power = F.avg_pool2d(tissue.high.square()[:, None], side, stride)[:, 0]
        row, y, x = torch.nonzero((share > 0.999) & (power > _SILENT), as_tuple=True)
    top, left = y * stride, x * stride
    reach = torch.arange(side, device=row.device)
    take = (row[:, None, None], (top[:, None] + reach)[:, :, None], (left[:, None] + reach)[:, None, :])
    height, width = tissue.flat.shape[1:]
    middle = (side - 1) / 2
    return Patches(
        tissue.high[take],
        row,
        (left + middle - (width - 1) / 2) * tissue.pixel,
        ((height - 1) / 2 - top - middle) * tissue.pixel,
        tissue.pixel,
    )
