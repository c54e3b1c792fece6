"""The log of a job: what its process prints, in a file that does not fill the disk."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import IO

LOG_BYTES = 5_000_000
"""Above which the log begins anew; what was before is kept once, as ``log.old.txt``."""
_CHUNK = 1 << 16


def write_log(stream: IO[bytes], path: Path) -> None:
    """Append what comes out of a stream to a file, until the stream ends.

    A full disk costs lines of the log but never makes who prints wait.
    """
    with stream:
        while data := os.read(stream.fileno(), _CHUNK):
            with suppress(OSError):
                _append(path, data)


def _append(path: Path, data: bytes) -> None:
    if path.exists() and path.stat().st_size + len(data) > LOG_BYTES:
        os.replace(path, path.with_name("log.old.txt"))
        path.write_text("The log was long; what came before is in log.old.txt or was dropped.\n")
    with path.open("ab") as file:
        file.write(data)


def log_tail(path: Path, lines: int = 20) -> str:
    """Return the last lines of a log, '' where there is none."""
    try:
        with path.open("rb") as file:
            file.seek(max(0, file.seek(0, os.SEEK_END) - _CHUNK))
            text = file.read().decode("utf-8", "replace")
    except OSError:
        return ""
    return "\n".join(text.splitlines()[-lines:])
