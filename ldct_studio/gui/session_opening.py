"""Session opening: from a session file to the scene, its case opened again by the usual readers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from ..core.errors import GeometryError, LoadError
from ..core.origin import Made, Origin, PairOrigin
from ..core.progress import Progress
from ..core.study import Study
from ..io.opening import open_labels
from ..methods.contrast_opening import open_pair
from ..methods.demo_opening import open_demo
from ..methods.loaders import open_study
from ..methods.measured import recentered
from ..plugin import plugins
from .language import tr
from .prior import Beside
from .prior_panes import without_prior
from .privacy import keep_path_secret
from .scene import Scene
from .session_file import Session, fingerprint, no_prior, read
from .session_scene import fitted

Report = Callable[[Progress], None]
Asked = Callable[[], bool]


@dataclass(frozen=True, eq=False)
class Restored:
    """A session that was opened again: its file, the scene with the study, and what is not as it was."""

    path: Path
    session: Session
    scene: Scene
    notes: tuple[str, ...]
    """One sentence each."""

    @property
    def to_make(self) -> tuple[Made, ...]:
        """The volumes that methods made; they are not kept, but can be made again."""
        study = self.scene.study
        if study is None:
            return ()
        made = study.origin.made if study.origin else ()
        return tuple(one for one in made if one.name not in study.volumes)


def reopen(path: Path, report: Report, cancelled: Asked) -> Restored:
    """Open the session in a file; blocks, so run it in a thread. Raises StudioError or Cancelled."""
    session = read(path)
    scene, origin, notes = session.scene, session.origin, list(session.notes)
    study = _study(session.origin, report, cancelled)
    study = _labelled(study, session.origin, cancelled, notes)
    if _same(study, session):
        study = replace(study, scan=session.scans[0][1], scans=dict(session.scans[1:]))
    else:
        notes.append(_changed(study, session))
        scene = replace(scene, scan=None, scan_volume="")  # photons of other voxels
        origin = replace(origin, made=())
        session = replace(session, beside=_unplaced(session.beside, notes))
    told = fitted(scene, replace(study, origin=origin))
    scene, lost = _with_prior(told.scene, session)
    return Restored(path, session, scene, (*notes, *told.notes, *lost, *_absent(scene)))


def _with_prior(scene: Scene, session: Session) -> tuple[Scene, tuple[str, ...]]:
    """Return the scene with the prior that is a volume of the case, or without one, and why."""
    if scene.study is None or scene.source is None or session.beside is None:
        return without_prior(scene), ()
    prior = session.beside.of(scene.study, scene.source)
    if prior is None:
        return without_prior(scene), (no_prior(),)
    return replace(scene, prior=prior), ()


def _unplaced(beside: Beside | None, notes: list[str]) -> Beside | None:
    """Return a prior by patient position again, as it was laid onto other voxels, and tell it."""
    if beside is None or beside.place == "position":
        return beside
    notes.append(tr("The prior lies by patient position again; register it anew."))
    return Beside(beside.volume)


def _study(origin: Origin, report: Report, cancelled: Asked) -> Study:
    if origin.pair is not None:
        return _pair(origin.pair, report, cancelled)
    if not origin.paths:
        return open_demo(origin.demo, report, cancelled)
    paths = [Path(text) for text in origin.paths]
    for path in paths:
        _refuse_absent(path)
        keep_path_secret(path)
    study = open_study(paths, report, cancelled, origin.series, origin.spacing, origin.upright)
    if origin.center is None or not study.projections:
        return study
    return recentered(study, next(iter(study.projections)), origin.center)


def _pair(origin: PairOrigin, report: Report, cancelled: Asked) -> Study:
    for text in origin.paths:
        _refuse_absent(Path(text))
        keep_path_secret(Path(text))
    return open_pair(origin, report, cancelled)


def _refuse_absent(path: Path) -> None:
    try:
        there = path.exists()
    except OSError:  # such as a name that is too long
        there = False
    if not there:
        raise LoadError(
            tr("The session's scan “{0}” is not where it was; put it back or open it itself.").format(
                path.name
            )
        )


def _labelled(study: Study, origin: Origin, cancelled: Asked, notes: list[str]) -> Study:
    for name, text in origin.labels:
        try:
            _refuse_absent(Path(text))
            keep_path_secret(Path(text))
            opened = open_labels(
                Path(text), study.first, cancelled, frame_of_reference=study.facts.frame_of_reference
            )
        except (LoadError, GeometryError) as error:
            notes.append(tr("The labels “{0}” are left out: {1}").format(name, error))
            continue
        for title, labels in opened.named(name).items():
            study = study.with_labels(title, labels)
    return study


def _same(study: Study, session: Session) -> bool:
    """Say whether the voxels are those of the session; registering anew changes last digits of a pair's."""
    if study.partner is not None:
        return study.first.grid.shape == session.first.grid.shape
    return fingerprint(study.first) == session.first


def _changed(study: Study, session: Session) -> str:
    now, then = study.first.grid.shape, session.first.grid.shape
    what = (
        tr("it has {0} voxels, and had {1}").format(_size(now), _size(then))
        if now != then
        else tr("its voxels are others")
    )
    return tr("The scan is not the one that the session was saved with: {0}; check regions and dose.").format(
        what
    )


def _size(shape: tuple[int, int, int]) -> str:
    return " × ".join(map(str, reversed(shape)))


def _absent(scene: Scene) -> tuple[str, ...]:
    """Say which steps no plug-in does here; their panes say so as well."""
    there = {(cls.kind, cls.name) for cls in plugins()}
    lanes = [pane.lane for pane in scene.panes]
    steps = [step for lane in lanes for step in (*lane.steps, *(lane.minus or ()))]
    steps += [scene.segmenter] if scene.segmenter else []
    absent = dict.fromkeys(f"{s.kind}:{s.name}" for s in steps if (s.kind, s.name) not in there)
    return (
        (tr("No plug-in here does {0}; allow or add it, or choose another.").format(", ".join(absent)),)
        if absent
        else ()
    )
