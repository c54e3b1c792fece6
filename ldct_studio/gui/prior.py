"""Prior: another scan of the patient beside the one on show, and how its places are known."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal, Self

from ..core.errors import GeometryError
from ..core.grid import Grid, Point
from ..core.rigid import Rigid
from ..core.study import Study
from ..core.volume import Volume
from ..physics.registration import Registration
from .figures import fixed, with_unit
from .language import tr

Place = Literal["position", "middles", "registered"]
STILL = Rigid()
"""Both scans count patient mm alike."""
_SIDES = (("R", "L"), ("A", "P"), ("I", "S"))


@dataclass(frozen=True)
class Beside:
    """A prior that is another volume of the case itself, as a session keeps it."""

    volume: str
    rigid: Rigid = STILL
    place: Place = "position"
    alike: tuple[float, float] | None = None

    def of(self, study: Study, source: Volume) -> Prior | None:
        """Return the prior of the volume on show; None where the case has it no more."""
        volume = study.volumes.get(self.volume)
        if volume is None or volume.unit != source.unit:
            return None
        return Prior(study, self.volume, self.rigid, self.place, self.alike)


@dataclass(frozen=True)
class Prior:
    """A volume of this or another study, and where it lies on the volume on show."""

    study: Study
    volume: str
    rigid: Rigid = STILL
    place: Place = "position"
    """How that is known: both count mm alike, their middles lie on one another, or it was registered."""
    alike: tuple[float, float] | None = None
    """Correlation in the body before and after registering."""

    @property
    def source(self) -> Volume:
        """Its voxels where its own scan says that they lie."""
        return self.study.volumes[self.volume]

    @cached_property
    def placed(self) -> Volume:
        """Its voxels, untouched, on a grid that lays them onto the volume on show."""
        return replace(self.source, grid=self.rigid.laid(self.source.grid))

    @property
    def day(self) -> str:
        """When it was made, such as 2026-11-20; '' where its files do not say."""
        return next((series.date for series in self.study.facts.series if series.opened), "")

    def beside(self, current: Study) -> Beside | None:
        """Return what a session keeps of it; None where it is no volume that opens with the case."""
        made = {one.name for one in current.origin.made} if current.origin else set()
        if current.volumes.get(self.volume) is not self.source or self.volume in made:
            return None
        return Beside(self.volume, self.rigid, self.place, self.alike)

    def registered(self, found: Registration) -> Self:
        """Return the prior where a registration found it."""
        return replace(self, rigid=found.rigid, place="registered", alike=(found.before, found.after))


def prior_of(study: Study, volume: str, current: Study, source: Volume) -> Prior:
    """Return a volume as prior of the volume on show, linked by position where both count mm alike.

    Raises ``GeometryError`` where one is in HU and the other is not.
    """
    other = study.volumes[volume]
    if other.unit != source.unit:
        raise GeometryError(
            tr("The prior is in {0} and the current scan in {1}; choose a prior of the same kind.").format(
                other.unit, source.unit
            )
        )
    frames = study.facts.frame_of_reference, current.facts.frame_of_reference
    if study is current or (frames[0] and frames[0] == frames[1]):
        return Prior(study, volume)
    middles = Rigid.between(_middle(source.grid), _middle(other.grid))
    return Prior(study, volume, middles, "middles")


def other_name(prior: Prior, current: Study) -> bool:
    """Say whether both scans name their patient, and not alike."""
    names = prior.study.facts.patient, current.facts.patient
    return all(names) and names[0] != names[1]


def link_words(prior: Prior) -> str:
    """Say in a corner how the prior is linked, where it may be relied on."""
    if prior.place == "registered" and prior.alike is not None:
        return tr("Registered, correlation {0}").format(fixed(prior.alike[1], 2))
    return tr("Linked by patient position") if prior.place == "position" else ""


def link_warnings(prior: Prior, current: Study) -> tuple[str, ...]:
    """Say in amber what keeps the prior from being compared place by place, the gravest first."""
    name = tr("Another patient name than the current scan") if other_name(prior, current) else ""
    place = tr("Not registered, middles laid on one another") if prior.place == "middles" else ""
    return tuple(filter(None, (name, place)))


def result_words(found: Registration) -> str:
    """Say what a registration did to the prior, in degrees and mm, and how alike both scans are."""
    if found.after == found.before:
        place = tr("The prior lies in place already: correlation in the body {0}.")
        return place.format(fixed(found.after, 2))
    moved = [-value for value in found.rigid.shift]
    ways = [f"{sides[value > 0]} {fixed(abs(value), 1)}" for value, sides in zip(moved, _SIDES, strict=True)]
    text = tr(
        "The prior was turned by {0} and moved by {1} ({2}); correlation in the body {3} before, {4} after."
    )
    text = text.format(
        fixed(found.rigid.degrees, 1) + "°",
        with_unit(fixed(found.rigid.mm, 1), "mm"),
        with_unit(", ".join(ways), "mm"),
        fixed(found.before, 2),
        fixed(found.after, 2),
    )
    if found.in_plane:
        few = tr("There are too few slices to find a tilt: turn and shift were fitted within them.")
        searched = tr("The way toward S or I was chosen in steps of {0}, by likeness.")
        step = with_unit(fixed(found.step_mm, 1), "mm")
        way = searched.format(step) if found.step_mm else tr("The way toward S or I was kept.")
        text = " ".join((text, few, way))
    return text


def _middle(grid: Grid) -> Point:
    z, y, x = ((length - 1) / 2 for length in grid.shape)
    return grid.patient((z, y, x))
