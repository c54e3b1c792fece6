"""Every row of the table of odd real files."""

from __future__ import annotations

from pathlib import Path

import pytest

from . import opening
from .opening import Row

pytestmark = [pytest.mark.data, pytest.mark.usefixtures("here")]


def _failed(rows: list[Row]) -> list[Row]:
    return [row for row in rows if not row.passed]


def test_every_case_of_the_catalog_gives_what_it_should(shared_data: Path) -> None:
    rows = list(opening.case_rows(shared_data / "derived_odd"))
    assert len({row.name.partition("/")[0] for row in rows}) == 33, "32 cases and the NIfTI group"
    assert not _failed(rows)


def test_every_odd_file_gives_what_it_should_and_lossless_twins_are_identical(shared_data: Path) -> None:
    rows = list(opening.file_rows(shared_data))
    assert len(rows) >= 70
    assert sum(row.expected.startswith("bit-identical") for row in rows) == len(opening.TWINS)
    assert not _failed(rows)


@pytest.mark.parametrize("folder", [name for name in opening.FOLDERS if name != "mri_pre_post_gd"])  # large
def test_series_that_lie_together_are_kept_apart(shared_data: Path, folder: str) -> None:
    assert not _failed(list(opening.series_rows(shared_data, (folder,))))
