from __future__ import annotations

from dataclasses import replace

import torch
import torch.nn.functional as F  # noqa: N812  (the name everyone knows)

from ldct_studio import pipeline
from ldct_studio.core.case import Case
from ldct_studio.core.dose import DoseLevel, Scan
from ldct_studio.core.grid import Grid
from ldct_studio.core.memo import Memo
from ldct_studio.core.step import Step
from ldct_studio.core.volume import Volume
from ldct_studio.methods import hybrid
from ldct_studio.physics import phantom
from ldct_studio.physics.attenuation import mu_to_hu
from ldct_studio.plugin import make_lane_step

SIZE = 64
PIXEL = 5.0


def _volume() -> Volume:
    clean = mu_to_hu(phantom.picture(phantom.insert_phantom(300), SIZE, PIXEL, supersampling=4))
    return Volume(clean[None], Grid((1, SIZE, SIZE), (3.0, PIXEL, PIXEL)))


def _scanned(photons: float, simulator: str = "insert") -> Case:
    dose = DoseLevel(0.25, Scan(photons=(photons,), noise=0.0))
    return make_lane_step(Step("simulator", simulator)).apply(
        pipeline.start(_volume(), (0,), dose, 7, Memo())
    )


def _picture(case: Case, step: str) -> torch.Tensor:
    return make_lane_step(Step.parse(step)).apply(case).image.data[0]


def _inside() -> torch.Tensor:
    """Return the body two pixels away from its edge and its inserts."""
    other = (phantom.labels(phantom.insert_phantom(300), SIZE, PIXEL) != 1).float()
    return F.max_pool2d(other[None], 5, 1, 2)[0] == 0


def _spread(picture: torch.Tensor) -> float:
    return float((picture - _volume().data[0])[_inside()].std())


def test_more_level_means_less_noise_than_fbp():
    for simulator in ("insert", "rescan"):
        case = _scanned(4e4, simulator)
        steps = ["fbp", *(f"hybrid:level={level}" for level in ("mild", "medium", "strong"))]
        noise = [_spread(_picture(case, f"reconstructor:{step}")) for step in steps]
        assert noise == sorted(noise, reverse=True)
        assert noise[-1] < 0.75 * noise[0]


def test_starved_rays_are_filtered_before_fbp():
    case = _scanned(1e4)
    untouched = _spread(_picture(case, "reconstructor:hybrid:threshold=1"))
    assert _spread(_picture(case, "reconstructor:hybrid:threshold=100")) < 0.7 * untouched


def test_rays_that_a_bowtie_filter_starves_are_filtered_too():
    """Off the center, where the filter is thick, and not at the center."""
    case = _scanned(4e4)
    assert case.bowtie is False
    measured = case.measured.data[0]
    through, behind = (
        (hybrid.Hybrid()._filtered(each).data[0] != measured).sum(0)
        for each in (case, replace(case, bowtie=True))
    )
    middle = measured.shape[1] // 2
    assert int(behind[middle]) == int(through[middle]) > 0
    assert int(behind.sum()) > 1.1 * int(through.sum())


def test_the_mean_of_a_region_stays():
    case = _scanned(1e6)
    before, after = (_picture(case, f"reconstructor:{name}")[_inside()] for name in ("fbp", "hybrid"))
    assert abs(float(after.mean() - before.mean())) < 0.5


def test_the_blend_keeps_the_share_of_fbp():
    """Where no ray is starved, mild, medium and strong lie on one line through FBP."""
    case = _scanned(1e6)
    plain = _picture(case, "reconstructor:fbp")
    mild, strong = (_picture(case, f"reconstructor:hybrid:level={k}") for k in ("mild", "strong"))
    assert torch.allclose((mild - plain) / 0.3, (strong - plain) / 0.7, atol=0.05)


def test_its_name_says_that_it_stands_in():
    assert "stand-in" in hybrid.Hybrid.title
