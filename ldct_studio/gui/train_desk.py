"""TrainDesk: what the user does with trainings: start, stop, resume, delete, compare, leave behind."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QCloseEvent

from ..core.lane import Lane
from ..core.step import Step
from ..jobs.job import Job
from ..nets.catalog import titles
from .commands import workspace
from .language import tr
from .notice import DISMISS, Answer, Notice, Notices
from .pane import FBP
from .pane_menu import assigned
from .places import with_pane
from .scene import Scene
from .state import AppState
from .train_dialog import TrainDialog
from .train_news import JobView
from .train_page import TrainPage
from .train_watch import JobWatch
from .train_words import Deed, deeds, name


class TrainDesk(QObject):
    """The page of the trainings, and what happens when something is wanted there.

    ``able`` carries the deeds that are possible with the job on show, ``counted`` how many jobs run,
    wait, and are without news; ``leaving`` asks to close the window without another question.
    """

    able = Signal(object)
    counted = Signal(object)
    told = Signal(object)
    """A Notice."""
    demo_wanted = Signal()
    leaving = Signal()

    def __init__(self, state: AppState) -> None:
        super().__init__()
        self._state = state
        self._free_to_go = False
        self.watch = JobWatch(self)
        self.page = TrainPage(state, self.watch)
        self.page.new_wanted.connect(self.ask_new)
        self.page.wanted.connect(self.do)
        self.watch.changed.connect(self._tell)
        self.watch.begun.connect(self._begun)
        self.watch.failed.connect(lambda text: self.told.emit(Notice("error", text)))
        state.changed.connect(self._follow)

    def ask_new(self) -> None:
        """Ask what to train, and start it."""
        self.ask_recipe("")

    def ask_recipe(self, recipe: str, models: Path | None = None) -> None:
        """Ask how a recipe is to run, on the models of a set where it wants one, and start it."""
        self._state.become(workspace("train")(self._state.scene))
        dialog = TrainDialog(self.page.window())
        dialog.choose(recipe, models)
        dialog.started.connect(self.watch.begin)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def do(self, deed: Deed) -> None:
        """Do something with the job on show, where that is possible."""
        view = self.page.shown
        if view is None or deed not in self._able:
            return
        match deed:
            case "compare-training":
                self._compare(view)
            case "resume-training":
                self.watch.resume(view.job)
            case "cancel-training":
                self.watch.cancel(view.job)
            case "delete-training":
                self._ask_delete(view)

    def hold(self, event: QCloseEvent, notices: Notices) -> None:
        """Keep the window open and ask, where trainings run here; closing it again leaves them running."""
        running = [v for v in self.watch.views if v.status.active and v.spec and v.spec.on == "local"]
        count = tr("A training runs") if len(running) == 1 else tr("{0} trainings run").format(len(running))
        text = tr("{0} on this machine. Closing the window does not stop that.").format(count)
        asked = notices.current is not None and notices.current.text == text
        if not running or asked or self._free_to_go:
            return
        event.ignore()
        stop = Answer(tr("Stop training"), partial(self._stop, [view.job for view in running]))
        go_on = Answer(tr("Close, training goes on"), self._leave, primary=True)
        notices.tell("info", text, Answer(tr("Stay")), stop, go_on)

    def close(self) -> None:
        """Let go of the jobs, which go on; call before the window goes."""
        self.watch.close()

    def _begun(self, job: Job) -> None:
        self._state.update(job=job.name)

    def _follow(self, new: Scene, old: Scene) -> None:
        if (new.job, new.workspace) != (old.job, old.workspace):
            self._tell()

    @property
    def _able(self) -> frozenset[Deed]:
        """What can be done with the job on show; nothing where another workspace hides which one that is."""
        shown = self.page.shown
        if shown is None or self._state.scene.workspace != "train":
            return frozenset()
        return deeds(shown)

    def _compare(self, view: JobView) -> None:
        """Put a denoiser into a pane, or let a segmenter draw in all of them."""
        scene, model = self._state.scene, view.job.name
        title = titles(view.model).get(model) if view.model is not None else None
        called = name(view, datetime.now())
        if title is None:
            self.told.emit(Notice("error", tr("The model of {0} is gone; train it again.").format(called)))
            return
        config = (("model", model),)
        if view.model == "segmenter":
            scene = replace(scene, segmenter=Step("segmenter", "network", config), overlay=True)
        else:
            steps = (scene.simulator, FBP, Step("denoiser", "network", config))
            scene = _compared(scene, Lane(title, steps))
        self._state.settle()
        self._state.become(scene, "Compare training")
        self._state.settle()
        self._state.become(workspace("review")(self._state.scene))
        if scene.study is None:
            demo = Answer(tr("Open demo"), self.demo_wanted.emit, primary=True)
            self.told.emit(
                Notice("info", tr("{0} is ready. Open a case to see it.").format(called), (DISMISS, demo))
            )

    def _ask_delete(self, view: JobView) -> None:
        called = name(view, datetime.now())
        text = tr("The training {0} will be deleted with all that it made. That cannot be undone.").format(
            called
        )
        delete = Answer(tr("Delete training"), partial(self.watch.delete, view.job))
        self.told.emit(Notice("warning", text, (Answer(tr("Keep")), delete)))

    def _stop(self, jobs: list[Job]) -> None:
        for job in jobs:
            self.watch.cancel(job)
        self._leave()

    def _leave(self) -> None:
        self._free_to_go = True
        self.leaving.emit()

    def _tell(self) -> None:
        self.able.emit(self._able)
        states = [view.status.state for view in self.watch.views]
        running = states.count("running") + states.count("cancelling")
        self.counted.emit((running, states.count("waiting"), states.count("stalled")))


def _compared(scene: Scene, lane: Lane) -> Scene:
    """Return the scene with a lane in the active pane, or in another one where that shows the reference."""
    others = [place for place in scene.places[0] if not scene.panes[place].lane.is_reference]
    if not others:
        return with_pane(scene, lane)
    place = scene.active if scene.active in others else others[0]
    return replace(assigned(scene, place, lane), active=place)
