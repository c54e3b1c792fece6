"""Planes, slabs and slice thickness: what their keys and menu entries do to the scene."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from ..core.lane import Lane
from ..core.plane import PLANES, Plane, Projection, Slab
from .command import Command
from .commands import Change
from .contrast_lanes import is_pair
from .figures import NBSP, plain
from .language import tr
from .pane import Pane
from .pane_menu import in_3d, in_plane
from .places import laid_out
from .scene import Scene
from .solid import Look, Solid

THICKNESSES = (1.0, 2.0, 3.0, 5.0, 8.0, 10.0, 15.0, 20.0, 30.0, 50.0)
"""Of slabs, in mm."""
_FIRST = 10.0
MERGED = (2.0, 3.0, 4.0, 5.0, 8.0, 10.0)
"""Slice thicknesses that are offered, in mm."""


def plane(name: Plane) -> Change:
    """Show the active pane in another plane."""
    return lambda scene: in_plane(scene, scene.active, name)


def three_planes(scene: Scene) -> Scene:
    """Show the active method in all three planes, side by side, before the other panes."""
    if set(scene.planes) == set(PLANES):
        return scene
    lane = replace(_lane(scene), row=None)
    first = tuple(Pane(replace(lane, plane=name)) for name in PLANES)
    others = tuple(pane for index, pane in enumerate(scene.panes) if index != scene.active)
    return replace(laid_out(replace(scene, panes=(*first, *others)[:9], active=0), 1, 3), active=0)


def slab(projection: Projection | None) -> Change:
    """Show the active pane as a slab of neighboring cuts, or as one cut."""

    def change(scene: Scene) -> Scene:
        thick, offered = _lane(scene).slab, _offered(scene)
        if projection is None or not offered:
            return scene.with_lane(scene.active, replace(_lane(scene), slab=None))
        mm = max(thick.mm if thick else _FIRST, offered[0])
        return scene.with_lane(scene.active, replace(_lane(scene), slab=Slab(projection, mm)))

    return change


def thicker(by: int) -> Change:
    """Make the slab of the active pane thicker or thinner by some steps, from one cut on, which is none."""

    def change(scene: Scene) -> Scene:
        thick, offered = _lane(scene).slab, _offered(scene)
        now = 0 if thick is None else 1 + _nearest(offered, thick.mm)
        wanted = min(max(now + by, 0), len(offered))
        slab = Slab(thick.projection if thick else "mean", offered[wanted - 1]) if wanted else None
        return scene.with_lane(scene.active, replace(_lane(scene), slab=slab))

    return change


def solid(look: Look) -> Change:
    """Show the volume in the active pane in three dimensions."""
    return lambda scene: in_3d(scene, scene.active, look)


def surfaces(scene: Scene) -> Scene:
    """Show the labels in the 3-D picture, or hide them."""
    shown = _solid(scene)
    return scene.with_solid(scene.active, replace(shown, surfaces=not shown.surfaces))


def clipped(axis: int) -> Change:
    """Cut the 3-D volume off at the cut of one plane, so that it is seen from inside; again: whole."""

    def change(scene: Scene) -> Scene:
        if scene.source is None:
            return scene
        box, length = list(_solid(scene).box), scene.source.grid.shape[axis]
        row = next((row for plane, row in scene.cuts if plane == PLANES[axis]), scene.row_in(PLANES[axis]))
        share = row / max(length - 1, 1)
        cut = (share, 1.0) if PLANES[axis] == "coronal" else (0.0, share)
        box[axis] = (0.0, 1.0) if _solid(scene).cut[axis] != (0.0, 1.0) else cut
        return scene.with_solid(
            scene.active, replace(_solid(scene), box=(box[0], box[1], box[2]), clips=True)
        )

    return change


# A table reads best as a table.
# fmt: off
_PLANES: tuple[tuple[Plane, str, str], ...] = (
    ("axial", tr("Axial"), "Alt+1"), ("coronal", tr("Coronal"), "Alt+2"),
    ("sagittal", tr("Sagittal"), "Alt+3"),
)
_LOOKS: tuple[tuple[Look, str, str], ...] = (
    ("bone", tr("Bone"), tr("The volume on show in 3-D: bone and contrast medium")),
    ("soft tissue", tr("Soft tissue"), tr("The volume on show in 3-D: skin, organs and bone")),
    ("lung", tr("Lung"), tr("The volume on show in 3-D: lung and airways")),
    ("vessels", tr("Vessels"), tr("The volume on show in 3-D: vessels filled with contrast medium")),
    ("uptake", tr("Contrast uptake"), tr("What the scan after contrast took up in 3-D, within the brain")),
)


def rows() -> Iterator[Command]:
    """Return the commands of planes and slabs."""
    for name, text, key in _PLANES:
        yield Command(f"plane-{name}", text, "View/Plane", (key,), "pane", plane(name),
                      tr("Show the active pane in {0} cuts").format(name), section=1, checked=_shows(name),
                      sheet=tr("Axial, coronal, sagittal") if name != "coronal" else "")
    yield Command("three-planes", tr("All three planes"), "View/Plane", ("Alt+4",), "pane", three_planes,
                  tr("The active method in axial, coronal and sagittal cuts side by side"), section=2,
                  sheet=tr("All three planes"), checked=lambda scene: set(scene.planes) == set(PLANES))
    for look, text, tip in _LOOKS:
        first = look == "bone"
        keys = ("Alt+5",) if first else ()
        yield Command(f"solid-{look.replace(' ', '-')}", text, "View/3-D", keys, "pane", solid(look), tip,
                      section=1, checked=_looks(look), sheet="3-D" if first else "",
                      enabled=is_pair if look == "uptake" else None)
    yield Command("solid-surfaces", tr("Label surfaces"), "View/3-D", (), "pane", surfaces, section=2,
                  tip=tr("The labels of the study as surfaces in the 3-D picture"), enabled=_is_solid,
                  checked=lambda scene: _is_solid(scene) and _solid(scene).surfaces)
    for axis, text in enumerate((tr("Cut off the head end"), tr("Cut off the front"),
                                 tr("Cut off the left side"))):
        yield Command(f"solid-cut-{'zyx'[axis]}", text, "View/3-D", (), "pane", clipped(axis), section=3,
                      tip=tr("At the cut that the other planes are set to; again: whole"), enabled=_is_solid,
                      checked=_clips(axis))
    for mm in MERGED:
        yield Command(thickness(mm), f"{plain(mm)}{NBSP}mm", "Dose/Slice thickness", section=2,
                      enabled=_merges_to(mm),
                      tip=tr("Merge slices of the volume: less noise at the same dose, less detail along z"))
    kinds: tuple[tuple[Projection | None, str, str], ...] = (
        (None, tr("One cut"), tr("The cut alone")),
        ("mean", tr("Mean"), tr("Mean of neighboring cuts, as a thicker slice shows it")),
        ("max", tr("Maximum (MIP)"), tr("The brightest of neighboring cuts: vessels, bone")),
        ("min", tr("Minimum (MinIP)"), tr("The darkest of neighboring cuts: airways")),
    )
    for projection, text, tip in kinds:
        yield Command(f"slab-{projection or 'none'}", text, "View/Slab", (), "pane", slab(projection), tip,
                      section=1, checked=_merges(projection))
    for step, text, key, by in (("thicker", tr("Thicker"), "Alt+Up", 1),
                                ("thinner", tr("Thinner"), "Alt+Down", -1)):
        yield Command(f"slab-{step}", text, "View/Slab", (key,), "pane", thicker(by), section=2, merges=True,
                      tip=tr("Step of the slab's thickness, {0} to {1}").format(
                          plain(THICKNESSES[0]), f"{plain(THICKNESSES[-1])}{NBSP}mm"),
                      sheet=tr("Slab thicker, thinner"))
# fmt: on


def thickness(mm: float) -> str:
    """Return the name of the command that merges slices up to a thickness."""
    return f"thickness-{mm:g}"


def _merges_to(mm: float) -> Callable[[Scene], bool]:
    def possible(scene: Scene) -> bool:
        grid = scene.source.grid if scene.source else None
        return grid is not None and 1.5 <= mm / grid.spacing[0] <= grid.shape[0]

    return possible


def _is_solid(scene: Scene) -> bool:
    return scene.study is not None and scene.panes[scene.active].solid is not None


def _solid(scene: Scene) -> Solid:
    return scene.panes[scene.active].solid or Solid()


def _looks(look: Look) -> Callable[[Scene], bool]:
    return lambda scene: _is_solid(scene) and _solid(scene).look == look


def _clips(axis: int) -> Callable[[Scene], bool]:
    return lambda scene: _solid(scene).cut[axis] != (0.0, 1.0)


def _lane(scene: Scene) -> Lane:
    return scene.panes[scene.active].lane


def _offered(scene: Scene) -> tuple[float, ...]:
    """Return the thicknesses that merge more than one cut of the active pane."""
    if scene.source is None:
        return THICKNESSES
    cuts = _lane(scene).cuts(scene.source.grid)
    return tuple(mm for mm in THICKNESSES if cuts.shape[0] > 1 and round(mm / cuts.spacing[0]) > 1)


def _nearest(offered: tuple[float, ...], mm: float) -> int:
    return min(range(len(offered)), key=lambda i: abs(offered[i] - mm), default=0)


def _shows(name: Plane) -> Callable[[Scene], bool]:
    return lambda scene: _lane(scene).seen_as == name


def _merges(projection: Projection | None) -> Callable[[Scene], bool]:
    def on_show(scene: Scene) -> bool:
        thick = _lane(scene).slab
        return (thick and thick.projection) == projection

    return on_show
