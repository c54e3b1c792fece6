"""A part of a run: one network of the set, with a folder, a seed and a clock of its own."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import torch
from torch import nn

from ldct_studio.api import Kept, Run


class Clock:
    """Wall time that is kept with the checkpoints; what a crash made to be done again counts once."""

    def __init__(self) -> None:
        self.seconds = 0.0
        """Up to the newest checkpoint."""
        self._since = time.monotonic()

    def state_dict(self) -> dict[str, object]:
        """Return the seconds so far."""
        now = time.monotonic()
        self.seconds, self._since = self.seconds + now - self._since, now
        return {"seconds": self.seconds}

    def load_state_dict(self, state_dict: dict[str, object]) -> None:
        """Go on from seconds that were kept."""
        seconds = state_dict["seconds"]
        assert isinstance(seconds, float)
        self.seconds, self._since = seconds, time.monotonic()


@dataclass(frozen=True)
class Part:
    """A part of a run, with a folder and a seed of its own."""

    run: Run
    folder: Path
    seed: int
    clock: Clock = field(default_factory=Clock)

    @property
    def device(self) -> torch.device:
        """Where to compute."""
        return self.run.device

    @property
    def name(self) -> str:
        """The seed and the network."""
        return f"{self.folder.parent.name}/{self.folder.name}"

    def steps(self, total: int, kept: Mapping[str, Kept]) -> Iterator[int]:
        """Yield the steps of a stage of the whole run."""
        self.run.message(f"{self.name}: {total} steps.")
        return self.run.steps(total, {**kept, "clock": self.clock})

    def pass_over(self, total: int) -> None:
        """Take over from its checkpoint what a finished stage took."""
        for _ in self.run.steps(total, {"clock": self.clock}):
            pass

    def generator(self, step: int, purpose: str = "") -> torch.Generator:
        """Return chance that depends on this part's seed too."""
        return self.run.generator(step, f"{self.seed}/{purpose}")

    def setup(
        self, net: nn.Module, *optimizers: torch.optim.Optimizer
    ) -> tuple[nn.Module, tuple[torch.optim.Optimizer, ...]]:
        """Bring a network and its optimizers to the devices of the run."""
        return self.run.setup(net, *optimizers)

    def backward(self, loss: torch.Tensor) -> None:
        """Compute the gradients of a loss."""
        self.run.backward(loss)

    def once(self, work: Callable[[], object]) -> None:
        """Do something in the first of several processes alone."""
        self.run.once(work)

    def metrics(self, step: int, values: Mapping[str, float]) -> None:
        """Report numbers under the name of this part."""
        self.run.metrics(step, {f"{self.name}: {name}": value for name, value in values.items()})

    def picture(
        self, step: int, title: str, hu: torch.Tensor, window: tuple[float, float] = (-160, 240)
    ) -> None:
        """Report an example picture under the name of this part."""
        self.run.picture(step, f"{self.name}: {title}", hu, window)

    def message(self, text: str) -> None:
        """Report a sentence."""
        self.run.message(text)
