"""What every method makes of a patient's MVCT, measured against what is hidden from it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import torch
from scipy import ndimage
from torch import nn

from ldct_studio.api import Card, Denoiser, Grid, Step, Volume, body, load_model, make

from .everything import SetCard, all_of, name_of
from .losses import HIGH, LOW
from .metrics import SIGMA, dig, edge_agreement, leaked, nselfssim, rmse
from .mvct import kv_of_mv
from .recipes import Training
from .scans import Pairs
from .table import BM3D, CONVERTED, MVCT, NLM, TISSUES, TRUTH, TV, Row

_STEPS = {NLM: "nlm", BM3D: "bm3d", TV: "tv"}
_NEAR = 2
"""Pixels next to the body that are neither body nor air around."""


@dataclass(frozen=True)
class Model:
    """A network of the set."""

    kind: str
    size: int
    seed: int
    net: nn.Module
    card: Card

    def translated(self, hu: torch.Tensor) -> torch.Tensor:
        """Return slices (n, N, N) in HU as planning CT would show them, at the network's own pixels."""
        with torch.no_grad():
            made: torch.Tensor = self.net(hu[:, None])[:, 0]
        return made


def load(models: Path, card: SetCard) -> list[Model]:
    """Read all networks of a set; raises ``PluginError`` where one cannot be had."""
    return [
        Model(kind, size, seed, *load_model(models / f"seed-{seed}" / name_of(kind, size) / "model"))
        for seed, kind, size in all_of(card)
    ]


def settings_of(models: list[Model]) -> Training:
    """Return how the first network of a set was trained."""
    return Training.model_validate(models[0].card.settings)


def rows_of(models: list[Model], pair: Pairs, patient: int, pixel_mm: float, sigma: float) -> Iterator[Row]:
    """Yield what every method makes of a patient."""
    for name, made in conventional(pair, pixel_mm).items():
        yield measured(name, 0, 0, patient, pair, made, sigma)
    for model in models:
        yield measured(model.kind, model.size, model.seed, patient, pair, model.translated(pair.mv), sigma)


def conventional(pair: Pairs, pixel_mm: float) -> dict[str, torch.Tensor]:
    """Return the MVCT itself, through denoisers that learned nothing, and the hidden planning CT."""
    made = {MVCT: pair.mv}
    for name, step in _STEPS.items():
        made[name] = _denoised(pair.mv, step, pixel_mm)
    made[CONVERTED] = kv_of_mv(made[BM3D]).clamp(LOW, HIGH)
    if pair.planning is not None:
        made[TRUTH] = pair.planning
    return made


def measured(
    method: str, slices: int, seed: int, patient: int, pair: Pairs, made: torch.Tensor, sigma: float
) -> Row:
    """Return the row of what a method made of a patient's slices, (n, N, N) in HU."""
    given, truth = pair.mv, pair.truth
    inside = torch.stack([body(row) for row in (given if truth is None else truth)])
    return Row(
        method,
        slices,
        seed,
        patient,
        dig(given, made),
        nselfssim(made, sigma),
        nselfssim(made, SIGMA),
        None if truth is None else rmse(made, truth),
        None if truth is None else edge_agreement(made, truth, inside),
        100 * leaked(given, made, inside),
        _around(made, given if truth is None else truth, inside),
        *_errors(made, pair),
    )


def _errors(made: torch.Tensor, pair: Pairs) -> Iterator[float | None]:
    """Yield the mean error in HU of every tissue, None where none of it is seen or known."""
    for values in TISSUES.values():
        if pair.truth is None or pair.labels is None:
            yield None
            continue
        there = torch.isin(pair.labels, torch.tensor(values, dtype=torch.uint8))
        yield float((made - pair.truth)[there].mean()) if bool(there.any()) else None


def _around(made: torch.Tensor, wanted: torch.Tensor, inside: torch.Tensor) -> float | None:
    """Return the mean HU above what is wanted in the air around the body."""
    near = torch.stack(
        [torch.from_numpy(ndimage.binary_dilation(row.numpy(), iterations=_NEAR)) for row in inside]
    )
    return float((made - wanted)[~near].mean()) if not bool(near.all()) else None


def _denoised(hu: torch.Tensor, step: str, pixel_mm: float) -> torch.Tensor:
    method = make(Step("denoiser", step))
    assert isinstance(method, Denoiser)
    grid = Grid((len(hu), *hu.shape[1:]), (pixel_mm,) * 3)
    return method.denoise(Volume(hu, grid, "MVCT")).data.clamp(LOW, HIGH)
