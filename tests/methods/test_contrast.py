"""Steps of lanes over a scan before and one after contrast, on the demo brain in coarse voxels."""

from __future__ import annotations

from dataclasses import replace

import pytest
import torch

from ldct_studio.core.case import Case
from ldct_studio.core.contrast import Injection, Laid
from ldct_studio.core.dose import DoseLevel, Scan
from ldct_studio.core.lane import Frame, Lane, Request
from ldct_studio.core.memo import Memo
from ldct_studio.core.step import Step
from ldct_studio.core.study import Study
from ldct_studio.core.volume import Volume
from ldct_studio.methods import contrast  # noqa: F401
from ldct_studio.methods.contrast_demo import small_brain
from ldct_studio.methods.contrast_study import AFTER, BEFORE, pair_study
from ldct_studio.methods.demo import small_study
from ldct_studio.physics.contrast.subtraction import half_normal_sigma, subtract
from ldct_studio.pipeline import frame, run, start
from ldct_studio.plugin import LanePlugin, make_lane_step, needs_all_rows

PRE = Step("reconstructor", "before-contrast")
LOW = Step("simulator", "low-contrast")
SCALED = Step("denoiser", "scaled-subtraction")
UPTAKE = Step("denoiser", "enhancement")
ROW = 26


@pytest.fixture(scope="module")
def study() -> Study:
    return small_brain()


def _made(study: Study, *steps: Step, fraction: float = 0.2, seed: int = 7) -> torch.Tensor:
    dose = DoseLevel(fraction, Scan())
    return run(study.first, dose, steps, seed, partner=study.partner).data


def _frame(study: Study, lane: Lane, fraction: float = 0.2) -> Frame:
    request = Request(study, AFTER, ROW, DoseLevel(fraction, Scan()), (lane,))
    return frame(request, lane, Memo())


def test_before_is_the_scan_before_and_a_whole_dose_the_one_after(study: Study) -> None:
    torch.testing.assert_close(_made(study, PRE), study.volumes[BEFORE].data, atol=0, rtol=0)
    torch.testing.assert_close(_made(study, LOW, fraction=1.0), study.first.data, atol=0, rtol=0)


def test_a_low_dose_is_as_noisy_as_the_pair_and_the_same_for_a_seed(study: Study) -> None:
    low, again, other = _made(study, LOW), _made(study, LOW), _made(study, LOW, seed=8)
    assert torch.equal(low, again)
    assert not torch.equal(low, other)
    assert study.partner is not None
    inside = study.partner.brain
    difference = (low - study.volumes[BEFORE].data)[inside]
    assert half_normal_sigma(difference) == pytest.approx(study.partner.pair.sigma, rel=0.1)
    rows = [(low - _made(study, LOW, fraction=0.2001, seed=7))[row][inside[row]] for row in (ROW, ROW + 1)]
    assert all(float(row.abs().max()) < 0.05 for row in rows)  # noise of a seed does not jump


def test_a_lower_dose_adds_less_and_scaling_undoes_it_but_for_saturation(study: Study) -> None:
    lesion = study.labels["Lesions"].data > 0
    pre, full = study.volumes[BEFORE].data, study.first.data
    means = [float((_made(study, LOW, fraction=a) - pre)[lesion].mean()) for a in (0.1, 0.33, 1.0)]
    assert 0 < means[0] < means[1] < means[2]
    assert means[0] > 0.1 * means[2]  # the signal saturates
    low = _made(study, LOW)
    torch.testing.assert_close(_made(study, LOW, SCALED), pre + (low - pre) / 0.2, atol=1e-5, rtol=1e-5)
    assert float((_made(study, SCALED) - full).abs().max()) < 1e-5  # of the whole dose it is that itself


def test_uptake_is_in_the_brain_alone_and_never_negative(study: Study) -> None:
    assert study.partner is not None
    made, inside = _made(study, UPTAKE), study.partner.brain
    assert float(made.min()) == 0
    assert float(made[~inside].abs().max()) == 0
    lesion = study.labels["Lesions"].data > 0
    difference = (study.first.data - study.volumes[BEFORE].data)[lesion]
    assert float(made[lesion].mean()) == pytest.approx(float(difference.clamp(min=0).mean()), rel=0.05)
    quiet = inside & (study.labels["Lesions"].data == 0)
    assert float(made[quiet].median()) < 0.1 * study.partner.pair.sigma


def test_scaled_noise_is_weighed_as_such(study: Study) -> None:
    """Without that the noise of a scaled subtraction would all count as uptake."""
    assert study.partner is not None
    quiet = study.partner.brain & (study.labels["Lesions"].data == 0)
    scaled = _made(study, LOW, SCALED, UPTAKE, fraction=0.1)[quiet]
    assert float((scaled > 5 * study.partner.pair.sigma).float().mean()) < 0.2


def test_what_a_network_predicted_is_not_weighed_again(study: Study) -> None:
    assert study.partner is not None
    grid = study.first.grid
    faint = study.volumes[BEFORE].data + 2 * study.partner.local_sd  # of which a map would keep a fifth
    case = start(study.first, (ROW,), DoseLevel(0.2, Scan()), 7, Memo(), study.partner)
    kept = []
    for steps in (
        (),
        (Step("denoiser", "gadolinium"),),
        (Step("denoiser", "gadolinium", (("onto", "low"),)),),
    ):
        image = Volume(faint[ROW : ROW + 1], grid.rows(ROW, 1), "MR", steps)
        kept.append(make_lane_step(UPTAKE).apply(replace(case, image=image)).image.data[0])
    inside = study.partner.brain[ROW]
    torch.testing.assert_close(kept[1][inside], 2 * study.partner.local_sd[ROW][inside], atol=1e-5, rtol=1e-4)
    assert float(kept[0][inside].mean()) < 0.7 * float(kept[1][inside].mean())
    torch.testing.assert_close(kept[2], kept[0])


def test_a_map_knows_what_it_is_drawn_over(study: Study) -> None:
    shown = _frame(study, Lane("Contrast uptake", (UPTAKE,)))
    assert shown.under is not None
    torch.testing.assert_close(torch.from_numpy(shown.under), study.volumes[BEFORE].data[ROW], atol=0, rtol=0)
    assert shown.fraction == 1.0  # no dose was lowered for it
    cut = _frame(study, Lane("Uptake", (LOW, UPTAKE), plane="coronal"))
    assert cut.under is not None
    assert cut.image is not None
    assert cut.under.shape == cut.image.shape
    assert cut.fraction == 0.2


def test_a_measured_low_dose_counts_as_that(study: Study) -> None:
    assert study.partner is not None
    pair = replace(study.partner.pair, injection=Injection(fraction=0.25))
    measured = replace(study, partner=replace(study.partner, pair=pair))
    pre = study.volumes[BEFORE].data
    expected = pre + (study.first.data - pre) / 0.25
    torch.testing.assert_close(_made(measured, SCALED), expected, atol=1e-5, rtol=1e-5)


def test_rays_and_pairs_are_asked_for_in_a_sentence(study: Study) -> None:
    fbp = _frame(study, Lane("FBP", (LOW, Step("reconstructor", "fbp"))))
    assert "needs the rays of a CT scan" in fbp.error
    other = Request(study, BEFORE, ROW, DoseLevel(0.2, Scan()), (Lane("Low", (LOW,)),))
    assert "After contrast" in frame(other, other.lanes[0], Memo()).error
    with pytest.raises(Exception, match="open a pair"):
        start(small_ct(), (0,), DoseLevel(0.5, Scan()), 7, Memo()).contrast  # noqa: B018


def small_ct() -> Volume:
    return small_study(64, 2).first


@pytest.mark.usefixtures("registry")
def test_a_step_that_needs_all_rows_gets_them_once(study: Study) -> None:
    calls: list[tuple[int, ...]] = []

    class Mean(LanePlugin, name="mean-in-tests", title="Mean", live=True):
        kind = "denoiser"
        whole = True

        def apply(self, case: Case) -> Case:
            calls.append(tuple(case.image.data.shape))
            assert case.lines is None
            return case.with_image(case.image.made(case.image.data - case.image.data.mean()), self.step)

    mean = Step("denoiser", "mean-in-tests")
    assert needs_all_rows(mean)
    lane, memo = Lane("Mean", (LOW, mean, UPTAKE)), Memo()
    whole = _made(study, LOW, mean, UPTAKE)
    calls.clear()
    for row in (ROW, ROW + 1):
        request = Request(study, AFTER, row, DoseLevel(0.2, Scan()), (lane,))
        shown = frame(request, lane, memo)
        assert shown.image is not None
        torch.testing.assert_close(torch.from_numpy(shown.image), whole[row], atol=1e-6, rtol=0)
    assert calls == [tuple(study.first.data.shape)]
    sagittal = Lane("Mean", (LOW, mean), plane="sagittal")
    request = Request(study, AFTER, ROW, DoseLevel(0.2, Scan()), (sagittal,), sagittal=10)
    cut = frame(request, sagittal, memo)
    expected = _made(study, LOW, mean)
    assert cut.image is not None
    torch.testing.assert_close(torch.from_numpy(cut.image), expected[:, :, 10].flip(0), atol=1e-6, rtol=0)


def test_the_map_of_the_lane_is_that_of_the_study(study: Study) -> None:
    """The pane, the volume of the data list, 3-D and the command say one thing."""
    torch.testing.assert_close(
        _made(study, UPTAKE), study.volumes["Contrast uptake"].data, atol=1e-5, rtol=1e-5
    )


def test_another_scan_than_the_one_after_contrast_says_which_to_choose(study: Study) -> None:
    lane = Lane("Low", (LOW,))
    request = Request(study, BEFORE, ROW, DoseLevel(0.2, Scan()), (lane,))
    assert "choose “After contrast” in the data list" in frame(request, lane, Memo()).error


def test_a_scan_at_the_full_dose_beside_a_low_one_is_a_pair_of_its_own(study: Study) -> None:
    assert study.partner is not None
    pre, full_dose = study.volumes[BEFORE].data, study.first.data
    scans = (full_dose, pre + 0.3 * (full_dose - pre))
    found = [subtract(pre, scan, study.partner.brain, study.first.grid.spacing) for scan in scans]
    both = pair_study("both", study.first.grid, found[1], Injection(fraction=0.2), full=(found[0], Laid()))
    full, low = both.partner_of("Standard dose"), both.partner_of(AFTER)
    assert full is not None
    assert low is not None
    assert (full.pair.injection.fraction, low.pair.injection.fraction) == (1.0, 0.2)
    made = run(both.volumes["Standard dose"], DoseLevel(1.0, Scan()), (SCALED,), partner=full).data
    torch.testing.assert_close(made, both.volumes["Standard dose"].data, atol=1e-5, rtol=1e-5)
