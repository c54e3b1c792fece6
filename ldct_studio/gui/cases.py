"""Cases: open, match, export and close them, each in the background with progress and Cancel."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from ..core.dose import Scan
from ..core.errors import StudioError
from ..core.origin import Made, Origin, PairOrigin
from ..core.progress import Progress
from ..core.roi import Region
from ..core.study import Study
from ..core.volume import Volume
from ..io.opening import OnlyLabelsError, Spacing, SpacingNeededError
from ..io.target import save
from ..methods.contrast_opening import open_pair
from ..methods.demo_opening import Shown, open_demo, show_demo
from ..methods.loaders import open_study
from ..methods.scans import scan_of
from ..pipeline import run
from .background import Asked, Background, Report
from .beginning import begun
from .case_labels import CaseLabels, opened_onto
from .dose_facts import COARSE
from .lanes import is_map
from .language import tr
from .scene import Scene
from .session_file import SUFFIX
from .session_opening import Restored, reopen
from .state import AppState


@dataclass(frozen=True, eq=False)
class _Unsized:
    """An array whose voxel spacing has to be asked for."""

    paths: Sequence[Path]
    series: str | None
    error: SpacingNeededError


@dataclass(frozen=True, eq=False)
class _Applied:
    """Whole volumes that methods made of those of a study, and the one to show of them."""

    study: Study
    volumes: tuple[tuple[Made, Volume], ...]
    show: str = ""


@dataclass(frozen=True, eq=False)
class _Matched:
    """What 100 % was, estimated from one volume of a study."""

    study: Study
    volume: str
    scan: Scan


_Opened = Study | Shown | CaseLabels | _Unsized | Restored


class Cases(QObject):
    """What happens to whole cases; the scene changes only when a piece of work has succeeded."""

    opened = Signal(object)
    """The Study that was just opened."""
    restored = Signal(object)
    """The Restored that was just opened, instead of ``opened``."""
    progress = Signal(object)
    """Progress of opening, with a first picture as soon as there is one."""
    ended = Signal()
    """Opening is over, however it went."""
    matching = Signal(object)
    """True while the photons of the scan are being estimated, then False."""
    writing = Signal(object)
    """Progress of an export or of a method's work on a whole volume, or None when it is over."""
    failed = Signal(object)
    """One sentence."""
    warned = Signal(object)
    """One sentence about work that goes on another way, such as on the CPU."""
    said = Signal(object)
    """One sentence of good news, or what was done to a file on its way in."""
    spacing_wanted = Signal(object, object, object)
    """Paths of an array, the series that was chosen, and the SpacingNeededError that tells its shape."""

    def __init__(self, state: AppState) -> None:
        super().__init__()
        self._state = state
        self._opening: Background[_Opened] = Background(tr("Opening"))
        self._matching: Background[_Matched] = Background(tr("Matching"))
        self._exporting: Background[Path] = Background(tr("Export"))
        self._applying: Background[_Applied] = Background(tr("Apply to volume"))
        self._written, self._estimating = True, False
        self.matching.connect(partial(setattr, self, "_estimating"))
        self._connect()

    @property
    def busy(self) -> bool:
        """Whether a case is being opened, matched or exported, or a method at work on a whole volume."""
        return any(work.busy for work in self._works)

    def open(
        self,
        paths: Sequence[Path],
        series: str | None = None,
        spacing: Spacing | None = None,
        upright: bool = False,
    ) -> None:
        """Open files or a folder, or a session; label maps alone go onto the case that is open."""
        if len(paths) == 1 and paths[0].suffix.lower() == SUFFIX:
            self.open_session(paths[0])
            return
        study, volume = self._state.scene.study, self._state.scene.source
        origin = Origin(tuple(str(path.absolute()) for path in paths), series, spacing, upright)

        def work(report: Report, cancelled: Asked) -> _Opened:
            try:
                opened = open_study(paths, report, cancelled, series, spacing, upright)
                return replace(opened, origin=origin)
            except SpacingNeededError as error:
                return _Unsized(paths, series, error)
            except OnlyLabelsError:
                if study is None or volume is None:
                    raise
                return opened_onto(paths, study, volume, cancelled)

        self._begin(work)

    def open_upright(self, origin: Origin) -> None:
        """Open a case again with the slices of its tilted gantry straightened."""
        self.open([Path(path) for path in origin.paths], origin.series, upright=True)

    def open_demo(self, name: str = "") -> None:
        """Open the demo of a plug-in, or the synthetic abdomen where none is named."""
        opens: Callable[[str, Report, Asked], Study | Shown] = show_demo if name else open_demo
        self._begin(lambda report, cancelled: opens(name, report, cancelled))

    def open_pair(self, origin: PairOrigin) -> None:
        """Open scans before and after contrast together, or the demo brain where none are named."""
        self._begin(lambda report, cancelled: open_pair(origin, report, cancelled))

    def open_session(self, path: Path) -> None:
        """Open the case of a session file again, and show it as it was."""
        self._begin(lambda report, cancelled: reopen(path, report, cancelled))

    def cancel(self) -> None:
        """Stop opening; what was open stays."""
        self._opening.cancel()

    def close_case(self) -> None:
        """Go back to the empty window; an export goes on."""
        self._matching.cancel()
        self._applying.cancel()
        self._state.open(self._state.scene.closed())

    def match(self, regions: Sequence[Region] = ()) -> None:
        """Find what 100 % was for the volume on show: by a scanner model, or from its noise or regions.

        Where it is that of a scanner model already, the estimate is wanted instead.
        """
        study, name = self._state.scene.study, self._state.scene.volume
        if study is None or study.partner is not None:  # a dose of contrast agent has no photons
            return
        if name in study.noise_free:
            self.failed.emit(
                tr("“{0}” has no noise to estimate photons from; choose another volume.").format(name)
            )
            return
        volume, exposure, regions = study.volumes[name], study.scan_of(name).exposure, tuple(regions)
        ask = not study.scan_of(name).scanner

        def work(report: Report, cancelled: Asked) -> _Matched:
            scan = scan_of(volume, exposure, study.facts, regions, ask_models=ask)
            return _Matched(study, name, scan)

        self.matching.emit(True)
        self._matching.start(work)

    def match_regions(self) -> None:
        """Estimate what 100 % was from the regions that the user drew in flat tissue."""
        axial = [roi for roi in self._state.scene.rois if roi.plane == "axial"]
        if axial:
            self.match(axial)
        else:
            self.failed.emit(tr("The photons are estimated from axial slices; draw a region in one."))

    def export(self, path: Path) -> None:
        """Write the active pane's steps for the whole volume, as NIfTI file or DICOM folder."""
        scene = self._state.scene
        if scene.study is None or scene.source is None or scene.dose is None or self._refused():
            return
        study, volume, dose, seed = scene.study, scene.source, scene.dose, scene.seed
        lane, partner = scene.panes[scene.active].lane, study.partner_of(scene.volume)
        steps, measured = lane.steps, study.projections.get(scene.volume)
        if is_map(lane):  # its values have another unit than those that the windows were recorded for
            study = replace(study, facts=replace(study.facts, windows=()))

        def work(report: Report, cancelled: Asked) -> Path:
            def told(done: int, total: int) -> None:
                report(
                    Progress(done, total, tr("Writing {0}: {1} of {2} slices").format(path.name, done, total))
                )

            about = (volume, dose, steps, seed, told, self.warned.emit)
            made = run(*about, partner=partner, measured=measured)
            save(made, path, study)
            return path

        self._written = False
        self._exporting.start(work)

    def apply(self) -> None:
        """Take the active pane's steps on the whole volume; the result joins the study."""
        scene = self._state.scene
        if scene.study is None or scene.source is None or scene.dose is None or self._refused():
            return
        lane = scene.panes[scene.active].lane
        made = Made("", lane.title, scene.volume, lane.steps, scene.dose, scene.seed)
        self._make(scene.study, (made,))

    def thicken(self, mm: float) -> None:
        """Merge slices of the volume on show into thicker ones; the result joins the study, and is shown."""
        scene = self._state.scene
        if scene.study is None or scene.source is None or scene.dose is None or self._refused():
            return
        slices = round(mm / scene.source.grid.spacing[0])
        made = Made("", f"{mm:g} mm", scene.volume, (), scene.dose, scene.seed, slices)
        self._make(scene.study, (made,))

    def make_again(self, made: Sequence[Made], show: str = "") -> None:
        """Make volumes as they were made before, and show one of them."""
        study = self._state.scene.study
        if study is not None and not self._refused():
            self._make(study, made, show)

    def _make(self, study: Study, recipes: Sequence[Made], show: str = "") -> None:
        def work(report: Report, cancelled: Asked) -> _Applied:
            volumes, done = dict(study.volumes), []
            for made in recipes:

                def told(count: int, total: int, title: str = made.title) -> None:
                    report(
                        Progress(count, total, tr("{0}: {1} of {2} slices").format(tr(title), count, total))
                    )

                if made.volume not in volumes:
                    raise StudioError(
                        tr("“{0}” was made of “{1}”, which is not here now.").format(made.name, made.volume)
                    )
                volume = volumes[made.volume].thicker(made.slices)
                if made.steps:
                    about = (volume, made.dose, made.steps, made.seed, told, self.warned.emit)
                    measured = study.projections.get(made.volume) if made.slices == 1 else None
                    volume = run(*about, partner=study.partner_of(made.volume), measured=measured)
                volumes[made.name] = volume
                done.append((made, volume))
            return _Applied(study, tuple(done), show)

        self._written = False
        self._applying.start(work)

    def cancel_writing(self) -> None:
        """Stop the export or the work on the whole volume; nothing is left of it."""
        self._exporting.cancel()
        self._applying.cancel()

    def close(self) -> None:
        """End every thread."""
        for work in self._works:
            work.close()

    @property
    def _works(self) -> tuple[Background[Any], ...]:
        return self._opening, self._matching, self._exporting, self._applying

    def _connect(self) -> None:
        self._opening.progress.connect(self.progress)
        self._opening.done.connect(self._opened)
        self._opening.failed.connect(self._not_opened)
        self._opening.cancelled.connect(self.ended)
        self._matching.done.connect(self._matched)
        self._matching.failed.connect(self.failed)
        for over in (self._matching.done, self._matching.failed, self._matching.cancelled):
            over.connect(lambda *_: self.matching.emit(False))
        self._exporting.done.connect(
            lambda path: self.said.emit(tr("The volume was written to {0}.").format(path))
        )
        self._applying.done.connect(self._applied)
        for work in (self._exporting, self._applying):
            work.progress.connect(self.writing)
            work.failed.connect(self.failed)
            for over in (work.done, work.failed, work.cancelled):
                over.connect(self._not_writing)

    def _refused(self) -> bool:
        """Say why no whole volume can be made now, if so: the last is not done, and both share one bar."""
        if not self._written:
            self.failed.emit(tr("Another whole volume is being made; wait for it, or cancel it."))
            return True
        if self._estimating and self._state.scene.reference_scan.source == "default":
            self.failed.emit(tr("The photons of the scan are being estimated; try again in a moment."))
            return True
        return False

    def _not_writing(self, *_: object) -> None:
        self._written = True
        self.writing.emit(None)

    def _begin(self, work: Callable[[Report, Asked], _Opened]) -> None:
        self.progress.emit(Progress(0, 1, tr("Opening")))
        self._opening.start(work)

    def _opened(self, result: object) -> None:
        scene = self._state.scene
        if isinstance(result, CaseLabels):
            self._take_labels(result)
        elif isinstance(result, Study | Shown):
            study = result.study if isinstance(result, Shown) else result
            self._show(begun(scene, result), study, partial(self.opened.emit, study))
        elif isinstance(result, Restored) and result.scene.study is not None:
            self._show(result.scene, result.scene.study, partial(self.restored.emit, result))
        elif isinstance(result, _Unsized):
            self.spacing_wanted.emit(result.paths, result.series, result.error)
        self.ended.emit()
        if isinstance(result, Restored):  # the Cancel that hides hands its focus to a pane, which gets active
            self._state.update(active=result.scene.active)

    def _take_labels(self, labels: CaseLabels) -> None:
        study = self._state.scene.study
        if study is None or study.first is not labels.study.first:
            return  # another case was opened meanwhile
        self._state.update(study=labels.joined(study))
        self.said.emit(labels.sentence)

    def _show(self, scene: Scene, study: Study, tell: Callable[[], None]) -> None:
        """Show a case that was opened, and estimate its photons where it says nothing of them."""
        self._matching.cancel()
        self._applying.cancel()
        unknown = study.scan.source == "default" and study.first.unit == "HU"
        if unknown:
            self.matching.emit(True)  # before anybody asks for pictures
        self._state.open(scene)
        tell()
        if unknown:
            self.match()
        if not self._matching.busy:
            self.matching.emit(False)

    def _applied(self, result: object) -> None:
        study = self._state.scene.study
        if not isinstance(result, _Applied) or study is None or study.first is not result.study.first:
            return  # another case was opened meanwhile
        shown = ""
        for made, volume in result.volumes:
            study, name = _made(study, made, volume)
            shown = name if not made.steps or (made.name and made.name == result.show) else shown
        self._state.update(study=study)
        if shown:
            self._state.become(self._state.scene.shown_as(shown), "Show volume")
        if len(result.volumes) == 1:
            self.said.emit(tr("“{0}” joined the study; choose it in the data list.").format(name))
        else:
            self.said.emit(
                tr("{0} volumes joined the study; choose one in the data list.").format(len(result.volumes))
            )

    def _not_opened(self, reason: object) -> None:
        self.ended.emit()
        self.failed.emit(reason)

    def _matched(self, result: object) -> None:
        study = self._state.scene.study
        if not isinstance(result, _Matched) or study is None or study.first is not result.study.first:
            return  # another case was opened meanwhile
        self._state.update(study=study.with_scan(result.scan, result.volume))
        if result.scan.coarser:
            self.warned.emit(tr(COARSE))


def _made(study: Study, made: Made, volume: Volume) -> tuple[Study, str]:
    """Return the study with a made volume, which it remembers how to make again, and the volume's name."""
    if made.steps:
        lowered, name = study.with_lowered(made.title, volume, made.dose)
    else:
        lowered, name = study.with_thicker(made.volume, made.slices, volume, made.dose.scan)
    origin = study.origin
    if origin is not None:
        others = tuple(other for other in origin.made if other.name != made.name)
        origin = replace(origin, made=others).with_made(replace(made, name=name))
    return replace(lowered, origin=origin), name
