"""Real files and the catalog of odd ones: the main job's share of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from ldct_studio.core.errors import LoadError
from ldct_studio.core.study import Study
from ldct_studio.io.describe import describe
from ldct_studio.io.opening import open_paths

pytestmark = pytest.mark.data
Array = npt.NDArray[Any]


@pytest.fixture
def odd(shared_data: Path) -> Path:
    return shared_data / "derived_odd"


@pytest.fixture
def reference(odd: Path) -> Array:
    return np.load(odd / "reference_hu.npy", allow_pickle=False)


def voxels(study: Study) -> Array:
    return study.first.data.numpy()


@pytest.mark.parametrize(
    ("case", "tolerance", "sentence"),
    [
        ("00_reference", 0, ""),
        ("02_duplicate_positions", 0, "at a position that another one has"),
        ("03_shuffled_names_and_instance_numbers", 0, ""),
        ("04_no_ImagePositionPatient", 0, "ordered by their slice location"),
        ("05_no_PixelSpacing", 0, "lengths are unknown"),
        ("07_rescale_slope_0.25", 0.125, ""),
        ("08_rescale_varies_per_slice", 1.0, ""),
        ("09_signed_intercept0", 0, ""),
        ("11_monochrome1_negative_slope", 0, ""),
        ("13_gantry_tilt", 0, "sheared by"),
        ("15_anisotropic_pixels", 0, ""),
        ("16_localizer_and_two_series_in_one_folder", 0, ""),
        ("17_two_frames_of_reference", 0, "frames of reference"),
        ("19_duplicate_SOPInstanceUID", 0, ""),
        ("20_no_series_uid", 0, ""),
        ("21_implicit_le", 0, ""),
        ("22_big_endian", 0, ""),
        ("23_deflated", 0, ""),
        ("24_rle", 0, ""),
        ("25_enhanced_multiframe_ct", 0, ""),
        ("28_odd_paths", 0, ""),
        ("29_hostile_patient_strings", 0, ""),
        ("30_float_pixel_data", 0, ""),
    ],
)
def test_an_odd_series_equals_the_reference(
    odd: Path, reference: Array, case: str, tolerance: float, sentence: str
) -> None:
    study = open_paths([odd / case])
    assert float(np.abs(voxels(study) - reference).max()) <= tolerance
    assert study.first.unit == "HU"
    assert any(sentence in warning for warning in study.facts.warnings) if sentence else True
    if case != "05_no_PixelSpacing":
        spacing = (2.5, 4.0, 2.0) if case.startswith("15") else (2.5, 4.0, 4.0)
        assert study.first.grid.spacing == pytest.approx(spacing, rel=0.06)


def test_missing_slices_stay_empty(odd: Path, reference: Array) -> None:
    study = open_paths([odd / "01_missing_slices"])
    same = [bool(np.array_equal(a, b)) for a, b in zip(voxels(study), reference, strict=True)]
    assert same.count(True) == 6
    assert all((voxels(study)[n] == -1024).all() for n in range(8) if not same[n])
    assert "2 slices are missing" in study.facts.warnings[0]


def test_numbers_without_rescale_are_not_hu(odd: Path, reference: Array) -> None:
    study = open_paths([odd / "06_no_rescale"])
    assert study.first.unit == "a.u."
    assert np.array_equal(voxels(study), reference.astype(np.float32) + 1024)
    assert any("not HU" in warning for warning in study.facts.warnings)


def test_padding_is_air(odd: Path, reference: Array) -> None:
    study = open_paths([odd / "10_pixel_padding_-2000"])
    changed = voxels(study) != reference
    assert changed.any()
    assert (voxels(study)[changed] == -1024).all()


def test_feet_first_lies_where_it_says(odd: Path, reference: Array) -> None:
    study = open_paths([odd / "12_reversed_feet_first"])
    assert np.array_equal(voxels(study), reference[::-1])
    assert study.first.grid.origin[2] == pytest.approx(-117.5)


def test_a_sagittal_stack_is_turned(odd: Path, reference: Array) -> None:
    study = open_paths([odd / "14_sagittal"])
    assert describe(study).orientation == "LPS"
    assert voxels(study).shape == (64, 64, 8)
    assert np.array_equal(np.sort(voxels(study).ravel()), np.sort(reference.ravel()).astype(np.float32))


def test_the_localizer_is_offered_apart(odd: Path) -> None:
    lines = open_paths([odd / "16_localizer_and_two_series_in_one_folder"]).facts.series
    assert [(line.description, line.images, line.opened) for line in lines] == [
        ("axial", 8, True),
        ("second_series", 4, False),
        ("localizer", 1, False),
    ]


def test_another_matrix_is_split_off(odd: Path) -> None:
    study = open_paths([odd / "18_one_slice_other_matrix_size"])
    assert [line.images for line in study.facts.series] == [7, 1]
    assert "missing" in study.facts.warnings[0]


def test_bad_files_among_good_ones_are_listed(odd: Path, reference: Array) -> None:
    study = open_paths([odd / "26_malformed_mixed_with_good"])
    listed = " ".join(study.facts.warnings)
    for name in ("DICM_then_garbage.dcm", "IM0004.dcm", "random.dcm", "text.dcm", "zero_byte.dcm"):
        assert f"“{name}”" in listed
    assert "Thumbs.db" not in listed
    assert "1 slice is missing" in listed
    assert sum(bool(np.array_equal(a, b)) for a, b in zip(voxels(study), reference, strict=True)) == 7


def test_hostile_headers_end_in_an_error_or_a_warning(odd: Path) -> None:
    opened: set[str] = set()
    sentences: dict[str, str] = {}
    for path in sorted((odd / "27_hostile_headers").iterdir()):
        try:
            study = open_paths([path])
        except LoadError as error:
            sentences[path.name] = str(error)
            continue
        opened.add(path.name)
        assert path.name == "ok.dcm" or "missing or impossible" in study.facts.warnings[0]
    assert opened == {"ok.dcm", "iop_all_zero.dcm", "pixelspacing_0.dcm", "pixelspacing_text.dcm"}
    assert len(sentences) == 8
    assert all(name in sentence for name, sentence in sentences.items())


def test_one_slice_opens(odd: Path) -> None:
    assert voxels(open_paths([odd / "31_single_slice"])).shape == (1, 64, 64)


def test_odd_nifti_files(odd: Path, reference: Array) -> None:
    folder = odd / "nifti"
    first = open_paths([folder])
    good = [line for line in first.facts.series if line.images == 8]
    assert len(good) == 13
    for name in ("singular_affine.nii", "truncated.nii.gz", "zero_byte.nii"):
        with pytest.raises(LoadError, match=name):
            open_paths([folder / name])
    for name in ("ref_LPS.nii.gz", "same_volume_RAS.nii.gz", "scl_slope_inter.nii.gz", "oblique.nii.gz"):
        assert np.array_equal(voxels(open_paths([folder / name])), reference)


def test_the_abdomen_shows_the_liver_on_the_right(shared_data: Path) -> None:
    study = open_paths([shared_data / "ct_abdomen_dicom"])
    assert study.first.grid.shape == (20, 512, 512)
    assert (float(study.first.data.min()), float(study.first.data.max())) == (-1024, 1839)
    labels = study.labels["seg_totalsegmentator_v2"]
    assert labels.grid.same_place(study.first.grid)
    values = {label.name: label.value for label in labels.labels}

    def center(name: str) -> Array:
        index = np.argwhere(labels.data.numpy() == values[name]).mean(axis=0)
        return np.array(study.first.grid.patient((index[0], index[1], index[2])))

    assert center("liver")[0] < center("spleen")[0], "LPS: +x is the patient's left"
    assert center("vertebrae_L1")[1] > center("liver")[1] if "vertebrae_L1" in values else True
    liver = voxels(study)[labels.data.numpy() == values["liver"]]
    assert 60 < np.median(liver) < 160
    exposure = study.scan.exposure
    assert (exposure.kvp, exposure.ctdi_phantom_cm, exposure.kernel) == (120, 32, "Br38f 3")
    assert exposure.ctdi_vol == pytest.approx(18.5, abs=0.5)
    assert exposure.mas_as_recorded
    assert len(exposure.slice_ma) == 20


def test_the_aorta_lies_on_the_contrast(shared_data: Path) -> None:
    study = open_paths([shared_data / "ct_cardiac_nifti"])
    assert study.first.modality == "CT"
    aorta = voxels(study)[study.labels["aorta"].data.numpy() == 1]
    assert np.median(aorta) > 150
    assert [label.name for label in study.labels["vertebrae_T12"].labels] == ["vertebrae_T12"]
    where = {
        name: np.argwhere(study.labels[name].data.numpy() == 1).mean(axis=0)
        for name in ("aorta", "vertebrae_T12")
    }
    assert where["vertebrae_T12"][1] > where["aorta"][1], "the spine lies behind"


@pytest.mark.parametrize("name", ["J2KR", "JLSL", "JPLL", "RLE"])
def test_lossless_twins_are_identical(shared_data: Path, name: str, tmp_path: Path) -> None:
    folder = shared_data / "dicom_odd" / "ct_transfer_syntax"
    truth = open_paths([_alone(folder / "CT1_UNC.dcm", tmp_path / "a")])
    other = open_paths([_alone(folder / f"CT1_{name}.dcm", tmp_path / "b")])
    assert np.array_equal(voxels(truth), voxels(other))


def _alone(source: Path, folder: Path) -> Path:
    """Copy a file into a folder of its own, away from its twins at the same position."""
    folder.mkdir()
    (folder / source.name).write_bytes(source.read_bytes())
    return folder
