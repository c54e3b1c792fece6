"""Written: files and folders appear whole or not at all."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ..core.cancel import check
from ..core.errors import StudioError


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """Give a path beside ``path`` to write to; move it there once it is complete and on the disk.

    Where somebody cancelled meanwhile, ``path`` stays as it was. Raises StudioError with a sentence where
    the disk is full or the place is read-only, and ``Cancelled``.
    """
    part = path.with_name(f".part-{os.getpid()}-{path.name}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        yield part
        _sync(part)
        check()
        os.replace(part, path)
    except OSError as error:
        raise _failed(path, error) from error
    finally:
        with suppress(NotADirectoryError):  # its folder is a file, which was told already
            part.unlink(missing_ok=True)


@contextmanager
def whole_folder(path: Path) -> Iterator[Path]:
    """Give a folder beside ``path`` to fill; it takes the place of ``path``, which must be new or empty.

    Raises StudioError with a sentence.
    """
    part = path.with_name(f".part-{os.getpid()}-{path.name}")
    try:
        if path.exists() and (not path.is_dir() or any(path.iterdir())):
            raise StudioError(f"“{path.name}” already holds something; choose a new or empty folder.")
        part.mkdir(parents=True)
        yield part
        for file in part.iterdir():
            _sync(file)
        check()
        if path.exists():
            path.rmdir()
        os.replace(part, path)
    except OSError as error:
        raise _failed(path, error) from error
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _failed(path: Path, error: OSError) -> StudioError:
    reason = (error.strerror or type(error).__name__).lower()
    return StudioError(f"“{path.name}” could not be written ({reason}); choose another place.")
