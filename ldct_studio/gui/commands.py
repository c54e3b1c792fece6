"""What keys and menu entries do to the scene, as functions from scene to scene."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

from ..core.errors import GeometryError
from ..core.presets import Preset
from ..core.step import Step
from . import dose_scale, gray, marks
from .lanes import segmenters, variant_of
from .language import tr
from .pane import View
from .pane_menu import linked, unlinked
from .places import laid_out
from .scene import Compare, Scene, Tool, Workspace

Change = Callable[[Scene], Scene]

OPACITIES = (0.0, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 1.0)
"""Steps of the label overlay's fill."""
_NO_PRESETS = tr("Window presets are for CT: this volume is not in HU. Press 0 for its own window.")
_MODES: tuple[Compare, ...] = ("side", "swipe", "checkerboard", "difference")


def scroll(by: int) -> Change:
    """Scroll the active pane, and those linked with it, by some slices."""
    return lambda scene: scene.with_row(scene.active, scene.row_of(scene.active) + by)


def first_slice(scene: Scene) -> Scene:
    """Scroll to the lowest slice."""
    return scene.with_row(scene.active, 0)


def last_slice(scene: Scene) -> Scene:
    """Scroll to the highest slice."""
    return scene if scene.source is None else scene.with_row(scene.active, sum(scene.source.grid.shape))


def next_pane(by: int) -> Change:
    """Make the next (−1: the previous) pane the active one, the second window after the stage."""

    def change(scene: Scene) -> Scene:
        order = [index for part in scene.places for index in part]
        return replace(scene, active=order[(order.index(scene.active) + by) % len(order)])

    return change


def preset(chosen: Preset) -> Change:
    """Apply a window preset to the active pane and those linked with it; others than CT have none."""

    def change(scene: Scene) -> Scene:
        if gray.unit_of(scene) != gray.HU:
            raise GeometryError(_NO_PRESETS)
        return window(chosen.width, chosen.level)(scene)

    return change


def window(width: float, level: float) -> Change:
    """Apply a window, in the unit of the volume, to the active pane and those linked with it."""
    return lambda scene: _viewed(scene, width=width, level=level)


def recorded_window(scene: Scene) -> Scene:
    """Apply the window that the scan records; where it is on show already or none is, the automatic one."""
    if scene.study is None:
        return scene
    view = scene.view_of(scene.panes[scene.active])
    recorded = scene.study.facts.windows[:1]
    if recorded and recorded[0] != (view.width, view.level):
        return window(*recorded[0])(scene)
    return automatic_window(scene)


def automatic_window(scene: Scene) -> Scene:
    """Apply the window from the 0.1 to the 99.9 percentile of the slice (after 3D Slicer)."""
    if scene.source is None:
        return scene
    lane = scene.panes[scene.active].lane
    plane, row = lane.plane, scene.row_of(scene.active) if lane.tilt is None else scene.row_in(lane.plane)
    return window(*gray.automatic(scene.source, plane, row))(scene)


def invert(scene: Scene) -> Scene:
    """Swap black and white."""
    return _viewed(scene, invert=not scene.view_of(scene.panes[scene.active]).invert)


def fit(scene: Scene) -> Scene:
    """Fit the slice into the active pane and those linked with it."""
    return _viewed(scene, zoom=1.0, center=None)


def reset_views(scene: Scene) -> Scene:
    """Reset zoom and pan of every pane, also of the unlinked ones."""
    panes = tuple(
        pane if pane.own is None else replace(pane, own=replace(pane.own, zoom=1.0, center=None))
        for pane in scene.panes
    )
    return replace(scene, view=replace(scene.view, zoom=1.0, center=None), panes=panes)


def toggle_link(scene: Scene) -> Scene:
    """Unlink the active pane, or link it with the others again."""
    change = unlinked if scene.panes[scene.active].own is None else linked
    return change(scene, scene.active)


def toggle_maximized(scene: Scene) -> Scene:
    """Show the active pane alone, or all panes again."""
    return replace(scene, maximized=not scene.maximized, compare="side")


def layout(rows: int, columns: int) -> Change:
    """Arrange the panes; the active one stays on the stage."""
    return lambda scene: laid_out(scene, rows, columns)


def tool(name: Tool) -> Change:
    """Take a tool into the hand."""
    return lambda scene: replace(marks.dropped(scene), tool=name)


def compare(mode: Compare) -> Change:
    """Compare in a mode."""
    return lambda scene: replace(scene, compare=mode, maximized=scene.maximized and mode == "side")


def cycle_compare(scene: Scene) -> Scene:
    """Go from side by side to swipe, to checkerboard, to difference, and around."""
    place = _MODES.index(scene.compare) if scene.compare in _MODES else -1
    return compare(_MODES[(place + 1) % len(_MODES)])(scene)


def toggle_flicker(scene: Scene) -> Scene:
    """Start or stop the flicker between A and the active pane."""
    return compare("side" if scene.compare == "flicker" else "flicker")(scene)


def toggle_overlay(scene: Scene) -> Scene:
    """Show or hide the label overlay."""
    return replace(scene, overlay=not scene.overlay)


def next_segmenter(scene: Scene) -> Scene:
    """Let the next segmenter draw on every picture; none after the last."""
    offered = segmenters()
    here = variant_of(scene.segmenter, offered)
    order = [None, *offered.values()]
    place = order.index(offered[here]) if here else 0
    return replace(scene, segmenter=order[(place + 1) % len(order)])


def opacity(by: int) -> Change:
    """Make the fill of the label overlay one step stronger (−1: weaker)."""

    def change(scene: Scene) -> Scene:
        nearest = min(range(len(OPACITIES)), key=lambda n: abs(OPACITIES[n] - scene.opacity))
        return replace(scene, opacity=OPACITIES[min(max(nearest + by, 0), len(OPACITIES) - 1)])

    return change


def dose(by: int) -> Change:
    """Raise (negative: lower) the dose by some notches of its axis."""
    return lambda scene: replace(scene, fraction=dose_scale.of(scene).stepped(scene.fraction, by))


def dose_at(fraction: float) -> Change:
    """Set the dose to a fraction of the scan's own, where it can be set."""
    return lambda scene: replace(scene, fraction=dose_scale.of(scene).held(fraction))


def lowering(simulator: Step) -> Change:
    """Lower the dose in another way in every pane."""
    return lambda scene: scene.with_simulator(simulator)


def new_noise(scene: Scene) -> Scene:
    """Draw another noise field."""
    return replace(scene, seed=random.randrange(1, 10_000))


def toggle_auto(scene: Scene) -> Scene:
    """Let pictures follow the controls, or wait for Update."""
    return replace(scene, auto=not scene.auto)


def delete_region(scene: Scene) -> Scene:
    """Delete the selected mark, else the selected region or the only one."""
    if scene.mark is not None:
        return marks.without(scene)
    chosen = 0 if scene.roi is None and len(scene.rois) == 1 else scene.roi
    if chosen is None or chosen >= len(scene.rois):
        return scene
    return replace(scene, rois=(*scene.rois[:chosen], *scene.rois[chosen + 1 :]), roi=None)


def escape(scene: Scene) -> Scene:
    """Give up what is being drawn, else put the tool away, else let go of mark, region or crosshair."""
    if scene.placed:
        return marks.dropped(scene)
    if scene.tool != "window":
        return replace(scene, tool="window")
    if scene.mark is not None:
        return replace(scene, mark=None)
    if scene.roi is not None:
        return replace(scene, roi=None)
    return replace(scene, crosshair=None)


def workspace(name: Workspace) -> Change:
    """Go to a workspace."""
    return lambda scene: replace(scene, workspace=name)


def _viewed(scene: Scene, **changes: object) -> Scene:
    view: View = scene.view_of(scene.panes[scene.active])
    return scene.with_view(scene.active, replace(view, **changes))  # type: ignore[arg-type]
