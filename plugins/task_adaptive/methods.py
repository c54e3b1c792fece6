"""The methods of the table, ready to be measured."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import nn

from ldct_studio.api import Apodization, Card, bm3d, load_model, low_dose

from .examples import Examples, draw_pool
from .scores import psnr
from .table import BASE, BM3D, FBP, LOW, joint, task_adaptive

SIGMAS = (10.0, 20.0, 30.0, 40.0, 55.0, 75.0, 100.0, 140.0, 200.0, 280.0)
"""SD in HU that BM3D is tried with on patients to learn from; the best must not be the first or last."""
_TUNING = 6
Method = Callable[[torch.Tensor, torch.Tensor], torch.Tensor]
"""From the pictures of Ram-Lak and of Hann to the method's, each (n, 1, y, x) in HU."""
Judge = tuple[nn.Module, Card]
"""A trained segmenter and its card."""


@dataclass(frozen=True)
class Models:
    """The models of one seed."""

    examples: Examples
    """What they were trained on."""
    judge: Judge
    """The segmenter that learned at full dose."""
    networks: Mapping[str, nn.Module]
    """Those that make pictures, by method."""
    own: Mapping[str, Judge]
    """The segmenters that were trained jointly, by method."""
    spread: float
    """By how many dB the base network's PSNR moved in the last third of its training; infinite if unknown."""
    learned: frozenset[str]
    """SHA-256 of the files that they learned from."""

    @classmethod
    def load(cls, folder: Path, device: torch.device) -> Models:
        """Load the models of a seed."""
        cards = []

        def model(name: str, part: str = "model") -> Judge:
            net, card = load_model(folder / name / part)
            cards.append(card)
            return net.to(device), card

        base, judge = model("base"), model("segmenter")
        networks, own = {BASE: base[0]}, {}
        for alpha in _numbers(folder, "task-"):
            networks[task_adaptive(alpha)] = model(f"task-{alpha:g}")[0]
        for share in _numbers(folder, "joint-"):
            networks[joint(share)] = model(f"joint-{share:g}")[0]
            own[joint(share)] = model(f"joint-{share:g}", "task")
        settings = {name: value for name, value in base[1].settings.items() if name in Examples.model_fields}
        spread = base[1].figures.get("PSNR spread, last third (dB)", float("inf"))
        learned = frozenset(file.sha256 for card in cards for file in card.files)
        return cls(Examples.model_validate(settings), judge, networks, own, spread, learned)

    def methods(self, sigma: float) -> dict[str, Method]:
        """Return the methods by name, in the order of the table; ``sigma`` is BM3D's SD in HU."""
        plain: dict[str, Method] = {
            LOW: lambda low, fbp: low,
            FBP: lambda low, fbp: fbp,
            BM3D: lambda low, fbp: _denoised(low, sigma),
        }
        return plain | {name: _through(net) for name, net in self.networks.items()}


def seen(
    examples: Examples, hu: torch.Tensor, pixel_mm: float, chance: torch.Generator
) -> tuple[torch.Tensor, torch.Tensor]:
    """Return one scan of slices (n, N, N), with Ram-Lak ("low-dose") and with Hann 0.641 ("FBP")."""
    photons = torch.full((len(hu),), examples.photons_low)
    state = chance.get_state()

    def one(window: Apodization) -> torch.Tensor:
        again = torch.Generator().set_state(state)
        return low_dose(
            hu,
            pixel_mm,
            photons,
            again,
            electronic=examples.electronic,
            window=window,
            views=examples.views,
            upsample=examples.upsample,
            floor=examples.floor,
        )[:, None]

    return one(Apodization("ram-lak")), one(Apodization("hann", 0.641))


def tuned(examples: Examples, device: torch.device) -> tuple[float, bool]:
    """Return the SD for BM3D that is best on patients to learn from, and whether it is inside the grid."""
    pool = draw_pool(examples, range(examples.first, examples.first + _TUNING))
    hu = pool.hu.to(device)
    low, _ = seen(examples, hu, pool.pixel_mm, torch.Generator().manual_seed(0))
    scores = {sigma: psnr(_denoised(low, sigma), hu[:, None]) for sigma in SIGMAS}
    best = max(scores, key=lambda sigma: scores[sigma])
    return best, SIGMAS[0] < best < SIGMAS[-1]


def _denoised(low: torch.Tensor, sigma: float) -> torch.Tensor:
    return torch.stack([bm3d(slices[0], sigma)[None] for slices in low])


def _through(net: nn.Module) -> Method:
    return lambda low, fbp: net(low)


def _numbers(folder: Path, start: str) -> list[float]:
    return sorted(float(path.name.removeprefix(start)) for path in folder.glob(f"{start}*"))
