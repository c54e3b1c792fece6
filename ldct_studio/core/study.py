"""Study: one case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import chain, count
from typing import Self

from .contrast import Partner
from .dose import DoseLevel, Scan
from .grid import Point
from .magnet import Magnet
from .origin import Origin
from .projections import Projections
from .volume import LabelMap, Volume


@dataclass(frozen=True)
class Series:
    """One of several series or volumes found at the same place; ``key`` opens it instead."""

    key: str
    description: str
    modality: str
    images: int
    size: tuple[int, int]
    """Rows and columns."""
    opened: bool = False
    note: str = ""
    """What sets it apart: "localizer", or "with contrast agent"."""
    spacing: tuple[float, float, float] | None = None
    """Distance of slices, rows and columns in mm; None where the files do not say."""
    date: str = ""
    """The day of the scan, such as 2026-11-20; it says something of a patient and reaches no file or log."""
    sample: tuple[str, int] = ("", 0)
    """The file of the middle slice, and which of its pictures that is."""
    magnet: Magnet = field(default_factory=Magnet)


@dataclass(frozen=True)
class Facts:
    """Typed facts about a study for display; ``patient`` never reaches a log or a file name."""

    description: str = ""
    patient: str = ""
    body_part: str = ""
    scanner: str = ""
    slice_thickness: float | None = None
    """Slice thickness in mm."""
    frame_of_reference: str = ""
    windows: tuple[tuple[float, float], ...] = ()
    """Recorded (width, level) pairs in HU."""
    warnings: tuple[str, ...] = ()
    """Sentences of the import report."""
    left_out: tuple[str, ...] = ()
    """Those of ``warnings`` that are about files which were not opened."""
    marks: tuple[str, ...] = ()
    """A few words each for what changes numbers, such as "not HU"; they stay on the picture."""
    unit: str = ""
    """The unit of the numbers that the files record, where it is not HU."""
    slanted: bool = False
    """Whether the slices of a tilted gantry can be straightened."""
    series: tuple[Series, ...] = ()
    """Everything that could have been opened from the same place, the opened one included."""
    files: tuple[str, ...] = ()
    """The file of every axial row of the volume that opens, empty where a row has none; a single one for
    all rows."""
    magnet: Magnet = field(default_factory=Magnet)
    """How an MR scan was made."""


@dataclass(frozen=True)
class Lesion:
    """One lesion of known truth: center in mm (LPS), diameter in mm, contrast in HU."""

    name: str
    center: Point
    diameter: float
    contrast: float


@dataclass(frozen=True, eq=False)
class Study:
    """One case: named volumes, label maps and measured projections; compared by identity.

    The first volume is the one that opens.
    """

    name: str
    volumes: Mapping[str, Volume]
    labels: Mapping[str, LabelMap] = field(default_factory=dict)
    projections: Mapping[str, Projections] = field(default_factory=dict)
    """What a scanner measured, under the name of the volume reconstructed from it: there the lanes of that
    volume start, and not from its pictures."""
    scan: Scan = field(default_factory=Scan)
    facts: Facts = field(default_factory=Facts)
    truth: tuple[Lesion, ...] = ()
    path: str = ""
    """Where it was opened from; empty for the demo."""
    noise_free: tuple[str, ...] = ()
    """Names of volumes without noise of their own, such as the truth of a phantom."""
    scans: Mapping[str, Scan] = field(default_factory=dict)
    """What 100 % is for volumes where it is not ``scan``, such as those made at a lower dose."""
    origin: Origin | None = None
    """How it came to be, for a session; None where it cannot be opened again."""
    partner: Partner | None = None
    """The scan before contrast and what is known of it, where the study is a pair."""
    full: Partner | None = None
    """The same for a scan at the standard dose, where the one after contrast is at a lower one."""

    @property
    def first(self) -> Volume:
        """The volume that opens."""
        return next(iter(self.volumes.values()))

    def partner_of(self, volume: str) -> Partner | None:
        """Return the scan before contrast for a volume after it."""
        known = (self.partner, self.full)
        return next((one for one in known if one is not None and one.pair.after == volume), None)

    def with_labels(self, name: str, labels: LabelMap) -> Self:
        """Return the study with one more label map."""
        return replace(self, labels={**self.labels, name: labels})

    def with_lowered(self, title: str, volume: Volume, dose: DoseLevel) -> tuple[Self, str]:
        """Return the study with one more volume, made at a dose, and the volume's name.

        Its 100 % is what that dose was made of: the scan of the volume it was made from, as it was then.
        """
        return self._with(f"{title} at {100 * dose.fraction:.3g} %", volume, dose.scan.lowered(dose.fraction))

    def with_thicker(self, of: str, slices: int, volume: Volume, scan: Scan) -> tuple[Self, str]:
        """Return the study with one more volume, of the slices of another one merged, and its name.

        ``scan`` is what 100 % was for the other one then. Without noise of its own it makes one without.
        """
        plain = f"{of}, {volume.grid.spacing[0]:.3g} mm"
        study, name = self._with(plain, volume, scan.thicker(slices))
        bare = of in self.noise_free
        return replace(study, noise_free=(*self.noise_free, name)) if bare else study, name

    def _with(self, plain: str, volume: Volume, scan: Scan) -> tuple[Self, str]:
        names = chain([plain], (f"{plain} ({number})" for number in count(2)))
        name = next(name for name in names if name not in self.volumes)
        scans = {**self.scans, name: scan}
        return replace(self, volumes={**self.volumes, name: volume}, scans=scans), name

    def scan_of(self, volume: str) -> Scan:
        """Return what 100 % was for one volume: a scan of its own, else the study's.

        A volume without noise of its own has none.
        """
        if volume in self.scans:
            return self.scans[volume]
        return replace(self.scan, noise=0.0) if volume in self.noise_free else self.scan

    def with_scan(self, scan: Scan, volume: str) -> Self:
        """Return the study with another idea of what 100 % was for one volume.

        That of the volume that opens is the study's, which all volumes without one of their own share.
        """
        if volume == next(iter(self.volumes)):
            return replace(self, scan=scan)
        return replace(self, scans={**self.scans, volume: scan})
