"""MVCT to kVCT: simulated MVCT, and scans of the user."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import torch

from ldct_studio.core.errors import PluginError
from ldct_studio.methods import denoisers  # noqa: F401  (non-local means, BM3D and TV are registered)
from ldct_studio.physics.neck import draw, neck
from tests.plugins.mvct_parts import TINY, Drawn, disc, few, filled, part


@pytest.fixture(scope="module", autouse=True)
def _few() -> Iterator[None]:
    with few():
        yield


def test_electron_density_is_that_of_the_specification_and_is_undone() -> None:
    mvct = part("mvct")
    hu = torch.tensor([-1000.0, -100.0, 0.0, 100.0, 1000.0])
    torch.testing.assert_close(mvct.electron_density(hu), torch.tensor([0.0, 0.9, 1.0, 1.052, 1.52]))
    torch.testing.assert_close(mvct.mv_of_kv(hu), torch.tensor([-1000.0, -100.0, 0.0, 52.0, 520.0]))
    torch.testing.assert_close(mvct.kv_of_mv(mvct.mv_of_kv(hu)), hu)


def test_mvct_has_the_noise_that_is_asked_for() -> None:
    mvct, scans = part("mvct"), part("scans")
    hu = draw(neck(1), 64, 3).hu
    seen = {}
    for noise in (0.0, 40.0):
        beams = mvct.Beams(noise_low=noise, noise_high=noise, blur_low=1, blur_high=1)
        seen[noise] = mvct.mvct(hu, 4.0, beams, scans.chance_of("a"))
    inside = hu[1] > -500
    assert float((seen[40.0] - seen[0.0])[1][inside].std()) == pytest.approx(40, rel=0.1)
    bone = hu[1] > 800
    assert float(seen[0.0][1][bone].mean()) < 0.75 * float(hu[1][bone].mean())


def test_a_shift_and_a_turn_move_what_is_drawn() -> None:
    moved = part("mvct").moved
    row = torch.full((1, 21, 31), -1000.0)
    row[0, 10, 15] = 0.0
    assert torch.allclose(moved(row, (0.0, 0.0), 0.0, -1000.0), row, atol=0.1)
    (place,) = (moved(row, (3.0, -2.0), 0.0, -1000.0)[0] > -100).nonzero().tolist()
    assert place == [8, 18]
    row[0, 10, 25] = 0.0
    turned = moved(row, (0.0, 0.0), 90.0, -1000.0)[0]
    assert float(turned[:, 15].max()) > -100


def test_slices_that_are_learned_from_are_unpaired_and_patients_of_the_parts_differ() -> None:
    scans, config = part("scans"), part("recipes").Training(slices=4, **TINY)
    pool, held = scans.learned(config)
    assert pool.mv.shape == pool.kv.shape == (4, 32, 32)
    assert float(pool.mv.min()) >= -1000
    assert float(pool.kv.max()) <= 600
    tested = next(iter(scans.pairs(config, "test", 1)))
    assert tested.mv.shape == tested.truth.shape == tested.labels.shape == (2, 32, 32)
    assert part("metrics").rmse(tested.mv, tested.truth) < 100, "they lie on one another"
    assert not torch.equal(tested.mv, held[0].mv)
    assert scans.learned(config)[0] is pool, "networks of a set learn from the same slices"
    brain = tested.labels == 7
    assert float(tested.truth[brain].median()) == pytest.approx(36, abs=20), "labels moved with the slices"


def test_a_batch_is_the_same_for_the_same_chance_and_changed_in_the_picture_alone() -> None:
    batches, scans = part("batches"), part("scans")
    pool = scans.Unpaired(disc(), disc().flip(-1))
    draws = [
        batches.draw_batch(pool, 3, 20.0, 5, torch.Generator().manual_seed(10), torch.device("cpu"))
        for _ in range(2)
    ]
    assert torch.equal(draws[0][0], draws[1][0])
    assert draws[0][0].shape == (3, 1, 64, 64)
    assert float(draws[0][0].amin()) == pytest.approx(-1.0)
    assert torch.equal(batches._shifted(disc()[0], 3, -2)[3:, :-2], disc()[0][:-3, 2:])


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with planning CT of six patients."""
    monkeypatch.setattr(part("scans"), "Volumes", Drawn)
    return filled(tmp_path / "scans", "planning", range(6))


def test_scans_without_mvct_get_a_simulated_one_whose_truth_is_kept(folder: Path) -> None:
    scans = part("scans")
    config = part("recipes").Training(slices=4, data=folder, **TINY)
    assert config.synthetic
    pool, held = scans.learned(config)
    assert pool.mv.shape == (4, 32, 32)
    assert held[0].truth is not None
    assert held[0].labels is None
    names = [
        set(scans._dealt(Drawn(folder / "planning"), config, kind))
        for kind in ("train", "validation", "test")
    ]
    assert sum(map(len, names)) == len(set.union(*names)) == 6, "no patient is in two parts"
    assert len(scans.files_of(config)) == 6
    with pytest.raises(PluginError, match=r"slices to learn from and 400 are wanted"):
        scans.unpaired(config.model_copy(update={"slices": 400}))


def test_mvct_of_the_user_is_learned_from_and_nobody_knows_its_truth(folder: Path) -> None:
    config = part("recipes").Training(slices=4, data=filled(folder, "mvct", range(6)), **TINY)
    assert not config.synthetic
    pool, held = part("scans").learned(config)
    assert pool.mv.shape == pool.kv.shape == (4, 32, 32)
    assert held[0].truth is None
