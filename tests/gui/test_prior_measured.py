"""What is measured in a prior: the cut on show, as thick as that, and nothing where the prior has ended."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import torch
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

from ldct_studio.core.errors import GeometryError
from ldct_studio.core.grid import Grid
from ldct_studio.core.lane import Frame
from ldct_studio.core.marks import Profile
from ldct_studio.core.memo import Memo
from ldct_studio.core.plane import Slab
from ldct_studio.core.roi import Circle
from ldct_studio.core.study import Study
from ldct_studio.core.volume import Volume
from ldct_studio.gui import picture as module
from ldct_studio.gui.actions import Actions
from ldct_studio.gui.console_names import Handle, names
from ldct_studio.gui.marks_csv import measurements_csv
from ldct_studio.gui.marks_values import profile_of
from ldct_studio.gui.measuring import in_frame, in_loaded
from ldct_studio.gui.pane import REFERENCE, Pane, View
from ldct_studio.gui.picture import Picture
from ldct_studio.gui.prior import Prior
from ldct_studio.gui.prior_panes import PRIOR
from ldct_studio.gui.scene import Scene
from ldct_studio.gui.stage import Stage
from ldct_studio.gui.state import AppState
from ldct_studio.gui.transform import Placement
from ldct_studio.pipeline import frame

CURRENT = Grid((3, 24, 32), (2.0, 1.0, 1.0), (0.0, 0.0, 100.0))
EVERYWHERE = Circle("R", CURRENT.patient((0, 12, 12)), 5.0)
"""Drawn in the first slice."""
SLAB = Slab("mean", 4.0)


def scene_with(earlier: Volume) -> Scene:
    """Return a scene of a scan of 0, 10 and 20 HU with a prior at the same place in pane B."""
    slices = 10.0 * torch.arange(3)[:, None, None].expand(CURRENT.shape)
    study = Study("case", {"now": Volume(slices.contiguous(), CURRENT), "then": earlier})
    scene = replace(Scene().opened(study), volume="now", segmenter=None, row=0)
    panes = (Pane(REFERENCE), Pane(PRIOR))
    return replace(scene, panes=panes, rows=1, columns=2, active=1, prior=Prior(study, "then"))


def thin(count: int) -> Volume:
    """Return slices of 1 mm, two in every one of the scan, of 0, 100, 200 … HU."""
    grid = Grid((count, 24, 32), (1.0, 1.0, 1.0), (0.0, 0.0, 99.5))
    return Volume((100.0 * torch.arange(count)[:, None, None]).expand(grid.shape).contiguous(), grid)


def narrow() -> Volume:
    """Return a prior of 300 HU, and −700 HU in one column, that ends at column 16."""
    values = torch.full((3, 24, 16), 300.0)
    values[:, :, 3] = -700.0
    return Volume(values, Grid((3, 24, 16), CURRENT.spacing, CURRENT.origin))


def shown(scene: Scene, row: int, slab: Slab | None = None) -> Frame:
    """Return the picture of the prior with the scan at a slice."""
    scene = replace(scene, row=row).with_lane(1, replace(PRIOR, slab=slab))
    return frame(scene.request, scene.panes[1].lane, Memo())


def test_a_region_is_measured_at_the_slice_on_show_as_in_every_other_pane() -> None:
    slices = 1000.0 + 10.0 * torch.arange(3)[:, None, None].expand(CURRENT.shape)
    scene = scene_with(Volume(slices.contiguous(), CURRENT))
    for row in range(3):
        here = shown(scene, row)
        assert in_frame(here, EVERYWHERE).mean == 1000 + 10 * row == here.image[12, 12]
        assert in_loaded(here, EVERYWHERE).mean == 10 * row


@pytest.mark.parametrize(
    ("projection", "mean"), [("mean", 350.0), ("max", 500.0), ("min", 200.0)], ids=lambda value: str(value)
)
def test_a_slab_measures_as_many_of_its_slices_as_it_is_thick(projection: str, mean: float) -> None:
    scene = scene_with(thin(6))
    here = shown(scene, 1, Slab(projection, 4.0))
    assert in_frame(here, EVERYWHERE).mean == mean
    assert in_loaded(here, EVERYWHERE).mean == {"mean": 15, "max": 20, "min": 10}[projection]
    assert in_frame(shown(scene, 2, SLAB), EVERYWHERE).mean == 450, "the last slab is but one slice thick"


def test_a_slab_that_the_prior_does_not_fill_is_refused() -> None:
    scene = scene_with(thin(4))
    assert in_frame(shown(scene, 0, SLAB), EVERYWHERE).mean == 150
    with pytest.raises(GeometryError, match="does not reach the region"):
        in_frame(replace(shown(scene, 0, SLAB), request=replace(scene, row=1).request), EVERYWHERE)


def test_a_profile_ends_where_the_prior_does() -> None:
    scene = scene_with(narrow())
    line = Profile("L", (CURRENT.patient((0, 10.3, 6)), CURRENT.patient((0, 10.3, 28))))
    places, values = profile_of(shown(scene, 0), line)
    assert set(values) == {300.0}
    assert 8 <= max(places) <= 9
    scene = replace(scene, marks=(line,))
    frames = {pane.lane: frame(scene.request, pane.lane, Memo()) for pane in scene.panes}
    head, *lines = (row.split(",") for row in measurements_csv(scene, frames).splitlines())
    of_prior = dict(zip(head, lines[1], strict=True))
    assert (of_prior["Pane"], of_prior["Minimum (HU)"], of_prior["Mean (HU)"]) == ("B", "300", "300")


def test_the_console_gets_no_number_where_the_prior_has_ended(qtbot: QtBot) -> None:
    state = AppState()
    state.open(scene_with(narrow()))
    stage = Stage(state)
    qtbot.addWidget(stage, before_close_func=lambda _: stage.close_work())
    for pane in state.scene.panes:
        stage.show_frame(frame(state.scene.request, pane.lane, Memo()))
    panes = names(Handle(state, Actions(state, {})), stage)()["panes"]
    assert np.isnan(panes["B"][:, 16:]).all()
    assert np.nanmean(panes["B"]) == pytest.approx((15 * 300 - 700) / 16)
    assert np.isfinite(panes["A"]).all()
    assert not panes["B"].flags.writeable


def test_the_hatch_is_made_once_for_a_picture(monkeypatch: pytest.MonkeyPatch, qapp: object) -> None:
    here = shown(scene_with(narrow()), 0)
    made: list[int] = []
    hatched = module._hatched
    monkeypatch.setattr(module, "_hatched", lambda outside: made.append(1) or hatched(outside))
    drawn, canvas = Picture(), QImage(320, 240, QImage.Format.Format_RGB32)
    placement = Placement.of(CURRENT, 0, View(), 320, 240)
    for count, outside in enumerate((here.outside, ~here.outside), 1):
        drawn.show(here.image, outside)
        for _ in range(3):
            painter = QPainter(canvas)
            drawn.draw(painter, placement, 0, 1000)
            painter.end()
        assert len(made) == count
        for column in (8, 24):
            color = canvas.pixelColor(placement.screen(column, 10).toPoint())
            assert (color.red() in (0x16, 0x3A)) == outside[10, column]
