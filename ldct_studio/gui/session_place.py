"""Where autosaves lie: one file per window, held by a lock that the system drops when the process is gone."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Self
from uuid import uuid4

from filelock import FileLock, Timeout

from ..core.paths import data_dir
from .session_file import SUFFIX

log = logging.getLogger(__name__)
_AUTOSAVE, _DAMAGED = "autosave-", "damaged-"


def folder() -> Path:
    """Return the folder of autosaves; nobody else may look into it."""
    path = data_dir() / "sessions"
    path.mkdir(mode=0o700, exist_ok=True)
    return path


def last_file() -> Path:
    """Return where the session is kept that was closed or skipped last."""
    return folder() / f"last{SUFFIX}"


def _log(error: OSError) -> None:
    log.warning("an autosave was skipped: %s", error.strerror or type(error).__name__)


@dataclass(frozen=True, eq=False)
class Place:
    """One autosave file, and the lock that makes it this window's."""

    path: Path
    lock: FileLock

    @classmethod
    def new(cls) -> Self:
        """Return a place of our own; raise OSError where there can be none."""
        place = cls.held(folder() / f"{_AUTOSAVE}{uuid4().hex[:12]}{SUFFIX}")
        if place is None:  # nobody else knows the name
            raise OSError("the file system cannot lock files")
        return place

    @classmethod
    def held(cls, path: Path) -> Self | None:
        """Return the place at a path, now ours; None where a living window holds it."""
        lock = FileLock(path.with_suffix(".lock"), thread_local=False)
        try:
            lock.acquire(timeout=0)
        except (Timeout, NotImplementedError):  # the latter where the file system knows no locks
            return None
        return cls(path, lock)

    @property
    def saved(self) -> datetime:
        """When it was written last (local time)."""
        return datetime.fromtimestamp(self.path.stat().st_mtime)

    def drop(self) -> None:
        """Delete the file and let go of it."""
        self.path.unlink(missing_ok=True)
        self._end()

    def keep(self) -> None:
        """Make it the last session, which is not offered by itself any more."""
        os.replace(self.path, last_file())
        self._end()

    def set_aside(self) -> Path:
        """Let go of a file that cannot be read, and return where it lies now."""
        aside = self.path.with_name(self.path.name.replace(_AUTOSAVE, _DAMAGED))
        os.replace(self.path, aside)
        self._end()
        return aside

    def release(self) -> None:
        """Let go of a file that stays: it is offered to the next window that starts."""
        self.lock.release()

    def _end(self) -> None:
        self.lock.release()
        with suppress(OSError):  # on Windows it is gone already, or another window looks at it
            Path(self.lock.lock_file).unlink()


def left_behind(skipped: Callable[[OSError], object] = _log) -> Iterator[Place]:
    """Yield the places of windows that are gone, the newest first, each held from then on.

    ``skipped`` hears of a place, or of the folder, that cannot be looked at, such as one of another user.
    """
    try:
        paths = sorted(folder().glob(f"{_AUTOSAVE}*{SUFFIX}"), key=_changed, reverse=True)
    except OSError as error:
        skipped(error)
        return
    for path in paths:
        try:
            place = _claimed(path)
        except OSError as error:
            skipped(error)
            continue
        if place is not None:
            yield place


def _claimed(path: Path) -> Place | None:
    place = Place.held(path)
    if place is None:
        return None
    try:
        for part in path.parent.glob(f"{path.name}.*.part"):  # it ended while it wrote
            part.unlink(missing_ok=True)
        if path.exists():
            return place
    except OSError:
        place.release()
        raise
    place._end()  # another window was faster
    return None


def forget() -> None:
    """Delete all that is kept for later: the last session and what windows left that are gone.

    Raises OSError where something cannot be deleted.
    """
    for place in left_behind():
        place.drop()
    for path in (*folder().glob(f"{_DAMAGED}*{SUFFIX}"), last_file()):
        path.unlink(missing_ok=True)


def _changed(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0
