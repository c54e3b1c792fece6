"""BM3D: patches that look alike are filtered together, against white noise or noise of a known color."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import torch
import torch.nn.functional as F  # noqa: N812  (the name everyone knows)

from ...core.cancel import interruptible
from ...core.errors import GeometryError
from .covariance import Covariance, colored, white
from .matching import SIDE, match
from .transforms import bior15, dct, haar, kaiser


@dataclass(frozen=True)
class Strength:
    """Coefficients below ``threshold`` noise SDs are noise; the Wiener stage takes ``factor`` variances."""

    threshold: float
    factor: float


PATCH = 8
"""Side of a patch in pixels."""
GROUP = 16
"""Patches of a group: a power of two."""
WHITE = Strength(2.7, 1.0)
"""As published."""
COLORED = Strength(3.0, 1.5)
"""More, because colored noise that was matched with itself looks like structure; measured on CT noise added
to the drawn abdomen and to a photograph."""
_CHUNK = 512
"""Groups filtered together: what they need stays in the caches of the processor."""
_LEAST_WEIGHT = 0.1
"""Coefficients with less than this share of the mean noise count no more when patches are compared."""

_Shrink = Callable[[torch.Tensor, torch.Tensor, torch.Tensor], tuple[torch.Tensor, torch.Tensor]]
"""From coefficients of groups, of their pilots (both overwritten), and noise variances: what is left of the
first, and the weights of the groups."""


def bm3d(picture: torch.Tensor, noise: float | torch.Tensor) -> torch.Tensor:
    """Return a picture ``(y, x)``, float32, less its noise, in the same unit.

    ``noise`` is the SD of white noise or a noise power spectrum ``(y, x)``: E|DFT|² per pixel, zero
    frequency first, so that its mean is the variance; any size, e.g. ``quality.noise_power`` of patches
    over the area of a pixel. Hard thresholding, then Wiener filtering with its result (Dabov, Foi,
    Katkovnik and Egiazarian 2007); noise of a color by the variances of group coefficients (Mäkinen,
    Azzari and Foi 2020). Means are never shrunk: a constant added to the picture is added to the result.
    Raises ``GeometryError`` for a picture under 16 × 16 pixels, and for noise that is none.
    """
    if picture.ndim != 2 or min(picture.shape) < 2 * PATCH:
        raise GeometryError(f"BM3D needs pictures of at least 16 × 16 pixels, not {tuple(picture.shape)}.")
    if _silent(noise):
        return picture.clone()
    strength = COLORED if torch.as_tensor(noise).ndim else WHITE
    first, second = _basis(bior15(PATCH)), _basis(dct(PATCH))
    threshold = partial(_threshold, strength.threshold)
    rough = _stage(picture, picture, first, _covariance(noise, first, picture.device), threshold)
    wiener = partial(_wiener, strength.factor)
    return _stage(picture, rough, second, _covariance(noise, second, picture.device), wiener)


def _silent(noise: float | torch.Tensor) -> bool:
    """Say whether there is no noise at all; raise ``GeometryError`` for what is no noise."""
    values = torch.as_tensor(noise)
    if values.ndim not in (0, 2) or not bool((values.isfinite() & (values >= 0)).all()):
        raise GeometryError("Noise is one SD or a spectrum of two axes; neither can be negative.")
    if values.ndim == 2 and min(values.shape) < PATCH:
        raise GeometryError(f"A noise power spectrum needs {PATCH} × {PATCH} frequencies at least.")
    return not bool(values.any())


def _basis(line: torch.Tensor) -> torch.Tensor:
    """Return the separable transform of patches, (coefficient, pixel), float64."""
    return torch.kron(line, line)


def _covariance(noise: float | torch.Tensor, basis: torch.Tensor, device: torch.device) -> Covariance:
    if isinstance(noise, torch.Tensor) and noise.ndim == 2:
        return colored(noise.to(device), basis.view(-1, PATCH, PATCH))
    return white(float(noise), PATCH, device)


def _stage(
    picture: torch.Tensor, pilot: torch.Tensor, basis: torch.Tensor, noise: Covariance, shrink: _Shrink
) -> torch.Tensor:
    """Match patches of the pilot, filter groups of the picture, and put the patches back."""
    forward = basis.float().to(picture.device)
    patches = _patches(picture)
    shape = patches.shape[:2]
    coefficients = patches.reshape(-1, PATCH**2) @ forward.T
    known = coefficients
    if pilot is not picture:
        known = _patches(pilot).reshape(-1, PATCH**2) @ forward.T
    level = noise.variance.mean()
    scale = (level / noise.variance.clamp_min(_LEAST_WEIGHT * level)).sqrt()
    positions = match((known * scale).view(*shape, -1), GROUP)
    total, weight = torch.zeros_like(known), torch.zeros_like(known[:, 0])
    along = haar(GROUP).float().to(picture.device)
    for some in interruptible(torch.split(positions, _CHUNK)):
        flat = some.flatten()
        groups = along @ coefficients[flat].view(*some.shape, -1)
        pilots = groups if known is coefficients else along @ known[flat].view(*some.shape, -1)
        kept, share = shrink(groups, pilots, noise.of_groups(some, shape[1], along))
        total.index_add_(0, flat, (along.T @ kept.mul_(share[:, None, None])).flatten(0, 1))
        weight.index_add_(0, flat, share.repeat_interleave(GROUP))
    line = kaiser(PATCH).to(picture.device)
    back = (torch.linalg.inv(basis) * torch.outer(line, line).flatten()[:, None].double()).float()
    top = _overlapped((total @ back.T.to(picture.device)).view(*shape, PATCH, PATCH))
    bottom = F.conv_transpose2d(weight.view(1, 1, *shape), line.view(1, 1, -1, 1))
    bottom = F.conv_transpose2d(bottom, line.view(1, 1, 1, -1))[0, 0]
    return (top / bottom)[: picture.shape[0], : picture.shape[1]].contiguous()


def _threshold(
    threshold: float, groups: torch.Tensor, pilots: torch.Tensor, variance: torch.Tensor
) -> tuple[torch.Tensor, torch.Tensor]:
    """Keep what stands out of the noise; weigh groups by the noise that is left in them."""
    keep = groups.square() > threshold**2 * variance
    keep[:, 0, 0] = True
    return groups.mul_(keep), 1 / (keep * variance).sum((1, 2))


def _wiener(
    factor: float, groups: torch.Tensor, pilots: torch.Tensor, variance: torch.Tensor
) -> tuple[torch.Tensor, torch.Tensor]:
    """Shrink each coefficient by its share of signal in the pilot."""
    signal = pilots.square_()
    gain = (signal + factor * variance).reciprocal_().mul_(signal)
    gain[:, 0, 0] = 1
    return groups.mul_(gain), 1 / gain.square_().mul_(variance).sum((1, 2))


def _patches(picture: torch.Tensor) -> torch.Tensor:
    """Return the patches (y, x, 8, 8) of a picture mirrored beyond its lower and right border.

    There are a multiple of ``SIDE`` along both axes, and every pixel is in one of them.
    """
    height, width = (-(-(n - PATCH + 1) // SIDE) * SIDE + PATCH - 1 for n in picture.shape)
    pad = (0, width - picture.shape[1], 0, height - picture.shape[0])
    framed = F.pad(picture[None, None], pad, mode="reflect")[0, 0]
    return framed.unfold(0, PATCH, 1).unfold(1, PATCH, 1)


def _overlapped(patches: torch.Tensor) -> torch.Tensor:
    """Return the sum (y + 7, x + 7) of patches (y, x, 8, 8) that begin one pixel apart."""
    rows, columns = patches.shape[:2]
    lines = patches.new_zeros(rows + PATCH - 1, columns, PATCH)
    for d in range(PATCH):
        lines[d : d + rows] += patches[:, :, d]
    result = patches.new_zeros(rows + PATCH - 1, columns + PATCH - 1)
    for d in range(PATCH):
        result[:, d : d + columns] += lines[:, :, d]
    return result
