"""The scenes that things begin with: the window without a case, and a case that was just opened."""

from __future__ import annotations

from dataclasses import replace

from ..core.origin import PairOrigin
from ..core.roi import Ellipse, Region
from ..core.settings import Settings
from ..core.step import Step
from ..core.study import Study
from ..methods import contrast_demo, demo
from .contrast_lanes import fitting
from .lanes import segmenters
from .pane import INSERT, ORGANS, RESCAN
from .scene import Scene

DEMO_REGIONS = (
    Ellipse("Lesion 1", (-108.0, -128.0, -310.0), 7.0, 7.0),
    Ellipse("Liver", (-124.0, -154.0, -310.0), 8.0, 8.0),
)
"""Regions that the demo opens with: the largest lesion of its opening slice, and liver beside it."""
BRAIN_REGIONS = (Ellipse("Lesion 3", (30.0, -56.0, 24.0), 8.0, 8.0),)
"""The region that the demo brain opens with: around the ring of its opening slice."""


def first_scene(settings: Settings) -> Scene:
    """Return the scene of a window without a case."""
    segmenter = ORGANS if ORGANS in segmenters().values() else None
    scene = replace(
        Scene(),
        rows=settings.rows,
        columns=settings.columns,
        workspace=settings.workspace,
        segmenter=segmenter,
    )
    return scene.with_simulator(simulator_of(settings))


def simulator_of(settings: Settings) -> Step:
    """Return the way to lower the dose that the user has chosen."""
    return INSERT if settings.lowering == "insert" else RESCAN


def begun(scene: Scene, study: Study) -> Scene:
    """Return the scene that a case opens in: a demo as the start page promises, others as it was."""
    scene = fitting(scene, study)
    if study.partner is not None:
        row = contrast_demo.OPENING_ROW if is_brain_demo(study) else study.partner.pair.row
        return scene.opened(study, row)
    if study.path:
        return scene.opened(study)
    first = Scene()
    home = replace(
        scene,
        panes=first.panes,
        rows=first.rows,
        columns=first.columns,
        active=first.active,
        fraction=first.fraction,
        compare=first.compare,
        maximized=False,
        second=None,
    )
    return home.with_simulator(scene.simulator).opened(study, demo.OPENING_ROW)


def is_brain_demo(study: Study) -> bool:
    """Whether a case is the demo brain."""
    return study.origin is not None and study.origin.pair == PairOrigin()


def regions_of(study: Study) -> tuple[Region, ...]:
    """Return the regions that a case opens with: those of the demos."""
    if is_brain_demo(study):
        return BRAIN_REGIONS
    return () if study.path or study.partner is not None else DEMO_REGIONS
