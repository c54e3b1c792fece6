"""Lower doses of one full-dose scan: its noise stays, and the rest is added."""

from __future__ import annotations

import pytest
import torch

from ldct_studio import methods  # noqa: F401
from ldct_studio.core.dose import Apodization, DoseLevel, Scan
from ldct_studio.core.grid import Grid
from ldct_studio.core.memo import Memo
from ldct_studio.core.step import Step
from ldct_studio.core.volume import Volume
from ldct_studio.pipeline import start
from ldct_studio.plugin import make_lane_step

SIZE, N0 = 96, 2e4


def disc() -> Volume:
    y, x = torch.meshgrid(*[torch.arange(SIZE) - (SIZE - 1) / 2] * 2, indexing="ij")
    hu = torch.where(x**2 + y**2 < 36**2, 0.0, -1000.0)
    return Volume(hu[None].float(), Grid((1, SIZE, SIZE), (2.0, 2.0, 2.0)))


def rays(settings: str, fraction: float, seed: int = 3, electronic: float = 5.0) -> torch.Tensor:
    """Return the line integrals of a scan through the disc."""
    dose = DoseLevel(fraction, Scan((N0,), electronic, Apodization("hann")))
    case = start(disc(), (0,), dose, seed, Memo(limit=0))
    return make_lane_step(Step.parse(f"simulator:rescan{settings}")).apply(case).measured.data[0]


def line_integrals() -> torch.Tensor:
    """Return those without any noise."""
    dose = DoseLevel(1.0, Scan((1e14,), 0.0))
    case = start(disc(), (0,), dose, 3, Memo(limit=0))
    return make_lane_step(Step.parse("simulator:rescan")).apply(case).measured.data[0]


def noise(settings: str, fraction: float, seed: int = 3, electronic: float = 5.0) -> torch.Tensor:
    """Return the noise of the rays through the middle of the disc."""
    bins = rays("", 1).shape[1]
    through = slice(bins // 2 - 15, bins // 2 + 15)
    clean = line_integrals()[:, through]
    return rays(settings, fraction, seed, electronic)[:, through] - clean


def test_full_dose_is_the_scan_itself():
    assert torch.equal(rays(":model=M4,once=True", 1.0), rays("", 1.0))
    assert not torch.equal(rays(":model=M4", 1.0), rays("", 1.0))


@pytest.mark.parametrize("model", ["M4", "M5", "M6"])
@pytest.mark.parametrize("fraction", [0.2, 0.6])
def test_the_noise_is_that_of_a_scan_at_this_dose(model, fraction):
    once = noise(f":model={model},once=True", fraction).var()
    real = noise("", fraction, seed=11).var()
    assert float(once / real) == pytest.approx(1, abs=0.05)


@pytest.mark.parametrize("fraction", [0.2, 0.6])
def test_the_grain_of_full_dose_stays(fraction):
    """Noise that is added to another one's is correlated with it by the root of the dose."""
    full, low = noise("", 1.0), noise(":model=M4,once=True", fraction)
    r = torch.corrcoef(torch.stack([full.flatten(), low.flatten()]))[0, 1]
    assert float(r) == pytest.approx(fraction**0.5, abs=0.04)
    other = noise(":model=M4,once=True", fraction, seed=4)
    assert abs(float(torch.corrcoef(torch.stack([full.flatten(), other.flatten()]))[0, 1])) < 0.04
