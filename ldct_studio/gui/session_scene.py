"""The scene as a session file holds it: a field that cannot be read falls back alone, and is said."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from functools import cache
from typing import Any, get_type_hints

from ..core.dose import Scan
from ..core.encoding import TAG, DecodeError, Json, decode, encode
from ..core.lane import Lane
from ..core.plane import PLANES
from ..core.roi import Freehand, Region
from ..core.study import Study
from .compare_commands import TILES
from .marks import dropped
from .pane import Pane, View
from .places import LARGEST
from .scene import Scene
from .solid import ZOOMS

_ELSEWHERE = ("study", "prior")
"""The fields that are not written: voxels are opened again."""
_MOST = 1000
"""Entries of one field, such as regions; more would only be there to harm."""
FAR = 1e6
"""In mm: no patient lies farther away from the origin."""
_MOST_NAMED = 6
"""Fields that a sentence lists."""


@dataclass(frozen=True)
class Read:
    """A scene as read, and one sentence for everything that was not."""

    scene: Scene
    notes: tuple[str, ...] = ()


def scene_json(scene: Scene) -> Json:
    """Return all that a scene says, but for the voxels and a mark that is half drawn."""
    scene = dropped(scene)
    return {f.name: encode(getattr(scene, f.name)) for f in fields(Scene) if f.name not in _ELSEWHERE}


def scene_of(data: Mapping[str, Json]) -> Read:
    """Return the scene that ``scene_json`` wrote, of this version or another; never raises."""
    values: dict[str, Any] = {}
    unknown = set(data) - set(_hints()) - {TAG}
    lost = []
    for name, hint in _hints().items():
        try:
            values[name] = _value(name, hint, data, unknown)
        except DecodeError:
            lost.append(name)
    notes = []
    if lost:
        notes.append(f"{_listed(lost)} could not be read from the session; set it again.")
    missing = set(_hints()) - set(data) - set(lost)
    if unknown or missing:
        notes.append(_of_another_version(sorted(unknown), sorted(missing)))
    return Read(replace(Scene(), **values), tuple(notes))


def fitted(scene: Scene, study: Study) -> Read:
    """Return the scene on the study, held to the volumes and slices that this one has."""
    notes: tuple[str, ...] = ()
    name = scene.volume
    if name not in study.volumes:
        made = {made.name: made.volume for made in study.origin.made} if study.origin else {}
        below = made.get(name, "")
        name = below if below in study.volumes else next(iter(study.volumes))
        if scene.volume not in made:
            notes = (f"There is no volume “{scene.volume}” any more; “{name}” is shown.",)
    return Read(replace(scene, study=study, volume=name).held(), notes)


def fits(scan: Scan) -> bool:
    """Say whether a scan's numbers are those of a scanner."""
    numbers = (*scan.photons, scan.electronic, scan.noise or 0.0)
    return all(0 <= number <= 1e12 for number in numbers) and min(scan.photons) > 0


def _value(name: str, hint: Any, data: Mapping[str, Json], unknown: set[str]) -> Any:
    if name not in data:
        return getattr(Scene(), name)
    value = decode(hint, data[name], unknown)
    if isinstance(value, tuple | frozenset) and len(value) > _MOST:
        raise DecodeError(f"{name} holds more than {_MOST} entries")
    if name in _FITS and not _FITS[name](value):
        raise DecodeError(f"{name} is out of range")
    return value


@cache
def _hints() -> dict[str, Any]:
    hints = get_type_hints(Scene)
    return {f.name: hints[f.name] for f in fields(Scene) if f.name not in _ELSEWHERE}


def _view_fits(view: View) -> bool:
    return 0 < view.width <= 1e6 and abs(view.level) <= 1e6 and 1e-3 <= view.zoom <= 1e4


def _lane_fits(lane: Lane) -> bool:
    if lane.tilt is not None and max(map(abs, lane.tilt.center)) > FAR:
        return False
    whole = lane.plane in PLANES and (lane.row is None or lane.row >= 0)
    return whole and (lane.slab is None or 0 < lane.slab.mm <= 1e3)


def _pane_fits(pane: Pane) -> bool:
    solid = pane.solid
    if solid is not None and not (ZOOMS[0] <= solid.zoom <= ZOOMS[1] and all(map(_range_fits, solid.box))):
        return False
    return (pane.own is None or _view_fits(pane.own)) and _lane_fits(pane.lane)


def _range_fits(shares: tuple[float, float]) -> bool:
    return 0 <= shares[0] < shares[1] <= 1


def _region_fits(region: Region) -> bool:
    if isinstance(region, Freehand) and not 3 <= len(region.outline) <= 20 * _MOST:
        return False
    return region.half_x > 0 and region.half_y > 0 and region.plane in PLANES


def _positive_or_none(value: float | None) -> bool:
    return value is None or value > 0


_FITS: dict[str, Callable[[Any], bool]] = {
    **dict.fromkeys(("row", "coronal", "sagittal"), lambda row: row >= 0),
    "scan": lambda scan: scan is None or fits(scan),
    "fraction": lambda fraction: 1e-4 <= fraction <= 1,
    "seed": lambda seed: seed >= 0,
    "panes": lambda panes: 1 <= len(panes) <= LARGEST**2 and all(map(_pane_fits, panes)),
    "rows": lambda rows: 1 <= rows <= LARGEST,
    "columns": lambda columns: 1 <= columns <= LARGEST,
    "active": lambda active: 0 <= active < LARGEST**2,
    "second": lambda second: second is None or 0 <= second < LARGEST**2,
    "view": _view_fits,
    "difference_width": _positive_or_none,
    "swipe": lambda swipe: 0 <= swipe <= 1,
    "tile": lambda tile: TILES[0] <= tile <= TILES[-1],
    "opacity": lambda opacity: 0 <= opacity <= 1,
    "domain": lambda domain: _positive_or_none(domain.data_range),
    "key_images": lambda keys: all(_lane_fits(key.lane) and _view_fits(key.view) for key in keys),
    "rois": lambda rois: all(map(_region_fits, rois)),
    "roi": lambda roi: roi is None or roi >= 0,
    "marks": lambda marks: all(mark.plane in PLANES for mark in marks),
    "mark": lambda mark: mark is None or mark >= 0,
    "placed": lambda placed: placed == 0,
}
"""What no control can set, and a damaged or hostile file could."""


def _listed(names: list[str]) -> str:
    words = [name.replace("_", " ") for name in names]
    if len(words) > _MOST_NAMED:
        words = [*words[: _MOST_NAMED - 1], f"{len(words) - _MOST_NAMED + 1} more"]
    text = words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
    return text[0].upper() + text[1:]


def _of_another_version(unknown: list[str], missing: list[str]) -> str:
    parts = []
    if missing:
        parts.append(f"{_listed(missing).lower()} as at the first start")
    if unknown:
        parts.append(f"{_listed(unknown).lower()} left out")
    return f"This session is of another version of the program: {'; '.join(parts)}."
