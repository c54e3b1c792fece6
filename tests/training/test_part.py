"""A part of a run: what is its own, and what is the whole run's."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
import torch

from ldct_studio.core.cancel import stop_when
from ldct_studio.core.errors import Cancelled
from ldct_studio.core.events import Event, Message, Metric, Picture
from ldct_studio.core.resources import Resources
from ldct_studio.core.run import Run
from ldct_studio.training.part import PartOfRun
from ldct_studio.training.run import FabricRun


@pytest.fixture(autouse=True)
def _own_chance() -> Iterator[None]:
    """Leave torch's own generator as it was."""
    with torch.random.fork_rng():
        yield


def whole(folder: Path, told: list[Event] | None = None) -> FabricRun:
    return FabricRun(folder, 3, Resources(), ([] if told is None else told).append)


def drawn(run: Run, step: int, purpose: str = "") -> float:
    return float(torch.rand(1, generator=run.generator(step, purpose)))


def test_what_a_part_reports_says_its_name_first(tmp_path: Path) -> None:
    told: list[Event] = []
    run = whole(tmp_path, told)
    parts = (
        PartOfRun(run, tmp_path / "models" / "base"),
        PartOfRun(run, tmp_path / "models" / "base", "2/base"),
    )
    for part in parts:
        assert part.folder == tmp_path / "models" / "base"
        part.metrics(0, {"loss": 1.0})
        part.picture(0, "FBP", torch.zeros(4, 4))
        part.message("It begins.")
    run.close()
    names = [name for event in told if isinstance(event, Metric) for name in event.values]
    assert names == ["base: loss", "2/base: loss"]
    assert [event.title for event in told if isinstance(event, Picture)] == ["base: FBP", "2/base: FBP"]
    said = [event.text for event in told if isinstance(event, Message)]
    assert said == ["base: It begins.", "2/base: It begins."]


def test_without_a_seed_of_its_own_chance_is_that_of_the_run_and_else_depends_on_both(tmp_path: Path) -> None:
    run = whole(tmp_path)
    plain, zero, nine = (PartOfRun(run, tmp_path, seed=seed) for seed in (None, 0, 9))
    assert (plain.seed, zero.seed, nine.seed) == (3, 0, 9)
    assert drawn(plain, 4, "batch") == drawn(run, 4, "batch")
    assert drawn(zero, 4, "batch") == drawn(run, 4, "0/batch"), "0 is a seed, too"
    assert drawn(nine, 4, "batch") == drawn(run, 4, "9/batch")
    other = FabricRun(tmp_path, 5, Resources(), lambda event: None)
    assert drawn(PartOfRun(other, tmp_path, seed=9), 4, "batch") != drawn(nine, 4, "batch")


def test_parts_are_stages_of_the_run_and_one_that_is_finished_is_passed_over(tmp_path: Path) -> None:
    def train(part: PartOfRun) -> list[int]:
        net = torch.nn.Linear(1, 1)
        net, (optimizer,) = part.setup(net, torch.optim.SGD(net.parameters(), 0.1))
        taken = []
        for step in part.steps(4, {"net": net}):
            part.backward(net(torch.ones(1, 1)).sum())
            optimizer.step()
            part.once(lambda step=step: taken.append(step))
        return taken

    run, looks = whole(tmp_path), count()
    assert train(PartOfRun(run, tmp_path / "a")) == [0, 1, 2, 3]
    with stop_when(lambda: next(looks) >= 2), pytest.raises(Cancelled):
        train(PartOfRun(run, tmp_path / "b"))
    again = whole(tmp_path)
    kept = torch.nn.Linear(1, 1)
    PartOfRun(again, tmp_path / "a").pass_over(4, {"net": kept})
    saved = torch.load(tmp_path / "checkpoint-1.pt", weights_only=True)["kept"]["net"]
    assert all(torch.equal(value, saved[name]) for name, value in kept.state_dict().items())
    part = PartOfRun(again, tmp_path / "b")
    assert (part.device, part.name) == (again.device, "b")
    assert train(part) == [2, 3], "it goes on with its own checkpoint"
