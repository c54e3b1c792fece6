"""MVCT to kVCT: figures, losses and the history of pictures."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import torch
from safetensors.torch import save_file

from ldct_studio.core.errors import PluginError
from ldct_studio.methods import denoisers  # noqa: F401  (non-local means, BM3D and TV are registered)
from ldct_studio.physics.neck import draw, neck
from tests.plugins.mvct_parts import disc, few, part


@pytest.fixture(scope="module", autouse=True)
def _few() -> Iterator[None]:
    with few():
        yield


def test_nselfssim_rises_with_the_noise_of_the_picture() -> None:
    chance, hu = torch.Generator().manual_seed(1), disc()
    noise = torch.randn(hu.shape, generator=chance)
    values = [part("metrics").nselfssim(hu + sd * noise) for sd in (0.0, 10.0, 30.0, 60.0, 120.0)]
    assert values == sorted(values)
    assert values[-1] > values[0] + 0.02


def test_sigma_is_calibrated_so_that_planning_ct_has_the_published_value() -> None:
    metrics = part("metrics")
    hu = draw(neck(1), 48, 2).hu.clamp(-1000, 600)
    sigma = metrics.calibrated(hu)
    assert metrics.nselfssim(hu, sigma) == pytest.approx(0.7263, abs=0.002)


def test_dig_is_0_for_the_identity_and_does_not_see_a_constant() -> None:
    dig, x = part("metrics").dig, 100 * torch.randn(2, 40, 40)
    made = x + 30 * torch.randn(x.shape)
    assert dig(x, x) == 0.0
    assert dig(x, x + 55) == pytest.approx(0.0, abs=1e-6)
    assert dig(x, made + 55) == pytest.approx(dig(x, made), rel=1e-5)


def test_dig_of_a_perfect_denoiser_is_four_times_the_variance_of_white_noise() -> None:
    noise = 20 * torch.randn(1, 400, 400, generator=torch.Generator().manual_seed(2))
    assert part("metrics").dig(disc(400) + noise, disc(400)) == pytest.approx(4 * 20**2, rel=0.02)


def test_a_leak_map_shows_an_edge_that_was_taken_away_and_no_noise() -> None:
    metrics, chance = part("metrics"), torch.Generator().manual_seed(3)
    inside = torch.ones(96, 96, dtype=torch.bool)
    noise = 20 * torch.randn(96, 96, generator=chance)
    edge = torch.zeros(96, 96)
    edge[30:60, 48:] = 120.0
    clean = metrics.leak_map(noise, torch.zeros(96, 96), inside)
    assert float((clean > 0).float().mean()) < 0.003
    found = metrics.leak_map(noise + edge, torch.zeros(96, 96), inside)
    assert float((found[35:55, 46:50] > 0).any(1).float().mean()) > 0.9, "all along the edge"
    assert float((found[:, :40] > 0).float().mean()) < 0.003
    assert metrics.leaked(*(p[None] for p in (noise, noise, inside))) == 0.0


def test_edges_agree_with_themselves_and_not_with_noise() -> None:
    agreement, hu = part("metrics").edge_agreement, disc()
    inside = torch.ones_like(hu, dtype=torch.bool)
    assert agreement(hu, hu, inside) == pytest.approx(1.0)
    assert abs(agreement(100 * torch.randn(hu.shape), hu, inside)) < 0.15


def differences(loss: Callable[[torch.Tensor], torch.Tensor], x: torch.Tensor) -> float:
    """Return how far the gradient of a loss is from its central differences, of the largest one."""
    given = x.clone().requires_grad_()
    (gradient,) = torch.autograd.grad(loss(given), given)
    step, worst = 1e-6, 0.0
    for index in torch.randperm(x.numel(), generator=torch.Generator().manual_seed(4))[:40].tolist():
        ends = []
        for way in (1, -1):
            moved = x.clone().flatten()
            moved[index] += way * step
            ends.append(float(loss(moved.view_as(x))))
        worst = max(worst, abs((ends[0] - ends[1]) / (2 * step) - float(gradient.flatten()[index])))
    assert float(gradient.abs().max()) > 0, "it has a gradient"
    return worst / float(gradient.abs().max())


def pictures() -> tuple[torch.Tensor, torch.Tensor]:
    chance = torch.Generator().manual_seed(5)
    made, given = (torch.rand(1, 1, 16, 16, generator=chance, dtype=torch.float64) * 2 - 1 for _ in range(2))
    return made, given


def test_gradients_of_the_three_losses_are_their_differences() -> None:
    losses, bank = part("losses"), part("perception").FilterBank()
    made, given = pictures()
    for loss in (
        lambda x: losses.perceptual_loss(bank, x, given),
        lambda x: losses.distance(x, given),
        lambda x: losses.air_loss(x, given, -0.5),
        lambda x: losses.air_loss(x, given, -0.5, "either"),
        lambda x: losses.judged_loss(x, 1.0),
    ):
        assert differences(loss, made) < 1e-6


def test_the_air_loss_in_hu_is_800_times_the_scaled_one_and_sees_air_that_is_lifted() -> None:
    losses = part("losses")
    given, made = disc()[:, None], disc()[:, None].clone()
    assert float(losses.air_loss(made, given, -600.0)) == 0.0
    made[given == -1000] = -900.0
    hu = losses.air_loss(made, given, -600.0)
    below = losses.scaled(torch.tensor(-600.0))
    assert float(hu) == pytest.approx(100 * float((given == -1000).float().mean()))
    assert float(hu) == pytest.approx(
        800 * float(losses.air_loss(losses.scaled(made), losses.scaled(given), below))
    )
    tissue = given.clone()
    tissue[given > -600] += 200
    assert float(losses.air_loss(tissue, given, -600.0)) == 0.0, "nothing else counts"
    assert float(losses.air_loss(made, given, -600.0, "either")) == 0.0, "air is air to the code's mask"


def test_scaling_is_undone_but_for_what_is_clipped() -> None:
    losses = part("losses")
    hu = torch.tensor([-1000.0, -200.0, 600.0])
    torch.testing.assert_close(losses.scaled(hu), torch.tensor([-1.0, 0.0, 1.0]))
    torch.testing.assert_close(
        losses.in_hu(losses.scaled(torch.tensor([-3000.0, 40.0, 3000.0]))),
        torch.tensor([-1000.0, 40.0, 600.0]),
    )


def test_labels_jitter_about_what_is_true() -> None:
    labels, chance = part("losses").labels, torch.Generator().manual_seed(6)
    many = labels(torch.zeros(4000, 1, 2, 2), True, 0.2, chance)
    assert many.shape == (4000, 1, 1, 1)
    assert float(many.mean()) == pytest.approx(1.0, abs=0.02)
    assert float(many.std()) == pytest.approx(0.2, rel=0.05)
    assert float(labels(many, False, 0.0, chance).abs().max()) == 0.0


def test_the_bank_has_64_filters_that_see_no_constant() -> None:
    bank = part("perception").FilterBank()
    assert bank.kernels.shape == (64, 1, 9, 9)
    assert float(bank.kernels.sum((1, 2, 3)).abs().max()) < 1e-4
    torch.testing.assert_close(bank.kernels.square().sum((1, 2, 3)), torch.ones(64))
    assert torch.linalg.matrix_rank(bank.kernels.flatten(1).double(), rtol=1e-3) > 50, "they differ"
    assert float(bank(torch.full((1, 1, 12, 12), 0.7)).abs().max()) < 1e-4


@pytest.mark.parametrize("ending", [".safetensors", ".pth"])
def test_vgg_is_read_from_a_file_and_every_figure_says_so(ending: str, tmp_path: Path) -> None:
    perception, chance = part("perception"), torch.Generator().manual_seed(7)
    shapes = {**perception._SHAPES, "features.5.weight": (2, 2)}
    weights = {name: torch.randn(shape, generator=chance) for name, shape in shapes.items()}
    path = tmp_path / f"vgg16{ending}"
    save_file(weights, path) if ending == ".safetensors" else torch.save(weights, path)
    made = perception.features_of(path)
    x = torch.rand(1, 1, 10, 10) * 2 - 1
    mean, sd = (torch.tensor(v).view(1, 3, 1, 1) for v in ((0.485, 0.456, 0.406), (0.229, 0.224, 0.225)))
    y = (x.expand(-1, 3, -1, -1) + 1) / 2
    for layer in (0, 2):
        w, b = weights[f"features.{layer}.weight"], weights[f"features.{layer}.bias"]
        y = torch.nn.functional.conv2d((y - mean) / sd if layer == 0 else y, w, b, padding=1).relu()
    torch.testing.assert_close(made(x), y)
    assert made.said == part("recipes").Training(vgg=path).perceived == "VGG16 conv1_2"
    assert "not VGG" in part("recipes").Training().perceived


@pytest.mark.parametrize("text", ["nonsense", ""])
def test_a_file_that_holds_no_vgg_is_refused(text: str, tmp_path: Path) -> None:
    path = tmp_path / "other.safetensors"
    if text:
        path.write_text(text)
    else:
        save_file({"features.0.weight": torch.zeros(1)}, path)
    with pytest.raises(PluginError, match=r"“other.safetensors” .* choose another file\."):
        part("perception").features_of(path)


def test_the_plain_model_has_none_of_the_three_losses_and_all_weights_have_a_source() -> None:
    everything, losses = part("everything"), part("losses").Losses
    plain, proposed, *_ = everything.Everything().networks()
    assert plain.recipe.config.plain
    assert not proposed.recipe.config.plain
    assert (plain.recipe.config.cycle, plain.recipe.config.domain, plain.recipe.config.steps) == (
        10.0,
        0.1,
        2000,
    )
    for name in ("cycle", "perceptual", "autoencoder", "air", "domain", "adversarial", "jitter", "air_below"):
        said = losses.model_fields[name].description
        assert said is not None
        assert "code" in said or "published" in said or "example" in said, name


def test_a_history_fills_up_and_then_gives_half_of_the_pictures_back() -> None:
    history = part("history").History(4)
    chance = torch.Generator().manual_seed(8)
    made = [torch.full((1, 1, 2, 2), float(number)) for number in range(200)]
    given = [float(history.swapped(one, chance)[0, 0, 0, 0]) for one in made]
    assert given[:4] == [0.0, 1.0, 2.0, 3.0]
    older = sum(a != b for a, b in enumerate(given[4:], 4))
    assert 70 < older < 130
    assert all(a <= b for a, b in zip(given, range(200), strict=True)), "what was made before"
    again = part("history").History(4)
    again.load_state_dict(history.state_dict())
    same = [torch.Generator().manual_seed(9) for _ in range(2)]
    for _ in range(10):
        new = torch.rand(2, 1, 2, 2)
        assert torch.equal(history.swapped(new, same[0]), again.swapped(new, same[1]))
