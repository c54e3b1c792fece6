"""FrameNotes: what the corners say of the frames in a picture beside their place, asked once for each."""

from __future__ import annotations

from collections.abc import Iterable

from ..core.lane import Frame, Lane
from .lanes import doubts, notes
from .oblique_turn import angle_words


class FrameNotes:
    """What the user has to know of methods, and why a picture is doubtful; kept while it is shown."""

    def __init__(self) -> None:
        self._notes: dict[Lane, tuple[str, ...]] = {}
        self._doubts: dict[Lane, tuple[Frame, tuple[str, ...]]] = {}

    def keep(self, frames: Iterable[Frame | None]) -> None:
        """Ask for what is not known of the frames on show, and forget all others."""
        shown = [frame for frame in frames if frame is not None]
        self._notes = {f.lane: self._notes[f.lane] if f.lane in self._notes else notes(f.lane) for f in shown}
        self._doubts = {f.lane: self._asked(f) for f in shown}

    def of(self, frame: Frame | None, result: str) -> tuple[str, ...]:
        """Return the notes on a frame that is kept, its turn and its number."""
        if frame is None:
            return ()
        turned = angle_words(frame.lane, frame.request.source.grid)
        return (*self._notes[frame.lane], *filter(None, (turned, result)))

    def doubts(self, frame: Frame | None) -> tuple[str, ...]:
        """Return why a frame that is kept is doubtful."""
        return () if frame is None else self._doubts[frame.lane][1]

    def _asked(self, frame: Frame) -> tuple[Frame, tuple[str, ...]]:
        known = self._doubts.get(frame.lane)
        if known is not None and known[0] is frame:
            return known
        return frame, doubts(frame.request, frame.lane)
