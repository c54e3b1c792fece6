"""The pane of the prior: where it comes on the stage, and how it goes."""

from __future__ import annotations

from dataclasses import replace

from ..core.lane import Lane
from .pane import REFERENCE
from .places import removed, with_pane
from .prior import Prior
from .scene import Scene

PRIOR = Lane("Prior", prior=True)


def shown_beside(scene: Scene, prior: Prior) -> Scene:
    """Return the scene with the prior to the right of the current scan, cut as that is, in a linked pane."""
    scene = replace(scene, prior=prior)
    if any(pane.lane.prior for _, pane in scene.pictures):
        return scene
    current = scene.reference if scene.reference in scene.places[0] else 0
    lane = replace(PRIOR.placed_as(scene.panes[current].lane), row=None)
    grown = with_pane(scene, lane)
    if len(grown.panes) == len(scene.panes):  # there is no room for more
        return scene.with_solid(scene.active, None).with_lane(scene.active, lane)
    panes = list(grown.panes)
    panes.insert(current + 1, panes.pop(grown.active))
    return replace(grown, panes=tuple(panes), active=current + 1)


def without_prior(scene: Scene) -> Scene:
    """Return the scene without the prior, its panes and its key images."""
    keys = tuple(key for key in scene.key_images if not key.lane.prior)
    scene = replace(scene, prior=None, key_images=keys)
    for index in reversed(range(len(scene.panes))):
        lane = scene.panes[index].lane
        if lane.prior:
            scene = removed(scene.with_lane(index, REFERENCE.placed_as(lane)), index)
    return scene
