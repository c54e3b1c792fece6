"""The dialog of a pair: what files and names say of the injection stands in it, and a mask may be given."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from ldct_studio.core.contrast import Injection
from ldct_studio.core.magnet import Magnet
from ldct_studio.core.origin import Origin, PairOrigin, ScanOrigin
from ldct_studio.core.study import Facts, Series
from ldct_studio.gui import dialogs
from ldct_studio.gui.contrast_desk import candidates_of
from ldct_studio.gui.contrast_dialog import Candidate, ContrastDialog
from ldct_studio.gui.scene import Scene
from ldct_studio.gui.session_file import read, session_of, text_of
from ldct_studio.methods.demo import small_study


def _dialog(qtbot: QtBot, *scans: Candidate) -> ContrastDialog:
    dialog = ContrastDialog(scans)
    qtbot.addWidget(dialog)
    return dialog


def _scan(title: str, magnet: Magnet | None = None) -> Candidate:
    return Candidate(title, ScanOrigin((f"/scans/{title}",)), magnet or Magnet())


def _choose(dialog: ContrastDialog, role: str, place: int) -> None:
    box = dialog.findChild(QComboBox, f"contrast-{role}")
    assert box is not None
    box.setCurrentIndex(place)


def _text(dialog: ContrastDialog, name: str) -> str:
    field = dialog.form.field(name)
    assert isinstance(field, QLineEdit)
    return field.text()


def _type(dialog: ContrastDialog, name: str, text: str) -> None:
    field = dialog.form.field(name)
    assert isinstance(field, QLineEdit)
    field.setText(text)


def _chosen(dialog: ContrastDialog) -> PairOrigin:
    found: list[PairOrigin] = []
    dialog.chosen.connect(found.append)
    assert dialog._compare.isEnabled()
    dialog._compare.click()
    return found[0]


def test_what_the_files_say_of_field_and_agent_stands_in_the_form(qtbot: QtBot) -> None:
    after = _scan("T1 post", Magnet(1.494, 8.0, 15.0, "CLARISCAN"))
    dialog = _dialog(qtbot, _scan("T1", Magnet(1.494)), after)
    _choose(dialog, "before", 1)
    assert _text(dialog, "field") == "1.5"
    _choose(dialog, "after", 2)
    assert _chosen(dialog).injection == Injection("gadoterate", 1.5)


def test_two_fields_are_told_and_refuse_nothing(qtbot: QtBot) -> None:
    dialog = _dialog(qtbot, _scan("T1", Magnet(1.5)), _scan("T1 post", Magnet(2.9)))
    _choose(dialog, "before", 1)
    assert dialog._noted.text() == ""
    _choose(dialog, "after", 2)
    said = dialog._noted.text().replace("\u00a0", " ")
    assert "before contrast was made at 1.5 T and the one after it at 3 T" in said
    assert _chosen(dialog).injection.field == 3.0


def test_the_dose_in_a_name_is_taken(qtbot: QtBot) -> None:
    dialog = _dialog(qtbot, _scan("T1 pre"), _scan("T1 post low dose 33 %"), _scan("T1 post"))
    _choose(dialog, "before", 1)
    _choose(dialog, "after", 2)
    assert _text(dialog, "percent") == "33"
    _choose(dialog, "after", 3)
    assert _text(dialog, "percent") == "100"
    _type(dialog, "percent", "25")
    _choose(dialog, "after", 0)
    _choose(dialog, "after", 3)
    assert _text(dialog, "percent") == "25", "what was typed stays where a name says nothing"
    _choose(dialog, "after", 2)
    assert _chosen(dialog).injection.fraction == pytest.approx(0.33)


def test_a_low_dose_without_a_number_has_to_be_told(qtbot: QtBot) -> None:
    dialog = _dialog(qtbot, _scan("T1 pre"), _scan("t1_low_gd"))
    _choose(dialog, "before", 1)
    _choose(dialog, "after", 2)
    assert _text(dialog, "percent") == ""
    assert "“t1_low_gd” is at a low dose by its name; say at which" in dialog._said.text()
    assert not dialog._compare.isEnabled()
    _type(dialog, "percent", "20")
    assert dialog._said.text() == ""
    assert _chosen(dialog).injection.fraction == pytest.approx(0.2)


def test_what_is_no_dose_cannot_be_compared(qtbot: QtBot) -> None:
    dialog = _dialog(qtbot, _scan("T1 pre"), _scan("T1 post"))
    _choose(dialog, "before", 1)
    _choose(dialog, "after", 2)
    for text, able in (("200", False), ("100", True), ("", False)):
        _type(dialog, "percent", text)
        assert dialog._compare.isEnabled() is able


def test_a_mask_is_taken_from_a_file(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(dialogs, "ask_files", lambda parent: [tmp_path / "mask.nii.gz"])
    dialog = _dialog(qtbot, _scan("T1 pre"), _scan("T1 post"))
    _choose(dialog, "before", 1)
    _choose(dialog, "after", 2)
    assert dialog.findChild(QPushButton, "contrast-mask-folder") is None
    button = dialog.findChild(QPushButton, "contrast-mask-file")
    assert button is not None
    button.click()
    box = dialog.findChild(QComboBox, "contrast-before")
    assert box is not None
    assert box.count() == 3, "a mask is no scan"
    assert _chosen(dialog).mask == ScanOrigin((str(tmp_path / "mask.nii.gz"),))


def test_a_session_keeps_the_mask_beside_it(qapp: object, tmp_path: Path) -> None:
    scan = ScanOrigin((str(tmp_path / "t1.nii.gz"),))
    pair = PairOrigin(scan, scan, mask=ScanOrigin((str(tmp_path / "mask.nii.gz"),)))
    assert pair.paths == (*scan.paths, *scan.paths, str(tmp_path / "mask.nii.gz"))
    study = replace(small_study(96, 4), origin=Origin(pair=pair))
    session = session_of(Scene().opened(study))
    file = tmp_path / "case.ldct"
    file.write_text(text_of(session, tmp_path))
    assert json.loads(file.read_text())["origin"]["pair"]["mask"]["paths"] == ["mask.nii.gz"]
    assert read(file).origin.pair == pair


def test_series_of_a_folder_come_with_what_their_files_say() -> None:
    magnet = Magnet(3.0, agent="Dotarem")
    series = Series("1.2", "T1 post", "MR", 20, (256, 256), magnet=magnet)
    study = replace(small_study(96, 4), origin=Origin(("/scans",)), facts=Facts(series=(series,)))
    assert candidates_of(study) == [Candidate("T1 post", ScanOrigin(("/scans",), "1.2"), magnet)]
