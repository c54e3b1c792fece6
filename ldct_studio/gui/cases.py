"""Cases: open, match, export and close them, each in the background with progress and Cancel."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from ..core.dose import DoseLevel, Scan
from ..core.progress import Progress
from ..core.roi import Ellipse
from ..core.study import Study
from ..core.volume import LabelMap, Volume
from ..io.opening import OnlyLabelsError, Spacing, SpacingNeededError, open_labels
from ..io.target import save
from ..methods.demo import OPENING_ROW, demo_study
from ..methods.loaders import open_study
from ..physics.matching import estimate_scan
from ..pipeline import run
from .background import Asked, Background, Report
from .state import AppState


@dataclass(frozen=True, eq=False)
class _Labels:
    """A label map that was opened onto the volume on show."""

    name: str
    labels: LabelMap
    sentence: str


@dataclass(frozen=True, eq=False)
class _Unsized:
    """An array whose voxel spacing has to be asked for."""

    paths: Sequence[Path]
    error: SpacingNeededError


@dataclass(frozen=True, eq=False)
class _Applied:
    """A whole volume that a method made, and the study and the dose it was made of."""

    study: Study
    title: str
    volume: Volume
    dose: DoseLevel


@dataclass(frozen=True, eq=False)
class _Matched:
    """What 100 % was, estimated from one volume of a study."""

    study: Study
    volume: str
    scan: Scan


_Opened = Study | _Labels | _Unsized


class Cases(QObject):
    """What happens to whole cases; the scene changes only when a piece of work has succeeded."""

    opened = Signal(object)
    """The Study that was just opened."""
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
    spacing_wanted = Signal(object, object)
    """Paths of an array, and the SpacingNeededError that tells its shape."""

    def __init__(self, state: AppState) -> None:
        super().__init__()
        self._state = state
        self._opening: Background[_Opened] = Background("Opening")
        self._matching: Background[_Matched] = Background("Matching")
        self._exporting: Background[Path] = Background("Export")
        self._applying: Background[_Applied] = Background("Apply to volume")
        self._written = True
        self._connect()

    @property
    def busy(self) -> bool:
        """Whether a case is being opened, matched or exported, or a method at work on a whole volume."""
        return any(work.busy for work in self._works)

    def open(self, paths: Sequence[Path], series: str | None = None, spacing: Spacing | None = None) -> None:
        """Open files or a folder; a label map alone goes onto the case that is open."""
        volume = self._state.scene.source

        def work(report: Report, cancelled: Asked) -> _Opened:
            try:
                return open_study(paths, report, cancelled, series, spacing)
            except SpacingNeededError as error:
                return _Unsized(paths, error)
            except OnlyLabelsError:
                if volume is None:
                    raise
                labels, sentence = open_labels(paths[0], volume, cancelled)
                return _Labels(paths[0].name.partition(".")[0], labels, sentence)

        self._begin(work)

    def open_demo(self) -> None:
        """Open the synthetic abdomen."""
        self._begin(demo_study)

    def cancel(self) -> None:
        """Stop opening; what was open stays."""
        self._opening.cancel()

    def close_case(self) -> None:
        """Go back to the empty window; an export goes on."""
        self._matching.cancel()
        self._applying.cancel()
        empty = replace(self._state.scene, study=None, volume="", scan=None, scan_volume="")
        self._state.open(replace(empty, rois=(), roi=None))

    def match(self, regions: Sequence[Ellipse] = ()) -> None:
        """Estimate what 100 % was for the volume on show, from all of it or from regions."""
        study, name = self._state.scene.study, self._state.scene.volume
        if study is None:
            return
        if name in study.noise_free:
            self.failed.emit(f"“{name}” has no noise to estimate photons from; choose another volume.")
            return
        volume, exposure, regions = study.volumes[name], study.scan_of(name).exposure, tuple(regions)

        def work(report: Report, cancelled: Asked) -> _Matched:
            return _Matched(study, name, estimate_scan(volume, exposure, regions=regions))

        self.matching.emit(True)
        self._matching.start(work)

    def match_regions(self) -> None:
        """Estimate what 100 % was from the regions that the user drew in flat tissue."""
        self.match(self._state.scene.rois)

    def export(self, path: Path) -> None:
        """Write the active pane's steps for the whole volume, as NIfTI file or DICOM folder."""
        scene = self._state.scene
        if scene.study is None or scene.source is None or scene.dose is None or self._refused():
            return
        study, volume, dose, seed = scene.study, scene.source, scene.dose, scene.seed
        steps = scene.panes[scene.active].lane.steps

        def work(report: Report, cancelled: Asked) -> Path:
            def told(done: int, total: int) -> None:
                report(Progress(done, total, f"Writing {path.name}: {done} of {total} slices"))

            save(run(volume, dose, steps, seed, told, self.warned.emit), path, study)
            return path

        self._written = False
        self._exporting.start(work)

    def apply(self) -> None:
        """Take the active pane's steps on the whole volume; the result joins the study."""
        scene = self._state.scene
        if scene.study is None or scene.source is None or scene.dose is None or self._refused():
            return
        study, volume, dose, seed = scene.study, scene.source, scene.dose, scene.seed
        lane = scene.panes[scene.active].lane

        def work(report: Report, cancelled: Asked) -> _Applied:
            def told(done: int, total: int) -> None:
                report(Progress(done, total, f"{lane.title}: {done} of {total} slices"))

            made = run(volume, dose, lane.steps, seed, told, self.warned.emit)
            return _Applied(study, lane.title, made, dose)

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
        self._exporting.done.connect(lambda path: self.said.emit(f"The volume was written to {path}."))
        self._applying.done.connect(self._applied)
        for work in (self._exporting, self._applying):
            work.progress.connect(self.writing)
            work.failed.connect(self.failed)
            for over in (work.done, work.failed, work.cancelled):
                over.connect(self._not_writing)

    def _refused(self) -> bool:
        """Say why no whole volume can be made now, if so: the last is not done, and both share one bar."""
        if not self._written:
            self.failed.emit("Another whole volume is being made; wait for it, or cancel it.")
        return not self._written

    def _not_writing(self, *_: object) -> None:
        self._written = True
        self.writing.emit(None)

    def _begin(self, work: Callable[[Report, Asked], _Opened]) -> None:
        self.progress.emit(Progress(0, 1, "Opening"))
        self._opening.start(work)

    def _opened(self, result: object) -> None:
        scene = self._state.scene
        if isinstance(result, _Labels) and scene.study is not None:
            self._state.update(study=scene.study.with_labels(result.name, result.labels))
            self.said.emit(result.sentence or f"The labels of {result.name} lie on the volume.")
        elif isinstance(result, Study):
            self._matching.cancel()
            self._applying.cancel()
            self._state.open(scene.opened(result, _row(result)))
            self.opened.emit(result)
            if result.scan.source == "default":
                self.match()
        elif isinstance(result, _Unsized):
            self.spacing_wanted.emit(result.paths, result.error)
        self.ended.emit()

    def _applied(self, result: object) -> None:
        study = self._state.scene.study
        if not isinstance(result, _Applied) or study is None or study.first is not result.study.first:
            return  # another case was opened meanwhile
        study, name = study.with_lowered(result.title, result.volume, result.dose)
        self._state.update(study=study)
        self.said.emit(f"“{name}” joined the study; choose it in the data list.")

    def _not_opened(self, reason: object) -> None:
        self.ended.emit()
        self.failed.emit(reason)

    def _matched(self, result: object) -> None:
        study = self._state.scene.study
        if not isinstance(result, _Matched) or study is None or study.first is not result.study.first:
            return  # another case was opened meanwhile
        self._state.update(study=study.with_scan(result.scan, result.volume))


def _row(study: Study) -> int | None:
    """Return the slice that a case opens at: the demo shows its lesions, others their middle."""
    return None if study.path else OPENING_ROW
