"""The run of a job: devices by Lightning Fabric, checkpoints and events in the folder of the job."""

from __future__ import annotations

import hashlib
import io
import pickle
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import torch

from ..core.atomic import write_bytes
from ..core.cancel import check, stop_when
from ..core.device import device
from ..core.errors import Cancelled, PluginError, StudioError
from ..core.events import Event, Message, Metric, Progress, Resumed, Saved, shortened
from ..core.resources import Resources
from ..core.run import Kept
from .pictures import Board, write_picture

if TYPE_CHECKING:
    from lightning_fabric import Fabric

Report = Callable[[Event], None]

SAVE_SECONDS = 20.0
"""Between two checkpoints, and so the most that is computed again after a crash."""
TELL_SECONDS = 0.5
"""Between two events of the same kind; what comes in between is left out, but never the last one."""
MESSAGES = 500
"""Sentences of one run that are kept."""


class FabricRun:
    """A ``Run`` over a folder: every stage of the work has a checkpoint there, ``checkpoint-1.pt`` and on.

    Within a step torch's own generator depends on the seed, the step and the process, too, so that dropout
    needs no care. Only the first of several processes writes.
    """

    def __init__(
        self, folder: Path, seed: int, resources: Resources, report: Report, on: str = "local"
    ) -> None:
        self._folder, self._seed, self._report = folder, seed, report
        self._fabric = _devices(resources, on)
        self._stage = self._messages = 0
        self._told: dict[tuple[str, ...], float] = {}
        self._left_out: dict[tuple[str, ...], Metric | Progress] = {}
        self._board = Board(folder / "tensorboard")
        self._seed_torch(0, "before all stages", rank=0)

    @property
    def folder(self) -> Path:
        """Where the work lives."""
        return self._folder

    @property
    def seed(self) -> int:
        """What all chance depends on."""
        return self._seed

    @property
    def device(self) -> torch.device:
        """Where to compute."""
        return self._fabric.device

    def steps(self, total: int, kept: Mapping[str, Kept]) -> Iterator[int]:
        """Yield the steps of the next stage that are left; save ``kept`` on the way."""
        self._stage += 1
        stage = self._stage
        try:
            yield from self._left(stage, total, kept)
        finally:  # what comes next, such as fresh weights, must not depend on how many steps were left
            self._seed_torch(0, f"after stage {stage}", rank=0)

    def _left(self, stage: int, total: int, kept: Mapping[str, Kept]) -> Iterator[int]:
        first = self._load(stage, kept)
        saved = time.monotonic()
        for step in range(first, total):
            self._look(stage, step, kept)
            self._seed_torch(step, f"stage {stage}", self._fabric.global_rank)
            with stop_when(lambda: False):  # else a network that looks would end a step that nobody has saved
                yield step
            self._tell(Progress(step=step + 1, total=total, stage=stage), ("",))
            if time.monotonic() - saved > SAVE_SECONDS:
                self._save(stage, step + 1, kept)
                saved = time.monotonic()
        if first < total:
            self._save(stage, total, kept)
        self._catch_up()

    def _seed_torch(self, step: int, purpose: str, rank: int) -> None:
        torch.manual_seed(_number(self._seed, step, rank, purpose))

    def generator(self, step: int, purpose: str = "") -> torch.Generator:
        """Return chance on the CPU that depends on the seed, the step, the process and the purpose alone."""
        return torch.Generator().manual_seed(_number(self._seed, step, self._fabric.global_rank, purpose))

    def setup(
        self, net: torch.nn.Module, *optimizers: torch.optim.Optimizer
    ) -> tuple[torch.nn.Module, tuple[torch.optim.Optimizer, ...]]:
        """Bring a network and its optimizers to the devices of this run."""
        if not optimizers:
            return self._fabric.setup_module(net), ()
        wrapped, *rest = self._fabric.setup(net, *optimizers)
        return wrapped, tuple(rest)

    def backward(self, loss: torch.Tensor) -> None:
        """Compute the gradients of a loss, over all devices."""
        self._fabric.backward(loss)

    def once(self, work: Callable[[], object]) -> None:
        """Do something in the first of several processes alone; the others wait for it."""
        if self._fabric.is_global_zero:
            work()
        self._fabric.barrier()

    def metrics(self, step: int, values: Mapping[str, float]) -> None:
        """Report numbers by name; of what comes faster than twice a second the newest are shown."""
        numbers = {name: float(value) for name, value in values.items()}
        self._tell(Metric(step=step, values=numbers), tuple(numbers))

    def picture(
        self, step: int, title: str, hu: torch.Tensor, window: tuple[float, float] = (-160, 240)
    ) -> None:
        """Write an example picture (y, x) in HU into ``pictures`` and report it."""
        if self._fabric.is_global_zero:
            self._report(write_picture(self._folder, step, title, hu, window, self._board))

    def message(self, text: str) -> None:
        """Report a sentence, and print it into the log."""
        print(text, flush=True)
        self._messages += 1
        if self._messages <= MESSAGES and self._fabric.is_global_zero:
            self._report(Message(text=shortened(text)))

    def close(self) -> None:
        """Write what was left out so far."""
        self._catch_up()
        self._board.close()

    def _tell(self, event: Metric | Progress, name: tuple[str, ...]) -> None:
        if not self._fabric.is_global_zero:
            return
        now = time.monotonic()
        if now - self._told.get(name, -TELL_SECONDS) < TELL_SECONDS:
            self._left_out[name] = event
            return
        self._told[name] = now
        self._left_out.pop(name, None)
        self._write(event)

    def _catch_up(self) -> None:
        for event in self._left_out.values():
            self._write(event)
        self._left_out.clear()

    def _write(self, event: Metric | Progress) -> None:
        self._report(event)
        if isinstance(event, Metric):
            self._board.metrics(event)

    def _look(self, stage: int, step: int, kept: Mapping[str, Kept]) -> None:
        """Save and end where somebody stops the work."""
        try:
            check()
        except Cancelled:
            self._save(stage, step, kept)
            self._catch_up()
            raise

    def _file(self, stage: int) -> Path:
        return self._folder / f"checkpoint-{stage}.pt"

    def _save(self, stage: int, step: int, kept: Mapping[str, Kept]) -> None:
        if not self._fabric.is_global_zero:
            return
        states = {name: thing.state_dict() for name, thing in kept.items()}
        data = io.BytesIO()
        torch.save({"step": step, "kept": states}, data)
        try:
            write_bytes(self._file(stage), data.getvalue())
        except OSError as error:
            raise StudioError(
                f"The checkpoint of {data.tell() / 1e6:.0f} MB cannot be written to {self._folder} "
                f"({error.strerror or error}); make room there and resume."
            ) from error
        self._report(Saved(step=step, stage=stage, size=data.tell()))

    def _load(self, stage: int, kept: Mapping[str, Kept]) -> int:
        """Take over what a stage was saved with; return the number of its next step."""
        file = self._file(stage)
        if not file.exists():
            return 0
        wrong = f"The checkpoint {file.name} in {self._folder} is damaged or of another recipe"
        try:
            state = torch.load(file, map_location="cpu", weights_only=True)
            step, states = int(state["step"]), state["kept"]
            for name, thing in kept.items():
                thing.load_state_dict(states[name])
        except (OSError, RuntimeError, KeyError, TypeError, ValueError, EOFError, pickle.UnpicklingError):
            raise PluginError(f"{wrong}; delete it to begin this stage again.") from None
        if self._fabric.is_global_zero:
            self._report(Resumed(step=step, stage=stage))
        return step


def _devices(resources: Resources, on: str) -> Fabric:
    """Start the processes that share the work, and return their devices."""
    from lightning_fabric import Fabric
    from lightning_fabric.plugins.environments.lightning import LightningEnvironment

    several = resources.devices * resources.nodes > 1
    fabric = Fabric(
        accelerator=device().type,
        devices=resources.devices,
        num_nodes=resources.nodes,
        strategy="ddp" if several else "auto",
        precision=resources.precision,
        # Else a job on this machine that was started from within Slurm would wait for Slurm's processes.
        plugins=None if on == "slurm" else LightningEnvironment(),
    )
    fabric.launch()
    return fabric


def _number(seed: int, step: int, rank: int, purpose: str) -> int:
    """Return 64 bits that depend on all four alike; neighbors have nothing in common."""
    words = f"{seed}/{step}/{rank}/{purpose}".encode()
    return int.from_bytes(hashlib.blake2b(words, digest_size=8).digest(), "little") >> 1
