"""Sums over pairs of pixels, one offset between them at a time, each pair once."""

from __future__ import annotations

import torch
import torch.nn.functional as F  # noqa: N812  (the name everyone knows)

from ...core.errors import GeometryError

Part = tuple[slice, slice]
"""A rectangle of a picture."""


def half_plane(distance: int) -> list[tuple[int, int]]:
    """Return one of each two opposite offsets (y, x) of a square window, without (0, 0)."""
    reach = range(-distance, distance + 1)
    return [(dy, dx) for dy in range(distance + 1) for dx in reach if (dy, dx) > (0, 0)]


def pair(shape: torch.Size, dy: int, dx: int, margin: int = 0) -> tuple[Part, Part]:
    """Return the pixels of a picture (y, x) that have a partner at the offset, and the partners; dy >= 0.

    Both are at least ``margin`` pixels away from the borders.
    """
    rows, columns = shape[0] - margin, shape[1] - margin
    here = (slice(margin, rows - dy), slice(max(-dx, 0) + margin, columns - max(dx, 0)))
    there = (slice(margin + dy, rows), slice(max(dx, 0) + margin, columns - max(-dx, 0)))
    return here, there


def mirrored(picture: torch.Tensor, pad: int) -> torch.Tensor:
    """Return a picture (y, x) with ``pad`` pixels mirrored beyond every border."""
    return F.pad(picture[None, None], (pad,) * 4, mode="reflect")[0, 0]


def variance_map(picture: torch.Tensor, noise: float | torch.Tensor) -> torch.Tensor:
    """Return noise variance (y, x) from one SD or a map; raise ``GeometryError`` where they do not fit."""
    if picture.ndim != 2:
        raise GeometryError(f"A denoiser takes one picture at a time, not {tuple(picture.shape)}.")
    deviation = torch.as_tensor(noise, dtype=picture.dtype, device=picture.device)
    if deviation.ndim and deviation.shape != picture.shape:
        raise GeometryError(
            f"A noise map {tuple(deviation.shape)} does not fit a picture {tuple(picture.shape)}."
        )
    if not bool((deviation.isfinite() & (deviation >= 0)).all()):
        raise GeometryError("Noise is a number that is not negative, everywhere.")
    return deviation.square().expand(picture.shape)
