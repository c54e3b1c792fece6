"""Opening a demo: the synthetic abdomen, or the case that a plug-in makes to show what it does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import torch

from ..core.cancel import stop_when
from ..core.errors import PluginError
from ..core.origin import Origin
from ..core.progress import Progress
from ..core.step import Step
from ..core.study import Study
from ..plugin import Demo, make
from .demo import demo_study

MOST_LANES = 9
"""As many as the panes of a window."""


def open_demo(
    name: str = "",
    on_progress: Callable[[Progress], None] = lambda progress: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Study:
    """Return the study of a plug-in's demo, or the abdomen (192 × 512 × 512, HU) where none is named.

    Raises ``PluginError`` with a sentence where the plug-in or what it needs is missing, or where it makes no
    such case, ``Cancelled`` where nobody waits.
    """
    if not name:
        return replace(demo_study(on_progress, cancelled), origin=Origin())
    demo = _named(name)
    with stop_when(cancelled):
        study = demo.study(on_progress)
    if not isinstance(study, Study) or not study.volumes or not 0 < len(demo.lanes()) <= MOST_LANES:
        raise PluginError(
            f"The demo “{demo.title}” made nothing that can be shown; tell the author of the plug-in."
        )
    if not all(bool(torch.isfinite(volume.data).all()) for volume in study.volumes.values()):
        raise PluginError(
            f"The demo “{demo.title}” made values that are not numbers; tell the author of the plug-in."
        )
    prior = study.volumes.get(demo.prior)
    if prior is None and (demo.prior or any(lane.prior for lane in demo.lanes())):
        raise PluginError(
            f"The demo “{demo.title}” lacks the volume “{demo.prior}” beside it; "
            "tell the author of the plug-in."
        )
    if prior is not None and prior.unit != study.first.unit:
        raise PluginError(
            f"The demo “{demo.title}” has volumes in {study.first.unit} and {prior.unit}, which are not "
            "shown beside each other; tell the author of the plug-in."
        )
    return replace(study, path="", origin=Origin(demo=name))


def demo_of(study: Study) -> Demo | None:
    """Return the plug-in's demo that a study is the case of; None for every other study."""
    return _named(study.origin.demo) if study.origin is not None and study.origin.demo else None


def _named(name: str) -> Demo:
    demo = make(Step("demo", name))
    assert isinstance(demo, Demo)
    return demo
