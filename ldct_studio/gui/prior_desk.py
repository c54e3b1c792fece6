"""PriorDesk: opens a prior beside the scan on show, and registers it, in the background."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ..core.errors import GeometryError
from ..core.progress import Progress
from ..core.settings import Settings
from ..core.study import Study
from ..core.volume import Volume
from ..methods.loaders import open_study
from ..physics.registration import Registration, register
from . import dialogs
from .background import Asked, Background, Report
from .language import tr
from .notice import Answer, Kind
from .prior import Prior, other_name, prior_of, result_words
from .prior_panes import shown_beside, without_prior
from .privacy import keep_path_secret, keep_secret
from .scene import Scene
from .stage import Stage
from .state import AppState
from .study_dock import StudyDock

if TYPE_CHECKING:
    from .window import MainWindow


@dataclass(frozen=True, eq=False)
class _Found:
    """Where a prior lies on the scan that it was registered to."""

    prior: Prior
    registration: Registration


class PriorDesk(QObject):
    """Supplies the deeds of the menu Prior; ``attach`` puts it into its window."""

    def __init__(self, state: AppState, dock: StudyDock, stage: Stage, settings: Settings) -> None:
        super().__init__()
        self._state, self._dock, self._stage = state, dock, stage
        self._window: MainWindow | None = None
        self._opening: Background[Study] = Background(tr("Opening the prior"))
        self._registering: Background[_Found] = Background(tr("Registering the prior"))
        self._begun: Background[Study] | Background[_Found] | None = None
        """What is under way."""
        self._case: Volume | None = None
        """The case that it is for, by its first volume."""
        self.deeds: dict[str, Callable[[], None]] = {
            "prior-open": self.ask,
            "prior-show": self.show_chosen,
            "prior-register": self.register,
            "prior-close": self.close_prior,
        }
        stage.show_dates(not settings.privacy)
        self._opening.done.connect(self._opened)
        self._registering.done.connect(self._registered)
        for work in (self._opening, self._registering):
            work.failed.connect(lambda sentence: self._tell("error", sentence))
            for over in (work.done, work.failed, work.cancelled):
                over.connect(partial(self._ended, work))
        state.changed.connect(self._follow)

    @property
    def busy(self) -> bool:
        """Whether a prior is being opened or registered."""
        return self._opening.busy or self._registering.busy

    def attach(self, window: MainWindow) -> None:
        """Belong to the window that was built with the deeds; the data list offers to show a row as prior."""
        self._window = window
        bar = window.notices.progress
        for work in (self._opening, self._registering):
            work.progress.connect(bar.show_progress)
            bar.cancelled.connect(work.cancel)
        window.settings_changed.connect(lambda settings: self._stage.show_dates(not settings.privacy))
        self._dock.offer(window.actions_["prior-show"])

    def close(self) -> None:
        """End what runs."""
        self._opening.close()
        self._registering.close()

    def ask(self) -> None:
        """Let the user choose a folder with a scan of the same patient."""
        paths = dialogs.ask_folder(self._window) if self._window is not None else []
        if paths:
            self.open(paths)

    def open(self, paths: list[Path], series: str | None = None) -> None:
        """Open a scan of the same patient beside the one on show."""
        for path in paths:
            keep_path_secret(path)

        def work(report: Report, cancelled: Asked) -> Study:
            return open_study(paths, report, cancelled, series)

        if self._begin(self._opening, tr("Opening the prior")):
            self._opening.start(work)

    def show_chosen(self) -> None:
        """Show the volume or series that is chosen in the data list as prior."""
        scene, item = self._state.scene, self._dock.chosen
        if scene.study is None or item is None or item.kind not in ("volume", "series"):
            self._tell(
                "info", tr("Choose a volume or a series in the data list first, then “Show as prior”.")
            )
        elif item.kind == "series":
            origin = scene.study.origin
            paths = origin.paths if origin and origin.paths else (scene.study.path,)
            self.open([Path(path) for path in paths], item.key)
        elif item.key == scene.volume:
            self._tell("info", tr("This volume is on show already; choose another one as its prior."))
        else:
            self._show(scene.study, item.key)

    def register(self) -> None:
        """Find how the prior lies on the scan on show, by turning and moving it."""
        scene = self._state.scene
        if scene.study is None or scene.source is None or scene.prior is None:
            self._tell("info", tr("No prior is open. Choose “Show as prior” in the data list."))
            return
        prior, source = scene.prior, scene.source

        def work(report: Report, cancelled: Asked) -> _Found:
            def told(done: int, total: int) -> None:
                report(
                    Progress(done, total, tr("Registering the prior, step {0} of {1}").format(done, total))
                )

            known = prior.place != "middles"
            return _Found(prior, register(source, prior.source, prior.rigid, told, known=known))

        if self._begin(self._registering, tr("Registering the prior")):
            self._registering.start(work)

    def close_prior(self) -> None:
        """Take the prior and its panes away."""
        self._state.settle()
        self._state.become(without_prior(self._state.scene), tr("Close prior"))
        self._state.settle()

    def _begin(self, work: Background[Study] | Background[_Found], text: str) -> bool:
        """Show that work for the case on show begins; say why where it cannot."""
        if self._window is None:
            return False
        if not self._window.notices.progress.isHidden():
            self._tell("info", tr("Something else is being made. Wait for it, or cancel it."))
            return False
        self._begun, self._case = work, _case(self._state.scene)
        self._window.notices.begin_progress(text)
        return True

    def _ended(self, work: object, *_: object) -> None:
        if self._window is not None and work is self._begun:
            self._begun = None
            self._window.notices.end_progress()

    def _follow(self, scene: Scene, old: Scene) -> None:
        """Stop what is under way for a case that is not on show any more: its prior is no other one's."""
        if self._begun is None or _case(scene) is self._case:
            return
        if self._begun is self._opening:
            text = tr("The prior was not opened, as its case is no longer on show; open that case first.")
        else:
            text = tr("The prior was not registered, as its case is no longer on show; open that case first.")
        self._begun.cancel()
        self._ended(self._begun)
        self._tell("warning", text)

    def _opened(self, study: object) -> None:
        if isinstance(study, Study):
            keep_secret(study.facts.patient)
            self._show(study, next(iter(study.volumes)))

    def _show(self, study: Study, volume: str) -> None:
        scene = self._state.scene
        if scene.study is None or scene.source is None:
            return  # the case was closed meanwhile
        try:
            prior = prior_of(study, volume, scene.study, scene.source)
        except GeometryError as error:
            self._tell("error", str(error))
            return
        self._state.settle()
        self._state.become(shown_beside(scene, prior), tr("Show as prior"))
        self._state.settle()
        if prior.place == "middles":
            text = tr("The two scans have no frame of reference in common. Register the prior to link them.")
            register = Answer(tr("Register"), self.register, primary=True)
            self._tell("warning", text, Answer(tr("Not now")), register)
        if other_name(prior, scene.study):
            text = tr("The prior has another patient name; check that it is the same patient.")
            self._tell("warning", text)

    def _registered(self, result: object) -> None:
        if not isinstance(result, _Found):
            return
        if self._state.scene.prior is not result.prior:
            text = tr("The result was dropped, as its prior is no longer on show; show and register it.")
            self._tell("warning", text)
            return
        self._state.settle()
        self._state.update(tr("Register prior"), prior=result.prior.registered(result.registration))
        self._state.settle()
        self._tell("info", result_words(result.registration))

    def _tell(self, kind: Kind, text: str, *answers: Answer) -> None:
        if self._window is not None:
            self._window.notices.tell(kind, text, *answers)


def _case(scene: Scene) -> Volume | None:
    """Return by what a case is known again: its study is replaced as labels, volumes and photons join it."""
    return scene.study.first if scene.study is not None else None
