"""NIfTI with defects, pairs, several volumes and ANALYZE: each shows the anatomy, or ends in a sentence."""

from __future__ import annotations

import bz2
import gzip
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from ldct_studio.core.errors import LoadError
from ldct_studio.io.gather import gather
from ldct_studio.io.nifti import read_nifti
from ldct_studio.io.opening import open_paths
from ldct_studio.io.thumbnails import thumbnails
from tests.io.conftest import Array
from tests.io.shown import mutants, shown

Write = Callable[..., Path]
AFFINE = np.array([[-0.7, 0, 0, 10], [0, -0.8, 0, 20], [0, 0, 2.5, 100], [0, 0, 0, 1.0]])
SPACING, ORIGIN = (2.5, 0.8, 0.7), (-10.0, -20.0, 100.0)
_OPENS: dict[str, str] = {
    "big_endian.nii": "",
    "four_d_one_volume.nii.gz": "",
    "four_d_two_volumes.nii.gz": "The file holds 2 volumes; volume 1 is shown.",
    "nifti2.nii.gz": "",
    "no_sform_no_qform.nii": "left and right may be swapped",
    "oblique.nii.gz": "",
    "pair.hdr": "",
    "pair.img": "",
    "qform_sform_disagree.nii.gz": "two different positions (sform and qform); the sform was used",
    "ref_LPS.nii.gz": "",
    "same_volume_RAS.nii.gz": "",
    "scl_slope_inter.nii.gz": "",
}
"""Files that show the reference, and the warning that each gives."""
_ENDS = {
    "singular_affine.nii": "orientation is singular",
    "truncated.nii.gz": "truncated or broken inside its compression",
    "zero_byte.nii": "empty or truncated",
}


@pytest.fixture
def odd(shared_data: Path) -> Path:
    return shared_data / "derived_odd" / "nifti"


def reference(odd: Path) -> Array:
    return np.load(odd.parent / "reference_hu.npy", allow_pickle=False)


def xyz(hu: Array) -> Array:
    return np.ascontiguousarray(hu.transpose(2, 1, 0))


def patched(path: Path, name: str, *changes: tuple[int, bytes]) -> Path:
    """Return a copy of a file with other bytes at some places."""
    content = bytearray(path.read_bytes())
    for at, new in changes:
        content[at : at + len(new)] = new
    made = path.with_name(name)
    made.write_bytes(bytes(content))
    return made


def floats(*values: float) -> bytes:
    return np.array(values, np.float32).tobytes()


def shorts(*values: int) -> bytes:
    return np.array(values, np.int16).tobytes()


@pytest.mark.data
@pytest.mark.parametrize("name", _OPENS)
def test_an_odd_file_shows_the_reference(odd: Path, name: str) -> None:
    voxels, grid = shown(read_nifti, odd / name)
    expected = reference(odd)
    if name.startswith("no_sform"):  # nibabel's way: first left, then front
        expected = expected[:, ::-1]
    assert np.array_equal(voxels, expected)
    assert grid.spacing == pytest.approx((2.5, 4.0, 4.0), abs=1e-3)
    warnings = read_nifti(odd / name)[0].warnings
    if "volumes" in _OPENS[name]:
        assert _OPENS[name] in open_paths([odd / name]).facts.warnings
    else:
        assert len(warnings) == bool(_OPENS[name])
        assert all(_OPENS[name] in warning for warning in warnings)


@pytest.mark.data
@pytest.mark.parametrize("name", _ENDS)
def test_an_odd_file_ends_in_a_sentence(odd: Path, name: str) -> None:
    with pytest.raises(LoadError, match=_ENDS[name]):
        shown(read_nifti, odd / name)


@pytest.mark.data
def test_the_other_odd_files_are_what_nibabel_reads(odd: Path) -> None:
    import nibabel

    tested = {*_OPENS, *_ENDS, "not_gzip.nii.gz", "float_with_nan_inf.nii.gz"}
    rest = sorted(path for path in odd.iterdir() if path.name not in tested)
    assert [path.name for path in rest] == [
        "label_as_float64.nii.gz",
        "label_shifted_origin.nii.gz",
        "label_wrong_shape.nii.gz",
        "single_slice.nii.gz",
    ]
    for path in rest:
        voxels, grid = shown(read_nifti, path)
        peer = nibabel.load(path)
        assert np.array_equal(voxels, np.asarray(peer.dataobj, np.float32).T)
        assert grid.patient((0, 0, 0)) == pytest.approx(np.diag([-1, -1, 1]) @ peer.affine[:3, 3], abs=1e-3)
        assert read_nifti(path)[0].label_map is path.name.startswith("label")
    assert np.array_equal(shown(read_nifti, odd / "not_gzip.nii.gz")[0], reference(odd)), "named wrongly"
    study = open_paths([odd / "float_with_nan_inf.nii.gz"])
    changed = study.first.data.numpy() != reference(odd)
    assert 0 < changed.sum() < 100
    assert (study.first.data.numpy()[changed] == -1024).all()
    assert any("were not numbers" in warning for warning in study.facts.warnings)


@pytest.mark.data
def test_the_whole_folder_of_odd_files_opens(odd: Path) -> None:
    study = open_paths([odd])
    assert np.array_equal(study.first.data.numpy(), reference(odd))
    said = " ".join(study.facts.warnings)
    assert all(f"“{name}”" in said for name in ("singular_affine.nii", "truncated.nii.gz", "zero_byte.nii"))
    assert set(study.labels) == {"label_as_float64", "label_shifted_origin", "label_wrong_shape"}
    assert "nearest neighbor" in said
    assert len([line for line in study.facts.series if "four_d_two" in line.description]) == 2


def test_every_volume_of_a_file_can_be_chosen(tmp_path: Path, hu: Array, write_nifti: Write) -> None:
    both = np.stack([xyz(hu), xyz(hu) + 1, xyz(hu) + 2], axis=-1)
    for name in ("v.nii", "v.nii.gz"):
        path = write_nifti(tmp_path / name, both, AFFINE)
        for volume in range(3):
            assert np.array_equal(shown(read_nifti, path, volume)[0], hu + volume)
    study = open_paths([path])
    lines = study.facts.series
    assert [line.description for line in lines] == ["v, volume 1", "v, volume 2", "v, volume 3"]
    assert [line.opened for line in lines] == [True, False, False]
    assert study.name == "v, volume 1"
    third = open_paths([path], series=lines[2].key)
    assert np.array_equal(third.first.data.numpy(), hu + 2)
    assert "The file holds 3 volumes; volume 3 is shown." in third.facts.warnings


def test_thumbnails_show_the_middle_of_their_own_volume(tmp_path: Path, write_nifti: Write) -> None:
    data = np.zeros((16, 16, 5, 2), np.int16)
    data[..., 2, 0], data[..., 2, 1], data[..., 1, 1] = 240, 40, 240
    data[0, 0] = -1000
    lines = open_paths([write_nifti(tmp_path / "v_ct.nii.gz", data, AFFINE)]).facts.series
    grays = [outcome.result.gray for outcome in thumbnails(lines, lambda: False) if outcome.result]
    assert [int(gray[8, 8]) for gray in grays] == [255, 127]


@pytest.mark.parametrize(("slope", "inter", "factor", "shift"), [
    (0.0, 5.0, 1, 0), (np.nan, np.nan, 1, 0), (np.inf, 1.0, 1, 0), (2.0, np.nan, 2, 0), (-0.5, 3.0, -0.5, 3),
])  # fmt: skip
def test_scales_of_zero_and_of_no_number_are_none(
    tmp_path: Path, hu: Array, write_nifti: Write, slope: float, inter: float, factor: float, shift: float
) -> None:
    path = write_nifti(tmp_path / "v.nii", xyz(hu), AFFINE)
    voxels, _ = shown(read_nifti, patched(path, "s.nii", (112, floats(slope, inter))))
    assert np.array_equal(voxels, (hu * factor + shift).astype(np.float32))


@pytest.mark.parametrize("kind", ["Nifti1Pair", "Nifti2Pair"])
@pytest.mark.parametrize("zipped", [False, True])
def test_either_half_of_a_pair_opens_it(tmp_path: Path, hu: Array, kind: str, zipped: bool) -> None:
    import nibabel

    end = ".gz" if zipped else ""
    nibabel.save(getattr(nibabel, kind)(xyz(hu), AFFINE), tmp_path / f"v.img{end}")
    for half in ("hdr", "img"):
        voxels, grid = shown(read_nifti, tmp_path / f"v.{half}{end}")
        assert np.array_equal(voxels, hu)
        assert grid.origin == pytest.approx(ORIGIN, abs=1e-4)
    assert gather([tmp_path]) == [tmp_path / f"v.hdr{end}"], "a pair is one volume"
    (tmp_path / f"v.img{end}").unlink()
    with pytest.raises(LoadError, match=r"voxels in \.img, which is missing"):
        read_nifti(tmp_path / f"v.hdr{end}")


def test_analyze_shows_what_nibabel_reads_and_warns_of_the_side(tmp_path: Path, hu: Array) -> None:
    import nibabel

    header = nibabel.AnalyzeHeader()
    header.set_data_dtype(np.int16)
    for kind in (nibabel.AnalyzeImage, nibabel.Spm99AnalyzeImage):
        nibabel.save(kind(xyz(hu), np.diag([-0.7, 0.8, 2.5, 1])), tmp_path / "v.img")
        (tmp_path / "v.mat").unlink(missing_ok=True)  # SPM's matrix in MATLAB is not read
        peer = nibabel.load(tmp_path / "v.img")
        voxels, grid = shown(read_nifti, tmp_path / "v.hdr")
        assert np.array_equal(voxels, hu[:, ::-1]), "the second axis runs to the front"
        last = peer.affine @ [35, 0, 5, 1]
        assert grid.patient((5, 39, 35)) == pytest.approx([-last[0], -last[1], last[2]], abs=1e-3)
        [warning] = read_nifti(tmp_path / "v.img")[0].warnings
        assert "ANALYZE" in warning
        assert "left and right may be swapped" in warning


def test_two_positions_that_differ_are_told_apart(tmp_path: Path, hu: Array, write_nifti: Write) -> None:
    import nibabel

    made = nibabel.Nifti1Image(xyz(hu), AFFINE)
    made.set_sform(AFFINE, 1)
    turned = AFFINE.copy()
    turned[:2, :2] = [[np.cos(0.02), -np.sin(0.02)], [np.sin(0.02), np.cos(0.02)]] @ AFFINE[:2, :2]
    made.set_qform(turned, 1)
    nibabel.save(made, tmp_path / "turned.nii")
    header, _ = read_nifti(tmp_path / "turned.nii")
    assert "the sform was used" in header.warnings[0], "0.02 rad are 0.7 mm at the far corner"
    assert header.affine is not None
    assert header.affine[:2] == pytest.approx((0.7, 0), abs=1e-6)
    broken = patched(tmp_path / "turned.nii", "broken.nii", (280, floats(*[0] * 12)))
    header, _ = read_nifti(broken)
    assert "the second (qform) was used" in header.warnings[0]
    assert header.affine is not None
    assert header.affine[4] == pytest.approx(0.7 * np.sin(0.02), abs=1e-5)
    made.set_qform(AFFINE, 1)
    nibabel.save(made, tmp_path / "same.nii")
    assert read_nifti(tmp_path / "same.nii")[0].warnings == ()


@pytest.mark.parametrize(
    ("at", "new", "sentence"),
    [
        (280, floats(np.nan), "not a finite number"),
        (280, floats(0, 0, 0), "singular"),
        (280, floats(1e9), "not a finite number"),
        (40, shorts(3, -5), "impossible size"),
        (40, shorts(0), "impossible size"),
        (40, shorts(3, 30000, 30000, 300), "truncated"),
        (40, shorts(7, 36, 40, 6, 1000, 1000), "claims 1,000,000 volumes"),
        (40, shorts(4, 36, 40, 6, 2), "truncated"),
        (70, shorts(128), "colors or complex"),
        (70, shorts(32), "colors or complex"),
        (108, floats(np.nan), "impossible place"),
        (108, floats(-1), "impossible place"),
        (108, floats(1e6), "truncated"),
        (344, b"zzz", "not a NIfTI"),
    ],
)
def test_headers_that_cannot_be_end_in_a_sentence(
    tmp_path: Path, hu: Array, write_nifti: Write, at: int, new: bytes, sentence: str
) -> None:
    path = write_nifti(tmp_path / "v.nii", xyz(hu), AFFINE, qform_code=0)
    with pytest.raises(LoadError, match=sentence):
        shown(read_nifti, patched(path, "broken.nii", (at, new)))


def test_garbage_behind_the_voxels_is_not_read(tmp_path: Path, hu: Array, write_nifti: Write) -> None:
    content = write_nifti(tmp_path / "v.nii", xyz(hu), AFFINE).read_bytes()
    (tmp_path / "a.nii").write_bytes(content + b"garbage" * 99)
    (tmp_path / "b.nii.gz").write_bytes(gzip.compress(content) + b"garbage" * 99)
    (tmp_path / "c.nii.gz").write_bytes(gzip.compress(content[:500]) + gzip.compress(content[500:]))
    for name in ("a.nii", "b.nii.gz", "c.nii.gz"):
        assert np.array_equal(shown(read_nifti, tmp_path / name)[0], hu)
    zero = patched(tmp_path / "v.nii", "z.nii", (108, floats(0)))
    assert shown(read_nifti, zero)[0].shape == hu.shape, "an offset of 0 is that behind the header"


def test_bombs_and_other_packings_are_refused(tmp_path: Path, hu: Array, write_nifti: Write) -> None:
    content = write_nifti(tmp_path / "v.nii", xyz(hu), AFFINE).read_bytes()
    claim = patched(tmp_path / "v.nii", "big.nii", (40, shorts(3, 20000, 20000, 2000))).read_bytes()
    (tmp_path / "bomb.nii.gz").write_bytes(gzip.compress(claim + bytes(1 << 22)))
    with pytest.raises(LoadError, match="more voxels than it can hold"):
        read_nifti(tmp_path / "bomb.nii.gz")
    (tmp_path / "v.nii.gz").write_bytes(bz2.compress(content))
    with pytest.raises(LoadError, match="not a NIfTI"):
        read_nifti(tmp_path / "v.nii.gz")


@pytest.mark.parametrize("kind", ["Nifti1Image", "Nifti2Image"])
def test_a_changed_header_is_an_answer(tmp_path: Path, hu: Array, kind: str) -> None:
    import nibabel

    path = tmp_path / "v.nii"
    nibabel.save(getattr(nibabel, kind)(xyz(hu), AFFINE), path)
    answers: set[Any] = set()
    for content in mutants(path.read_bytes(), 348, 200, 3):
        path.write_bytes(content)
        try:
            answers.add(shown(read_nifti, path)[0].shape)
        except LoadError as error:
            answers.add(str(error))
    assert len(answers) > 3


@pytest.mark.data
def test_real_volumes_are_what_nibabel_reads(shared_data: Path) -> None:
    import nibabel

    paths = [*(shared_data / "mri_pre_post_gd").rglob("t1*.nii.gz")]
    paths.append(shared_data / "ct_cardiac_nifti" / "ct_cropped.nii.gz")
    for path in paths:
        voxels, grid = shown(read_nifti, path)
        peer = nibabel.as_closest_canonical(nibabel.load(path))
        assert np.array_equal(voxels[:, ::-1, ::-1].T, np.asarray(peer.dataobj, np.float32))
        place = peer.affine @ [grid.shape[2] - 1, grid.shape[1] - 1, 0, 1]
        assert grid.origin == pytest.approx([-place[0], -place[1], place[2]], abs=1e-3)
