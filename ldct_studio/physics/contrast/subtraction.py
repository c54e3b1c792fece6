"""The subtraction image: both scans on one scale, its noise, and what stands out of it locally.

The order and the constants are those of the public code of Pinetz et al. (contrast-signal-extraction), which
cites arXiv 2403.03539.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import torch
import torch.nn.functional as F  # noqa: N812  (the name everyone knows)

from ...core.cancel import check
from ...core.errors import GeometryError
from .boxes import box_around

_ALPHA = 0.05
_EVERY = 8
_QUANTILE = 0.8
_MOMENTUM, _STEPS, _ENOUGH = 0.7, 1000, 1e-5
_HUBER = 1.5
_LOCAL_MM = 8.0
"""SD of the local window: the 16 voxels of half a mm that the public code works with. In mm, as 16 slices of
5 mm would be half a head, and what is local could not be told from what is slow."""
_HALF_MM = (0.5, 0.5, 0.5)
_REACH, _GROWS = 4, 1.5
_FEWEST = 1000
"""Voxels of a brain below which nothing can be estimated."""


@dataclass(frozen=True, eq=False)
class Subtraction:
    """What is known about a pair; images are (z, y, x) over the pre-contrast scan's 95 % quantile."""

    pre: torch.Tensor
    post: torch.Tensor
    """With the gain of the pre-contrast scan."""
    mask: torch.Tensor
    """The brain, bool."""
    difference: torch.Tensor
    """post - pre."""
    normalized: torch.Tensor
    """The difference less its local mean, over its local SD."""
    local_mean: torch.Tensor
    local_sd: torch.Tensor
    quantile: float
    """The 95 % quantile of the pre-contrast scan in the brain, in its own units."""
    gain: float
    """What the post-contrast scan was multiplied with."""
    sigma: float
    """The noise of the difference: what is below its local mean; edges that do not match count, too."""
    noise: float
    """SD of the noise of either scan, from pixels near to each other; edges do not count."""


def subtract(
    pre: torch.Tensor,
    post: torch.Tensor,
    mask: torch.Tensor,
    spacing: tuple[float, float, float] = _HALF_MM,
) -> Subtraction:
    """Return the subtraction of two registered scans, (z, y, x) of one shape, in a brain.

    ``spacing`` is that of the voxels (z, y, x) in mm, half a mm in the public code. Raises
    ``GeometryError`` where shapes differ, the brain is next to empty, or nothing is bright in it.
    """
    if not pre.shape == post.shape == mask.shape:
        raise GeometryError("The two scans are on different grids; register one to the other first.")
    if int(mask.sum()) < _FEWEST:
        raise GeometryError(
            f"The brain mask holds {int(mask.sum())} voxels, too few to tell noise from enhancement; choose "
            "another mask."
        )
    quantile = upper_quantile(pre[mask], 0.95)
    if not (math.isfinite(quantile) and quantile > 0):
        raise GeometryError("The pre-contrast scan is dark all over the brain; does the mask belong to it?")
    before, after = pre / quantile, post / quantile
    gain = radiometric_scale(before[mask], after[mask])
    after = after * gain
    difference = after - before
    check()
    mean, sd = local_statistics(difference, mask, spacing)
    check()
    normalized = (difference - mean) / sd.clamp(min=1e-6)
    sigma = half_normal_sigma((difference - mean)[mask])  # a background that is off would count as noise
    noise = min(pixel_noise(difference, mask), sigma) / math.sqrt(2)
    return Subtraction(before, after, mask, difference, normalized, mean, sd, quantile, gain, sigma, noise)


def upper_quantile(values: torch.Tensor, share: float) -> float:
    """Return the value that a share of the values (any shape, any number of them) does not exceed."""
    count = values.numel()
    place = min(max(math.ceil(share * count), 1), count)
    return float(torch.kthvalue(values.flatten(), place).values)


def radiometric_scale(pre: torch.Tensor, post: torch.Tensor) -> float:
    """Return the factor that brings the voxels (n,) of the post-contrast scan to those before it.

    argmin over s of Σ ρ(s·post - pre), ρ(t) = ½ α² ln(1 + t²/α²), α = 0.05, over every eighth voxel whose
    difference is below its 0.8 quantile, which leaves out what enhances. Nesterov's accelerated gradient
    with momentum 0.7 and the step 1/‖post‖². Both scans are in units of the pre-contrast 95 % quantile.
    """
    pre, post = pre[::_EVERY].double(), post[::_EVERY].double()
    scale = _start(pre, post)
    kept = scale * post - pre
    kept = kept <= upper_quantile(kept, _QUANTILE)
    pre, post = pre[kept], post[kept]
    step = 1 / float(post.square().sum())
    before = scale
    for _ in range(_STEPS):
        ahead = scale + _MOMENTUM * (scale - before)
        off = ahead * post - pre
        slope = float((off / (1 + (off / _ALPHA).square()) * post).sum())
        before, scale = scale, ahead - step * slope
        if abs(scale - before) < _ENOUGH:
            break
    return scale


def _start(pre: torch.Tensor, post: torch.Tensor) -> float:
    """Return the median ratio: near enough that what enhances is told from what is only brighter."""
    bright = post > 0
    if not bool(bright.any()):
        raise GeometryError("The post-contrast scan is empty within the brain; do the two scans overlap?")
    return float((pre[bright] / post[bright]).median())


def half_normal_sigma(difference: torch.Tensor) -> float:
    """Return the noise of a subtraction (n,): √ mean(d² | d < 0), which enhancement does not touch.

    Unbiased where the background is centered; a background off by ±0.3 σ changes it by -11 or +13 %.
    """
    below = difference[difference < 0]
    if below.numel() == 0:
        return 0.0
    return float(below.double().square().mean().sqrt())


def pixel_noise(image: torch.Tensor, mask: torch.Tensor) -> float:
    """Return the SD of noise in slices (z, y, x) of a mask, from second differences of pixels.

    The median of |x * N| / 0.6745, N = (1, -2, 1)ᵀ(1, -2, 1)/6 (Immerkær 1996, CVIU 64: 300), robust
    to edges. Pixels that were interpolated are alike: the distance between them grows from 1 px until the
    next one would find less than half as much again, at most 4 px. 0 where too little of the mask is left.
    """
    found = 0.0
    for reach in range(1, _REACH + 1):
        wider = _second_difference(image, mask, reach)
        if found and wider < _GROWS * found:
            break
        found = wider
    return found


def _second_difference(image: torch.Tensor, mask: torch.Tensor, reach: int) -> float:
    line = torch.tensor([1.0, -2.0, 1.0], dtype=image.dtype, device=image.device)
    kernel = (line[:, None] * line / 6)[None, None]
    rough = F.conv2d(image[:, None], kernel, padding=reach, dilation=reach)[:, 0]
    inner = F.max_pool2d((~mask)[:, None].float(), 2 * reach + 1, 1, reach)[:, 0] == 0
    values = rough[inner].abs()
    return float(values.median()) / 0.6745 if values.numel() else 0.0


def huber_sigma(difference: torch.Tensor) -> float:
    """Return a robust SD of values (n,) about 0: Huber's proposal 2 with c = 1.5."""
    values = difference.double().abs()
    sigma = float(values.median()) / 0.6745
    # E[min(x², c²)] of a normal x, so that the estimate is that of the SD.
    density = math.exp(-(_HUBER**2) / 2) / math.sqrt(2 * math.pi)
    inside = math.erf(_HUBER / math.sqrt(2))
    expected = inside - 2 * _HUBER * density + _HUBER**2 * (1 - inside)
    for _ in range(50):
        if sigma == 0:
            break
        new = math.sqrt(float(values.clamp(max=_HUBER * sigma).square().mean()) / expected)
        if abs(new - sigma) <= 1e-6 * sigma:
            break
        sigma = new
    return sigma


def local_statistics(
    difference: torch.Tensor,
    mask: torch.Tensor,
    spacing: tuple[float, float, float],
    window_mm: float = _LOCAL_MM,
) -> tuple[torch.Tensor, torch.Tensor]:
    """Return local mean and SD of a subtraction (z, y, x), each like it, over a Gaussian of this SD.

    Only voxels of the brain within two of Huber's sigmas count. Cutting there makes the SD 0.88 of the
    true one in plain noise. Where nothing counts nearby both are 0, as they are outside of the box around
    the brain.
    """
    box = box_around(mask)
    inside = difference[box]
    counts = (mask[box] & (inside.abs() < 2 * huber_sigma(difference[mask]))).to(difference.dtype)
    widths = [window_mm / pitch for pitch in spacing]
    weight, first, second = (
        _smoothed(part, widths) for part in (counts, counts * inside, counts * inside.square())
    )
    some = weight > 1e-4
    weight = torch.where(some, weight, 1)
    mean, sd = torch.zeros_like(difference), torch.zeros_like(difference)
    mean[box] = torch.where(some, first / weight, 0)
    sd[box] = torch.where(some, (second / weight - mean[box].square()).clamp(min=0).sqrt(), 0)
    return mean, sd


def _smoothed(image: torch.Tensor, widths: Sequence[float]) -> torch.Tensor:
    """Return an image (z, y, x) under a Gaussian of these voxels (SD), 0 outside, axis after axis."""
    for axis, voxels in enumerate(widths):
        radius = math.ceil(3 * voxels)
        places = torch.arange(-radius, radius + 1, dtype=image.dtype, device=image.device)
        kernel = torch.exp(-0.5 * (places / voxels).square())
        kernel /= kernel.sum()
        rows = image.movedim(axis, -1)
        flat = rows.reshape(-1, 1, rows.shape[-1])
        image = F.conv1d(flat, kernel[None, None], padding=radius).reshape(rows.shape).movedim(-1, axis)
    return image.contiguous()
