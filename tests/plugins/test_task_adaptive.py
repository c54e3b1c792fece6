"""Task-adaptive reconstruction: what its equations promise exactly."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import torch
from torch import nn

from ldct_studio.core.errors import PluginError
from ldct_studio.core.paths import data_dir, shipped_plugins
from ldct_studio.core.step import Step
from ldct_studio.discovery import load_file
from ldct_studio.nets.architecture import Architecture, LogitsHead, UNetBody
from ldct_studio.nets.model import Card, ClassName, load_model, save_model
from ldct_studio.plugin import Recipe, make

SMALL = "patients=4,size=32,steps=3,batch=2,width=2,depth=2,views=32"


class PlainRun:
    """A run without checkpoints, on the CPU."""

    device = torch.device("cpu")

    def __init__(self, folder: Path, seed: int = 1) -> None:
        self.folder, self.seed = folder, seed
        self.told: dict[str, list[float]] = {}
        torch.manual_seed(seed)

    def steps(self, total: int, kept: Mapping[str, Any]) -> Iterator[int]:
        yield from range(total)

    def generator(self, step: int, purpose: str = "") -> torch.Generator:
        return torch.Generator().manual_seed(self.seed * 1000 + step)

    def setup(self, net: nn.Module, *optimizers: Any) -> tuple[nn.Module, tuple[Any, ...]]:
        return net, optimizers

    def once(self, work: Callable[[], object]) -> None:
        work()

    def backward(self, loss: torch.Tensor) -> None:
        loss.backward()

    def metrics(self, step: int, values: Mapping[str, float]) -> None:
        for name, value in values.items():
            self.told.setdefault(name, []).append(value)

    def picture(self, step: int, title: str, hu: torch.Tensor, window: tuple[float, float] = (0, 1)) -> None:
        assert hu.ndim == 2

    def message(self, text: str) -> None:
        pass


@pytest.fixture(scope="module", autouse=True)
def _loaded() -> None:
    assert load_file(shipped_plugins() / "task_adaptive" / "__init__.py") is not None


def part(name: str) -> ModuleType:
    return importlib.import_module(f"ldct_studio_plugins.task_adaptive.{name}")


def train(text: str, folder: Path, seed: int = 1) -> PlainRun:
    recipe = make(Step.parse(f"recipe:task_adaptive.{text}"))
    assert isinstance(recipe, Recipe)
    run = PlainRun(folder, seed)
    recipe.train(run)
    return run


def segmenter(anatomy: str = "reproduction") -> nn.Module:
    torch.manual_seed(5)
    names = enumerate(part("examples").CLASSES[anatomy], 1)
    classes = tuple(ClassName(value=i, name=name, color=color) for i, (name, color) in names)
    shape = Architecture(body=UNetBody(width=2, depth=2), head=LogitsHead(classes=1 + len(classes)))
    net = shape.build()
    card = Card(title="g", kind="segmenter", architecture=shape, classes=classes)
    save_model(data_dir() / "models" / "judge", net, card)
    return net


def weights(folder: Path) -> dict[str, torch.Tensor]:
    return load_model(folder / "model")[0].state_dict()


def test_alpha_zero_is_the_base_network_bit_for_bit(tmp_path: Path) -> None:
    """Equation 9 without its task is equation 3, whichever segmenter is named."""
    segmenter()
    train(f"base:{SMALL}", tmp_path / "a")
    train(f"base:{SMALL},alpha=0,segmenter=judge", tmp_path / "b")
    train(f"base:{SMALL},alpha=0.5,segmenter=judge", tmp_path / "c")
    base, same, other = (weights(tmp_path / name) for name in "abc")
    assert all(torch.equal(base[name], same[name]) for name in base)
    assert not all(torch.equal(base[name], other[name]) for name in base)


@pytest.mark.parametrize(("anatomy", "other"), [("reproduction", "organs"), ("organs", "reproduction")])
def test_a_segmenter_of_another_anatomy_is_refused(tmp_path: Path, anatomy: str, other: str) -> None:
    """What only one of the two labels would count as background, or as no class at all."""
    segmenter(other)
    with pytest.raises(PluginError, match=f"finds Liver, .* “{anatomy}” has Liver, .*; choose another"):
        train(f"base:{SMALL},anatomy={anatomy},alpha=0.5,segmenter=judge", tmp_path)


def test_the_frozen_segmenter_stays_as_it_is_and_lets_gradients_through() -> None:
    losses = part("losses")
    frozen = losses.frozen(segmenter())
    before = {name: value.clone() for name, value in frozen.state_dict().items()}
    picture = (torch.randn(2, 1, 32, 32) * 50 + 50).requires_grad_(True)
    labels = torch.randint(3, (2, 32, 32))
    batch = part("examples").Batch(picture.detach(), picture.detach(), labels)
    losses.task_loss(frozen, 1.0)(picture, batch).backward()
    assert picture.grad is not None
    assert float(picture.grad.abs().sum()) > 0
    assert all(p.grad is None for p in frozen.parameters())
    after = frozen.state_dict()
    assert all(torch.equal(before[name], after[name]) for name in before)


def test_the_dice_loss_is_the_equation() -> None:
    losses = part("losses")
    logits, labels = torch.randn(2, 3, 9, 7), torch.randint(3, (2, 9, 7))
    p = logits.softmax(1)
    dice = 0.0
    for c in range(3):
        g = (labels == c).float()
        dice += float((2 * (p[:, c] * g).sum() + 1e-6) / (p[:, c].sum() + g.sum() + 1e-6)) / 3
    assert float(losses.dice_loss(logits, labels)) == pytest.approx(1 - dice, abs=1e-6)


def test_the_relative_error_of_fbp_is_one_at_every_dose() -> None:
    losses = part("losses")
    full = torch.zeros(3, 1, 16, 16)
    low = torch.randn(3, 1, 16, 16) * torch.tensor([10.0, 100.0, 1000.0]).view(3, 1, 1, 1)
    batch = part("examples").Batch(low, full, torch.zeros(3, 16, 16).long())
    assert float(losses.relative_error(low, batch)) == pytest.approx(1)
    assert float(losses.relative_error(full, batch)) == 0


def test_normalized_terms_weigh_what_alpha_says() -> None:
    losses = part("losses")
    frozen = losses.frozen(segmenter())
    made, full = torch.randn(1, 1, 16, 16) * 100, torch.zeros(1, 1, 16, 16)
    batch = part("examples").Batch(made, full, torch.zeros(1, 16, 16).long())
    value = losses.task_loss(frozen, 0.3, normalized=True)(made, batch)
    assert float(value) == pytest.approx(1.0, abs=1e-5)


@pytest.mark.parametrize("text", ["base", "segmenter", "joint", "base:body=redcnn,head=residual,width=4"])
def test_every_recipe_leaves_a_model_that_loads(tmp_path: Path, text: str) -> None:
    name, _, settings = text.partition(":")
    small = SMALL.replace("width=2,", "") if settings else SMALL
    run = train(f"{name}:{','.join(filter(None, (small, settings)))}", tmp_path)
    _, card = load_model(tmp_path / "model")
    assert card.steps == 3
    assert f"task_adaptive.{name}" in card.command
    assert len(run.told["loss"]) == 3
    if name == "joint":
        assert load_model(tmp_path / "task")[1].kind == "segmenter"


def test_batches_depend_on_chance_alone() -> None:
    examples = part("examples")
    config = examples.Examples(patients=4, size=32, batch=2, views=32)
    pool = examples.draw_pool(config, range(4))

    def batch(seed: int) -> torch.Tensor:
        chance = torch.Generator().manual_seed(seed)
        low: torch.Tensor = examples.draw_batch(config, [pool], chance, torch.device("cpu")).low
        return low

    assert torch.equal(batch(1), batch(1))
    assert not torch.equal(batch(1), batch(2))


@pytest.mark.parametrize("changed", [{"floor": 0.1}, {"upsample": 2}])
def test_the_simulation_can_be_that_of_lodopab(changed: dict[str, float]) -> None:
    examples = part("examples")
    plain = examples.Examples(patients=4, size=32, views=32, photons_low=100, photons_high=100)
    pool = examples.draw_pool(plain, range(2))

    def low(config: Any) -> torch.Tensor:
        chance = torch.Generator().manual_seed(0)
        found: torch.Tensor = examples.scan(
            config, pool, torch.tensor([0, 1]), chance, torch.device("cpu")
        ).low
        return found

    assert not torch.equal(low(plain), low(plain.model_copy(update=changed)))


def test_patients_to_learn_from_and_to_look_at_are_others() -> None:
    recipes, examples = part("recipes"), part("examples")
    (learned,), (held,) = recipes.pools(examples.Examples(patients=4, size=32, first=10), labeled=True)
    assert len(learned) == 4
    assert not any(torch.equal(a, b) for a in learned.hu for b in held.hu)


def test_patches_are_cut_around_lesions() -> None:
    examples = part("examples")
    labels = torch.zeros(3, 64, 64, dtype=torch.uint8)
    labels[0, 50:54, 8:12] = examples.LESION
    pool = examples.Pool(torch.zeros(3, 64, 64), labels, 6.25)
    config = examples.Examples(size=64, patch=32, batch=6, each=2, lesions=True, views=32)
    for seed in range(5):
        chance = torch.Generator().manual_seed(seed)
        batch = examples.draw_batch(config, [pool], chance, torch.device("cpu"))
        assert batch.labels.shape == (6, 32, 32)
        assert bool((batch.labels == examples.LESION).flatten(1).any(1).all())


def test_a_task_may_be_some_classes_alone() -> None:
    losses = part("losses")
    labels = torch.randint(0, 3, (2, 16, 16))
    perfect = torch.nn.functional.one_hot(labels, 3).permute(0, 3, 1, 2) * 50.0
    wrong = perfect.clone()
    wrong[:, [0, 2]] = wrong[:, [2, 0]]
    assert float(losses.dice_loss(wrong, labels, classes=(1,))) == pytest.approx(0, abs=1e-5)
    assert float(losses.dice_loss(wrong, labels, classes=(1, 2))) == pytest.approx(0.5, abs=1e-5)
    assert float(losses.dice_loss(wrong, labels)) == pytest.approx(2 / 3, abs=1e-5)


def test_the_published_form_is_compared_within_its_window(tmp_path: Path) -> None:
    """Air, which a sigmoid cannot show, must not be what the loss is made of."""
    recipes, examples = part("recipes"), part("examples")
    config = recipes.Reconstruction.Config(patients=4, size=32, batch=2, views=32)
    pool = examples.draw_pool(config, range(2))
    batch = recipes._learned(config, [pool], PlainRun(tmp_path, 0), 0)
    assert float(batch.full.min()) == -200
    whole = recipes._learned(config.model_copy(update={"head": "residual"}), [pool], PlainRun(tmp_path, 0), 0)
    assert float(whole.full.min()) < -900
    assert torch.equal(whole.full.clamp(-200, 300), batch.full)


def test_only_the_first_of_several_processes_writes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(PlainRun, "once", lambda run, work: None)
    for name in ("base", "segmenter", "joint"):
        train(f"{name}:{SMALL}", tmp_path / name)
        assert not (tmp_path / name).exists()


@pytest.mark.parametrize(
    ("every", "looks", "spread"), [(1, [0, 1, 2, 3, 4, 5], [1.0]), (4, [3, 5], []), (3, [2, 5], [])]
)
def test_no_step_is_looked_at_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, every: int, looks: list[int], spread: list[float]
) -> None:
    fitting, run, seen = part("fitting"), PlainRun(tmp_path), list[int]()
    monkeypatch.setattr(fitting, "LOOK", every)

    def look(ready: nn.Module, step: int) -> dict[str, float]:
        assert not ready.training
        seen.append(step)
        return {fitting.PSNR: float(step)}

    net = nn.Linear(2, 1)
    figures = fitting.fit(run, net, 6, 1e-3, lambda ready, step: ready(torch.ones(1, 2)).sum(), look)
    assert seen == run.told[fitting.PSNR] == looks
    assert list(figures.values()) == [5.0, *spread]
    assert not net.training


def test_a_patch_is_no_larger_than_the_matrix() -> None:
    with pytest.raises(PluginError, match="“patch” is 48: it is larger than the matrix"):
        make(Step.parse("recipe:task_adaptive.base:size=32,patch=48"))
    make(Step.parse("recipe:task_adaptive.base:size=48,patch=48"))


def test_a_start_of_another_network_is_refused(tmp_path: Path) -> None:
    train(f"base:{SMALL}", data_dir() / "models" / "first")
    with pytest.raises(PluginError, match="another network than these settings make"):
        train(f"base:{SMALL.replace('width=2', 'width=4')},start=first", tmp_path)
    train(f"base:{SMALL},start=first", tmp_path)


def test_lesions_that_no_patient_has_are_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    patients, examples = part("patients"), part("examples")
    pool = examples.Pool(torch.zeros(4, 32, 32), torch.zeros(4, 32, 32, dtype=torch.uint8), 12.5)
    monkeypatch.setattr(patients, "_drawn", lambda *words: pool)
    with pytest.raises(PluginError, match="None of the 4 synthetic patients has a lesion"):
        patients.pools(examples.Examples(patients=4, size=32, lesions=True), labeled=False)


def test_a_card_says_which_pixels_the_network_is_made_for(tmp_path: Path) -> None:
    """A segmenter brings pictures to its own pixels, so that it takes what shipped ones take as well."""
    train(f"joint:{SMALL}", tmp_path)
    denoiser, segmenter = (load_model(tmp_path / name)[1] for name in ("model", "task"))
    assert denoiser.spacing_mm == (12.5 * 0.75, 12.5 * 1.25)
    assert segmenter.spacing_mm == (0.3, 12.5 * 1.25)
    assert segmenter.works_at_mm == 12.5


def test_noise_is_added_to_some_pictures_up_to_an_sd() -> None:
    """15 % of them, with SDs from 0 to the most: their mean square is a third of it."""
    augmenting, examples = part("augmenting"), part("examples")
    hu = torch.full((2000, 1, 16, 16), 40.0)
    added = augmenting.augmented(hu, 90.0, torch.Generator().manual_seed(1)) - hu
    noisy = added.flatten(1).std(1) > 0
    assert abs(float(noisy.float().mean()) - 0.15) < 0.025
    assert abs(float(added[noisy].square().mean() / (90**2 / 3)) - 1) < 0.12
    labels = torch.zeros(1, 8, 8, dtype=torch.uint8)
    labels[0, :4] = 1
    values = torch.linspace(-100, 100, 32).view(1, 4, 8)
    pool = examples.Pool(torch.cat([values, torch.full((1, 4, 8), -1000.0)], 1), labels, 1.0)
    assert abs(augmenting.labeled_sd([pool]) / float(values.std()) - 1) < 0.05
