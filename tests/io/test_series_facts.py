"""What a series says of itself: units that are not HU, pages of text, loss, tilt; each with its mark."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from pydicom.dataset import Dataset, FileDataset
from pydicom.encaps import encapsulate

from ldct_studio.core.errors import LoadError
from ldct_studio.io import dicom_pixels
from ldct_studio.io.opening import open_paths
from ldct_studio.io.series import Remarks, Tilt
from tests.robustness.here import reading_here

Array = npt.NDArray[Any]
Write = Callable[..., list[Path]]


@pytest.fixture(autouse=True)
def _here() -> Iterator[None]:
    with reading_here():
        yield


def _with(**values: Any) -> Callable[[FileDataset, int], None]:
    def change(data: FileDataset, index: int) -> None:
        for keyword, value in values.items():
            setattr(data, keyword, value)

    return change


@pytest.mark.parametrize(
    ("values", "unit", "words"),
    [
        ({"ImageType": ["ORIGINAL", "PRIMARY", "LOCALIZER"]}, "", "localizer is a projection"),
        ({"ImageType": ["DERIVED", "PRIMARY", "PERFUSION"]}, "", "computed values"),
        ({"RescaleType": "MGML"}, "MGML", "computed values (MGML)"),
        ({"Modality": "PT", "Units": "BQML"}, "Bq/ml", ""),
        ({"Modality": "MR", "RescaleType": "US"}, "", ""),
    ],
)
def test_what_is_not_in_hu_is_never_called_hu(
    tmp_path: Path, hu: Array, write_series: Write, values: dict[str, Any], unit: str, words: str
) -> None:
    write_series(tmp_path, hu, _with(**values))
    study = open_paths([tmp_path])
    assert study.first.unit == "a.u."
    assert study.facts.unit == unit
    assert study.facts.marks == (("not HU",) if words else ())
    assert any(words in sentence for sentence in study.facts.warnings) or not words


def test_pet_is_rescaled_slice_by_slice(tmp_path: Path, hu: Array, write_series: Write) -> None:
    def change(data: FileDataset, index: int) -> None:
        data.Modality, data.Units = "PT", "BQML"
        data.RescaleSlope, data.RescaleIntercept = 1 + index, 0

    write_series(tmp_path, hu, change)
    expected = (hu.astype(np.float32) + 1024) * np.arange(1, 7, dtype=np.float32)[:, None, None]
    assert np.array_equal(open_paths([tmp_path]).first.data.numpy(), expected)


def test_raw_numbers_with_padding_are_not_taken_as_hu(tmp_path: Path, hu: Array, write_series: Write) -> None:
    def change(data: FileDataset, index: int) -> None:
        stored = np.frombuffer(data.PixelData, np.uint16).reshape(data.Rows, data.Columns).astype(np.int16)
        stored[:3] = -2000
        data.PixelData, data.PixelRepresentation, data.BitsStored, data.HighBit = stored.tobytes(), 1, 16, 15
        del data.RescaleSlope, data.RescaleIntercept

    write_series(tmp_path, hu, change)
    assert open_paths([tmp_path]).first.unit == "a.u."


@pytest.mark.parametrize("kind", ["SCREEN SAVE", "CT_SOM5 PROT", "DOSE_INFO"])
def test_pages_of_text_are_no_slices(tmp_path: Path, hu: Array, write_series: Write, kind: str) -> None:
    write_series(tmp_path, hu)
    page = write_series(tmp_path / "page", hu[:1], _with(ImageType=["DERIVED", "SECONDARY", "OTHER", kind]))
    study = open_paths([tmp_path])
    assert np.array_equal(study.first.data.numpy(), hu)
    assert study.facts.left_out == (
        "“IM0000.dcm” is a page of text that the scanner stored as a picture, not a slice.",
    )
    with pytest.raises(LoadError, match="page of text"):
        open_paths(page)


def test_loss_is_said_and_smeared_padding_is_air(tmp_path: Path, hu: Array, write_series: Write) -> None:
    def change(data: FileDataset, index: int) -> None:
        stored = np.frombuffer(data.PixelData, np.uint16).reshape(data.Rows, data.Columns).astype(np.int16)
        stored[:3] = [[-2000], [-1990], [-2007]]
        data.PixelData, data.PixelRepresentation, data.BitsStored, data.HighBit = stored.tobytes(), 1, 16, 15
        data.LossyImageCompression = "01"
        data.add_new(0x00280120, "SS", -2000)

    write_series(tmp_path, hu, change)
    study = open_paths([tmp_path])
    assert study.facts.marks == ("compressed with loss",)
    assert (study.first.data[:, :3] == -1024).all()
    assert np.array_equal(study.first.data[:, 3:].numpy(), hu[:, 3:])


def test_what_decoders_insist_on_takes_its_usual_value(
    tmp_path: Path, hu: Array, write_series: Write
) -> None:
    def change(data: FileDataset, index: int) -> None:
        del data.PhotometricInterpretation, data.SamplesPerPixel, data.PixelRepresentation, data.BitsStored

    write_series(tmp_path, hu, change)
    assert np.array_equal(open_paths([tmp_path]).first.data.numpy(), hu)


def test_odd_numbers_of_bits_are_refused(tmp_path: Path, hu: Array, write_series: Write) -> None:
    write_series(tmp_path, hu[:1], _with(BitsAllocated=12))
    with pytest.raises(LoadError, match="stores 12 bits per pixel"):
        open_paths([tmp_path])


def test_pictures_of_the_series_that_do_not_fit_are_named(
    tmp_path: Path, hu: Array, write_series: Write
) -> None:
    def change(data: FileDataset, index: int) -> None:
        if index == 5:
            data.ImageOrientationPatient = [0, 1, 0, 0, 0, -1]

    write_series(tmp_path, hu, change)
    study = open_paths([tmp_path])
    assert [line.images for line in study.facts.series] == [5, 1]
    assert study.facts.warnings == (
        "1 image of this series differs in size, direction or kind and can be opened as a series of its own.",
    )


@pytest.mark.parametrize("tilt", [16.5, -18.5])
def test_a_tilted_gantry_is_straightened_on_request(tmp_path: Path, write_series: Write, tilt: float) -> None:
    angle = np.radians(tilt)
    column = np.array([0, np.cos(angle), np.sin(angle)])
    y, x = np.meshgrid(np.arange(40), np.arange(36), indexing="ij")

    def value(place: Array) -> Array:
        """Return a plane in LPS space, which linear interpolation keeps exactly."""
        return place @ [1.0, 2.0, 0.0] + 100

    slices = []
    for k in range(6):
        place = np.array([0, 0, 2.5 * k]) + x[..., None] * [1.0, 0, 0] + y[..., None] * column
        slices.append(np.round(10 * value(place)))

    def change(data: FileDataset, index: int) -> None:
        data.ImageOrientationPatient = [1, 0, 0, *column]
        data.ImagePositionPatient, data.PixelSpacing = [0, 0, 2.5 * index], [1, 1]
        data.BitsStored, data.HighBit, data.RescaleSlope = 16, 15, 0.1
        data.RescaleIntercept = -102.4

    write_series(tmp_path, np.array(slices), change)
    plain, study = open_paths([tmp_path]), open_paths([tmp_path], upright=True)
    assert plain.facts.marks == (f"tilt {abs(tilt):.1f}°",)
    assert study.facts.marks == (f"tilt {abs(tilt):.1f}°, straightened",)
    assert study.facts.warnings == (
        f"The slices are sheared by {abs(tilt):.1f}° and were shifted onto an upright grid by linear "
        "interpolation, which lowers their noise.",
    )
    grid, data = study.first.grid, study.first.data.numpy()
    assert np.allclose(grid.matrix.T @ grid.matrix, np.eye(3), atol=1e-9), "at right angles"
    assert grid.spacing == pytest.approx((2.5 * np.cos(angle), 1, 1))
    index = np.argwhere(data > -1024)
    places = np.array([grid.patient((k, j, i)) for k, j, i in index.tolist()])
    assert np.abs(data[tuple(index.T)] - value(places)).max() < 0.1
    assert len(index) >= 6 * 39 * 36


def test_a_remark_is_said_otherwise_by_what_it_is_about() -> None:
    remarks = Remarks()
    remarks.say("The files say that slices are sheared by nobody.", "tilt of a head")
    Tilt(12.0, None).say(remarks)
    remarks.say("Something else.")
    Tilt(12.0, None).say_straightened(remarks)
    assert [sentence[:24] for sentence in remarks.sentences] == [
        "The files say that slice",
        "The slices are sheared b",
        "Something else.",
    ]
    assert "linear interpolation" in remarks.sentences[1]
    assert remarks.marks == ("tilt of a head", "tilt 12.0°, straightened")


def test_a_slice_without_rescale_values_is_not_put_among_those_in_hu(
    tmp_path: Path, hu: Array, write_series: Write
) -> None:
    def change(data: FileDataset, index: int) -> None:
        if index == 2:
            del data.RescaleSlope, data.RescaleIntercept

    write_series(tmp_path, hu, change)
    study = open_paths([tmp_path])
    assert study.first.unit == "HU"
    assert [series.images for series in study.facts.series] == [len(hu) - 1, 1]
    assert float(study.first.data.max()) <= hu.max()
    assert any("1 image of this series differs" in sentence for sentence in study.facts.warnings)


def test_deflated_pictures_keep_their_sign() -> None:
    numbers = np.array([[-1024, 40], [3071, 0]], "<i2")
    engine = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    data = Dataset()
    data.Rows, data.Columns, data.BitsAllocated, data.PixelRepresentation = 2, 2, 16, 1
    data.PixelData = encapsulate([engine.compress(numbers.tobytes()) + engine.flush()])
    assert np.array_equal(dicom_pixels._inflated(data, 0), numbers)
