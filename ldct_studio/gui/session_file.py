"""Session file: JSON that names what was open and says all that the window showed; no voxel, no patient."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePath
from typing import Any, NoReturn
from weakref import WeakKeyDictionary

from .. import __version__
from ..core.dose import Scan
from ..core.encoding import DecodeError, Json, decode, encode
from ..core.errors import GeometryError, LoadError, StudioError
from ..core.grid import Grid
from ..core.origin import Origin, ScanOrigin
from ..core.volume import Volume
from .language import tr
from .prior import Beside
from .prior_panes import without_prior
from .scene import Scene
from .session_scene import FAR, fits, scene_json, scene_of

SUFFIX = ".ldct"
_FORMAT, _VERSION = "ldct-studio session", 1
_MOST_BYTES, _DEEPEST, _LONGEST, _LARGEST = 8_000_000, 32, 4096, 2**53


class DamagedSessionError(LoadError):
    """A session file is not one, or not whole."""


@dataclass(frozen=True)
class Fingerprint:
    """By what a volume is known again: its grid, and a checksum over all voxels."""

    grid: Grid
    voxels: str


@dataclass(frozen=True)
class Session:
    """All that a window shows; ``scene`` is without its study, which ``origin`` tells how to open again."""

    scene: Scene
    origin: Origin
    first: Fingerprint
    """The volume that opens, as it was."""
    scans: tuple[tuple[str, Scan], ...]
    """What 100 % was, by volume; under an empty name that of the study."""
    file: str = ""
    """Where the user keeps the session, in an autosave."""
    prior: bool = False
    """Whether another scan stood beside this one; its panes and key images are not in the scene."""
    beside: Beside | None = None
    """The prior that is a volume of the case itself, whose panes are in the scene."""
    notes: tuple[str, ...] = ()
    """One sentence for everything that could not be read, or was not kept."""


_fingerprints: WeakKeyDictionary[Volume, Fingerprint] = WeakKeyDictionary()


def fingerprint(volume: Volume) -> Fingerprint:
    """Return the fingerprint of a volume; computed once, 0.1 s for each 100 MB."""
    known = _fingerprints.get(volume)
    if known is None:
        voxels = volume.data.cpu().contiguous().numpy()
        known = Fingerprint(volume.grid, f"{zlib.crc32(voxels.data.cast('B')):08x}")
        _fingerprints[volume] = known
    return known


def session_of(scene: Scene, file: str = "") -> Session:
    """Return the session of a scene; raise StudioError where its case could not be opened again."""
    study = scene.study
    if study is None or study.origin is None:
        raise StudioError(
            tr("There is no case that could be opened again; open one before saving a session.")
        )
    scans = (("", study.scan), *study.scans.items())
    beside = scene.prior.beside(study) if scene.prior is not None else None
    prior = scene.prior is not None and beside is None
    scene = replace(without_prior(scene) if beside is None else scene, study=None, prior=None)
    return Session(scene, study.origin, fingerprint(study.first), scans, file, prior, beside)


def text_of(session: Session, folder: Path | None = None) -> str:
    """Return the file's text; paths below ``folder`` are relative to it, so that both may move together."""
    origin = session.origin if folder is None else _moved(session.origin, lambda p: _beside(p, folder))
    parts: dict[str, Json] = {
        "format": _FORMAT,
        "version": _VERSION,
        "program": __version__,
        "file": session.file,
        "origin": encode(origin),
        "first": encode(session.first),
        "scans": encode(session.scans),
        "prior": session.prior,
        "beside": encode(session.beside),
        "scene": scene_json(session.scene),
    }
    return json.dumps(parts, indent=1, allow_nan=False) + "\n"


def read(path: Path) -> Session:
    """Return the session in a file, its paths absolute; nothing that it names is touched.

    Raises DamagedSessionError with a sentence, or LoadError where the file cannot be read at all.
    """
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise DamagedSessionError(
                tr("“{0}” is too large for a session; choose another file.").format(path.name)
            )
        data = path.read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        raise LoadError(
            tr("“{0}” cannot be read ({1}); choose another file.").format(path.name, reason)
        ) from error
    return _session(_json(data, path.name), path)


def _session(data: Mapping[str, Json], path: Path) -> Session:
    version = data.get("version")
    if data.get("format") != _FORMAT or not isinstance(version, int):
        raise DamagedSessionError(
            tr("“{0}” is no session of LDCT Studio; choose another file.").format(path.name)
        )
    if version > _VERSION:
        raise LoadError(
            tr("“{0}” was saved by a newer version; open it with LDCT Studio {1}.").format(
                path.name, _by(data)
            )
        )
    scene, file = data.get("scene"), data.get("file", "")
    try:
        if not isinstance(scene, dict) or not isinstance(file, str):
            raise DecodeError("there is no scene")
        origin: Origin = decode(Origin, data.get("origin"))
        first: Fingerprint = decode(Fingerprint, data.get("first"))
        scans: tuple[tuple[str, Scan], ...] = decode(tuple[tuple[str, Scan], ...], data.get("scans"))
    except DecodeError as error:
        raise DamagedSessionError(_damaged(path.name)) from error
    if not scans or scans[0][0] or not all(fits(scan) for _, scan in scans):
        raise DamagedSessionError(_damaged(path.name))
    if origin.demo and (origin.paths or origin.pair is not None):
        raise DamagedSessionError(_damaged(path.name))
    told = scene_of(scene)
    origin = _moved(origin, lambda text: _located(text, path.absolute().parent))
    beside = _beside_of(data.get("beside"))
    prior = data.get("prior") is True or (beside is None and data.get("beside") is not None)
    notes = (*told.notes, *((no_prior(),) if prior else ()))
    return Session(told.scene, origin, first, scans, file, prior, beside, notes)


def _beside_of(data: Json) -> Beside | None:
    """Return the prior as written; None for none, and for one that cannot be read."""
    try:
        found: Beside | None = decode(Beside | None, data)
    except (DecodeError, GeometryError):
        return None
    if found is None or max(map(abs, (*found.rigid.shift, *found.rigid.center))) > FAR:
        return None
    return found


def _json(data: bytes, name: str) -> Mapping[str, Json]:
    def refuse(text: str) -> NoReturn:
        raise ValueError(f"{text} is not a number")

    try:
        found = json.loads(data.decode("utf-8"), parse_constant=refuse)
        _check(found, 0)
    except (ValueError, RecursionError) as error:
        raise DamagedSessionError(_damaged(name)) from error
    if not isinstance(found, dict):
        raise DamagedSessionError(_damaged(name))
    return found


def _check(value: Any, depth: int) -> None:
    """Raise ValueError for what we never write: endless nesting, text or numbers."""
    if depth > _DEEPEST:
        raise ValueError("nested too deeply")
    if isinstance(value, dict | list):
        for part in (*value, *value.values()) if isinstance(value, dict) else value:
            _check(part, depth + 1)
    elif isinstance(value, str) and len(value) > _LONGEST:
        raise ValueError("a text is too long")
    elif isinstance(value, int | float) and not abs(value) <= _LARGEST:
        raise ValueError("a number is too large")


def _moved(origin: Origin, move: Callable[[str], str]) -> Origin:
    labels = tuple((name, move(path)) for name, path in origin.labels)
    pair = origin.pair
    if pair is not None:
        before, after, standard = (_moved_scan(one, move) for one in (pair.before, pair.after, pair.standard))
        mask = _moved_scan(pair.mask, move)
        pair = replace(pair, before=before, after=after, standard=standard, mask=mask)
    return replace(origin, paths=tuple(map(move, origin.paths)), labels=labels, pair=pair)


def _moved_scan(scan: ScanOrigin | None, move: Callable[[str], str]) -> ScanOrigin | None:
    return None if scan is None else replace(scan, paths=tuple(map(move, scan.paths)))


def _beside(text: str, folder: Path) -> str:
    path = Path(text)
    return path.relative_to(folder).as_posix() if path.is_relative_to(folder) else text


def _located(text: str, folder: Path) -> str:
    path = Path(text)
    if not text or "\0" in text or leads_away(path, folder):
        raise LoadError(
            tr("The session names “{0}” at a place that is not trusted; open the scan itself.").format(
                path.name
            )
        )
    return str(path if path.is_absolute() else folder / path)


def leads_away(path: PurePath, folder: PurePath) -> bool:
    """Say whether a path from a session in ``folder`` climbs out of it, or asks another computer.

    On Windows a path of a foreign host would tell that host who the user is.
    """
    if path.is_absolute():
        return path.drive.startswith("\\\\") and path.drive.lower() != folder.drive.lower()
    return bool(path.anchor) or ".." in path.parts


def _damaged(name: str) -> str:
    return tr("The session “{0}” is damaged; open the scan itself or an older session.").format(name)


def no_prior() -> str:
    """Say that a prior of another case is not kept."""
    return tr("A session keeps no prior, nor its pane and key images; open the prior again to compare.")


def _by(data: Mapping[str, Json]) -> str:
    program = data.get("program")
    return program if isinstance(program, str) and len(program) < 20 else tr("in a newer version")
