"""A small case with a marker that is nowhere symmetric, and pictures of it."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Callable, Iterator

import numpy as np
import pytest
import torch
from PySide6.QtWidgets import (
    QApplication,
)
from pytestqt.qtbot import QtBot

from ldct_studio import api, methods  # noqa: F401
from ldct_studio.core.events import (
    Event,
)
from ldct_studio.core.grid import Grid
from ldct_studio.core.lane import Frame, Lane
from ldct_studio.core.step import Step
from ldct_studio.core.study import Facts, Study
from ldct_studio.core.volume import Volume
from ldct_studio.gui import theme
from ldct_studio.gui.dose_bar import DoseBar
from ldct_studio.gui.state import AppState
from ldct_studio.gui.train_desk import TrainDesk
from ldct_studio.jobs import store
from ldct_studio.jobs.job import Handle, Job
from tests.gui.dose_case import scene
from tests.gui.four_panes import four_panes
from tests.gui.train_case import Make, tell

MARKER = (1, 12, 40)
"""Voxel (z, y, x) of a block of 500 HU, 4 × 4 pixels from there on; -1000 HU elsewhere."""


@pytest.fixture
def marked() -> Study:
    """Return a case of three slices, 48 × 64 pixels of 1.5 × 1 mm, off center in the patient."""
    grid = Grid((3, 48, 64), (2.0, 1.5, 1.0), (-40.0, -15.0, 100.0))
    voxels = torch.full(grid.shape, -1000.0)
    z, y, x = MARKER
    voxels[z, y : y + 4, x : x + 4] = 500.0
    return Study("marked", {"CT": Volume(voxels, grid)}, facts=Facts(windows=((1500.0, -250.0),)))


@pytest.fixture
def opened(marked: Study, qapp: object) -> AppState:
    """Return a state with the case open on the slice of the marker."""
    state = AppState()
    state.open(four_panes().opened(marked, MARKER[0]))
    return state


@pytest.fixture
def frame_of() -> Callable[..., Frame]:
    """Return a maker of frames: the source's slice plus ``add`` HU, answering the scene as it is."""

    def make(app: AppState, lane: Lane, add: float | np.ndarray = 0.0, **changes: object) -> Frame:
        request = app.scene.request
        assert request is not None
        image = request.source.data[request.row_of(lane)].numpy() + np.asarray(add, np.float32)
        fields = {"image": np.ascontiguousarray(image, np.float32), "seconds": 0.012} | changes
        return Frame(request, lane, **fields)

    return make


@pytest.fixture
def state() -> AppState:
    """Hold the case of the dose bar's tests."""
    return AppState(scene())


@pytest.fixture
def bar(qtbot: QtBot, state: AppState) -> DoseBar:
    """Show a dose bar of that case."""
    widget = DoseBar(state)
    qtbot.addWidget(widget)
    widget.resize(1400, 104)
    widget.show()
    qtbot.waitExposed(widget)
    return widget


@pytest.fixture
def make(registry: None) -> Iterator[Make]:
    """Return what makes a job that has told some events; with ``lives`` its process is there."""

    class Toy(api.Recipe, name="toy.base", title="Toy net"):
        """Fit a toy.

        At length.
        """

        class Config(api.Config):
            steps: int = api.Field(40_000, ge=1, title="Steps")
            rate: float = api.Field(2e-4, gt=0, title="Learning rate", json_schema_extra={"unit": "1/step"})

        def train(self, run: api.Run) -> None:
            raise NotImplementedError

    processes: list[subprocess.Popen[bytes]] = []

    def job(name: str, *events: Event, lives: bool = False, **settings: int) -> Job:
        plan = store.plan(Step("recipe", "toy.base", tuple(settings.items())), 3)
        made = store.create(plan, store.folder() / name)
        tell(made, *events)
        if lives:
            words = [sys.executable, "-c", "import time; time.sleep(60)", str(made.folder)]
            processes.append(subprocess.Popen(words))
            made.write_handle(Handle(id=str(processes[-1].pid), host=socket.gethostname()))
        return made

    yield job
    for process in processes:
        process.kill()
        process.wait()


@pytest.fixture
def desk(qtbot: object) -> Iterator[TrainDesk]:
    """Return the desk with its page in a window of 1280 × 800, beside a status of nothing open."""
    made = TrainDesk(AppState())
    made.page.resize(1280, 800)
    yield made
    made.close()
    made.page.deleteLater()
    theme.apply(QApplication.instance(), "dark")  # type: ignore[arg-type]
