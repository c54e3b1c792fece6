"""ImportReport: what was opened, what was assumed or changed, what was left out and why."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Self

from .study import Series, Study
from .volume import Volume


@dataclass(frozen=True)
class ImportReport:
    """What became of the files: one sentence each, in the order in which they matter."""

    opened: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    """What was assumed, such as a spacing, a side or HU, or changed, such as padding."""
    left_out: tuple[str, ...] = ()
    """Files that were not opened, and why."""
    beside: tuple[str, ...] = ()
    """Other series that can be opened from the same place."""
    marks: tuple[str, ...] = ()
    """A few words each for what changes numbers; they stay on the picture."""

    @classmethod
    def of(cls, study: Study) -> Self:
        """Return what the facts of a study say of its opening."""
        facts = study.facts
        return cls(
            opened=(*(_volume(volume, facts.unit) for volume in study.volumes.values()), *_labels(study)),
            changed=tuple(sentence for sentence in facts.warnings if sentence not in facts.left_out),
            left_out=facts.left_out,
            beside=tuple(_series(series) for series in facts.series if not series.opened),
            marks=facts.marks,
        )

    def text(self, say: Callable[[str], str] = lambda text: text) -> str:
        """Return the report to copy: files are often called like the patient, so none is named.

        ``say`` puts each of its sentences into the language of the reader.
        """
        parts = (
            ("Opened", self.opened),
            ("Assumed or changed", self.changed),
            ("Left out", self.left_out),
            ("Also here", self.beside),
        )
        return "\n\n".join(
            "\n".join([say(title), *(f"- {line}" for line in _nameless(sentences, say))])
            for title, sentences in parts
            if sentences
        )


def _volume(volume: Volume, recorded: str) -> str:
    slices, rows, columns = volume.grid.shape
    z, y, x = (f"{length:.4g}" for length in volume.grid.spacing)
    unit = volume.unit if volume.unit == "HU" or not recorded else f"{volume.unit} (recorded: {recorded})"
    unit, size = unit.rstrip("."), f"{slices} slices of {columns} × {rows} pixels"
    if slices == 1:
        size = f"1 slice of {columns} × {rows} pixels"
    if volume.modality == "other":
        return f"{size}, {x} × {y} × {z} mm, in {unit}."
    return f"{volume.modality}, {size}, {x} × {y} × {z} mm, in {unit}."


def _labels(study: Study) -> Iterator[str]:
    counts = [len(labels.labels) for labels in study.labels.values()]
    if counts:
        total = sum(counts)
        one = f"Label maps: {len(counts)}, with 1 label."
        yield one if total == 1 else f"Label maps: {len(counts)}, with {total} labels."


def _series(series: Series) -> str:
    (rows, columns), kind, note = series.size, series.modality or "Series", series.note
    if series.images == 1:
        one = f"{kind}, 1 image of {columns} × {rows} pixels."
        return f"{kind}, 1 image of {columns} × {rows} pixels, {note}." if note else one
    several = f"{kind}, {series.images} images of {columns} × {rows} pixels."
    return f"{kind}, {series.images} images of {columns} × {rows} pixels, {note}." if note else several


def _nameless(sentences: Sequence[str], say: Callable[[str], str]) -> Iterator[str]:
    """Return sentences that name no file and no structure; the same one is told once."""
    told = (say(re.sub("“[^”]*”", "“…”", text)) for text in sentences)
    begun = (re.sub("^[“„]…[”“]", say("A file"), text) for text in told)
    for sentence, times in Counter(begun).items():
        yield sentence if times == 1 else f"{sentence} ({times} ×)"
