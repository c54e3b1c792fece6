"""A step down a loss: what it does to weights, when it refuses, and how fast it goes."""

from __future__ import annotations

import math
from pathlib import Path

import pytest
import torch
from torch import nn

from ldct_studio.core.errors import StudioError
from ldct_studio.core.resources import Resources
from ldct_studio.training.descent import descend, schedule
from ldct_studio.training.run import FabricRun


@pytest.fixture
def run(tmp_path: Path) -> FabricRun:
    return FabricRun(tmp_path, 1, Resources(), lambda event: None)


def test_a_step_goes_down_the_gradient_of_this_loss_alone(run: FabricRun) -> None:
    net = nn.Linear(1, 1, bias=False)
    nn.init.constant_(net.weight, 2.0)
    ready, (optimizer,) = run.setup(net, torch.optim.SGD(net.parameters(), lr=0.5))
    for step, left in enumerate((1.9, 1.8)):
        assert descend(run, ready, optimizer, 0.2 * ready(torch.ones(1, 1)).sum(), step) > 0
        assert net.weight.item() == pytest.approx(left)
    before = net.weight.item()
    loss = 30 * ready(torch.ones(1, 1)).sum()
    assert descend(run, ready, optimizer, loss, 2) == pytest.approx(30 * before)
    assert net.weight.item() == pytest.approx(before - 0.5), "a gradient is at most 1 long"


@pytest.mark.parametrize("bad", [float("nan"), float("inf")])
def test_a_training_that_diverges_ends_before_its_weights_do(run: FabricRun, bad: float) -> None:
    net = nn.Linear(2, 1)
    ready, (optimizer,) = run.setup(net, torch.optim.Adam(net.parameters(), lr=1e-3))
    taken = []

    def train() -> None:
        for step in range(5):
            loss = ready(torch.ones(1, 2)).sum() * (bad if step == 2 else 1.0)
            taken.append(descend(run, ready, optimizer, loss, step))

    with pytest.raises(StudioError, match=r"diverged at step 3; .* lower learning rate\.$"):
        train()
    assert len(taken) == 2
    assert all(bool(weight.isfinite().all()) for weight in net.state_dict().values())


def test_a_gradient_that_is_no_number_is_refused_where_the_loss_is_one(run: FabricRun) -> None:
    net = nn.Linear(1, 1, bias=False)
    nn.init.constant_(net.weight, 0.0)
    ready, (optimizer,) = run.setup(net, torch.optim.SGD(net.parameters(), lr=0.5))
    with pytest.raises(StudioError, match="diverged at step 1"):
        descend(run, ready, optimizer, ready(torch.ones(1, 1)).sqrt().sum(), 0)
    assert net.weight.item() == 0


def test_the_learning_rate_rises_and_falls_along_a_cosine() -> None:
    rates = [schedule(step, 1000, 100, 0.02) for step in range(1001)]
    assert rates[0] == pytest.approx(0.01)
    assert rates[49] == pytest.approx(0.5, rel=0.01)
    assert max(rates) == rates[99] > 0.97
    assert rates[500] == pytest.approx(0.02 + 0.98 / 2)
    assert rates[1000] == pytest.approx(0.02)
    assert rates[200:] == sorted(rates[200:], reverse=True)
    for warm, lowest, rest in ((100, 0.01, 0.99), (200, 0.02, 0.98)):  # as networks that ship were trained
        for step in range(0, 5000, 7):
            falling = lowest + rest * (1 + math.cos(math.pi * step / 5000)) / 2
            assert schedule(step, 5000, warm, lowest) == min(1.0, (step + 1) / warm) * falling
