"""Run: what work in the background reports to, and what it can be continued from."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Protocol

import torch


class Kept(Protocol):
    """Something whose state a checkpoint holds: a network, an optimizer, a scheduler."""

    def state_dict(self) -> dict[str, object]:
        """Return the state: plain containers and tensors."""

    def load_state_dict(self, state_dict: dict[str, object], /) -> object:
        """Take a state over."""


class Run(Protocol):
    """One piece of work in the background, such as a training.

    Randomness is a function of the seed, the step and the process, never of how often the work was
    interrupted: whoever needs chance takes ``generator(step)``. Resumed work then ends with the same weights,
    bit for bit on one CPU.
    """

    @property
    def folder(self) -> Path:
        """Where the work lives; results are written below it."""

    @property
    def seed(self) -> int:
        """What all chance depends on."""

    @property
    def device(self) -> torch.device:
        """Where to compute."""

    def steps(self, total: int, kept: Mapping[str, Kept]) -> Iterator[int]:
        """Yield the numbers of the steps that are left, saving ``kept`` on the way.

        Begins where an earlier run of the same folder was saved. Ends with ``Cancelled`` where somebody stops
        the work, after saving. May be used several times by one recipe, one stage after the other; stages
        that are finished yield nothing but load their state.
        """

    def generator(self, step: int, purpose: str = "") -> torch.Generator:
        """Return chance on the CPU that depends on the seed, the step, the process and the purpose alone."""

    def setup(
        self, net: torch.nn.Module, *optimizers: torch.optim.Optimizer
    ) -> tuple[torch.nn.Module, tuple[torch.optim.Optimizer, ...]]:
        """Bring a network and its optimizers to the devices of this run."""

    def backward(self, loss: torch.Tensor) -> None:
        """Compute the gradients of a loss, over all devices."""

    def once(self, work: Callable[[], object]) -> None:
        """Do something in the first of several processes alone, such as writing; the others wait for it."""

    def metrics(self, step: int, values: Mapping[str, float]) -> None:
        """Report numbers by name; every step may, what is shown is thinned."""

    def picture(
        self, step: int, title: str, hu: torch.Tensor, window: tuple[float, float] = (-160, 240)
    ) -> None:
        """Report an example picture (y, x) in HU, shown between two values of HU."""

    def message(self, text: str) -> None:
        """Report a sentence."""
