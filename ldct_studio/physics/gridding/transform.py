"""The linear map from rays to a picture through the grid, and its exact transpose, with gradients."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch
from torch.nn.functional import embedding_bag, pad

from ...core.errors import GeometryError
from .plane import picture_of, wedges_of
from .sampling import Sampling

TOGETHER = 8
"""Rows that share one reading of the table; more only cost memory."""

Factor = torch.Tensor
"""What multiplies the spectrum of every view, (fold, angle, j), complex64; quadrature included."""


def spread(sino: torch.Tensor, sampling: Sampling, factor: Factor) -> torch.Tensor:
    """Return pictures (n, size, size) of rays (n, views, bins); differentiable, float32."""
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
    result: torch.Tensor = function.apply(data.float(), sampling, factor)  # type: ignore[no-untyped-call]
    return result


def _in_parts(
    work: Callable[[torch.Tensor, Sampling, Factor], torch.Tensor],
    data: torch.Tensor,
    sampling: Sampling,
    factor: Factor,
) -> torch.Tensor:
    parts = [work(part, sampling, factor) for part in data.split(TOGETHER)]
    return parts[0] if len(parts) == 1 else torch.cat(parts)


def _spread(sino: torch.Tensor, sampling: Sampling, factor: Factor) -> torch.Tensor:
    folds, angles, count = factor.shape
    view_of_slot, _ = sampling.slots(sino.device)
    if len(view_of_slot) > sampling.geometry.views:
        sino = pad(sino, (0, 0, 0, 1))
    spectra = torch.fft.rfft(sino.index_select(1, view_of_slot), n=sampling.length)
    spectra = spectra.view(len(sino), folds, angles, -1)
    values = spectra.new_empty(angles, count, folds, len(sino))
    into, dense = values.permute(3, 2, 0, 1), sampling.dense
    torch.mul(spectra[..., :dense], factor[..., :dense], out=into[..., :dense])
    rest = spectra[..., dense + 1 : int(sampling.indices[-1]) + 1 : 2]
    torch.mul(rest, factor[..., dense:], out=into[..., dense:])
    samples, weights, first = sampling.spreading(sino.device)
    cells = embedding_bag(samples, _columns(values), first, mode="sum", per_sample_weights=weights)
    wedges = _complex(cells, (*sampling.plane.wedge, folds, len(sino)))
    picture = picture_of(wedges, sampling.orbits.folds, sampling.plane)
    return picture * sampling.deapodization(sino.device)


def _gather(picture: torch.Tensor, sampling: Sampling, factor: Factor) -> torch.Tensor:
    folds, angles, count = factor.shape
    wedges = wedges_of(
        picture * sampling.deapodization(picture.device), sampling.orbits.folds, sampling.plane
    )
    cells, weights = sampling.gathering(picture.device)
    values = _complex(
        embedding_bag(cells, _columns(wedges), mode="sum", per_sample_weights=weights),
        (angles, count, folds, len(picture)),
    ).permute(3, 2, 0, 1)
    spectra = values.new_zeros(len(picture), folds, angles, sampling.length // 2 + 1)
    dense = sampling.dense
    torch.mul(values[..., :dense], factor[..., :dense].conj(), out=spectra[..., :dense])
    rest = spectra[..., dense + 1 : int(sampling.indices[-1]) + 1 : 2]
    torch.mul(values[..., dense:], factor[..., dense:].conj(), out=rest)
    # A real row holds frequency 0 and Nyquist once, all others twice.
    spectra[..., 0] *= 2
    spectra[..., -1] *= 2
    rows = torch.fft.irfft(spectra.flatten(1, 2), n=sampling.length, norm="forward")
    _, slot_of_view = sampling.slots(picture.device)
    return rows[..., : sampling.geometry.bins].index_select(1, slot_of_view)


def _columns(values: torch.Tensor) -> torch.Tensor:
    return torch.view_as_real(values).view(values.shape[0] * values.shape[1], -1)


def _complex(columns: torch.Tensor, shape: tuple[int, ...]) -> torch.Tensor:
    return torch.view_as_complex(columns.view(*shape, 2))


def _check(data: torch.Tensor, expected: tuple[int, int], what: str) -> None:
    if data.ndim != 3 or tuple(data.shape[1:]) != expected:
        raise GeometryError(f"The {what} {tuple(data.shape)} do not fit (n, {expected[0]}, {expected[1]}).")
