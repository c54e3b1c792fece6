"""The import report: every sentence in its place, no file and no patient named in its text."""

from __future__ import annotations

import torch

from ldct_studio.core.grid import Grid
from ldct_studio.core.import_report import ImportReport
from ldct_studio.core.study import Facts, Series, Study
from ldct_studio.core.volume import Label, LabelMap, Volume

GRID = Grid((2, 3, 4), (5, 0.7, 0.8))


def _study(modality: str = "CT", **facts: object) -> Study:
    volume = Volume(torch.zeros(GRID.shape), GRID, modality)  # type: ignore[arg-type]
    labels = LabelMap(torch.zeros(GRID.shape, dtype=torch.uint8), GRID, (Label(1, "liver", "#ff0000"),))
    return Study("Case", {"CT": volume}, {"DOE_JANE": labels}, facts=Facts(**facts))  # type: ignore[arg-type]


def test_every_sentence_has_its_place() -> None:
    broken = "“DOE_JANE_3.dcm” is empty."
    others = (
        Series("1", "", "CT", 5, (512, 256), True),
        Series("2", "x", "CT", 1, (64, 32), False, "localizer"),
    )
    study = _study(warnings=("A doubt.", broken), left_out=(broken,), marks=("not HU",), series=others)
    report = ImportReport.of(study)
    assert report.opened == (
        "CT, 2 slices of 4 × 3 pixels, 0.8 × 0.7 × 5 mm, in HU.",
        "Label maps: 1, with 1 label.",
    )
    assert (report.changed, report.left_out, report.marks) == (("A doubt.",), (broken,), ("not HU",))
    assert report.beside == ("CT, 1 image of 32 × 64 pixels, localizer.",)


def test_the_text_names_no_file_and_tells_a_sentence_once() -> None:
    broken = tuple(f"“DOE_JANE_{n}.dcm” is empty." for n in range(3))
    text = ImportReport.of(_study(warnings=broken, left_out=broken, patient="DOE^JANE")).text()
    assert "DOE" not in text
    assert text.endswith("Left out\n- A file is empty. (3 ×)")


def test_names_within_a_sentence_leave_it_a_sentence() -> None:
    said = "“DOE.dcm”: Structures outside of the volume are left out: “Liver”, “DOE”."
    text = ImportReport.of(_study(warnings=(said,))).text()
    assert text.endswith("- A file: Structures outside of the volume are left out: “…”, “…”.")


def test_a_recorded_unit_is_told_beside_arbitrary_ones() -> None:
    report = ImportReport.of(_study("other", unit="Bq/ml"))
    assert report.opened[0].endswith("mm, in a.u. (recorded: Bq/ml).")
    assert ImportReport.of(_study("MR")).opened[0].endswith("mm, in a.u.")
