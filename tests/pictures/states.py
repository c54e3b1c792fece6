"""The states of the window: what brings each of them about."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from ldct_studio.core.atomic import write_text
from ldct_studio.core.lane import Lane
from ldct_studio.core.step import Step
from ldct_studio.gui.lanes import choices
from ldct_studio.gui.pane import INSERT
from ldct_studio.gui.session_file import session_of, text_of
from ldct_studio.gui.session_place import Place
from ldct_studio.jobs import store
from tests.pictures.hand import Hand
from tests.pictures.trainings import Trainings

FELL_BACK = "The GPU ran out of memory. Close other programs that use it."


def home(hand: Hand) -> None:
    """Show the demo as it opens, after some doses were looked at."""
    hand.begin()
    hand.visit_doses()


def home_wide(hand: Hand) -> None:
    """Show the same in a large window."""
    home(hand)
    hand.size(1920, 1080)
    hand.settle()


def dragging(hand: Hand) -> None:
    """Hold the handle of the dose at a dose whose picture is a preview yet: BM3D takes long everywhere."""
    hand.begin()
    slow = next(lane for lane in choices(INSERT) if lane.title == "BM3D")
    hand.state.become(hand.state.scene.with_lane(3, slow), "Lane")
    hand.settle()
    axis = hand.studio.dose_bar.axis
    middle = axis.height() // 2
    here = round(axis.places().x(hand.state.scene.fraction))
    hand.press(axis, QPoint(here, middle), "press")
    place = here

    def previews() -> bool:
        nonlocal place
        if any(pane.shows == "preview" for pane in hand.studio.stage.panes):
            return True
        place = place - 3 if place > here - 120 else here
        hand.press(axis, QPoint(place, middle), "move")
        return False

    hand.until(previews, "A preview")


def let_go(hand: Hand) -> None:
    """Let go of what was dragged."""
    axis = hand.studio.dose_bar.axis
    if axis.dragging:
        hand.press(axis, QPoint(0, 0), "release")


def refining(hand: Hand) -> None:
    """Ask for something that takes longer than an instant."""
    hand.begin()
    hand.settle()
    hand.do("new-noise")
    hand.until(lambda: any(pane.shows == "refining" for pane in hand.studio.stage.panes), "A late picture")


def stale(hand: Hand) -> None:
    """Change the dose while pictures wait for Update."""
    hand.begin()
    hand.settle()
    hand.do("auto")
    hand.do("dose-up")
    hand.until(lambda: hand.studio.stage.panes[1].shows == "stale", "A picture that is out of date")


def failed(hand: Hand) -> None:
    """Show a pane whose trained model is gone."""
    hand.begin()
    hand.settle()
    scene = hand.state.scene
    steps = (*scene.panes[1].lane.steps, Step("denoiser", "network", (("model", "lung-unet"),)))
    hand.state.become(replace(scene.with_lane(3, Lane("Lung U-Net", steps)), active=3), "Method")
    hand.until(lambda: hand.studio.stage.panes[3].shows == "failed", "A picture that failed")
    hand.until(lambda: hand.studio.stage.panes[1].shows == "full", "The other pictures")


def cpu_only(hand: Hand) -> None:
    """Say that the GPU was left."""
    hand.begin()
    hand.settle()
    hand.studio.bridge.fell_back.emit(FELL_BACK)


def training_beside(hand: Hand) -> None:
    """Look at pictures while a training runs."""
    hand.begin()
    hand.settle()
    _train(hand)
    hand.studio.trainings.watch.look()
    hand.until(lambda: bool(hand.studio.trainings.watch.views), "The trainings")
    hand.settle()


def train_wide(hand: Hand) -> None:
    """Look at the running training in a large window."""
    _show_training(hand, "running")
    hand.size(1920, 1080)
    hand.settle()


def cancelling(hand: Hand) -> None:
    """Ask the running training to stop."""
    _show_training(hand, "running")
    hand.do("cancel-training")
    hand.until(lambda: _state(hand, "running") == "cancelling", "A training that stops")
    hand.settle()


def cancelled(hand: Hand) -> None:
    """Look at a training that was stopped."""
    _show_training(hand, "earlier_cancelled")
    hand.until(lambda: _state(hand, "earlier_cancelled") == "cancelled", "A training that was stopped")
    hand.settle()


def recovery(hand: Hand) -> None:
    """Start after a run that ended early."""
    hand.begin()
    place = Place.new()
    write_text(place.path, text_of(session_of(hand.state.scene)))
    place.release()
    hand.do("close-case")
    welcome = hand.window.welcome
    hand.studio.sessions.look_back(ended_early=True)
    hand.until(welcome.recovery.isVisible, "The offer to recover")


def recover(hand: Hand) -> None:
    """Take the offer, where there is one."""
    card = hand.window.welcome.recovery
    if card.isVisible():
        button = card.findChild(QPushButton, "recovery-recover")
        assert button is not None
        button.click()
        hand.until(lambda: hand.state.scene.study is not None and not hand.studio.busy, "What was recovered")


def opening(hand: Hand) -> None:
    """Open the demo, which is being read."""
    hand.begin()
    hand.do("close-case")
    hand.do("demo")
    hand.until(hand.studio.stage.loading.isVisible, "The picture of opening", 20)


def welcome(hand: Hand) -> QWidget | None:
    """Show the window with nothing open, tested."""
    hand.begin()
    hand.do("close-case")
    compute = hand.window.welcome.compute
    compute.test()
    compute.wait()
    hand.until(lambda: hand.window.welcome.isVisible(), "The empty page")
    QApplication.processEvents()
    return None


def _train(hand: Hand) -> None:
    """Have trainings, of which one runs."""
    if hand.trainings is None:
        frames = [pane.frame for pane in hand.studio.stage.panes]
        pictures = [_eight_bits(f.image) for f in frames if f is not None and f.image is not None]
        hand.trainings = Trainings()
        hand.trainings.make([pictures[1], pictures[2], pictures[0]])
    hand.trainings.speak()


def _show_training(hand: Hand, name: str) -> None:
    hand.begin()
    hand.settle()
    _train(hand)
    hand.state.update("Workspace", workspace="train", job=name)
    hand.until(lambda: _state(hand, name) != "", "The trainings")
    (store.folder() / "running" / "cancel").unlink(missing_ok=True)
    hand.until(lambda: _state(hand, "running") == "running", "The running training")
    hand.settle()


def _state(hand: Hand, name: str) -> str:
    views = hand.studio.trainings.watch.views
    return next((view.status.state for view in views if view.job.name == name), "")


def _eight_bits(picture: np.ndarray) -> np.ndarray:
    """Return a picture (y, x) in HU in the window of the abdomen."""
    return np.clip((picture + 160.0) * 255.0 / 400.0, 0, 255).astype(np.uint8)[::2, ::2]
