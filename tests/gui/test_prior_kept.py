"""What is kept of a prior that was closed, what a session says of it, and which numbers it has."""

from __future__ import annotations

import csv
import gc
import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from weakref import ref

import pytest

import ldct_studio.methods  # noqa: F401  (registers the steps of the lanes)
from ldct_studio.core.lane import Frame
from ldct_studio.core.marks import Profile
from ldct_studio.core.memo import Memo
from ldct_studio.core.roi import Circle
from ldct_studio.core.study import Study
from ldct_studio.core.volume import Volume
from ldct_studio.gui.key_images import toggle
from ldct_studio.gui.marks_csv import measurements_csv
from ldct_studio.gui.plot_legend import legend
from ldct_studio.gui.plot_profile import profile_chart
from ldct_studio.gui.plot_view import Chart
from ldct_studio.gui.prior import Prior
from ldct_studio.gui.prior_panes import PRIOR, shown_beside, without_prior
from ldct_studio.gui.region_numbers import ANOTHER_SCAN, METRICS, RegionNumbers
from ldct_studio.gui.session_file import read, session_of, text_of
from ldct_studio.gui.state import AppState
from ldct_studio.live import Live
from ldct_studio.pipeline import frame
from tests.gui.session_case import full_scene, study, volume, write_scan


def scan(of: Study) -> Study:
    """Return another scan of voxels of its own, on the same grid."""
    return Study("earlier", {"CT": of.first.made(of.first.data + 5)})


def show(state: AppState, prior: Prior) -> None:
    state.become(shown_beside(state.scene, prior), "Show as prior")
    state.settle()


def close(state: AppState) -> None:
    state.become(without_prior(state.scene), "Close prior")
    state.settle()


def test_undo_holds_the_newest_priors_alone(opened: AppState, marked: Study) -> None:
    volumes: list[ref[Volume]] = []
    for _ in range(4):
        other = scan(marked)
        volumes.append(ref(other.first))
        show(opened, Prior(other, "CT"))
        close(opened)
        del other
    last = opened.scene
    gc.collect()
    assert [volume() is not None for volume in volumes] == [False, False, True, True]
    while opened.undo_stack.canUndo():
        opened.undo_stack.undo()
    assert opened.scene.prior is None
    assert not any(pane.lane.prior for pane in opened.scene.panes)
    while opened.undo_stack.canRedo():
        opened.undo_stack.redo()
    assert opened.scene == last
    opened.undo_stack.undo()
    assert opened.scene.prior is not None
    assert opened.scene.prior.source is volumes[3]()


def test_undo_holds_priors_of_the_case_itself(opened: AppState, marked: Study) -> None:
    both = replace(marked, volumes={**marked.volumes, "then": scan(marked).first})
    opened.update(study=both)
    show(opened, Prior(both, "then"))
    for _ in range(3):
        show(opened, Prior(scan(marked), "CT"))
    for _ in range(3):
        opened.undo_stack.undo()
    assert opened.scene.prior is not None
    assert opened.scene.prior.volume == "then"


def test_a_memo_does_not_hold_a_prior_for_its_pictures(opened: AppState, marked: Study) -> None:
    memo = Memo()
    other = scan(marked)
    prior, kept = Prior(other, "CT"), ref(other.first)
    scene = shown_beside(opened.scene, prior)
    assert scene.request is not None
    image = frame(scene.request, PRIOR, memo).image
    assert image is not None
    assert frame(scene.request, PRIOR, memo).image is not None
    assert memo.nbytes == image.nbytes, "both are one"
    placed = ref(prior.placed)
    del scene, prior, other
    gc.collect()
    assert (kept(), placed()) == (None, None)


def test_a_loaded_picture_does_not_hold_the_prior_beside_it(opened: AppState, marked: Study) -> None:
    memo = Memo()
    live = Live(lambda made: None, memo)
    request = shown_beside(opened.scene, Prior(scan(marked), "CT")).request
    try:
        assert request is not None
        made = live._made(request, request.lanes[0])
        assert made.request is request
        assert live._made(request, request.lanes[0]).image is made.image
        assert memo.nbytes == 0, "the picture is the loaded slice itself"
    finally:
        live.close()


def test_a_session_says_that_it_keeps_no_prior(tmp_path: Path) -> None:
    of = study(write_scan(tmp_path / "data"))
    alone = full_scene(of)
    scene = shown_beside(replace(alone, compare="side"), Prior(Study("earlier", {"CT": volume(3.0)}), "CT"))
    scene = toggle(replace(scene, active=next(i for i, p in enumerate(scene.panes) if p.lane.prior)))
    assert len(scene.key_images) == 1
    path = tmp_path / "case.ldct"
    path.write_text(text_of(session_of(scene)), encoding="utf-8")
    session = read(path)
    assert session.scene.key_images == ()
    assert session.scene.panes == alone.panes
    assert session.notes == (
        "A session keeps no prior, nor its pane and key images; open the prior again to compare.",
    )
    path.write_text(text_of(session_of(session.scene.opened(of))), encoding="utf-8")
    assert read(path).notes == ()


@pytest.fixture
def measured(opened: AppState, marked: Study) -> Callable[[], dict[object, Frame]]:
    """Return the pictures of the loaded volume and of the prior, with two regions and a line on them."""
    at = marked.first.grid.patient
    show(opened, Prior(scan(marked), "CT"))
    rois = (Circle("R", at((1, 13, 41)), 6.0), Circle("Background", at((1, 34, 12)), 12.0))
    opened.update(rois=rois, roi=0, marks=(Profile("Edge", (at((1, 13, 30)), at((1, 13, 50)))),), mark=0)

    def pictures() -> dict[object, Frame]:
        request = opened.scene.request
        assert request is not None
        lanes = (opened.scene.panes[0].lane, PRIOR)
        return {lane: frame(request, lane, Memo()) for lane in lanes}

    return pictures


def test_a_prior_has_no_dose_no_bias_and_keeps_no_contrast(
    opened: AppState, measured: Callable[[], dict[object, Frame]]
) -> None:
    numbers = RegionNumbers()
    for made in measured().values():
        numbers.take(made, opened.scene)
    rows = {row.title: row for row in numbers.rows(opened.scene)}
    assert rows["Reference"].dose.replace("\u00a0", " ") == "100 %"
    assert rows["Prior"].dose == ""
    cells = {metric.name: cell for metric, cell in zip(METRICS, rows["Prior"].cells, strict=True)}
    assert [cells[name].reason for name in ("Bias", "Kept")] == [ANOTHER_SCAN] * 2
    assert cells["CNR"].text
    assert not cells["Mean"].reason


def test_no_list_says_a_dose_of_the_prior(
    opened: AppState, measured: Callable[[], dict[object, Frame]]
) -> None:
    pictures = measured()
    text = measurements_csv(opened.scene, pictures)  # type: ignore[arg-type]
    doses = {line["Method"]: line["Dose (%)"] for line in csv.DictReader(io.StringIO(text)) if line["Slice"]}
    assert doses == {"Reference": "100", "Prior": ""}
    chart = profile_chart(opened.scene, pictures)  # type: ignore[arg-type]
    assert isinstance(chart, Chart)
    words = legend(opened.scene, chart, pictures).replace("\u00a0", " ")  # type: ignore[arg-type]
    assert "Reference 100 %" in words
    assert words.endswith("Prior")
