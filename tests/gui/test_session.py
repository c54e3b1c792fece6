"""Session files: everything comes back, and what is hostile costs one sentence."""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Iterator
from dataclasses import fields, replace
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

import ldct_studio.methods  # noqa: F401  (registers the steps of the lanes)
from ldct_studio.core.dose import DoseLevel, Scan
from ldct_studio.core.errors import LoadError, StudioError
from ldct_studio.core.oblique import Oblique
from ldct_studio.core.origin import Made
from ldct_studio.gui import session_autosave, session_place
from ldct_studio.gui.key_images import toggle
from ldct_studio.gui.pane import FBP, INSERT
from ldct_studio.gui.scene import Scene
from ldct_studio.gui.session_autosave import Autosave
from ldct_studio.gui.session_file import (
    DamagedSessionError,
    leads_away,
    read,
    session_of,
    text_of,
)
from ldct_studio.gui.session_opening import Restored, reopen
from ldct_studio.gui.session_scene import fits, fitted, scene_json, scene_of
from ldct_studio.gui.state import AppState
from ldct_studio.methods import demo_opening
from tests.gui.session_case import full_scene, same, study, write_labels, write_scan

HOSTILE: tuple[Any, ...] = (
    None, True, -1, 0, 10**15, 1e15, -1e-9, "", "x" * 300, "../../etc/passwd", [], {}, [[]], [None] * 1500,
    {"is": "Study"}, {"is": "Lane", "title": 3}, [{"is": "Pane"}],
)  # fmt: skip


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    return write_scan(tmp_path / "data")


@pytest.fixture
def case(tmp_path: Path, scan: Path) -> Path:
    """Return a session file of a full scene."""
    (tmp_path / "desk").mkdir()
    return _write(tmp_path / "desk" / "case.ldct", full_scene(study(scan)))


def _write(path: Path, scene: Scene, folder: Path | None = None) -> Path:
    path.write_text(text_of(session_of(scene), folder), encoding="utf-8")
    return path


def _open(path: Path) -> Restored:
    return reopen(path, lambda progress: None, lambda: False)


def _edited(path: Path, **changes: object) -> Path:
    data = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps(data | changes), encoding="utf-8")
    return path


def _origin(path: Path, **changes: object) -> Path:
    data = json.loads(path.read_text(encoding="utf-8"))
    return _edited(path, origin=data["origin"] | changes)


def test_every_field_of_the_scene_comes_back(case: Path, scan: Path) -> None:
    before = full_scene(study(scan))
    restored = _open(case)
    assert same(restored.scene, before) == []
    assert restored.scene.study is not None
    assert restored.scene.study.scan == study(scan).scan
    assert [type(roi).__name__ for roi in restored.scene.rois] == [
        "Ellipse",
        "Circle",
        "Rectangle",
        "Freehand",
    ]
    assert restored.notes == ("No plug-in here does denoiser:nobody; allow or add it, or choose another.",)


def test_the_autosave_stays_where_the_last_session_cannot_be_kept(
    scan: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    state = AppState()
    autosave = Autosave(state, lambda: False)
    with qtbot.waitSignal(autosave.saved, timeout=60_000):
        state.open(full_scene(study(scan)))

    def full(path: Path, text: str) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(session_autosave, "write_text", full)
    autosave.close()
    (place,) = session_place.left_behind()
    assert read(place.path).scene.fraction == 0.31
    place.drop()


def test_an_autosave_that_cannot_be_looked_at_is_skipped(monkeypatch: pytest.MonkeyPatch) -> None:
    (session_place.folder() / "autosave-1.ldct").write_text("{")

    def denied(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    for owner, name in ((session_place.FileLock, "acquire"), (session_place, "folder")):
        told: list[OSError] = []
        with monkeypatch.context() as patch:
            patch.setattr(owner, name, lambda *_, **__: denied())
            assert list(session_place.left_behind(told.append)) == []
        assert [type(error) for error in told] == [PermissionError]


def test_a_new_scene_writes_every_field_but_the_voxels() -> None:
    written = scene_json(Scene())
    assert isinstance(written, dict)
    assert set(written) == {f.name for f in fields(Scene)} - {"study", "prior"}
    assert scene_of(written).scene == Scene()
    assert scene_of(written).notes == ()


def test_a_file_holds_no_voxel_and_no_patient(case: Path) -> None:
    named = study(case)
    named = replace(named, name="DOE^JANE", facts=replace(named.facts, patient="DOE^JANE"))
    text = text_of(session_of(full_scene(named)))
    assert "JANE" not in text
    assert len(text) < 20_000


def test_data_beside_the_file_is_found_after_both_have_moved(tmp_path: Path) -> None:
    folder = tmp_path / "one"
    path = write_scan(folder / "data")
    _write(folder / "case.ldct", full_scene(study(path)), folder)
    assert str(tmp_path) not in (folder / "case.ldct").read_text()
    folder.rename(tmp_path / "two")
    restored = _open(tmp_path / "two" / "case.ldct")
    assert restored.session.origin.paths == (str(tmp_path / "two" / "data" / "scan.nii.gz"),)


def test_labels_that_were_opened_onto_it_come_back(tmp_path: Path, scan: Path) -> None:
    labels = write_labels(tmp_path / "labels")
    origin = study(scan).origin
    assert origin is not None
    one = replace(study(scan), origin=origin.with_labels("organs", str(labels)))
    path = _write(tmp_path / "case.ldct", full_scene(one))
    restored = _open(path).scene.study
    assert restored is not None
    assert list(restored.labels) == ["organs"]
    labels.unlink()
    told = _open(path)
    assert told.scene.study is not None
    assert not told.scene.study.labels
    assert "The labels “organs” are left out" in told.notes[0]


def test_a_changed_scan_is_said_and_its_photons_are_not_taken_over(case: Path, scan: Path) -> None:
    write_scan(scan.parent, add=1.0)
    told = _open(case)
    assert "not the one that the session was saved with" in told.notes[0]
    assert told.scene.study is not None
    assert told.scene.study.scan.source == "default"
    assert same(told.scene, full_scene(study(scan))) == ["scan", "scan_volume"]
    assert told.scene.reference_scan.source == "default", "nor is what the user said of the other voxels"


def test_volumes_of_a_changed_scan_are_not_offered_at_its_photons(tmp_path: Path, scan: Path) -> None:
    one = study(scan)
    made = Made("FBP at 25 %", "FBP", "scan", (INSERT, FBP), DoseLevel(0.25, one.scan), 7)
    assert one.origin is not None
    path = _write(tmp_path / "case.ldct", full_scene(replace(one, origin=one.origin.with_made(made))))
    assert _open(path).to_make == (made,)
    write_scan(scan.parent, add=1.0)
    assert _open(path).to_make == ()


def test_a_session_in_the_folder_of_its_scan_opens(tmp_path: Path) -> None:
    folder = write_scan(tmp_path / "series").parent
    path = _write(folder / "case.ldct", full_scene(study(folder)), folder)
    assert read(path).origin.paths == (str(folder),)


def test_a_scan_of_few_photons_comes_back() -> None:
    assert fits(Scan((0.5,)))
    assert not fits(replace(Scan(), electronic=float("nan")))


def test_a_made_volume_is_offered_and_its_source_is_shown_meanwhile(tmp_path: Path, scan: Path) -> None:
    one = study(scan)
    made = Made("FBP at 25 %", "FBP", "scan", (INSERT, FBP), DoseLevel(0.25, one.scan), 7)
    assert one.origin is not None
    lowered, name = one.with_lowered("FBP", one.first, made.dose)
    lowered = replace(lowered, origin=one.origin.with_made(made))
    path = _write(tmp_path / "case.ldct", replace(full_scene(lowered), volume=name))
    restored = _open(path)
    assert restored.scene.volume == "scan"
    assert restored.to_make == (made,)
    assert not [note for note in restored.notes if "volume" in note]


def test_the_demo_is_opened_without_paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demo_opening, "demo_study", lambda report, cancelled: study())
    path = _write(tmp_path / "demo.ldct", full_scene(study()))
    assert len(_open(path).notes) == 1  # of the step that nobody knows


def test_a_session_of_another_version_says_what_it_lost(case: Path) -> None:
    data = json.loads(case.read_text())
    scene = data["scene"] | {"beams": 3}
    del scene["swipe"]
    read_back = read(_edited(case, scene=scene))
    assert read_back.notes == (
        "This session is of another version of the program: swipe as at the first start; beams left out.",
    )
    assert read_back.scene.swipe == Scene().swipe
    with pytest.raises(LoadError, match="newer version; open it with LDCT Studio"):
        read(_edited(case, version=99))


def test_a_field_that_cannot_be_read_falls_back_alone(case: Path) -> None:
    data = json.loads(case.read_text())
    told = read(_edited(case, scene=data["scene"] | {"rois": 3, "fraction": 7.0}))
    assert told.notes == ("Fraction and rois could not be read from the session; set it again.",)
    assert told.scene.rois == ()
    assert told.scene.seed == 4242


def test_what_lies_in_no_plane_along_the_axes_falls_back_alone(case: Path) -> None:
    scene = toggle(full_scene(study()))
    for name in ("panes", "rois", "marks", "key_images"):
        data = scene_json(scene)
        entry = data[name][0]
        entry.get("lane", entry)["plane"] = "oblique"
        told = scene_of(data)
        assert [note.split(" could")[0] for note in told.notes if "could" in note] == [
            name.replace("_", " ").capitalize()
        ]
        assert fitted(told.scene, study()).scene.row_of(0) >= 0
    tilt = Oblique((1e300, 0.0, 0.0), (1.0, 0.0, 0.0), (0.0, 1.0, 0.0))
    told = scene_of(scene_json(scene.with_lane(0, replace(scene.panes[0].lane, tilt=tilt))))
    assert told.scene.panes == Scene().panes


def test_a_case_that_is_not_from_files_is_no_session() -> None:
    alone = replace(study(), origin=None)
    with pytest.raises(StudioError, match="open one before"):
        session_of(full_scene(alone))


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"{",
        b"null",
        b"[]",
        b"\xff\xfe\x00",
        b"[" * 200_000,
        b'{"format": "ldct-studio session", "version": 1}',
        b'{"format": "ldct-studio session", "version": "one"}',
        b'{"format": "ldct-studio session", "version": 1, "scene": [], "origin": 3}',
        b'{"format": "something else", "version": 1}',
        b'{"format": NaN}',
        b'{"format": 1e999}',
        b'{"format": ' + b"9" * 4000 + b"}",
        b'{"format": "' + b"x" * 5000 + b'"}',
        b" " * 9_000_000,
        b"\x80\x04\x95cos\nsystem\n(S'true'\ntR.",
    ],
    ids=range(16),
)
def test_what_is_no_session_costs_one_sentence(tmp_path: Path, text: bytes) -> None:
    path = tmp_path / "bad.ldct"
    path.write_bytes(text)
    with pytest.raises(DamagedSessionError) as told:
        read(path)
    assert "\n" not in str(told.value)
    assert len(str(told.value)) < 120


@pytest.mark.parametrize("text", ["../secret/scan.nii.gz", "data/../../scan", "", "\x00", "gone.nii.gz"])
@pytest.mark.parametrize("where", ["paths", "labels"])
def test_a_path_that_is_not_there_or_climbs_costs_one_sentence(case: Path, text: str, where: str) -> None:
    write_scan(case.parent.parent / "secret")
    _origin(case, **({"paths": [text]} if where == "paths" else {"labels": [["x", text]]}))
    try:
        told = _open(case).notes[0]
    except LoadError as error:
        told = str(error)
    assert "out of its reach" in told or "not where it was" in told or "not trusted" in told


def test_a_path_may_not_ask_another_computer() -> None:
    here = PureWindowsPath("C:\\studies")
    for text in ("\\\\evil\\share\\scan", "//evil/share/scan", "\\scan", "D:scan", "..\\scan"):
        assert leads_away(PureWindowsPath(text), here), text
    for text in ("D:\\scans\\one", "data\\scan.nii.gz"):
        assert not leads_away(PureWindowsPath(text), here), text
    assert not leads_away(PureWindowsPath("\\\\pacs\\x\\scan"), PureWindowsPath("\\\\PACS\\x"))
    assert not leads_away(PurePosixPath("/scans/one"), PurePosixPath("/home"))


def _places(value: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield at
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in items:
        yield from _places(part, (*at, key))


def _with(data: Any, at: tuple[Any, ...], value: Any) -> Any:
    if not at:
        return value
    data = copy.copy(data)
    data[at[0]] = _with(data[at[0]], at[1:], value)
    return data


@pytest.mark.parametrize("count", [150, pytest.param(5000, marks=pytest.mark.slow)])
def test_hostile_edits_cost_sentences_and_nothing_else(
    case: Path, scan: Path, qapp: object, count: int
) -> None:
    rng = random.Random(count)
    good = json.loads(case.read_text())
    places = list(_places(good))
    one = study(scan)
    opened, sentences = 0, set[str]()
    for _ in range(count):
        case.write_text(json.dumps(_with(good, rng.choice(places), rng.choice(HOSTILE))))
        try:
            session = read(case)
        except StudioError as error:
            sentences.add(str(error))
            continue
        sentences.update(session.notes)
        scene = fitted(session.scene, one).scene
        state = AppState()
        state.open(scene)
        assert state.scene.request is not None
        assert all(region.mask(one.first.grid).ndim == 2 for region in state.scene.rois)
        opened += 1
    assert opened > count / 4
    assert not [sentence for sentence in sentences if "\n" in sentence or len(sentence) > 200]
