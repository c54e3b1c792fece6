"""Key images: cuts worth coming back to, with all that their pane showed."""

from __future__ import annotations

from dataclasses import replace

from ..core.study import Study
from .checked import NAMES, with_check
from .commands import Change
from .figures import percent, window
from .lane_words import dose_beside, named
from .language import tr
from .pane import KeyImage
from .scene import Scene


def of_active(scene: Scene) -> KeyImage | None:
    """Return the key image of the cut in the active pane, marked or not; None without a case."""
    if scene.study is None:
        return None
    pane = scene.panes[scene.active]
    row = scene.row_of(scene.active)
    lane = replace(pane.lane, row=None)
    return KeyImage(scene.volume, row, lane, scene.view_of(pane), scene.fraction, scene.seed, pane.check)


def marked(scene: Scene) -> KeyImage | None:
    """Return the key image that was marked at the cut in the active pane."""
    here = of_active(scene)
    return next((key for key in scene.key_images if here is not None and key.same_cut(here)), None)


def toggle(scene: Scene) -> Scene:
    """Mark the cut in the active pane with what the pane shows, or take its mark away."""
    here, there = of_active(scene), marked(scene)
    if here is None:
        return scene
    if there is not None:
        return replace(scene, key_images=tuple(key for key in scene.key_images if key is not there))
    order = sorted((*scene.key_images, here), key=lambda key: (key.volume, key.lane.plane, key.row))
    return replace(scene, key_images=tuple(order))


def clear(scene: Scene) -> Scene:
    """Take all marks away."""
    return replace(scene, key_images=())


def go(index: int) -> Change:
    """Show a key image as it was marked: in the pane that has its method, else in the active one."""

    def change(scene: Scene) -> Scene:
        if scene.study is None or index >= len(scene.key_images):
            return scene
        key = scene.key_images[index]
        if key.volume not in scene.study.volumes:
            return scene
        scene = scene.shown_as(key.volume)
        visible = [i for part in scene.places for i in part]
        same = [i for i in visible if replace(scene.panes[i].lane, row=None) == key.lane]
        place = scene.active if scene.active in same or not same else same[0]
        if not same:
            scene = scene.with_lane(place, key.lane)
        scene = with_check(scene.with_solid(place, None), place, key.check)
        scene = replace(scene, active=place, fraction=key.fraction, seed=key.seed)
        return scene.with_view(place, key.view).with_row(place, key.row)

    return change


def step(by: int) -> Change:
    """Show the next (−1: the previous) key image of the volumes that there are."""

    def change(scene: Scene) -> Scene:
        volumes = scene.study.volumes if scene.study else {}
        keys = [index for index, key in enumerate(scene.key_images) if key.volume in volumes]
        if not keys:
            return scene
        here = marked(scene)
        if here is not None:
            at = keys.index(scene.key_images.index(here))
            return go(keys[(at + by) % len(keys)])(scene)
        return go(keys[0 if by > 0 else -1])(scene)

    return change


def title(key: KeyImage, unit: str = "HU", study: Study | None = None) -> str:
    """Return a key image of a study in words: cut, method, dose and window in the unit of its volume."""
    made_at = dose_beside(key.lane, study, key.volume, key.fraction)
    dose = "" if made_at is None else percent(made_at)
    method = tr(named(key.lane, study, key.volume))
    place = f"{tr(key.lane.seen_as.capitalize())} {key.row + 1}"
    shown = window(key.view.width, key.view.level, unit)
    check = NAMES[key.check] if key.check is not None else ""
    return " · ".join(part for part in (place, method, check, dose, shown) if part)
