"""A training from the window: start it, watch it, stop it, go on, and look through the trained network."""

from __future__ import annotations

import time
from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from ldct_studio import methods  # noqa: F401
from ldct_studio.core.events import Started
from ldct_studio.gui.app import Studio
from ldct_studio.gui.application import application
from ldct_studio.gui.train_dialog import TrainDialog
from ldct_studio.jobs import store
from ldct_studio.jobs.job import Job
from ldct_studio.jobs.status import alive, status
from ldct_studio.methods.demo import small_study

SMALL = {"patients": 4, "size": 32, "batch": 2, "views": 32, "width": 2, "depth": 2, "steps": 260}
PATIENCE = 240_000


@pytest.fixture
def studio(qtbot: QtBot, registry: None) -> Iterator[Studio]:
    studio = Studio(application([]))
    studio.window.resize(1600, 900)
    studio.window.show()
    yield studio
    for job in store.jobs():
        if status(job).active:
            store.end(job)
        qtbot.waitUntil(lambda job=job: not alive(job), timeout=PATIENCE)
    studio.window.close_asked.disconnect()
    studio.window.close()
    studio.window.deleteLater()


def test_a_training_is_started_watched_stopped_resumed_and_compared(studio: Studio, qtbot: QtBot) -> None:
    studio.state.open(studio.state.scene.opened(small_study(32, 8)))
    page = studio.trainings.page
    _click(qtbot, studio.window, "status-jobs")
    _start(studio, qtbot)
    qtbot.waitUntil(lambda: len(page.job.curves.cards) > 0, timeout=PATIENCE)
    (job,) = store.jobs()
    qtbot.waitUntil(lambda: _words(studio).startswith("Step"), timeout=PATIENCE)
    assert studio.window.findChild(QWidget, "status-jobs").text() == "Jobs · 1 running"  # type: ignore[attr-defined]

    assert not studio.window.close()  # it asks
    assert studio.window.isVisible()
    _click(qtbot, studio.window, "notice-stay")

    began = time.monotonic()
    _click(qtbot, page, "cancel-training")
    assert _words(studio) == "Cancelling…"
    qtbot.waitUntil(lambda: status(job).state in ("cancelling", "cancelled"), timeout=1000)
    assert time.monotonic() - began < 0.5  # 0.1 s, and room for a busy machine
    qtbot.waitUntil(lambda: _words(studio).startswith("Cancelled at step"), timeout=PATIENCE)

    _click(qtbot, page, "resume-training")
    qtbot.waitUntil(lambda: _words(studio).startswith("Done"), timeout=PATIENCE)
    assert sum(isinstance(event, Started) for event in job.journal.read().events) == 2
    assert page.job.pictures.strip.titles[:3] == ("FBP", "Network", "Full dose")
    _compare(studio, qtbot, job)


def _start(studio: Studio, qtbot: QtBot) -> None:
    """Fill in the dialog and start."""
    _click(qtbot, studio.trainings.page, "train-first")
    dialog = studio.window.findChild(TrainDialog)
    assert isinstance(dialog, TrainDialog)
    dialog.recipe.setCurrentText("Reconstruction U-Net")
    for name, value in SMALL.items():
        field = dialog.form.field(name)
        assert isinstance(field, QLineEdit)
        field.setText(str(value))
    _click(qtbot, dialog, "train-dialog-start-training")
    assert not dialog.isVisible()


def _compare(studio: Studio, qtbot: QtBot, job: Job) -> None:
    """See the picture of the trained network in the active pane."""
    _click(qtbot, studio.trainings.page, "compare-training")
    scene = studio.state.scene
    assert scene.workspace == "review"
    lane = scene.panes[scene.active].lane
    assert lane.steps[-1].settings == {"model": job.name}
    pane = studio.stage.panes[scene.active]
    qtbot.waitUntil(
        lambda: pane.frame is not None and pane.frame.lane == lane and pane.frame.image is not None,
        timeout=PATIENCE,
    )
    assert pane.frame is not None
    assert pane.frame.image is not None
    assert np.isfinite(pane.frame.image).all()
    assert pane.frame.image.std() > 0
    assert pane.isVisible()


def _click(qtbot: QtBot, area: QWidget, name: str) -> None:
    button = area.findChild(QWidget, name)
    assert button is not None, name
    assert button.isVisible()
    assert button.isEnabled()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def _words(studio: Studio) -> str:
    line = studio.trainings.page.findChild(QLabel, "train-line")
    assert isinstance(line, QLabel)
    return line.text()
