"""Origin: how a case came to be, so that a session can open it again without keeping a voxel."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Self

from .contrast import Injection
from .dose import DoseLevel
from .step import Step


@dataclass(frozen=True)
class Made:
    """A whole volume that was made of another one: its name, and all that its voxels depend on."""

    name: str
    title: str
    volume: str
    """The volume that it was made of."""
    steps: tuple[Step, ...]
    dose: DoseLevel
    seed: int
    slices: int = 1
    """How many of its rows were merged into one, before the steps."""


@dataclass(frozen=True)
class ScanOrigin:
    """Where one scan of a pair lies: files or a folder, absolute, and the series in it."""

    paths: tuple[str, ...]
    series: str | None = None


@dataclass(frozen=True)
class PairOrigin:
    """The scans before and after contrast, and what was injected; no scans: the demo brain."""

    before: ScanOrigin | None = None
    after: ScanOrigin | None = None
    standard: ScanOrigin | None = None
    """A scan at the standard dose where ``after`` is at a lower one."""
    injection: Injection = field(default_factory=Injection)
    mask: ScanOrigin | None = None
    """A label map of the brain on the voxels of ``before``; None: it is found."""

    @property
    def paths(self) -> tuple[str, ...]:
        """All files and folders that are opened."""
        parts = (self.before, self.after, self.standard, self.mask)
        return tuple(path for part in parts if part is not None for path in part.paths)


@dataclass(frozen=True)
class Origin:
    """What was opened and how; no paths: a demo."""

    paths: tuple[str, ...] = ()
    """Files or a folder, absolute."""
    series: str | None = None
    """The key of the series that was chosen; None = the one that opens by itself."""
    spacing: tuple[float, float, float] | None = None
    """Voxel spacing (z, y, x) in mm that the user gave to an array."""
    upright: bool = False
    """Whether the slices of a tilted gantry were straightened."""
    center: float | None = None
    """The bin that the rotation center of measured projections was set to."""
    labels: tuple[tuple[str, str], ...] = ()
    """Label maps that were opened onto it: (name, path)."""
    made: tuple[Made, ...] = ()
    pair: PairOrigin | None = None
    """Set where scans before and after contrast were opened together; there are no paths then."""
    demo: str = ""
    """The name of the plug-in's demo, without paths; empty for the synthetic abdomen."""

    def with_labels(self, name: str, path: str) -> Self:
        """Return the origin with one more label map; one of the same name is replaced."""
        others = tuple(pair for pair in self.labels if pair[0] != name)
        return replace(self, labels=(*others, (name, path)))

    def with_made(self, made: Made) -> Self:
        """Return the origin with one more made volume; one of the same name is replaced."""
        return replace(self, made=(*(other for other in self.made if other.name != made.name), made))
