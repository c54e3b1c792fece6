"""Studio: builds every part of the window and connects them; nothing else knows all of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import get_args

from PySide6.QtCore import QObject
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from .. import discovery
from ..core import device, recent
from ..core import settings as stored
from ..core.lane import Lane
from ..core.paths import resource
from ..core.progress import Progress
from ..core.settings import Settings
from ..core.study import Study
from ..io.opening import SpacingNeededError
from ..io.unpacked import clear_in_background
from . import demo_commands, theme
from .application import application
from .beginning import first_scene, regions_of, simulator_of
from .bridge import Bridge
from .cases import Cases
from .cells_desk import CellsDesk
from .commands import lowering
from .console_desk import ConsoleDesk
from .contrast_desk import ContrastDesk
from .dose_bar import DoseBar
from .export_desk import ExportDesk
from .framing import body_framed
from .lane_dialog import LaneDialog
from .lanes import is_map
from .language import tr
from .layers_dock import LayersDock
from .numbers_dock import NumbersDock
from .plane_commands import MERGED, thickness
from .plots_dock import PlotsDock
from .prior_desk import PriorDesk
from .privacy import keep_path_secret, keep_secret, redact
from .probe_desk import ProbeDesk
from .program import Program
from .projections_dock import ProjectionsDock
from .recipe_dock import RecipeDock
from .registration_dock import RegistrationDock
from .report import Reporter, Running, start_log
from .scene import Scene
from .series_browser import SeriesBrowser
from .session_desk import SessionDesk
from .size_meter import SizeMeter
from .spacing_dialog import SpacingDialog
from .speed import preview_seconds
from .stage import Stage
from .state import AppState
from .study_dock import StudyDock
from .suggest_desk import SuggestDesk
from .train_desk import TrainDesk
from .train_words import Deed
from .welcome import WelcomePage
from .window import MainWindow, Parts
from .window_dock import WindowDock


def run(paths: Sequence[Path], demo: bool = False, splash: QWidget | None = None) -> int:
    """Open the window, with a case where one is named, and return the exit code."""
    app = application([])
    log, reporter, running = start_log(), Reporter(), Running()
    reporter.install()
    studio = Studio(app, paths, demo)
    reporter.failed.connect(studio.window.show_failure)
    studio.sessions.look_back(running.ended_early)
    running.begin()
    clear_in_background()
    studio.window.show()
    if not studio.busy:
        studio.window.welcome.compute.test()
    try:
        if splash is not None:
            splash.close()
        return app.exec()
    finally:
        running.end()
        reporter.uninstall()
        log.close()


class Studio(QObject):
    """The window with everything behind it."""

    def __init__(self, app: QApplication, paths: Sequence[Path] = (), demo: bool = False) -> None:
        super().__init__()
        kept = stored.read()
        self.settings = kept.settings
        device.choose(self.settings.compute)
        discovery.discover()
        chosen = self.settings
        theme.apply(app, chosen.theme, chosen.ui_scale / 100, chosen.color_blind, chosen.reduce_motion)
        self.state = AppState(first_scene(self.settings))
        self.bridge = Bridge(self.state)
        self.cases = Cases(self.state)
        self.sessions = SessionDesk(self.state, self.cases, lambda: self.settings.privacy)
        if paths:  # read while the window is built; what is heard of it waits for the event loop
            self.open(paths)
        elif demo:
            self.open_demo()
        self.stage = Stage(self.state)
        self.dose_bar = DoseBar(self.state, hint=not self.settings.hint_seen)
        self.sizes, self.suggest = SizeMeter(self.state), SuggestDesk(self.state, self.dose_bar)
        self.study_dock, self.layers_dock = StudyDock(self.state), LayersDock(self.state)
        self.projections_dock = ProjectionsDock(self.state)
        self.window_dock, self.numbers_dock = WindowDock(self.state), NumbersDock(self.state)
        self.plots_dock, self.recipe_dock = PlotsDock(self.state), RecipeDock(self.state)
        self.trainings, self.probe = TrainDesk(self.state), ProbeDesk(self.state)
        self.studies = CellsDesk(self.state, self.cases)
        self.prior = PriorDesk(self.state, self.study_dock, self.stage, self.settings)
        self.contrast = ContrastDesk(self.state, self.cases)
        self.console = ConsoleDesk(self.state, self.stage, self.settings)
        self.series = SeriesBrowser(self.state, self.cases, self.study_dock, self.settings)
        self.program = Program(self.state, self.settings, self.stage)
        self.exports = ExportDesk(self.state, self.cases, self.stage, self.numbers_dock.tables())
        pages = {"train": self.trainings.page, "study": self.studies.page}
        self.window = MainWindow(
            self.state,
            Parts(self.stage, self._docks(), self.dose_bar, pages),
            self.settings,
            WelcomePage(tr(device.name()), preview_seconds),
            self._deeds(),
        )
        self.program.attach(self.window)
        self.exports.attach(self.window)
        self.probe.attach(self.window)
        self.suggest.attach(self.window)
        self._connect()
        self.sessions.attach(self.window)
        self.series.attach(self.window)
        self.prior.attach(self.window)
        self.contrast.attach(self.window)
        self.console.attach(self.window)
        if self.busy:
            self._opening(Progress(0, 1, self.tr("Opening")))
        self.window.show_settings(self.settings)
        for name, place in (("abdomen", self.window.welcome.picture), ("brain", self.window.welcome.brain)):
            place.show_picture(QPixmap(str(resource(f"demo/{name}.png"))))
        self.window.show_compute(tr(device.name()), "", "full")
        for message in kept.messages:
            self.window.notices.tell("warning", message)

    def _deeds(self) -> dict[str, Callable[[], None]]:
        """Return what the commands do that change more than the scene."""
        return {
            "demo": self.cases.open_demo,
            **demo_commands.deeds(self.cases.open_demo),
            "apply": self._apply,
            "update": self.bridge.repeat,
            "photons": self.dose_bar.edit_photons,
            "match-regions": self.cases.match_regions,
            "close-case": self.cases.close_case,
            "new-training": self.trainings.ask_new,
            "new-study": self.studies.ask_new,
            "open-study": self.studies.ask_file,
            **{deed: partial(self.trainings.do, deed) for deed in get_args(Deed)},
            **self.program.deeds,
            **self.numbers_dock.desk.deeds,
            **self.exports.deeds,
            **self.probe.deeds,
            **self.suggest.deeds,
            **self.stage.guards.checks.deeds,
            **self.sessions.deeds,
            **self.series.deeds,
            **self.prior.deeds,
            **self.contrast.deeds,
            **self.stage.oblique.deeds,
            **self.console.deeds,
            **{thickness(mm): partial(self.cases.thicken, mm) for mm in MERGED},
        }

    @property
    def busy(self) -> bool:
        """Whether a case is being opened, matched or exported."""
        return self.cases.busy

    def open(self, paths: Sequence[Path]) -> None:
        """Open files or a folder; their names never reach the log."""
        for path in paths:
            keep_path_secret(path)
        self.cases.open(paths)

    def _open_recent(self, entry: recent.Recent) -> None:
        if entry.pair is not None:
            self.contrast.open(entry.pair)
        else:
            self.open([Path(entry.path)])

    def open_demo(self) -> None:
        """Open the synthetic abdomen."""
        self.cases.open_demo()

    def close(self) -> None:
        """End every thread and process; the window goes after this."""
        self.cases.close()
        self.sizes.close()
        self.suggest.close()
        self.stage.close_work()
        self.program.close()
        self.exports.close()
        self.probe.close()
        self.stage.guards.close()
        self.sessions.close()
        self.study_dock.close_work()
        self.projections_dock.close_work()
        self.console.close()
        self.prior.close()
        for end in (self.layers_dock.close_work, self.numbers_dock.close_work, self.plots_dock.close_work):
            end()
        self.bridge.close()
        self.trainings.close()
        self.studies.close()

    def _connect(self) -> None:
        self._connect_pictures()
        self._connect_cases()
        self._connect_trainings()
        window = self.window
        window.opened.connect(self.open)
        window.recent_wanted.connect(self._open_recent)
        window.settings_changed.connect(self._keep_settings)
        self.numbers_dock.desk.told.connect(window.notices.tell)
        self.probe.found.connect(self.numbers_dock.show_survey)
        self.stage.guards.checks.told.connect(window.notices.tell)
        window.closing.connect(self.close)
        window.plugins_changed.connect(self.bridge.restart_worker)
        self.dose_bar.update_requested.connect(self.bridge.update_now)
        self.dose_bar.estimate_requested.connect(self._use_estimate)
        self.dose_bar.hint_used.connect(lambda: self._keep_settings(self._changed(hint_seen=True)))
        self.sizes.measured.connect(self.dose_bar.show_size)
        self.state.changed.connect(self._follow)

    def _connect_pictures(self) -> None:
        self.bridge.fell_back.connect(self.program.tell_gpu_left)
        self.bridge.frame.connect(self.stage.show_frame)
        self.bridge.frame.connect(self.window_dock.show_frame)
        self.bridge.frame.connect(self.dose_bar.show_frame)
        self.bridge.noise.connect(self.dose_bar.show_noise)
        self.bridge.noise.connect(self.stage.show_noise)
        for dock in (self.layers_dock, self.plots_dock):
            self.bridge.axial.connect(dock.show_frame)
        for measures in (self.numbers_dock, self.plots_dock.profile, self.plots_dock.uptake):
            self.bridge.frame.connect(measures.show_frame)
        self.stage.hovered.connect(self.window.show_hover)
        self.stage.update_requested.connect(self.bridge.update_now)
        self.stage.retry_requested.connect(self.bridge.repeat)
        self.stage.apply_requested.connect(self._apply)
        self.stage.stop_requested.connect(self.bridge.stop)
        self.stage.settings_requested.connect(self._show_lane_settings)

    def _connect_cases(self) -> None:
        cases, window = self.cases, self.window
        cases.progress.connect(self._opening)
        cases.ended.connect(self._opening_ended)
        cases.opened.connect(self._opened)
        cases.failed.connect(partial(window.notices.tell, "error"))
        cases.said.connect(partial(window.notices.tell, "info"))
        cases.warned.connect(partial(window.notices.tell, "warning"))
        cases.writing.connect(self._writing)
        cases.matching.connect(self.dose_bar.show_matching)
        cases.matching.connect(self.bridge.show_estimating)
        cases.spacing_wanted.connect(self._ask_spacing)
        self.program.upright_wanted.connect(cases.open_upright)
        self.stage.cancel_requested.connect(cases.cancel)
        window.notices.progress.cancelled.connect(cases.cancel_writing)
        self.study_dock.offer(window.actions_["import-report"])
        self.study_dock.open_requested.connect(window.actions_["open-folder"].trigger)

    def _connect_trainings(self) -> None:
        desk, window = self.trainings, self.window
        for told in (desk.told, self.studies.told):
            told.connect(lambda notice: window.notices.tell(notice.kind, notice.text, *notice.answers))
        self.studies.training_wanted.connect(desk.ask_recipe)
        desk.able.connect(self._allow)
        desk.counted.connect(lambda counts: window.status.show_jobs(*counts))
        desk.demo_wanted.connect(self.cases.open_demo)
        desk.leaving.connect(window.close)
        window.close_asked.connect(lambda event: desk.hold(event, window.notices))
        desk.watch.look()

    def _allow(self, able: frozenset[Deed]) -> None:
        for deed in get_args(Deed):
            self.window.actions_[deed].setEnabled(deed in able)

    def _docks(self) -> dict[str, QWidget]:
        return {
            "study": self.study_dock,
            "layers": self.layers_dock,
            "registration": RegistrationDock(self.state),
            "projections": self.projections_dock,
            "window": self.window_dock,
            "numbers": self.numbers_dock,
            "plots": self.plots_dock,
            "recipe": self.recipe_dock,
        }

    def _follow(self, scene: Scene, old: Scene) -> None:
        if scene.workspace == "contrast":
            return  # the next start has no scans before and after contrast
        if (scene.rows, scene.columns, scene.workspace) != (old.rows, old.columns, old.workspace):
            changed = self._changed(rows=scene.rows, columns=scene.columns, workspace=scene.workspace)
            self._keep_settings(changed)

    def _changed(self, **values: object) -> Settings:
        return self.settings.model_copy(update=values)

    def _keep_settings(self, settings: Settings) -> None:
        if settings == self.settings:
            return
        if settings.lowering != self.settings.lowering:
            self.state.become(lowering(simulator_of(settings))(self.state.scene), "Lowering")
        self.settings = self.window.settings = settings
        stored.write(settings)

    def _opening(self, progress: Progress) -> None:
        self.window.notices.clear()
        self.window.set_loading(True)
        self.stage.show_loading(progress)

    def _opening_ended(self) -> None:
        self.stage.hide_loading()
        self.window.set_loading(False)

    def _opened(self, study: Study) -> None:
        keep_secret(study.facts.patient)
        if self.state.scene.workspace in ("train", "study"):
            self.state.update(workspace="physics")
        self._frame_body()
        if study.path and not self.settings.privacy:
            detail = recent.size_words(*study.first.grid.shape)
            pair = study.origin.pair if study.origin else None
            recent.remember(recent.Recent.now(study.path, redact(study.name), detail, pair))
            self.window.show_recent()
        if regions_of(study):
            self.state.update(rois=regions_of(study), roi=0)
            self.state.undo_stack.clear()
        for warning in study.facts.warnings[:1]:
            more = len(study.facts.warnings) - 1
            tail = tr(" {0} more in the data panel.").format(more) if more else ""
            self.window.notices.tell("warning", tr(warning) + tail)

    def _frame_body(self) -> None:
        canvas = self.stage.panes[0].canvas
        self.state.open(body_framed(self.state.scene, canvas.width(), canvas.height()))

    def _show_lane_settings(self, index: int) -> None:
        lane = self.state.scene.panes[index].lane
        if not LaneDialog.has_settings(lane):
            self.window.notices.tell("info", tr("{0} has no settings.").format(tr(lane.title)))
            return
        dialog = LaneDialog(lane, self.window)
        dialog.changed.connect(
            lambda changed: self.state.become(self.state.scene.with_lane(index, changed), "Method settings")
        )
        dialog.finished.connect(lambda _: self.state.settle())
        dialog.open()

    def _writing(self, progress: Progress | None) -> None:
        notices = self.window.notices
        if progress is None:
            notices.end_progress()
        elif notices.progress.isHidden():
            notices.begin_progress(progress.text)
        else:
            notices.progress.show_progress(progress)

    def _one_method(self) -> Lane | None:
        """Return the active pane's lane where it is one method; say so where it is not."""
        lane = self.state.scene.panes[self.state.scene.active].lane
        if lane.steps and lane.minus is None and not is_map(lane):
            return lane
        title = tr(lane.title)
        text = tr("{0} is no method for a whole volume. Choose a pane that shows one method.").format(title)
        self.window.notices.tell("info", text)
        return None

    def _apply(self) -> None:
        lane = self._one_method()
        if lane is not None:
            self.window.notices.begin_progress(tr("{0} on the whole volume").format(tr(lane.title)))
            self.cases.apply()

    def _ask_spacing(self, paths: Sequence[Path], series: str | None, error: SpacingNeededError) -> None:
        dialog = SpacingDialog(error, self.window)
        dialog.chosen.connect(lambda spacing: self.cases.open(paths, series, spacing))
        dialog.open()

    def _use_estimate(self) -> None:
        self.state.update("Photons per ray", scan=None)
        self.cases.match()
