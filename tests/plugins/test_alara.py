"""End2end-ALARA: the loss and its gradient, policies, quality, curves and calibration."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
import torch

from ldct_studio.core.errors import PluginError
from ldct_studio.core.step import Step
from ldct_studio.physics.similarity import ssim
from ldct_studio.plugin import make
from tests.plugins.alara_parts import loaded, part, training

CPU = torch.device("cpu")


@pytest.fixture(scope="module", autouse=True)
def _plugin() -> Iterator[None]:
    with loaded():
        yield


@pytest.fixture(scope="module")
def cases() -> Any:
    return part("cases").draw_cases(training(), range(4))


def still(config: Any) -> torch.nn.Module:
    net: torch.nn.Module = part("recipes").reconstruction(config)
    return net.eval().requires_grad_(False)


def noise_of(config: Any, count: int) -> torch.Tensor:
    shape = count, config.views, config.geometry.bins
    return torch.randn(shape, generator=torch.Generator().manual_seed(3))


def test_the_gradient_of_the_loss_to_the_dose_is_that_of_finite_differences(cases: Any) -> None:
    config = training(target=60.0, second_order="-1.25", trade=0.5)
    net, noise = still(config), noise_of(config, 4)

    def loss(d: torch.Tensor) -> torch.Tensor:
        found: torch.Tensor = part("recipes").joint_loss(config, net, lambda prior: d, cases, noise)
        return found

    d = torch.tensor([7.0, 8.0, 9.0, 8.5], requires_grad=True)
    (slope,) = torch.autograd.grad(loss(d), d)
    for case in range(4):
        ends = []
        for way in (0.05, -0.05):
            moved = d.detach().clone()
            moved[case] += way
            ends.append(float(loss(moved)))
        assert float(slope[case]) == pytest.approx((ends[0] - ends[1]) / 0.1, rel=0.02, abs=2e-4)
    assert (slope < 0.5 / 4).all()  # more dose is better quality: the hinge pulls against the price


def test_above_the_target_only_the_price_of_the_dose_is_left(cases: Any) -> None:
    config = training(target=5.0, trade=0.25)
    net, noise = still(config), noise_of(config, 4)
    d = torch.full((4,), 9.0, requires_grad=True)
    loss = part("recipes").joint_loss(config, net, lambda prior: d, cases, noise)
    assert float(loss.detach()) == pytest.approx(0.25 * 9.0)
    torch.testing.assert_close(torch.autograd.grad(loss, d)[0], torch.full((4,), 0.25 / 4))
    assert not part("qualities").hinge(torch.tensor([5.0, 40.0]), 5.0).any()


def test_the_hinge_is_that_of_each_case_and_not_of_their_mean() -> None:
    short = part("qualities").hinge(torch.tensor([30.0, 50.0]), 40.0)
    torch.testing.assert_close(short, torch.tensor([10.0, 0.0]))


@pytest.mark.parametrize(("term", "price"), [("log", 9.0), ("log10", 9 / math.log(10)), ("linear", 2.0)])
def test_the_dose_in_the_loss(term: str, price: float, cases: Any) -> None:
    config = training(target=1.0, trade=1.0, dose_term=term, photons=math.exp(9) / 2)
    net = still(config)
    d = torch.full((4,), 9.0)
    noise = noise_of(config, 4)
    assert float(part("recipes").joint_loss(config, net, lambda prior: d, cases, noise)) == pytest.approx(
        price
    )


def test_a_leak_tells_the_reconstruction_and_not_the_dose(cases: Any) -> None:
    noise, grads = noise_of(training(), 4), {}
    for leak in (0.0, 0.5):
        torch.manual_seed(1)
        config = training(target=5.0, leak=leak)
        net, d = part("recipes").reconstruction(config).eval(), torch.full((4,), 9.0, requires_grad=True)
        torch.nn.init.normal_(net.net.last.weight, std=0.1)
        loss = part("recipes").joint_loss(config, net, lambda prior, d=d: d, cases, noise)
        loss.backward()
        learned = net.net.last.weight.grad
        grads[leak] = (d.grad, None if learned is None else bool(learned.any()))
    torch.testing.assert_close(grads[0.0][0], grads[0.5][0])
    assert not grads[0.0][1]
    assert grads[0.5][1]


def test_the_published_target_is_an_rmse_of_48_hu() -> None:
    full = torch.zeros(1, 1, 32, 32)
    assert float(part("qualities").psnr(full + 48.0, full)) == pytest.approx(38.57, abs=0.01)


def test_ssim_is_that_of_the_program() -> None:
    full = 100 * torch.randn(2, 1, 32, 32, generator=torch.Generator().manual_seed(1))
    made = full + 400 * torch.randn(2, 1, 32, 32, generator=torch.Generator().manual_seed(2))
    unit = [(x - part("cases").LOW_HU) / 4072 for x in (made, full)]
    expected = [ssim(a[0], b[0], 1.0) for a, b in zip(*unit, strict=True)]
    assert part("qualities").ssim(made, full).tolist() == pytest.approx(expected, abs=1e-4)


def test_a_lesion_is_inserted_where_there_is_soft_tissue() -> None:
    hu = torch.full((3, 128, 128), -1000.0)
    hu[:, 20:108, 20:108] = 50.0
    hu[:, 60:, :] = -800.0
    made, discs = part("lesions").insert(hu, 5, 2.0)
    assert torch.equal(made - hu, 40.0 * discs)
    assert discs.flatten(1).sum(1).tolist() == pytest.approx([math.pi * 6**2] * 3, rel=0.05)
    assert (hu[discs] == 50.0).all()
    again = part("lesions").insert(hu[1:], 6, 2.0)[1]
    assert torch.equal(again, discs[1:])  # the place is that of the case, however many are drawn
    assert not torch.equal(discs[0], discs[1])


def test_cnr_is_contrast_over_noise() -> None:
    clean, pixel = torch.zeros(1, 128, 128), 2.0
    full, discs = part("lesions").insert(clean, 1, pixel)
    cnr, full = part("qualities").cnr_at(pixel), full[:, None]
    noise = torch.randn(1, 1, 128, 128, generator=torch.Generator().manual_seed(1))
    assert float(cnr(full + 20 * noise, full, discs)) == pytest.approx(2.0, rel=0.12)
    blurred = full - 20.0 * discs[:, None] + 10 * noise  # half of the contrast, half of the noise
    assert float(cnr(blurred, full, discs)) == pytest.approx(2.0, rel=0.12)
    made = (full + 20 * noise).requires_grad_()
    cnr(made, full, discs).sum().backward()
    assert made.grad is not None
    assert made.grad.abs().sum() > 0


def test_cases_have_a_lesion_where_its_cnr_is_asked_for() -> None:
    plain = part("cases").draw_cases(training(), range(2))
    with_one = part("cases").draw_cases(training(quality="cnr"), range(2))
    assert plain.lesion is None
    assert torch.allclose(with_one.hu - plain.hu, 40.0 * with_one.lesions, atol=1e-3)
    assert not torch.equal(with_one.prior, plain.prior)


def test_pictures_are_compared_with_the_patient_or_with_the_scan_without_noise(cases: Any) -> None:
    """With the scan quality goes on rising: all of the error is noise, half of it at four times the dose."""
    for truth, gained in (("patient", 0.5), ("scan", 6.02)):
        config = training(truth=truth, electronic=0.0)
        pool = part("cases").draw_cases(config, range(4))
        doses, policy = np.array([1e6, 4e6]), part("policies").Fixed(1.0)
        psnr = part("qualities").psnr
        found = part("measuring").curves(config, pool, torch.nn.Identity(), policy, psnr, doses, CPU)
        assert np.diff(found.quality, axis=1).mean() == pytest.approx(gained, abs=0.5)


def test_dice_is_1_of_the_full_picture_and_falls_with_noise(cases: Any) -> None:
    full = part("cases").draw_cases(training(size=64), range(2)).hu[:, None]
    dice = part("qualities").quality_of("dice", "organs", 6.25, CPU)
    noise = torch.randn(full.shape, generator=torch.Generator().manual_seed(1))
    made = full.clone().requires_grad_()
    clean = dice(made, full)
    assert (clean > 0.6).all()  # it is soft: its classes are not all certain
    assert torch.autograd.grad(clean.sum(), made)[0].any()
    assert (dice(full + 300 * noise, full) < clean - 0.2).all()
    empty = torch.full_like(full, -1000.0)
    assert dice(empty, empty).tolist() == [1.0, 1.0]


def test_the_rules_of_the_policies() -> None:
    policies = part("policies")
    p = torch.tensor([[[1.0, 2.0], [0.0, 4.0]], [[1.0, 1.0], [0.5, 1.0]]])
    torch.testing.assert_close(policies.densest(p), torch.tensor([4.0, 1.0]))
    torch.testing.assert_close(policies.densest(p, "views"), torch.tensor([3.0, 1.0]))
    fixed = policies.Fixed(7.0).photons(p, p)
    assert fixed.flatten().tolist() == [7.0, 7.0]
    modulated = policies.Attenuation(2.0).photons(p, p)
    arriving = modulated * (-p).exp()
    torch.testing.assert_close(arriving.amin((1, 2)), torch.full((2,), 2.0))  # as many behind every patient
    angular = policies.Angular(1.0, 1.0).photons(p, p)
    assert angular.shape == (2, 2, 1)
    torch.testing.assert_close((angular * (-p).exp()).amin(2), torch.ones(2, 2))  # and from every side
    learned = policies.Learned(lambda prior: torch.tensor([1.0, 2.0]), 3.0).photons(p, p)
    torch.testing.assert_close(learned.flatten(), 3 * torch.tensor([1.0, 2.0]).exp())


@pytest.mark.parametrize("prior", ["image", "neighbor", "coarse", "scouts"])
def test_every_prior_goes_into_a_fresh_module_which_answers_the_reference(prior: str) -> None:
    config = training(prior=prior, photons=5000.0)
    found = part("cases").draw_cases(config, range(2))
    assert found.prior.shape == (2, part("cases").PRIORS[prior], 32, 32)
    assert float(found.prior.min()) >= 0
    assert float(found.prior.max()) <= 1.5
    module = part("recipes").dose_module(config)
    torch.testing.assert_close(module(found.prior).exp(), torch.full((2,), 5000.0))


def test_smooth_noise_has_the_variance_of_the_equation() -> None:
    config = training(electronic=3.0)
    p, photons = torch.full((1, 32, 2000), 5.0), torch.full((1, 1, 1), 3000.0)
    noise = torch.randn(p.shape, generator=torch.Generator().manual_seed(1))
    seen = part("cases").smooth_scan(config, p, photons, noise) - p
    rate = math.exp(5) / 3000
    assert float(seen.var()) == pytest.approx(rate * (1 + (9 - 1.25) * rate), rel=0.02)


def curves_of(quality: np.ndarray, photons: float = 1000.0) -> Any:
    n, doses = quality.shape[0], np.geomspace(50, 1e6, quality.shape[1])
    return part("measuring").Curves(np.full(n, photons), quality, np.arange(n, dtype=float), doses)


def linear(offsets: np.ndarray) -> Any:
    """Return cases whose quality is an offset plus 2 dB per e-fold."""
    grid = np.linspace(math.log(50), math.log(1e6), 9)
    return curves_of(offsets[:, None] + 2 * grid)


def test_cases_are_measured_at_doses_about_the_reference() -> None:
    doses = part("measuring").doses_about(4096.0)
    assert (doses[0], doses[-1]) == pytest.approx((50, 1e6))
    assert np.ptp(np.diff(np.log(doses))) < 1e-9
    np.testing.assert_allclose(part("measuring").doses_about(8192.0), 2 * doses)


def test_needed_doses_are_read_off_the_curves() -> None:
    found = linear(np.array([30.0, 20.0, 0.0]))
    needed = found.needed(40.0)
    assert needed[:2] == pytest.approx([math.exp(5), math.exp(10)], rel=1e-6)
    assert needed[2] == math.inf  # above the cap
    assert found.at(needed.clip(max=1e6))[:2] == pytest.approx([40.0, 40.0])
    dips = np.array([[50.0, 30.0, 35.0, 45.0, 50.0]])
    grid = curves_of(dips).grid
    assert math.log(curves_of(dips).needed(40.0)[0]) == pytest.approx((grid[2] + grid[3]) / 2)


def test_a_curve_that_sags_is_reached_and_not_kept() -> None:
    found = curves_of(np.array([[30.0, 35, 45, 46, 39]]))
    assert found.needed(40.0)[0] == np.inf
    assert np.log(found.reached(40.0)[0]) == pytest.approx((found.grid[1] + found.grid[2]) / 2)


def test_scales_reach_the_mean_and_nearly_all() -> None:
    found = linear(np.linspace(20, 30, 200))
    mean = part("members").scale_for_mean(found, 40.0)
    assert found.own(mean).mean() == pytest.approx(40.0, abs=0.01)
    most = part("members").scale_for_all(found, 40.0)
    assert (found.own(most) >= 39.9 - 1e-9).mean() == pytest.approx(0.95, abs=0.006)
    assert found.slope == pytest.approx(2.0)


def test_a_calibrated_factor_covers_new_cases_as_promised() -> None:
    conformal = part("conformal")
    scores = np.exp(np.random.default_rng(1).normal(0, 0.5, 500))
    found = conformal.coverage(scores, 0.95)
    assert 0.945 <= found.mean <= 0.965
    assert found.low < found.mean < found.high
    assert conformal.factor(np.arange(1.0, 20.0), 0.95) == 19.0
    assert conformal.factor(np.arange(1.0, 19.0), 0.95) == math.inf  # too few cases to promise that
    assert conformal.factor(np.array([1.0] * 90 + [math.inf] * 10), 0.95) == math.inf


def test_what_no_dose_reaches_is_not_covered() -> None:
    conformal = part("conformal")
    assert conformal.covered(np.array([1.0, 2.0, math.inf]), math.inf) == pytest.approx(2 / 3)
    lost = np.concatenate([np.ones(450), np.full(50, math.inf)])
    assert conformal.coverage(lost, 0.95).mean < 0.92
    assert [conformal.fewest(c) for c in (0.5, 0.9, 0.95)] == [1, 9, 19]


def test_a_policy_that_is_not_reached_below_the_cap_is_not_the_lowest() -> None:
    members = part("members")
    low = linear(np.full(20, 5.0))
    assert members.scale_for_all(low, 40.0) == math.inf
    verdicts = part("verdicts")
    reached, names = linear(np.full(20, 30.0)), ("alara", "fixed-all", "tcm-all", "angular-all")
    assert not verdicts._least(dict.fromkeys(names, low), Target(40.0)).holds
    mixed = {**dict.fromkeys(names, low), "alara": reached}
    assert verdicts._least(mixed, Target(40.0)).holds
    assert not verdicts._least({**mixed, "tcm-all": linear(np.full(20, 31.0))}, Target(40.0)).holds


def test_a_policy_is_steadier_where_its_spread_is_clearly_less() -> None:
    rng, steadier = np.random.default_rng(4), part("verdicts")._steadier
    wide = rng.normal(0, 2, 200)
    other = linear(25 + wide)
    assert steadier(linear(25 + 0.4 * wide + 0.2 * rng.normal(size=200)), other, "fixed").holds
    assert not steadier(linear(25 + 0.97 * wide), other, "fixed").holds  # of pairs so alike p says nothing
    assert not steadier(linear(25 + 1.5 * wide), other, "fixed").holds


class Target:
    """What a verdict reads of the card of a set."""

    def __init__(self, target: float) -> None:
        self.target = target


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ("photons=50", "between the fewest and the most"),
        ("lowest=1e5,photons=4096", "between the fewest and the most"),
        ("quality=ssim", "at most 1"),
    ],
)
def test_settings_that_cannot_be_learned_are_refused(settings: str, words: str) -> None:
    with pytest.raises(PluginError, match=words):
        make(Step.parse(f"recipe:alara.training:{settings}"))


def test_pitman_morgan_tells_variances_of_pairs_apart() -> None:
    rng = np.random.default_rng(2)
    a = rng.normal(size=300)
    assert part("verdicts").pitman_morgan(a, 2 * a + 0.5 * rng.normal(size=300)) < 1e-6
    assert part("verdicts").pitman_morgan(a, 0.5 * a + math.sqrt(0.75) * rng.normal(size=300)) > 0.01
