"""Jobs of the tests of the Train workspace: what they have told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtWidgets import (
    QWidget,
)

from ldct_studio import api, methods  # noqa: F401
from ldct_studio.core.events import (
    Event,
    Metric,
    Progress,
    Started,
    Waiting,
)
from ldct_studio.gui.train_desk import TrainDesk
from ldct_studio.jobs.job import Job

NOW = datetime(2026, 11, 20, 15, 30)
T = NOW.timestamp()
N = "\u00a0"
Make = Callable[..., Job]


def tell(job: Job, *events: Event) -> None:
    for event in events:
        job.journal.append(event)


def begun(at: float = T) -> tuple[Event, ...]:
    return Waiting(on="local", time=at), Started(host="here", time=at)


def walk(steps: int, total: int = 40_000, every: float = 1.0) -> list[Event]:
    """Return progress and loss of so many steps, from the beginning of the training on."""
    made: list[Event] = []
    for n in range(steps):
        made.append(Progress(step=n + 1, total=total, stage=1, time=T + (n + 1) * every))
        made.append(Metric(step=n, values={"loss": 1 / (n + 1)}, time=T + (n + 1) * every))
    return made


def shown(desk: TrainDesk, qtbot, count: int = 1) -> TrainDesk:
    desk.page._state.update(workspace="train")
    desk.page.show()
    qtbot.waitUntil(lambda: len(desk.watch.views) == count)
    return desk


def text_of(widget: QWidget, name: str) -> str:
    return widget.findChild(QWidget, name).text()  # type: ignore[attr-defined]


def replace_step(step: int) -> Event:
    return Metric(step=step, values={"PSNR (dB)": 30.0 + step}, time=T)
