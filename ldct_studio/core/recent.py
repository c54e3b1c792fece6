"""The cases that were opened last. Nothing is stored in privacy mode, and never a patient's name."""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from .atomic import write_text
from .encoding import decode, encode
from .origin import PairOrigin
from .paths import data_dir

log = logging.getLogger(__name__)
KEPT = 10
"""How many cases are remembered."""


@dataclass(frozen=True)
class Recent:
    """One case: where it is, what it is (no patient name), and when it was opened (local time, ISO)."""

    path: str
    title: str
    detail: str
    opened: str
    pair: PairOrigin | None = None
    """Set where scans before and after contrast were opened together."""

    @property
    def places(self) -> tuple[str, ...]:
        """All that is opened."""
        return (self.path,) if self.pair is None else self.pair.paths

    @classmethod
    def now(cls, path: str, title: str, detail: str = "", pair: PairOrigin | None = None) -> Recent:
        """Return the entry of a case opened just now."""
        return cls(path, title, detail, datetime.now().isoformat(timespec="seconds"), pair)


def recent_file() -> Path:
    """Return where the list lives."""
    return data_dir() / "recent.json"


def read() -> tuple[Recent, ...]:
    """Return the remembered cases that still exist, newest first."""
    path = recent_file()
    if not path.exists():
        return ()
    try:
        entries = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        log.warning("the list of recent cases is damaged and was left out: %s", error)
        return ()
    found = [_entry(item) for item in entries] if isinstance(entries, list) else []
    return tuple(one for one in found if one is not None and all(Path(p).exists() for p in one.places))


def remember(entry: Recent) -> None:
    """Put a case at the top of the list."""
    others = [other for other in read() if other.places != entry.places]
    entries = [vars(item) | {"pair": encode(item.pair)} for item in (entry, *others)[:KEPT]]
    write_text(recent_file(), json.dumps(entries, indent=1, ensure_ascii=False) + "\n")


def clear() -> None:
    """Forget every case."""
    recent_file().unlink(missing_ok=True)


def size_words(images: int, rows: int, columns: int) -> str:
    """Say how large a case is, such as “20 images · 512 × 512 pixels”, in English as it is remembered."""
    count = "1 image" if images == 1 else f"{images} images"
    return f"{count} · {columns} × {rows} pixels"


def when(opened: str, now: datetime) -> str:
    """Say when a case was opened: “today, 14:02”, “yesterday”, “Nov 12” or “Nov 12, 2024”."""
    moment = datetime.fromisoformat(opened)
    days = (now.date() - moment.date()).days
    if days <= 0:
        return f"today, {moment:%H:%M}"
    if days == 1:
        return "yesterday"
    year = "" if moment.year == now.year else f", {moment.year}"
    return f"{moment:%b} {moment.day}{year}"


def _entry(item: Any) -> Recent | None:
    try:
        pair = decode(PairOrigin | None, item.pop("pair", None))
        entry = Recent(**{key: str(value) for key, value in item.items()}, pair=pair)
        datetime.fromisoformat(entry.opened)
    except (AttributeError, TypeError, ValueError):
        log.warning("one entry of the list of recent cases is damaged and was left out")
        return None
    return entry
