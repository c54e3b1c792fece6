"""What trainings will take, from seconds of trying."""

from __future__ import annotations

import time
from collections.abc import Callable

import torch

from ldct_studio.api import Effort

from .cases import draw_cases, picture, rays_of, wanted
from .recipes import Training, dose_module, joint_loss, reconstruction

_SMALL = {"size": 64, "views": 96, "patients": 8}
_COPIES = 4
"""Of every weight: itself, its gradient and two moments."""


def effort(config: Training, device: torch.device, networks: int) -> Effort:
    """Estimate so many trainings after one warm-up; time and memory go with pixels, scanning with views too.

    Measured is a step of the joint training at 64² and 96 views, or less, with the networks' own widths.
    """
    small = {name: min(value, getattr(config, name)) for name, value in _SMALL.items()}
    trial = config.model_copy(update=small)
    cases = draw_cases(trial, range(config.batch)).of(slice(None), device)
    net, module = reconstruction(trial).to(device), dose_module(trial).to(device)
    noise = torch.randn(rays_of(trial, cases.hu).shape, device=device)

    def learn() -> None:
        torch.autograd.backward(joint_loss(trial, net, module, cases, noise))

    step = _timed(learn, device)

    def scanned() -> None:
        p = rays_of(trial, cases.hu)
        picture(trial, p)
        wanted(trial, cases, p)

    scan = _timed(scanned, device)
    larger = (config.size / trial.size) ** 2
    seconds = (step - scan) * larger + scan * larger * config.views / trial.views
    weights = sum(p.numel() for both in (net, module) for p in both.parameters())
    channels = config.width * (config.depth + 1)
    memory = 4 * (_COPIES * weights + 12 * config.batch * config.size**2 * channels)
    steps = config.warm_steps + networks * config.steps
    return Effort(steps=steps, memory=memory + 4 * config.patients * config.size**2, seconds=steps * seconds)


def _timed(work: Callable[[], object], device: torch.device) -> float:
    """Return the seconds of a piece of work, the better of two tries after one that warms up."""
    tries = []
    for _ in range(3):
        begin = time.perf_counter()
        work()
        if device.type == "cuda":
            torch.cuda.synchronize(device)
        tries.append(time.perf_counter() - begin)
    return min(tries[1:])
