"""Scene: everything the window shows, as one frozen value; undo restores it, a session stores it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal, Self

from ..core.dose import DoseLevel, Scan
from ..core.grid import Point
from ..core.lane import Lane, Request
from ..core.roi import Ellipse
from ..core.step import Step
from ..core.study import Study
from ..core.volume import Volume

Compare = Literal["side", "swipe", "difference", "flicker"]
Tool = Literal["window", "scroll", "zoom", "pan", "crosshair", "ellipse"]
Workspace = Literal["review", "physics", "train"]

INSERT = Step("simulator", "insert")
RESCAN = Step("simulator", "rescan")
FBP = Step("reconstructor", "fbp")
TV = Step("denoiser", "tv")
NLM = Step("denoiser", "nlm")
UNET = Step("denoiser", "network", (("model", "unet"),))
TASK = Step("denoiser", "network", (("model", "task-adaptive"),))
ORGANS = Step("segmenter", "network", (("model", "organs"),))
"""The trained models that ship with the program."""

REFERENCE = Lane("Reference")
FOUND = ""
"""Stands for the labels that the segmenter found, where those of the study stand under their names."""
NOTCH = 0.64
"""One just noticeable step of noise: doses 0.64ⁿ."""


@dataclass(frozen=True)
class View:
    """How a picture is looked at; linked panes share one."""

    width: float = 400.0
    """Window width in HU."""
    level: float = 40.0
    """Window level in HU."""
    zoom: float = 1.0
    """1 = the slice just fits the pane."""
    center: tuple[float, float] | None = None
    """In-plane patient position (x, y) in mm at the middle of the pane; None = middle of the slice."""
    invert: bool = False


@dataclass(frozen=True)
class Domain:
    """Where pictures are compared with the loaded one, and the data range of PSNR and SSIM."""

    area: Literal["body", "disc"] = "body"
    data_range: float | None = 4096.0
    """In HU; None = from the smallest to the largest value of the loaded slice in the area."""


@dataclass(frozen=True)
class Pane:
    """One place on the stage: a lane, and a view of its own where it is unlinked."""

    lane: Lane
    own: View | None = None


def home() -> tuple[Pane, ...]:
    """Return the four panes of the home screen: reference, FBP, U-Net, task-adaptive."""
    low = (INSERT, FBP)
    return (
        Pane(REFERENCE),
        Pane(Lane("FBP", low)),
        Pane(Lane("U-Net", (*low, UNET))),
        Pane(Lane("Task-adaptive", (*low, TASK))),
    )


@dataclass(frozen=True)
class Scene:
    """What the window shows. ``panes[0]`` is pane A; the stage has ``rows`` × ``columns`` places."""

    study: Study | None = None
    volume: str = ""
    row: int = 0
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
    view: View = View()
    difference_width: float | None = None
    """Full width in HU of the symmetric difference window; None = 6 times the expected noise."""
    compare: Compare = "side"
    swipe: float = 0.5
    """Where the swipe line stands, as a fraction of the pane's width."""
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
    domain: Domain = Domain()
    rois: tuple[Ellipse, ...] = ()
    roi: int | None = None
    """The selected region."""
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
        panes = (*self.visible, self.panes[0], self.panes[self.reference])
        lanes = tuple(dict.fromkeys(pane.lane for pane in panes))
        return Request(self.study, self.volume, self.row, self.dose, lanes, self.seed, self.segmenter)

    @property
    def visible(self) -> tuple[Pane, ...]:
        """The panes on the stage; swipe, difference and flicker still compare A with the active pane."""
        if self.maximized and self.compare == "side":
            return (self.panes[self.active],)
        return self.panes[: self.rows * self.columns]

    @property
    def reference(self) -> int:
        """The pane that Space shows: the first with the loaded volume itself, else A."""
        return next((i for i, pane in enumerate(self.panes) if pane.lane.is_reference), 0)

    def view_of(self, pane: Pane) -> View:
        """Return the view that a pane is looked at with."""
        return pane.own if pane.own is not None else self.view

    def with_view(self, index: int, view: View) -> Self:
        """Return the scene where pane ``index`` is looked at differently, and every linked pane with it."""
        pane = self.panes[index]
        if pane.own is None:
            return replace(self, view=view)
        return replace(self, panes=_put(self.panes, index, replace(pane, own=view)))

    def with_row(self, index: int, row: int) -> Self:
        """Return the scene scrolled to a slice, from pane ``index``; an unlinked pane scrolls alone."""
        if self.source is None:
            return self
        row = min(max(row, 0), self.source.grid.shape[0] - 1)
        pane = self.panes[index]
        if pane.own is None:
            return replace(self, row=row)
        return replace(self, panes=_put(self.panes, index, replace(pane, lane=replace(pane.lane, row=row))))

    def with_lane(self, index: int, lane: Lane) -> Self:
        """Return the scene with another lane in pane ``index``."""
        return replace(self, panes=_put(self.panes, index, replace(self.panes[index], lane=lane)))

    def with_simulator(self, simulator: Step) -> Self:
        """Return the scene with another way to lower the dose in every lane."""
        panes = tuple(replace(pane, lane=pane.lane.simulated_by(simulator)) for pane in self.panes)
        return replace(self, simulator=simulator, panes=panes)

    def opened(self, study: Study, row: int | None = None) -> Self:
        """Return the scene of a newly opened study: first volume, its middle, recorded window."""
        name, volume = next(iter(study.volumes.items()))
        width, level = study.facts.windows[0] if study.facts.windows else (400.0, 40.0)
        panes = tuple(replace(pane, own=None, lane=replace(pane.lane, row=None)) for pane in self.panes)
        return replace(
            self,
            study=study,
            volume=name,
            row=_first_row(volume) if row is None else row,
            scan=None,
            scan_volume="",
            panes=panes,
            view=View(width, level),
            crosshair=None,
            rois=(),
            roi=None,
            hidden=frozenset(),
        )


def _first_row(volume: Volume) -> int:
    """Return the slice nearest to the middle that is not empty: a missing one is no picture to open with."""
    middle = volume.grid.shape[0] // 2
    for row in sorted(range(volume.grid.shape[0]), key=lambda row: abs(row - middle)):
        if float(volume.data[row].amax()) > float(volume.data[row].amin()):
            return row
    return middle


def _put(panes: tuple[Pane, ...], index: int, pane: Pane) -> tuple[Pane, ...]:
    return (*panes[:index], pane, *panes[index + 1 :])
