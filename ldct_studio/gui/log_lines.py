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


def tail(path: Path) -> str:
    """Return the end of a log file, from the start of a line on; '' where there is none yet."""
    try:
        with path.open("rb") as file:
            size = file.seek(0, 2)
            file.seek(max(0, size - MOST_BYTES))
            found = file.read().decode("utf-8", "replace")
    except FileNotFoundError:
        return ""
    return found if size <= MOST_BYTES else found.partition("\n")[2]


def entries(text: str) -> list[Entry]:
    """Return the entries of a log; lines without a level belong to the one before."""
    found: list[Entry] = []
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
