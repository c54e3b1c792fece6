"""ImportReport: what was opened, what was assumed or changed, what was left out and why."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
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

    def text(self) -> str:
        """Return the report to copy: files are often called like the patient, so none is named."""
        parts = (
            ("Opened", self.opened),
            ("Assumed or changed", self.changed),
            ("Left out", self.left_out),
            ("Also here", self.beside),
        )
        return "\n\n".join(
            "\n".join([title, *(f"- {line}" for line in _nameless(sentences))])
            for title, sentences in parts
            if sentences
        )


def _volume(volume: Volume, recorded: str) -> str:
    slices, rows, columns = volume.grid.shape
    z, y, x = (f"{length:.4g}" for length in volume.grid.spacing)
    kind = "" if volume.modality == "other" else f"{volume.modality}, "
    unit = volume.unit if volume.unit == "HU" or not recorded else f"{volume.unit} (recorded: {recorded})"
    size = f"{_count(slices, 'slice')} of {columns} × {rows} pixels, {x} × {y} × {z} mm"
    return f"{kind}{size}, in {unit.rstrip('.')}."


def _labels(study: Study) -> Iterator[str]:
    counts = [len(labels.labels) for labels in study.labels.values()]
    if counts:
        yield f"Label maps: {len(counts)}, with {_count(sum(counts), 'label')}."


def _series(series: Series) -> str:
    rows, columns = series.size
    note = f", {series.note}" if series.note else ""
    return (
        f"{series.modality or 'Series'}, {_count(series.images, 'image')} of {columns} × {rows} pixels{note}."
    )


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"


def _nameless(sentences: Sequence[str]) -> Iterator[str]:
    """Return sentences that name no file and no structure; the same one is told once."""
    begun = (re.sub("^“[^”]*”", "A file", text) for text in sentences)
    for sentence, times in Counter(re.sub("“[^”]*”", "“…”", text) for text in begun).items():
        yield sentence if times == 1 else f"{sentence} ({times} ×)"
