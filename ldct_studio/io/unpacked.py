"""Unpacked: archives in private folders, which go with the program, or as it starts after a crash.

An archive is unpacked once and stays for what is read of it later: another series, thumbnails, header fields.
"""

from __future__ import annotations

import atexit
import logging
import os
import shutil
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from filelock import FileLock, Timeout

from ..core.errors import LoadError
from ..core.paths import cache_dir
from ..core.progress import Progress
from .entry_names import why_not
from .found import Entry, Listing, Piece
from .reader import Reader, ReaderDiedError, Readers

log = logging.getLogger(__name__)
_MOST = 3
"""Archives that stay unpacked; the scan on show, its prior, and one more."""
_Stamp = tuple[Path, int, int]


@dataclass(frozen=True, eq=False)
class _Place:
    """A folder of our own beside the lock that tells other programs so."""

    folder: Path
    lock: FileLock
    left_out: tuple[str, ...] = ()

    def drop(self) -> None:
        """Remove the folder, then let go of it."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self.lock.release()
        with suppress(OSError):  # on Windows it is gone already
            Path(self.lock.lock_file).unlink()


_places: dict[_Stamp, _Place] = {}
_one_at_a_time = threading.Lock()


def unpacked(
    readers: Readers, path: Path, on_progress: Callable[[Progress], None]
) -> tuple[Path, tuple[str, ...]]:
    """Unpack an archive; return the folder, and sentences on entries that were left out.

    Raises LoadError with a sentence, or Cancelled; nothing is left of the folder then.
    """
    with _one_at_a_time:
        state = path.stat()
        stamp = (path.resolve(), state.st_mtime_ns, state.st_size)
        if stamp not in _places:
            while len(_places) >= _MOST:
                _places.pop(next(iter(_places))).drop()
            _places[stamp] = _fresh(readers, path, on_progress)
        _places[stamp] = place = _places.pop(stamp)  # the newest is the last to go
        return place.folder, place.left_out


def name_of(path: Path) -> str:
    """Return the path of a file; of one from an archive that of the archive and its name in there.

    It stays the same from one opening of the archive to the next.
    """
    for (archive, _, _), place in tuple(_places.items()):
        if path.is_relative_to(place.folder):
            return str(archive / path.relative_to(place.folder))
    return str(path)


def drop_all() -> None:
    """Remove everything that this program has unpacked."""
    with _one_at_a_time:
        for stamp in tuple(_places):
            _places.pop(stamp).drop()


def clear_left_behind() -> None:
    """Remove what programs have left that ended early; call at the start of the program."""
    try:
        folders = {path.with_suffix("") for path in _root().iterdir()}
    except OSError as error:
        log.warning("unpacked archives could not be looked at: %s", error.strerror or type(error).__name__)
        return
    for folder in folders:
        lock = FileLock(folder.with_suffix(".lock"), thread_local=False)
        try:
            lock.acquire(timeout=0)
        except (Timeout, NotImplementedError, OSError):  # its program lives, or nobody can tell
            continue
        _Place(folder, lock).drop()


def clear_in_background() -> None:
    """Remove it in a thread of its own, as a slow disk must not hold the window."""
    threading.Thread(target=clear_left_behind, name="unpacked archives", daemon=True).start()


def _root() -> Path:
    path = cache_dir() / "unpacked"
    path.mkdir(mode=0o700, exist_ok=True)
    path.chmod(0o700)
    return path


def _fresh(readers: Readers, path: Path, on_progress: Callable[[Progress], None]) -> _Place:
    clear_left_behind()
    atexit.register(drop_all)
    try:
        folder = _root() / uuid4().hex
        lock = FileLock(folder.with_suffix(".lock"), thread_local=False)
        lock.acquire(timeout=0)
    except OSError as error:  # filelock's Timeout is one as well
        raise _refusal(path, error) from error
    place = _Place(folder, lock)
    try:
        folder.mkdir(mode=0o700)
        return _Place(folder, lock, _fill(readers, path, folder, on_progress))
    except OSError as error:
        place.drop()
        raise _refusal(path, error) from error
    except BaseException:
        place.drop()
        raise


def _refusal(path: Path, error: OSError) -> LoadError:
    reason = (error.strerror or type(error).__name__).lower()
    return LoadError(f"“{path.name}” could not be unpacked ({reason}); unpack it by hand.")


def _fill(
    readers: Readers, path: Path, folder: Path, on_progress: Callable[[Progress], None]
) -> tuple[str, ...]:
    reader = readers.one()
    try:
        listing = Listing.model_validate(reader.ask({"do": "list", "path": str(path)}, readers.cancelled))
    except ValueError:  # pydantic's: the reader said something that it may not say
        raise LoadError(f"“{path.name}” is broken: its directory does not make sense.") from None
    except LoadError as error:
        raise LoadError(f"“{path.name}” {error}.") from error
    need, free = sum(entry.size for entry in listing.entries), shutil.disk_usage(folder).free
    if need > free:
        raise LoadError(
            f"“{path.name}” unpacks to {need / 1e9:.1f} GB and {free / 1e9:.1f} GB are free; "
            "make room on the disk."
        )
    left_out = list(listing.left_out)
    for done, entry in enumerate(listing.entries, 1):
        try:
            _write(readers, reader, entry, folder)
        except LoadError as error:
            left_out.append(f"“{Path(entry.name).name}” in the archive {error}.")
            if isinstance(error, ReaderDiedError):
                _list_again(readers, reader, path)
        on_progress(
            Progress(done, 2 * len(listing.entries), f"Unpacking {done} of {len(listing.entries)} files")
        )
    if not any(folder.iterdir()):
        raise LoadError(left_out[0] if left_out else f"“{path.name}” is an archive without files.")
    return tuple(left_out)


def _list_again(readers: Readers, reader: Reader, path: Path) -> None:
    """Open the archive in the reader that took the place of one that died."""
    try:
        reader.ask({"do": "list", "path": str(path)}, readers.cancelled)
    except LoadError as error:
        raise LoadError(f"“{path.name}” {error}.") from error


def _write(readers: Readers, reader: Reader, entry: Entry, folder: Path) -> None:
    """Write one entry; the reader may be in the hands of the file that it reads, so nothing is believed."""
    if why_not(entry.name):
        raise LoadError("has a name that may not be a file's")
    target = folder / entry.name
    for parent in reversed(target.relative_to(folder).parents):  # mkdir gives its mode to the last only
        (folder / parent).mkdir(mode=0o700, exist_ok=True)
    question = {"do": "unpack", "entry": entry.number}
    written = 0
    try:
        with os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, 0o600), "wb") as file:
            while size := Piece.model_validate(reader.ask(question, readers.cancelled)).size:
                written += size
                if written > entry.size:
                    raise LoadError("is larger than the archive says")
                file.write(reader.octets(size))
                question = {"do": "more"}
    except (LoadError, ValueError) as error:
        target.unlink(missing_ok=True)
        raise error if isinstance(error, LoadError) else LoadError("is broken inside the archive") from error


_BINARY = getattr(os, "O_BINARY", 0)
