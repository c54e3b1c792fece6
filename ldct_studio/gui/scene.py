"""Scene: everything the window shows, as one frozen value; undo restores it, a session stores it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal, Self

from ..core.dose import DoseLevel, Scan
from ..core.grid import Point
from ..core.lane import Lane, Request
from ..core.marks import Mark
from ..core.plane import PLANES, Plane, through
from ..core.roi import Region
from ..core.step import Step
from ..core.study import Study
from ..core.volume import Volume
from .cut_rows import carried, led, opening_row, scrolled, within
from .gray import usual
from .pane import INSERT, REFERENCE, KeyImage, Pane, View, home, lowered_by
from .prior import Prior
from .solid import Solid

Compare = Literal["side", "swipe", "checkerboard", "difference", "flicker"]
Tool = Literal[
    "window", "scroll", "zoom", "pan", "crosshair",
    "ellipse", "circle", "rectangle", "freehand", "ruler", "angle", "profile",
]  # fmt: skip
Workspace = Literal["review", "physics", "contrast", "train", "study"]

FOUND = ""
"""Stands for the labels that the segmenter found, where those of the study stand under their names."""
NOTCH = 0.64
"""One just noticeable step of noise: doses 0.64ⁿ."""


@dataclass(frozen=True)
class Domain:
    """Where pictures are compared with the loaded one, and the data range of PSNR and SSIM."""

    area: Literal["body", "disc"] = "body"
    data_range: float | None = 4096.0
    """In HU; None = from the smallest to the largest value of the loaded slice in the area."""


@dataclass(frozen=True)
class Scene:
    """What the window shows. ``panes[0]`` is pane A; the stage has ``rows`` × ``columns`` places."""

    study: Study | None = None
    prior: Prior | None = None
    volume: str = ""
    row: int = 0
    """The axial cut on show, an index along z; the other two planes have their own along y and x."""
    coronal: int = 0
    sagittal: int = 0
    scan: Scan | None = None
    """What the user says 100 % was; None = what the study says."""
    scan_volume: str = ""
    """The volume that ``scan`` is about; empty for the one that opens."""
    fraction: float = NOTCH**4
    simulator: Step = INSERT
    seed: int = 7
    auto: bool = True
    """Whether pictures follow the controls; off: only on Update."""
    panes: tuple[Pane, ...] = home()
    rows: int = 2
    columns: int = 2
    active: int = 1
    maximized: bool = False
    second: int | None = None
    """How many panes, the last ones, stand in the second window; None = it is closed."""
    view: View = field(default_factory=View)
    difference_width: float | None = None
    """Full width in HU of the symmetric difference window; None = 6 times the expected noise."""
    uptake_sigma: float = 3.0
    """From how many SD of the noise on contrast uptake is drawn."""
    compare: Compare = "side"
    swipe: float = 0.5
    """Where the swipe line stands, as a fraction of the pane's width."""
    tile: float = 30.0
    """Side of a tile of the checkerboard, in mm of the patient."""
    tool: Tool = "window"
    crosshair: Point | None = None
    overlay: bool = True
    opacity: float = 0.05
    """Fill of the label overlay, 0 to 1; outlines are always full."""
    hidden: frozenset[tuple[str, int]] = frozenset()
    """Labels that are switched off, as (label map, value); the map of the segmenter is ``FOUND``."""
    segmenter: Step | None = None
    """What finds labels in every picture; None = nothing does."""
    label: str = ""
    """The label whose numbers are on show, by name; empty for the first that was found."""
    key_images: tuple[KeyImage, ...] = ()
    starved: int | None = None
    """Rays that expect fewer photons are drawn over the pictures; None = nothing is."""
    domain: Domain = Domain()
    rois: tuple[Region, ...] = ()
    roi: int | None = None
    """The selected region."""
    marks: tuple[Mark, ...] = ()
    mark: int | None = None
    """The selected mark; a key that acts on one measurement acts on it before the region."""
    placed: int = 0
    """How many points of the selected mark are set while it is being drawn; 0 = none is."""
    workspace: Workspace = "physics"
    job: str = ""
    """The training on show, by the name of its folder; empty for the first of the list."""

    @property
    def source(self) -> Volume | None:
        """The volume on show."""
        return self.study.volumes[self.volume] if self.study else None

    @property
    def dose(self) -> DoseLevel | None:
        """The slider's dose on the scan on show."""
        return DoseLevel(self.fraction, self.reference_scan) if self.study else None

    @property
    def reference_scan(self) -> Scan:
        """What 100 % means: the user's word on the volume on show, else the study's."""
        if self.study is None:
            return self.scan or Scan()
        about = self.scan_volume or next(iter(self.study.volumes))
        if self.scan is not None and self.volume == about:
            return self.scan
        return self.study.scan_of(self.volume)

    @cached_property
    def request(self) -> Request | None:
        """What the panes on show need, and those they are compared with; None without a study."""
        if self.study is None or self.dose is None:
            return None
        visible = tuple(pane for _, pane in self.pictures)
        panes = (*visible, self.panes[0], self.panes[self.reference])
        loaded = (_loaded(pane.lane) for pane in visible)
        lanes = tuple(dict.fromkeys((*(pane.lane for pane in panes), *loaded)))
        cuts, prior = (self.coronal, self.sagittal), self.prior.placed if self.prior else None
        about = (self.study, self.volume, self.row, self.dose)
        segmenter = self.segmenter if self.study.volumes[self.volume].unit == "HU" else None  # they know CT
        return Request(*about, lanes, self.seed, segmenter, *cuts, prior)

    @property
    def places(self) -> tuple[range, range]:
        """The numbers of the panes that have a place, on the stage and in the second window."""
        first = max(len(self.panes) - (self.second or 0), 1)
        return range(min(first, self.rows * self.columns)), range(first, len(self.panes))

    @property
    def shown(self) -> tuple[range, range]:
        """The numbers of those that are seen: a maximized pane stands alone in its window."""
        if not self.maximized or self.compare != "side":
            return self.places
        alone, (stage, beside) = range(self.active, self.active + 1), self.places
        return (stage, alone) if self.active in beside else (alone, beside)

    @property
    def visible(self) -> tuple[Pane, ...]:
        """The panes on the stage; swipe, difference and flicker still compare A with the active pane."""
        return tuple(self.panes[i] for i in self.shown[0])

    @property
    def pictures(self) -> tuple[tuple[int, Pane], ...]:
        """The panes that show their lane, with their numbers; 3-D ones only where compared."""
        numbered = ((i, self.panes[i]) for part in self.shown for i in part)
        return tuple((i, pane) for i, pane in numbered if pane.solid is None or self.compare != "side")

    @property
    def reference(self) -> int:
        """The pane that others are compared with: the first axial one of the loaded volume itself, else A."""
        lanes = enumerate(pane.lane for pane in self.panes)
        return next((i for i, lane in lanes if lane.is_reference and lane.is_axial), 0)

    def loaded(self, index: int) -> Lane:
        """Return what Space shows in pane ``index``: the loaded volume, cut as the pane is."""
        return _loaded(self.panes[index].lane)

    def view_of(self, pane: Pane) -> View:
        """Return the view that a pane is looked at with."""
        return pane.own if pane.own is not None else self.view

    def with_view(self, index: int, view: View) -> Self:
        """Return the scene where pane ``index`` is looked at differently, and every linked pane with it."""
        pane = self.panes[index]
        if pane.own is None:
            return replace(self, view=view)
        return replace(self, panes=_put(self.panes, index, replace(pane, own=view)))

    def row_of(self, index: int) -> int:
        """Return the cut that pane ``index`` is set to, along its plane."""
        lane = self.panes[index].lane
        if lane.tilt is not None and self.source is not None:
            return lane.tilt.row(self.source.grid)
        return self.row_in(lane.plane) if lane.row is None else lane.row

    def row_in(self, plane: Plane) -> int:
        """Return the cut of a plane that linked panes are set to."""
        return {"axial": self.row, "coronal": self.coronal, "sagittal": self.sagittal}[plane]

    def cut_at(self, plane: Plane, row: int) -> Self:
        """Return the scene with another cut of one plane."""
        if self.source is None:
            return self
        row = min(max(row, 0), self.source.grid.shape[through(plane)] - 1)
        if plane == "axial":
            return replace(self, row=row)
        return replace(self, coronal=row) if plane == "coronal" else replace(self, sagittal=row)

    def with_row(self, index: int, row: int) -> Self:
        """Return the scene scrolled to a cut, from pane ``index``; an unlinked pane scrolls alone."""
        if self.source is None:
            return self
        pane = self.panes[index]
        if pane.lane.tilt is not None:
            return replace(self, panes=scrolled(self.panes, index, self.source.grid, row))
        if pane.own is None:
            return self.cut_at(pane.lane.plane, row)
        row = min(max(row, 0), self.source.grid.shape[through(pane.lane.plane)] - 1)
        return replace(self, panes=_put(self.panes, index, replace(pane, lane=replace(pane.lane, row=row))))

    def at_point(self, point: Point) -> Self:
        """Return the scene with the cuts of all three planes, and linked oblique ones, through a place."""
        if self.source is None:
            return self
        scene = replace(self, panes=led(self.panes, point))
        for axis, plane in enumerate(PLANES):
            scene = scene.cut_at(plane, round(self.source.grid.index(point)[axis]))
        return scene

    def marked(self, point: Point) -> Self:
        """Return the scene with the crosshair at a place; several planes on the stage are cut there."""
        scene = replace(self, crosshair=point)
        return scene.at_point(point) if len(self.planes) > 1 else scene

    @property
    def planes(self) -> tuple[Plane, ...]:
        """The planes on the stage."""
        return tuple(dict.fromkeys(pane.lane.seen_as for _, pane in self.pictures))

    @property
    def cuts(self) -> tuple[tuple[Plane, int], ...]:
        """The cuts along the axes on the stage, each once."""
        straight = ((i, pane.lane) for i, pane in self.pictures if pane.lane.tilt is None)
        return tuple(dict.fromkeys((lane.plane, self.row_of(i)) for i, lane in straight))

    def shown_as(self, volume: str) -> Self:
        """Return the scene of another volume of the study, at the cuts that lie at the same place."""
        if self.study is None or self.source is None:
            return self
        old, new = self.source.grid, self.study.volumes[volume].grid
        if old.same_place(new):
            return replace(self, volume=volume)
        middle = (self.row, self.coronal, self.sagittal)
        panes = tuple(replace(pane, lane=carried(pane.lane, middle, old, new)) for pane in self.panes)
        scene = replace(self, volume=volume).at_point(old.patient(middle))
        return replace(scene, panes=panes).held()

    def held(self) -> Self:
        """Return the scene with every cut inside the volume on show."""
        if self.source is None:
            return self
        scene, grid = self, self.source.grid
        for plane in PLANES:
            if not 0 <= self.row_in(plane) < grid.shape[through(plane)]:
                scene = scene.cut_at(plane, self.row_in(plane))
        panes = within(self.panes, grid)
        return scene if panes is self.panes else replace(scene, panes=panes)

    def with_solid(self, index: int, solid: Solid | None) -> Self:
        """Return the scene with pane ``index`` in three dimensions, or as a picture again."""
        return replace(self, panes=_put(self.panes, index, replace(self.panes[index], solid=solid)))

    def with_lane(self, index: int, lane: Lane) -> Self:
        """Return the scene with another lane in pane ``index``."""
        return replace(self, panes=_put(self.panes, index, replace(self.panes[index], lane=lane)))

    @property
    def lowered_by(self) -> Step:
        """How the active pane lowers the dose; a study's cell may do so otherwise than was chosen."""
        steps = self.panes[self.active].lane.steps
        return next((step for step in steps if step.kind == "simulator"), self.simulator)

    def with_simulator(self, simulator: Step) -> Self:
        """Return the scene with another way to lower the dose of CT in every lane."""
        panes = tuple(replace(pane, lane=lowered_by(pane.lane, simulator)) for pane in self.panes)
        return replace(self, simulator=simulator, panes=panes)

    def opened(self, study: Study, row: int | None = None) -> Self:
        """Return the scene of a newly opened study: first volume, its middle, recorded window."""
        name, volume = next(iter(study.volumes.items()))
        width, level = study.facts.windows[0] if study.facts.windows else usual(volume)
        lanes = (_loaded(pane.lane) if pane.lane.prior else pane.lane for pane in self.panes)
        lanes = (replace(lane, row=None, tilt=None) for lane in lanes)
        solids = (pane.solid and pane.solid.whole() for pane in self.panes)
        parts = zip(self.panes, lanes, solids, strict=True)
        panes = tuple(replace(p, own=None, lane=lane, solid=solid) for p, lane, solid in parts)
        return replace(
            self.closed(),
            study=study,
            volume=name,
            row=opening_row(volume) if row is None else row,
            coronal=volume.grid.shape[1] // 2,
            sagittal=volume.grid.shape[2] // 2,
            panes=panes,
            view=View(width, level),
        )

    def closed(self) -> Self:
        """Return the scene without a case, and without anything that was set on the one it had."""
        return replace(
            self,
            study=None,
            prior=None,
            volume="",
            scan=None,
            scan_volume="",
            crosshair=None,
            rois=(),
            roi=None,
            key_images=(),
            marks=(),
            mark=None,
            placed=0,
            hidden=frozenset(),
            difference_width=None,
        )


def _loaded(lane: Lane) -> Lane:
    return lane if lane.is_reference and not lane.prior else REFERENCE.placed_as(lane)


def _put(panes: tuple[Pane, ...], index: int, pane: Pane) -> tuple[Pane, ...]:
    return (*panes[:index], pane, *panes[index + 1 :])
