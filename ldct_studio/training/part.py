"""A part of a run: one training of several that a recipe does one after the other in a single job."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import torch

from ..core.run import Kept, Run


class PartOfRun:
    """A ``Run`` within another one: a folder and a name of its own, and where it is given a seed of its own.

    Everything is done by the whole run. Metrics, pictures and messages say the name first, the last part of
    the folder where none is given. Without a seed of its own chance is that of the whole run; with one it
    depends on both. The folder has to be made by who makes the part.
    """

    def __init__(self, run: Run, folder: Path, name: str | None = None, seed: int | None = None) -> None:
        self._run, self._folder, self._seed = run, folder, seed
        self._name = folder.name if name is None else name

    @property
    def folder(self) -> Path:
        """Where the part lives; its results are written below it."""
        return self._folder

    @property
    def name(self) -> str:
        """What is said before everything that the part reports."""
        return self._name

    @property
    def seed(self) -> int:
        """What the part's chance depends on: its own seed, else that of the whole run."""
        return self._run.seed if self._seed is None else self._seed

    @property
    def device(self) -> torch.device:
        """Where to compute."""
        return self._run.device

    def steps(self, total: int, kept: Mapping[str, Kept]) -> Iterator[int]:
        """Yield the steps of the next stage of the whole run that are left; save ``kept`` on the way."""
        return self._run.steps(total, kept)

    def pass_over(self, total: int, kept: Mapping[str, Kept]) -> None:
        """Pass over a stage whose results are there already, so that later stages find their checkpoints.

        ``kept`` is what is taken over from the checkpoint of the stage; the rest of it is not read.
        """
        for _ in self._run.steps(total, kept):
            pass

    def generator(self, step: int, purpose: str = "") -> torch.Generator:
        """Return chance on the CPU, as the whole run does; it depends on a seed of the part's own as well."""
        return self._run.generator(step, purpose if self._seed is None else f"{self._seed}/{purpose}")

    def setup(
        self, net: torch.nn.Module, *optimizers: torch.optim.Optimizer
    ) -> tuple[torch.nn.Module, tuple[torch.optim.Optimizer, ...]]:
        """Bring a network and its optimizers to the devices of the run."""
        return self._run.setup(net, *optimizers)

    def backward(self, loss: torch.Tensor) -> None:
        """Compute the gradients of a loss, over all devices."""
        self._run.backward(loss)

    def once(self, work: Callable[[], object]) -> None:
        """Do something in the first of several processes alone; the others wait for it."""
        self._run.once(work)

    def metrics(self, step: int, values: Mapping[str, float]) -> None:
        """Report numbers under the name of the part."""
        self._run.metrics(step, {f"{self._name}: {name}": value for name, value in values.items()})

    def picture(
        self, step: int, title: str, hu: torch.Tensor, window: tuple[float, float] = (-160, 240)
    ) -> None:
        """Report an example picture (y, x) in HU under the name of the part."""
        self._run.picture(step, f"{self._name}: {title}", hu, window)

    def message(self, text: str) -> None:
        """Report a sentence after the name of the part."""
        self._run.message(f"{self._name}: {text}")
