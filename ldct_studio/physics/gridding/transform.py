"""The linear map from rays to a picture through the grid, and its exact transpose, with gradients."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch
from torch.nn.functional import pad

from ...core.errors import GeometryError
from .bags import sums
from .cache import Place, Tensors
from .plane import picture_of, wedges_of
from .sampling import Sampling

TOGETHER = 4
"""Rows that share one reading of the table; the samples of more do not fit into a cache."""

BLOCK = 512
"""Views whose spectra are made at a time."""

Factor = Tensors
"""What multiplies the spectrum of every view, (fold, angle, j), complex, and its conjugate."""


def spread(sino: torch.Tensor, sampling: Sampling, factor: Factor) -> torch.Tensor:
    """Return pictures (n, size, size) of rays (n, views, bins); differentiable.

    Float64 in, float64 out; everything else is worked on as float32.
    """
    _check(sino, (sampling.geometry.views, sampling.geometry.bins), "rays")
    return _apply(_Spread, sino, sampling, factor)


def gather(picture: torch.Tensor, sampling: Sampling, factor: Factor) -> torch.Tensor:
    """Return rays (n, views, bins) of pictures (n, size, size): the transpose of `spread`."""
    _check(picture, (sampling.size, sampling.size), "pixels")
    return _apply(_Gather, picture, sampling, factor)


class _Spread(torch.autograd.Function):
    @staticmethod
    def forward(ctx: Any, sino: torch.Tensor, sampling: Sampling, factor: Factor) -> torch.Tensor:
        ctx.sampling, ctx.factor = sampling, factor
        return _in_parts(_spread, sino, sampling, factor)

    @staticmethod
    def backward(ctx: Any, *gradients: torch.Tensor) -> tuple[torch.Tensor, None, None]:
        return _apply(_Gather, gradients[0], ctx.sampling, ctx.factor), None, None


class _Gather(torch.autograd.Function):
    @staticmethod
    def forward(ctx: Any, picture: torch.Tensor, sampling: Sampling, factor: Factor) -> torch.Tensor:
        ctx.sampling, ctx.factor = sampling, factor
        return _in_parts(_gather, picture, sampling, factor)

    @staticmethod
    def backward(ctx: Any, *gradients: torch.Tensor) -> tuple[torch.Tensor, None, None]:
        return _apply(_Spread, gradients[0], ctx.sampling, ctx.factor), None, None


def _apply(
    function: type[torch.autograd.Function], data: torch.Tensor, sampling: Sampling, factor: Factor
) -> torch.Tensor:
    result: torch.Tensor = function.apply(data.to(Place.of(data).dtype), sampling, factor)  # type: ignore[no-untyped-call]
    return result


def _in_parts(
    work: Callable[[torch.Tensor, Sampling, Factor], torch.Tensor],
    data: torch.Tensor,
    sampling: Sampling,
    factor: Factor,
) -> torch.Tensor:
    parts = [work(part, sampling, factor) for part in torch.split(data, TOGETHER)]
    return parts[0] if len(parts) == 1 else torch.cat(parts)


def _spread(sino: torch.Tensor, sampling: Sampling, factor: Factor) -> torch.Tensor:
    direct, _ = factor
    folds, angles, count = direct.shape
    place = Place.of(sino)
    slots, _ = sampling.slots(place)
    if len(slots) > sampling.geometry.views:
        sino = pad(sino, (0, 0, 0, 1))
    values = direct.new_empty(angles, count, folds, len(sino))
    for block in _blocks(angles, folds * len(sino)):
        rows = _padded(sino, slots.view(folds, angles)[:, block].flatten(), sampling)
        spectra = torch.fft.rfft(rows).view(len(sino), folds, -1, sampling.length // 2 + 1).transpose(0, 1)
        into = values[block].permute(2, 3, 0, 1)
        for kept, ours in _halves(sampling):
            torch.mul(spectra[..., kept], direct[:, None, block, ours], out=into[..., ours])
    cells = sums(_columns(values), sampling.spreading(place))
    wedges = _complex(cells, (*sampling.plane.wedge, folds, len(sino)))
    picture = picture_of(wedges, sampling.orbits.folds, sampling.plane)
    return picture.mul_(sampling.deapodization(place))


def _gather(picture: torch.Tensor, sampling: Sampling, factor: Factor) -> torch.Tensor:
    _, conjugate = factor
    folds, angles, count = conjugate.shape
    place = Place.of(picture)
    corrected = picture * sampling.deapodization(place)
    wedges = wedges_of(corrected, sampling.orbits.folds, sampling.plane)
    samples = sums(_columns(wedges), sampling.gathering(place))
    values = _complex(samples, (angles, count, folds, len(picture)))
    rays = picture.new_empty(len(picture), folds, angles, sampling.geometry.bins)
    for block in _blocks(angles, folds * len(picture)):
        part = values[block].permute(2, 3, 0, 1)
        spectra = part.new_zeros(*part.shape[:3], sampling.length // 2 + 1)
        for kept, ours in _halves(sampling):
            torch.mul(part[..., ours], conjugate[:, None, block, ours], out=spectra[..., kept])
        # A real row holds frequency 0 and Nyquist once, all others twice.
        spectra[..., 0] *= 2
        spectra[..., -1] *= 2
        rows = torch.fft.irfft(spectra, n=sampling.length, norm="forward")
        rays[:, :, block] = rows[..., : sampling.geometry.bins].transpose(0, 1)
    _, slot_of_view = sampling.slots(place)
    return rays.flatten(1, 2).index_select(1, slot_of_view)


def _blocks(angles: int, columns: int) -> list[slice]:
    """Cut the angles so that the spectra of one block of views fit into a cache."""
    step = max(1, BLOCK // columns)
    return [slice(start, min(start + step, angles)) for start in range(0, angles, step)]


def _padded(sino: torch.Tensor, slots: torch.Tensor, sampling: Sampling) -> torch.Tensor:
    """Return rows (n, slots, length) of some slots, zeros after the bins."""
    bins = sampling.geometry.bins
    padded = sino.new_empty(len(sino), len(slots), sampling.length)
    padded[:, :, bins:] = 0
    torch.index_select(sino, 1, slots, out=padded[:, :, :bins])
    return padded


def _halves(sampling: Sampling) -> tuple[tuple[slice, slice], tuple[slice, slice]]:
    """Return where the dense and the thinned samples stand in a full spectrum and among those kept."""
    dense, last = sampling.dense, int(sampling.indices[-1])
    return (slice(dense), slice(dense)), (slice(dense + 1, last + 1, 2), slice(dense, None))


def _columns(values: torch.Tensor) -> torch.Tensor:
    return torch.view_as_real(values).view(values.shape[0] * values.shape[1], -1)


def _complex(columns: torch.Tensor, shape: tuple[int, ...]) -> torch.Tensor:
    return torch.view_as_complex(columns.view(*shape, 2))


def _check(data: torch.Tensor, expected: tuple[int, int], what: str) -> None:
    if data.ndim != 3 or tuple(data.shape[1:]) != expected:
        raise GeometryError(f"The {what} {tuple(data.shape)} do not fit (n, {expected[0]}, {expected[1]}).")
