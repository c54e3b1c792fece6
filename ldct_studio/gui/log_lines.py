"""The program's own log as entries: level and text, a traceback with the line it belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
MOST_BYTES = 512_000
"""The end of the log that is read."""
_HEAD = re.compile(r"^\d{4}-\d\d-\d\d \S+ (DEBUG|INFO|WARNING|ERROR|CRITICAL) ")


@dataclass(frozen=True)
class Entry:
    """One message, maybe of several lines."""

    level: str
    text: str


def added(path: Path, start: int = 0) -> tuple[str, int]:
    """Return the whole lines of a log file from byte ``start`` on, and the byte where the next ones begin.

    Of a file that is read for the first time or began anew it is the end, at most ``MOST_BYTES``; the byte is
    then below ``start``. No lines where there is no file yet. Raises OSError.
    """
    try:
        with path.open("rb") as file:
            size = file.seek(0, 2)
            begin = start if 0 < start <= size else max(0, size - MOST_BYTES)
            file.seek(begin)
            data = file.read()
    except FileNotFoundError:
        return "", 0
    end = data.rfind(b"\n") + 1
    first = data.find(b"\n") + 1 if begin > 0 and begin != start else 0
    return data[first:end].decode("utf-8", "replace"), begin + end


def entries(text: str, before: Iterable[Entry] = ()) -> list[Entry]:
    """Return the entries of a log after those before; lines without a level belong to the one before."""
    found = list(before)
    for line in text.splitlines():
        head = _HEAD.match(line)
        if head or not found:
            found.append(Entry(head[1] if head else "INFO", line))
        else:
            found[-1] = Entry(found[-1].level, f"{found[-1].text}\n{line}")
    return found


def chosen(found: Iterable[Entry], level: str, text: str) -> list[Entry]:
    """Return the entries of at least a level that hold a text, whatever its case."""
    least, wanted = LEVELS.index(level), text.strip().lower()
    return [e for e in found if LEVELS.index(e.level) >= least and wanted in e.text.lower()]
