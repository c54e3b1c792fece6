"""How much work a training is, from one step of small size on this machine."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import torch
from torch import nn

from ldct_studio.api import Architecture, Effort, LogitsHead, UNetBody

from .examples import Examples, draw_pool, scan
from .recipes import Training

ENOUGH = 0.5
"""Seconds of a step from which on its time is scaled up instead of a larger step tried."""
_ADAM = 4
"""Copies of every weight: itself, its gradient and two moments."""


@dataclass(frozen=True)
class Load:
    """What a training goes through in every step."""

    config: Training
    networks: int
    """One behind the other."""
    scans: bool
    """Whether its slices are scanned."""


@dataclass(frozen=True)
class Cost:
    """What a step of one network takes."""

    seconds: float
    memory: float
    """Bytes of what it keeps for its gradients."""


def effort(loads: Sequence[Load], device: torch.device) -> Effort:
    """Estimate trainings one after the other, all of the same size and on the same patients.

    Time is that of the networks' steps, of scanning and of drawing patients; what is measured on patients
    held back is left out. Memory is that of the slices and of the largest load with its optimizer.
    """
    config = loads[0].config
    step, networks = step_cost(config, device), max(load.networks for load in loads)
    scanning, drawing = _scan_seconds(config, device), _draw_seconds(config) * config.patients
    steps = (load.config.steps * (load.networks * step.seconds + load.scans * scanning) for load in loads)
    slices = config.patients * config.size**2 * (4 + 1)  # HU and classes
    weights = 4 * _ADAM * sum(p.numel() for p in _network(config, torch.device("meta")).parameters())
    return Effort(
        steps=sum(load.config.steps for load in loads),
        memory=slices + networks * (step.memory + weights),
        seconds=sum(steps) + drawing,
    )


def step_cost(config: Training, device: torch.device) -> Cost:
    """Return what a step of one network takes: measured at a small size, and scaled.

    Time goes with pixels × width² × batch, memory with pixels × width × batch.
    """
    for trial in _trials(config):
        cost = _measured(trial, device)
        if cost.seconds > ENOUGH:
            break
    wider = config.width / trial.width
    larger = (config.size / trial.size) ** 2 * config.batch / trial.batch
    return Cost(cost.seconds * larger * wider**2, cost.memory * larger * wider)


def _trials(config: Training) -> Iterator[Training]:
    """Yield the training from small to its own size."""
    now = {"size": min(64, config.size), "width": min(16, config.width), "batch": min(2, config.batch)}
    while True:
        yield config.model_copy(update=now)
        smaller = [name for name, value in now.items() if value < getattr(config, name)]
        if not smaller:
            return
        now[smaller[0]] = min(2 * now[smaller[0]], getattr(config, smaller[0]))


def _measured(config: Training, device: torch.device) -> Cost:
    net = _network(config, device)
    optimizer = torch.optim.Adam(net.parameters())
    pictures = 100 * torch.randn(config.batch, 1, config.size, config.size, device=device)
    weights = {p.untyped_storage().data_ptr() for p in net.parameters()}
    kept: dict[int, int] = {}

    def keep(tensor: torch.Tensor) -> torch.Tensor:
        kept[tensor.untyped_storage().data_ptr()] = tensor.untyped_storage().nbytes()
        return tensor

    def step() -> None:
        optimizer.zero_grad()
        with torch.autograd.graph.saved_tensors_hooks(keep, lambda tensor: tensor):
            loss = net(pictures).square().mean()
        loss.backward()
        optimizer.step()
        _waited(device)

    step()
    memory = sum(size for place, size in kept.items() if place not in weights)
    return Cost(_timed(step), memory)


def _network(config: Training, device: torch.device) -> nn.Module:
    with device:
        body = UNetBody(width=config.width, depth=config.depth)
        return Architecture(body=body, head=LogitsHead(classes=3)).build()


def _scan_seconds(config: Examples, device: torch.device) -> float:
    """Return the time of scanning a batch, from one slice of its size."""
    pool, first, chance = draw_pool(config, range(1)), torch.zeros(1, dtype=torch.long), torch.Generator()

    def one() -> None:
        scan(config, pool, first, chance, device)
        _waited(device)

    one()
    return config.batch * _timed(one)


def _draw_seconds(config: Examples) -> float:
    return _timed(lambda: draw_pool(config, range(2))) / 2


def _waited(device: torch.device) -> None:
    if device.type == "cuda":
        torch.cuda.synchronize(device)


def _timed(work: Callable[[], object]) -> float:
    """Return the seconds of a piece of work, the better of two tries."""
    tries = []
    for _ in range(2):
        begin = time.perf_counter()
        work()
        tries.append(time.perf_counter() - begin)
    return min(tries)
