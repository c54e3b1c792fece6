"""Thumbnails: the middle slice of every series of a folder, the way it is looked at, and no file of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pydicom
import pytest
import torch
from pydicom.dataset import FileDataset

from ldct_studio.core.errors import Cancelled
from ldct_studio.core.grid import Grid
from ldct_studio.core.study import Series
from ldct_studio.core.volume import Volume
from ldct_studio.io.opening import open_paths
from ldct_studio.io.thumbnails import SIDE, Thumbnail, of_volume, thumbnails
from tests.io.conftest import Array, Change

Write = Callable[..., list[Path]]


def never() -> bool:
    return False


def named(name: str, *more: Change) -> Change:
    def change(data: FileDataset, index: int) -> None:
        data.SeriesDescription, data.StudyDate = name, "20260503"
        for one in more:
            one(data, index)

    return change


def coronal(data: FileDataset, index: int) -> None:
    data.ImageOrientationPatient = [1, 0, 0, 0, 0, -1]
    data.ImagePositionPatient = [-10.0, -20.0 + 2.5 * index, 100.0]
    with pydicom.config.disable_value_validation():
        data.StudyDate = "20261399"


@pytest.fixture
def folder(tmp_path: Path, hu: Array, write_series: Write) -> Path:
    """Return a folder with an axial and a coronal series."""
    write_series(tmp_path / "a", hu, named("Axial"))
    with pydicom.config.disable_value_validation():
        write_series(tmp_path / "b", hu[:5, :30], named("Coronal", coronal))
    return tmp_path


def made(series: tuple[Series, ...]) -> dict[str, Thumbnail | str]:
    outcomes = thumbnails(series, never)
    return {one.job.description: one.result or str(one.error) for one in outcomes}


def expected(picture: Array, width: float = 400, level: float = 40) -> Array:
    low = level - width / 2
    return np.clip((picture.astype(np.float32) - low) * (255 / width), 0, 255).astype(np.uint8)


def test_a_series_says_its_size_day_and_sample(folder: Path) -> None:
    axial, other = open_paths([folder]).facts.series
    assert (axial.description, axial.date, axial.images, axial.size) == ("Axial", "2026-05-03", 6, (40, 36))
    assert axial.spacing == pytest.approx((2.5, 0.8, 0.7))
    assert other.date == "", "no such day"
    assert other.spacing == pytest.approx((2.5, 0.8, 0.7)), "along the file's own axes"
    assert axial.sample == (str(folder / "a" / "IM0003.dcm"), 0)


def test_the_middle_slice_is_shown_in_its_recorded_window(folder: Path, hu: Array) -> None:
    found = made(open_paths([folder]).facts.series)
    axial, other = found["Axial"], found["Coronal"]
    assert isinstance(axial, Thumbnail)
    assert isinstance(other, Thumbnail)
    np.testing.assert_array_equal(axial.gray, expected(hu[3]))
    assert axial.size == pytest.approx((32.0, 25.2))
    np.testing.assert_array_equal(other.gray, expected(hu[2, :30]))  # head up, as it was recorded


def test_a_series_whose_sample_is_broken_says_why_and_the_others_are_there(folder: Path) -> None:
    series = open_paths([folder]).facts.series
    broken = Path(series[0].sample[0])
    broken.write_bytes(broken.read_bytes()[:900])
    found = made(series)
    assert isinstance(found["Axial"], str)
    assert isinstance(found["Coronal"], Thumbnail)


def test_an_array_is_read_up_to_its_middle(
    tmp_path: Path, hu: Array, write_nifti: Callable[..., Path]
) -> None:
    ras = np.diag([-0.7, -0.8, 2.5, 1.0])
    write_nifti(tmp_path / "one_ct.nii.gz", hu.transpose(2, 1, 0), ras)
    write_nifti(tmp_path / "two_ct.nii.gz", hu.transpose(2, 1, 0), ras)
    series = open_paths([tmp_path]).facts.series
    assert series[0].spacing == pytest.approx((2.5, 0.8, 0.7))
    found = made(series)
    for name in ("one_ct", "two_ct"):
        thumbnail = found[name]
        assert isinstance(thumbnail, Thumbnail)
        np.testing.assert_array_equal(thumbnail.gray, expected(hu[3]))


def test_nobody_waits_after_cancel(folder: Path) -> None:
    with pytest.raises(Cancelled):
        list(thumbnails(open_paths([folder]).facts.series, lambda: True))


def test_a_large_slice_shrinks_to_means(tmp_path: Path) -> None:
    grid = Grid((3, 512, 500), (2.0, 1.0, 1.0))
    data = torch.zeros(grid.shape)
    data[1, :, ::2] = 80.0
    found = of_volume(Volume(data, grid))
    assert found.gray.shape == (SIDE, 125)
    assert np.all(found.gray == 127), "the mean of 0 and 80 HU is the middle of the window"
    unitless = of_volume(Volume(torch.arange(12.0).reshape(1, 3, 4), Grid((1, 3, 4), (1, 1, 1)), "MR"))
    assert (unitless.gray.min(), unitless.gray.max()) == (0, 255)


def test_nothing_is_written(folder: Path, home: Path) -> None:
    before = sorted(folder.rglob("*"))
    made(open_paths([folder]).facts.series)
    written: list[Any] = [file for file in home.rglob("*") if file.is_file()]
    assert sorted(folder.rglob("*")) == before
    assert written == []
