"""Trainings in every state, as their folders tell them: nothing is trained for a picture."""

from __future__ import annotations

import math
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence

import numpy as np
from PIL import Image

from ldct_studio.core.events import Done, Event, Metric, Picture, Progress, Started, Stopped, Waiting
from ldct_studio.core.step import Step
from ldct_studio.jobs import store
from ldct_studio.jobs.job import Handle, Job

_RECIPE = Step("recipe", "task_adaptive.base")
_TOTAL = 4000
_STAYS = "import sys; sys.stdin.read()"


class Trainings:
    """Jobs whose events were written here; one of them has a process, which ends with this program."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def make(self, pictures: Sequence[np.ndarray]) -> Job:
        """Make a finished, a canceled and a running training; return the running one."""
        for last, steps, hours in ((Done(), _TOTAL, 26.0), (Stopped(), 900, 5.0)):
            self._told(f"earlier_{last.event}", steps, hours, last)
        running = self._told("running", 2360, 1.5)
        folder = running.folder / "pictures"
        folder.mkdir()
        for step in (1000, 2000):
            for title, picture in zip(("Low dose", "U-Net", "Truth"), pictures, strict=True):
                name = f"pictures/step-{step}-{title.lower().replace(' ', '-')}.png"
                Image.fromarray(picture).save(running.folder / name)
                running.journal.append(Picture(step=step, title=title, path=name))
        self.speak()
        command = [sys.executable, "-c", _STAYS, str(running.folder)]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE)
        running.write_handle(Handle(id=str(self._process.pid), host=socket.gethostname()))
        return running

    def speak(self) -> None:
        """Let the running training tell something, as one that is silent for a minute counts as stalled."""
        Job(store.folder() / "running").journal.append(Progress(step=2380, total=_TOTAL, stage=1))

    def end(self) -> None:
        """End the process of the running training."""
        if self._process is not None:
            self._process.communicate()
            self._process = None

    def _told(self, name: str, steps: int, hours: float, last: Event | None = None) -> Job:
        job = store.create(store.plan(_RECIPE, 3), store.folder() / name)
        for event in _course(steps, hours):
            job.journal.append(event)
        if last is not None:
            job.journal.append(last)
        return job


def _course(steps: int, hours: float) -> Iterator[Event]:
    """Yield what a training tells that began so many hours ago, ever less often as it would."""
    begun, noise = time.time() - 3600 * hours, np.random.default_rng(1)
    yield Waiting(on="local", time=begun)
    yield Started(host="here", time=begun)
    for step in range(0, steps, 20):
        at = begun + 1.9 * step
        loss = 0.02 + 0.4 * math.exp(-step / 500) + 0.004 * noise.standard_normal()
        yield Progress(step=step + 1, total=_TOTAL, stage=1, time=at)
        yield Metric(step=step, values={"loss": loss}, time=at)
        if step % 200 == 0:
            psnr = 41 - 6 * math.exp(-step / 700) + 0.1 * noise.standard_normal()
            yield Metric(step=step, values={"PSNR (dB)": psnr}, time=at)
