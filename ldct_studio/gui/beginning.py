"""The scenes that things begin with: the window without a case, and a case that was just opened."""

from __future__ import annotations

from dataclasses import replace

from ..core.origin import PairOrigin
from ..core.roi import Ellipse, Region
from ..core.settings import Settings
from ..core.step import Step
from ..core.study import Study
from ..methods import contrast_demo, demo
from ..methods.demo_opening import Shown
from .contrast_lanes import fitting
from .lanes import segmenters
from .pane import INSERT, ORGANS, RESCAN, Pane
from .places import LARGEST, room_for
from .prior import prior_of
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
    scene = replace(
        Scene(),
        rows=settings.rows,
        columns=settings.columns,
        workspace=settings.workspace,
        segmenter=first_segmenter(),
    )
    return scene.with_simulator(simulator_of(settings))


def first_segmenter() -> Step | None:
    """Return what draws labels where nothing else was chosen; None where it is missing."""
    return ORGANS if ORGANS in segmenters().values() else None


def simulator_of(settings: Settings) -> Step:
    """Return the way to lower the dose that the user has chosen."""
    return INSERT if settings.lowering == "insert" else RESCAN


def begun(scene: Scene, opened: Study | Shown) -> Scene:
    """Return the scene that a case opens in: a demo as it is meant, others as the scene was.

    After the demo of a plug-in, whose lanes suit few other scans, others open as the abdomen does.
    """
    study = opened.study if isinstance(opened, Shown) else opened
    scene = fitting(scene, study)
    if study.partner is not None:
        row = contrast_demo.OPENING_ROW if is_brain_demo(study) else study.partner.pair.row
        return scene.opened(study, row)
    if study.path and not _is_of_plugin(scene.study):
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
        segmenter=first_segmenter(),
        overlay=first.overlay,
        maximized=False,
        second=None,
    )
    if isinstance(opened, Shown):
        return _shown(home, opened)
    home = home.with_simulator(scene.simulator)
    return home.opened(study) if study.path else home.opened(study, demo.OPENING_ROW)


def _shown(scene: Scene, shown: Shown) -> Scene:
    """Return the scene of a plug-in's demo: its lanes, beside them its prior, its labels not drawn."""
    lanes, study = shown.lanes[: LARGEST**2], shown.study
    rows, columns = room_for(len(lanes))
    fraction = scene.fraction if any(lane.is_lowered for lane in lanes) else 1.0
    opened = replace(scene, rows=rows, columns=columns, fraction=fraction, segmenter=None, overlay=False)
    opened = opened.opened(study, shown.row)
    panes = tuple(map(Pane, lanes))  # only now, as no prior of a case before is shown in a new one
    opened = replace(opened, panes=panes, active=min(opened.active, len(panes) - 1))
    if shown.map_white is not None:
        opened = replace(opened, difference_width=2 * shown.map_white)
    if shown.prior and opened.source is not None:
        opened = replace(opened, prior=prior_of(study, shown.prior, study, opened.source))
    return opened.with_simulator(scene.simulator).held()


def _is_of_plugin(study: Study | None) -> bool:
    return study is not None and study.origin is not None and bool(study.origin.demo)


def is_brain_demo(study: Study) -> bool:
    """Whether a case is the demo brain."""
    return study.origin is not None and study.origin.pair == PairOrigin()


def regions_of(study: Study) -> tuple[Region, ...]:
    """Return the regions that a case opens with: those of the abdomen and of the brain."""
    if is_brain_demo(study):
        return BRAIN_REGIONS
    others = study.path or study.partner is not None or _is_of_plugin(study)
    return () if others else DEMO_REGIONS
