"""The prior beside the current scan: at the same place, linked, registered, undone; and what is refused."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import torch
from pytestqt.qtbot import QtBot

from ldct_studio.core.errors import GeometryError
from ldct_studio.core.grid import Grid
from ldct_studio.core.memo import Memo
from ldct_studio.core.rigid import Rigid
from ldct_studio.core.roi import Circle, Statistics
from ldct_studio.core.study import Facts, Series, Study
from ldct_studio.core.volume import Volume
from ldct_studio.gui import regions
from ldct_studio.gui.measuring import answers, in_frame
from ldct_studio.gui.pane_menu import linked, unlinked
from ldct_studio.gui.prior import Prior, link_warnings, link_words, prior_of, result_words
from ldct_studio.gui.prior_panes import PRIOR, shown_beside, without_prior
from ldct_studio.gui.scene import Scene
from ldct_studio.gui.slice_pane import SlicePane
from ldct_studio.gui.state import AppState
from ldct_studio.physics.registration import Registration
from ldct_studio.pipeline import frame
from tests.gui.conftest import MARKER

AWAY = (30.0, -8.0, 55.0)
"""By how much the patient lay elsewhere, in whole voxels along x."""


def earlier(study: Study, **facts: str) -> Study:
    """Return the same patient in a scan whose table stood elsewhere."""
    source = study.first
    x, y, z = np.add(source.grid.origin, AWAY)
    grid = replace(source.grid, origin=(float(x), float(y), float(z)))
    series = Series("k", "", "CT", 3, (48, 64), opened=True, date="2019-04-01")
    return Study("earlier", {"CT": Volume(source.data.clone(), grid)}, facts=Facts(series=(series,), **facts))


def beside(state: AppState, prior: Prior) -> int:
    """Show the prior, and return the number of its pane."""
    state.become(shown_beside(state.scene, prior), "Show as prior")
    return next(i for i, pane in enumerate(state.scene.panes) if pane.lane.prior)


def picture(scene: Scene, index: int) -> object:
    assert scene.request is not None
    return frame(scene.request, scene.panes[index].lane, Memo())


def test_it_stands_to_the_right_of_the_current_scan(opened: AppState, marked: Study) -> None:
    before = opened.scene
    index = beside(opened, prior_of(earlier(marked), "CT", marked, marked.first))
    assert index == before.reference + 1
    assert len(opened.scene.panes) == len(before.panes) + 1
    assert index in opened.scene.shown[0]
    assert [p.lane for p in opened.scene.panes if not p.lane.prior] == [p.lane for p in before.panes]
    opened.undo_stack.undo()
    assert opened.scene == before


def test_positions_link_only_within_one_frame_of_reference(marked: Study) -> None:
    here = replace(marked, facts=replace(marked.facts, frame_of_reference="1.2"))
    same = prior_of(earlier(marked, frame_of_reference="1.2"), "CT", here, here.first)
    assert (same.place, same.rigid) == ("position", Rigid())
    other = prior_of(earlier(marked, frame_of_reference="1.3"), "CT", here, here.first)
    assert (other.place, other.rigid.shift) == ("middles", pytest.approx(AWAY))
    assert "Not registered" in " ".join(link_warnings(other, here))
    assert link_words(same) == "Linked by patient position"


def test_files_that_record_no_position_are_not_linked_by_it(marked: Study) -> None:
    other = replace(marked, volumes={"CT": marked.first.made(marked.first.data)})
    assert prior_of(other, "CT", marked, marked.first).place == "middles", "alike by chance, in one file each"
    assert prior_of(marked, "CT", marked, marked.first).place == "position"


def test_it_shows_the_same_place_and_nothing_where_it_ends(opened: AppState, marked: Study) -> None:
    index = beside(opened, Prior(earlier(marked), "CT", Rigid(shift=AWAY), "registered", (0.1, 0.9)))
    found = picture(opened.scene, index)
    current = marked.first.data[MARKER[0]].numpy()
    assert np.allclose(found.image, current, atol=1e-3)
    opened.update(
        prior=replace(opened.scene.prior, rigid=Rigid(shift=np.add(AWAY, (20.0, 0.0, 0.0)).tolist()))
    )
    moved = picture(opened.scene, index)
    assert moved.outside is not None
    assert moved.outside[:, -20:].all()
    assert not moved.outside[:, :-20].any()
    assert np.isfinite(moved.image).all()
    assert not answers(found, opened.scene.request)
    opened.update(prior=replace(opened.scene.prior, rigid=Rigid()))
    assert "does not reach" in picture(opened.scene, index).error


def test_it_scrolls_with_the_others_until_it_is_unlinked(opened: AppState, marked: Study) -> None:
    index = beside(opened, Prior(earlier(marked), "CT", Rigid(shift=AWAY)))
    opened.become(opened.scene.with_row(0, 2))
    assert opened.scene.row_of(index) == 2
    opened.become(unlinked(opened.scene, index))
    opened.become(opened.scene.with_row(0, 0))
    assert opened.scene.row_of(index) == 2
    opened.become(linked(opened.scene, index))
    assert opened.scene.row_of(index) == 0


def test_a_region_measures_its_own_voxels(opened: AppState, marked: Study) -> None:
    study = earlier(marked)
    noise = 20 * torch.randn(study.first.data.shape)
    study = replace(study, volumes={"CT": study.first.made(noise)})
    half = np.add(AWAY, (0.5, 0.75, 1.0)).tolist()  # between all voxels, where interpolation takes noise away
    index = beside(opened, Prior(study, "CT", Rigid(shift=(half[0], half[1], half[2]))))
    shown = picture(opened.scene, index)
    region = Circle("R", marked.first.grid.patient((1, 24, 32)), 15.0)
    assert in_frame(shown, region).sd == pytest.approx(20, rel=0.1)
    assert shown.image[10:40, 10:50].std() < 10


def test_the_number_at_a_region_is_of_its_own_voxels(
    qtbot: QtBot, opened: AppState, marked: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[Statistics | None] = []
    monkeypatch.setattr(regions, "_draw_found", lambda *parts: said.append(parts[-1]))
    region = Circle("R", marked.first.grid.patient((1, 24, 32)), 15.0)
    half = (AWAY[0] + 0.5, AWAY[1] + 0.75, AWAY[2] + 1.0)
    index = beside(opened, Prior(earlier(marked), "CT", Rigid(shift=half)))
    opened.update(rois=(region,))
    pane = SlicePane(opened, index)
    qtbot.addWidget(pane)
    shown = picture(opened.scene, index)
    pane.show_frame(shown)
    pane.resize(400, 400)
    pane.grab()
    assert said
    there = in_frame(shown, region)
    assert (said[-1].mean, said[-1].sd, said[-1].count) == (there.mean, there.sd, there.count)


def test_another_kind_of_scan_is_refused(marked: Study) -> None:
    mr = Study("mr", {"T1": Volume(marked.first.data, marked.first.grid, "MR")})
    with pytest.raises(GeometryError, match=r"a\.u\. and the current scan in HU"):
        prior_of(mr, "T1", marked, marked.first)


def test_another_patient_name_is_said_without_the_name(marked: Study) -> None:
    here = replace(marked, facts=replace(marked.facts, patient="DOE^JANE"))
    other = Prior(earlier(marked, patient="ROE^RICHARD"), "CT", place="middles")
    name, place = link_warnings(other, here)
    assert "Another patient name" in name
    assert "ROE" not in name
    assert "Not registered" in place


def test_a_result_is_said_in_degrees_mm_and_correlation() -> None:
    found = Registration(Rigid((0.0, 0.0, 3.0), (-3.0, 4.0, 0.0)), 0.412, 0.953)
    text = result_words(found).replace("\u00a0", " ")
    assert "turned by 3.0°" in text
    assert "moved by 5.0 mm (L 3.0, A 4.0, I 0.0 mm)" in text
    assert "0.41 before, 0.95 after" in text


def test_a_registration_says_what_it_left_as_it_was() -> None:
    assert "in place already: correlation in the body 0.99" in result_words(Registration(Rigid(), 0.99, 0.99))
    flat = Registration(Rigid(shift=(1.0, 0.0, 2.0)), 0.5, 0.9, True)
    assert "way toward S or I was kept" in result_words(flat)
    assert "too few slices to find a tilt" in result_words(flat)
    assert "in steps of 2.5\u00a0mm" in result_words(replace(flat, step_mm=2.5))


def test_registering_is_one_step_to_undo(opened: AppState, marked: Study) -> None:
    index = beside(opened, prior_of(earlier(marked), "CT", marked, marked.first))
    opened.settle()
    before = opened.scene.prior
    found = Registration(Rigid(shift=AWAY), 0.2, 0.9)
    opened.update("Register prior", prior=before.registered(found))
    assert opened.scene.prior.place == "registered"
    assert link_words(opened.scene.prior) == "Registered, correlation 0.90"
    opened.undo_stack.undo()
    assert opened.scene.prior == before
    assert opened.scene.panes[index].lane == PRIOR


def test_the_day_is_told_in_the_header_but_not_where_dates_are_private(
    qtbot: QtBot, opened: AppState, marked: Study
) -> None:
    index = beside(opened, Prior(earlier(marked), "CT", Rigid(shift=AWAY)))
    pane = SlicePane(opened, index)
    qtbot.addWidget(pane)
    pane.show_frame(picture(opened.scene, index))
    assert (pane.header.said.title, pane.header.said.dose) == ("Prior", "")
    pane.show_dates(True)
    assert (pane.header.said.title, pane.header.said.dose) == ("Prior · 2019-04-01", "")


def test_it_goes_with_the_case_and_is_in_no_session(opened: AppState, marked: Study) -> None:
    before = opened.scene
    beside(opened, Prior(earlier(marked), "CT", Rigid(shift=AWAY)))
    assert without_prior(opened.scene).panes == before.panes
    named = replace(opened.scene, study=replace(marked, origin=None))
    assert not any(p.lane.prior for p in named.opened(marked).panes)
    assert named.opened(marked).prior is None


def test_a_grid_of_few_rows_is_no_error() -> None:
    grid = Grid((1, 8, 8), (1.0, 1.0, 1.0))
    study = Study("one", {"CT": Volume(torch.zeros(grid.shape), grid)})
    assert prior_of(study, "CT", study, study.first).place == "position"
