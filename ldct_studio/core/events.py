"""Events: what work in the background tells, one JSON object per line of a file that only grows."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal, NamedTuple

from pydantic import ConfigDict, Field, TypeAdapter, ValidationError

from .config import Config

_TAIL = 1 << 16
"""Bytes at the end of the file that surely hold the last events."""
_LONGEST = 2000
"""Characters of a sentence that are kept."""


class _Event(Config):
    model_config = ConfigDict(ser_json_inf_nan="strings")  # JSON has no NaN, and a loss may be one

    time: float = Field(default_factory=time.time)
    """Seconds since 1970."""


class Waiting(_Event):
    """Somebody asked for the work to be started or resumed."""

    event: Literal["waiting"] = "waiting"
    on: str


class Started(_Event):
    """The process of the work runs."""

    event: Literal["started"] = "started"
    host: str


class Resumed(_Event):
    """The work goes on from a checkpoint."""

    event: Literal["resumed"] = "resumed"
    step: int
    stage: int


class Progress(_Event):
    """How many steps of a stage are done."""

    event: Literal["progress"] = "progress"
    step: int
    total: int
    stage: int


class Saved(_Event):
    """A checkpoint was written: resuming goes on from this step."""

    event: Literal["saved"] = "saved"
    step: int
    stage: int
    size: int
    """In bytes."""


class Metric(_Event):
    """Numbers by name, after a step."""

    event: Literal["metric"] = "metric"
    step: int
    values: dict[str, float]


class Picture(_Event):
    """An example picture; ``path`` is relative to the folder of the job and never leaves it."""

    event: Literal["picture"] = "picture"
    step: int
    title: str
    path: str = Field(pattern=r"^pictures/[\w-]+\.png$")


class Message(_Event):
    """A sentence."""

    event: Literal["message"] = "message"
    text: str


class Done(_Event):
    """Last word: the work is finished."""

    event: Literal["done"] = "done"


class Stopped(_Event):
    """Last word: somebody canceled the work; it can be resumed."""

    event: Literal["cancelled"] = "cancelled"
    text: str = ""


class Failed(_Event):
    """Last word: the work ended with an error, which is one sentence."""

    event: Literal["failed"] = "failed"
    error: str


Event = Waiting | Started | Resumed | Progress | Saved | Metric | Picture | Message | Done | Stopped | Failed
LastWord = Done | Stopped | Failed
_reader: TypeAdapter[Event] = TypeAdapter(Annotated[Event, Field(discriminator="event")])


class News(NamedTuple):
    """Events, and where to go on reading."""

    events: tuple[Event, ...]
    offset: int


@dataclass(frozen=True)
class Journal:
    """The file that holds the events. It has one writer at a time and any number of readers."""

    path: Path

    def append(self, event: Event) -> None:
        """Add an event; raise ``OSError`` where that is impossible."""
        line = event.model_dump_json().encode() + b"\n"
        with self.path.open("ab+", buffering=0) as file:
            if file.tell() and file.seek(-1, os.SEEK_END) and file.read() != b"\n":
                line = b"\n" + line  # its last writer was ended within a line
            file.write(line)

    def read(self, offset: int = 0) -> News:
        """Return the events from ``offset`` on; a line that is not whole yet is left for the next time."""
        try:
            with self.path.open("rb") as file:
                file.seek(offset)
                data = file.read()
        except FileNotFoundError:
            return News((), offset)
        whole = data.rfind(b"\n") + 1
        events = (_event(line) for line in data[:whole].splitlines())
        return News(tuple(event for event in events if event is not None), offset + whole)

    def recent(self) -> tuple[Event, ...]:
        """Return the last events."""
        try:
            size = self.path.stat().st_size
        except FileNotFoundError:
            return ()
        return self.read(max(0, size - _TAIL)).events


def shortened(text: str) -> str:
    """Return a sentence as a line of at most 2,000 characters."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"


def _event(line: bytes) -> Event | None:
    """Return what a line says; None for a torn line, or one of a later version of the program."""
    try:
        return _reader.validate_json(line)
    except ValidationError:
        return None
