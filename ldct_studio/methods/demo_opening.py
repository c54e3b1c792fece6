"""Opening a demo: the synthetic abdomen, or the case that a plug-in makes to show what it does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import torch

from ..core.cancel import stop_when
from ..core.errors import PluginError
from ..core.lane import Lane
from ..core.origin import Origin
from ..core.progress import Progress
from ..core.step import Step
from ..core.study import Study
from ..plugin import Demo, make
from .demo import demo_study

MOST_LANES = 9
"""As many as the panes of a window."""


@dataclass(frozen=True, eq=False)
class Shown:
    """The case that a plug-in made, and what it said that panes show of it: it is asked once."""

    study: Study
    lanes: tuple[Lane, ...]
    """What the panes open with, one to nine of them."""
    prior: str
    """The volume that stands beside the one that opens; '' for none."""
    row: int | None
    map_white: float | None


def open_demo(
    name: str = "",
    on_progress: Callable[[Progress], None] = lambda progress: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Study:
    """Return the study of a plug-in's demo, or the abdomen (192 × 512 × 512, HU) where none is named.

    Raises ``PluginError`` as ``show_demo`` does, ``Cancelled`` where nobody waits.
    """
    if name:
        return show_demo(name, on_progress, cancelled).study
    return replace(demo_study(on_progress, cancelled), origin=Origin())


def show_demo(
    name: str,
    on_progress: Callable[[Progress], None] = lambda progress: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Shown:
    """Return the case of a plug-in's demo and what is shown of it.

    Raises ``PluginError`` with a sentence where the plug-in or what it needs is missing, or where it makes no
    such case, ``Cancelled`` where nobody waits.
    """
    demo = make(Step("demo", name))
    assert isinstance(demo, Demo)
    with stop_when(cancelled):
        study = demo.study(on_progress)
        lanes = tuple(demo.lanes())
    if not isinstance(study, Study) or not study.volumes or not 0 < len(lanes) <= MOST_LANES:
        raise PluginError(
            f"The demo “{demo.title}” made nothing that can be shown; tell the author of the plug-in."
        )
    if not all(bool(torch.isfinite(volume.data).all()) for volume in study.volumes.values()):
        raise PluginError(
            f"The demo “{demo.title}” made values that are not numbers; tell the author of the plug-in."
        )
    prior = study.volumes.get(demo.prior)
    if prior is None and (demo.prior or any(lane.prior for lane in lanes)):
        raise PluginError(
            f"The demo “{demo.title}” lacks the volume “{demo.prior}” beside it; "
            "tell the author of the plug-in."
        )
    if prior is not None and prior.unit != study.first.unit:
        raise PluginError(
            f"The demo “{demo.title}” has volumes in {study.first.unit} and {prior.unit}, which are not "
            "shown beside each other; tell the author of the plug-in."
        )
    study = replace(study, path="", origin=Origin(demo=name))
    return Shown(study, lanes, demo.prior, demo.row, demo.map_white)
