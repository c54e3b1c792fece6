"""MetaImage and NRRD show what SimpleITK shows, whatever the orientation, the numbers and the packing."""

from __future__ import annotations

import bz2
import gzip
import zlib
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from ldct_studio.core.errors import LoadError
from ldct_studio.io.array_file import ArrayFile, SpacingNeededError, placement_of
from ldct_studio.io.meta_image import read_meta_image
from ldct_studio.io.nrrd import read_nrrd
from ldct_studio.io.opening import open_labels, open_paths
from ldct_studio.io.tags import TagReader
from tests.io.conftest import Array
from tests.io.shown import ORIENTATIONS, mutants, shown

READ = {".mha": read_meta_image, ".mhd": read_meta_image, ".nrrd": read_nrrd, ".nhdr": read_nrrd}
SPACING = (0.7, 0.8, 2.5)
ORIGIN = (-10.0, -20.0, 100.0)
MHA = (
    "ObjectType = Image\nNDims = 3\nBinaryData = True\nBinaryDataByteOrderMSB = False\n"
    "TransformMatrix = 1 0 0 0 1 0 0 0 1\nOffset = -10 -20 100\nElementSpacing = 0.7 0.8 2.5\n"
    "DimSize = 36 40 6\nElementType = MET_SHORT\nElementDataFile = LOCAL\n"
)
NRRD = (
    "NRRD0004\n# a comment\ntype: short\ndimension: 3\nspace: left-posterior-superior\nsizes: 36 40 6\n"
    "space directions: (0.7,0,0) (0,0.8,0) (0,0,2.5)\nkinds: domain domain domain\nendian: little\n"
    "encoding: raw\nspace origin: (-10,-20,100)\n\n"
)


def image(data: Array, matrix: Array | None = None, origin: Any = ORIGIN) -> Any:
    sitk = pytest.importorskip("SimpleITK")
    made = sitk.GetImageFromArray(data)
    made.SetSpacing(SPACING)
    made.SetOrigin([float(value) for value in origin])
    if matrix is not None:
        made.SetDirection([float(value) for value in np.asarray(matrix).ravel()])
    return made


def write(path: Path, made: Any, packed: bool = False) -> Path:
    sitk = pytest.importorskip("SimpleITK")
    sitk.WriteImage(made, str(path), useCompression=packed)
    return path


def changed(text: str, *pairs: tuple[str, str]) -> str:
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    return text


def saved(folder: Path, ending: str, text: str, data: bytes = b"") -> Path:
    path = folder / f"v{ending}"
    path.write_bytes(text.encode() + data)
    return path


@pytest.mark.parametrize("ending", [".mha", ".nrrd"])
def test_all_48_orientations_show_the_same_anatomy(tmp_path: Path, hu: Array, ending: str) -> None:
    data = hu.transpose(2, 1, 0)  # x, y, z
    for order, flips in ORIENTATIONS:
        turned = data.transpose(order)[tuple(slice(None, None, flip) for flip in flips)]
        made = image(np.ascontiguousarray(turned.transpose(2, 1, 0)))
        matrix = np.zeros((3, 3))
        origin = np.array(ORIGIN)
        for axis, (source, flip) in enumerate(zip(order, flips, strict=True)):
            matrix[source, axis] = flip
            origin[source] += SPACING[source] * (data.shape[source] - 1) * (flip < 0)
        made.SetSpacing([SPACING[source] for source in order])
        made.SetOrigin(origin.tolist())
        made.SetDirection(matrix.ravel().tolist())
        voxels, grid = shown(READ[ending], write(tmp_path / f"v{ending}", made))
        assert np.array_equal(voxels, hu), (order, flips)
        assert grid.spacing == pytest.approx(SPACING[::-1], abs=1e-6)
        assert grid.origin == pytest.approx(ORIGIN, abs=1e-4)
        assert grid.direction == pytest.approx(np.eye(3).ravel(), abs=1e-9)


@pytest.mark.parametrize("ending", [".mha", ".mhd", ".nrrd", ".nhdr"])
@pytest.mark.parametrize("packed", [False, True])
def test_an_oblique_volume_lies_where_simpleitk_says(
    tmp_path: Path, hu: Array, ending: str, packed: bool
) -> None:
    a, b = np.deg2rad([17.0, -9.0])
    one = np.array([[np.cos(a), -np.sin(a), 0], [np.sin(a), np.cos(a), 0], [0, 0, 1]])
    other = np.array([[1, 0, 0], [0, np.cos(b), -np.sin(b)], [0, np.sin(b), np.cos(b)]])
    made = image(hu, one @ other)
    voxels, grid = shown(READ[ending], write(tmp_path / f"v{ending}", made, packed))
    assert np.array_equal(voxels, hu)
    for index in ((0, 0, 0), (5, 39, 35), (2, 7, 11)):
        expected = made.TransformIndexToPhysicalPoint(index[::-1])
        assert grid.patient(index) == pytest.approx(expected, abs=1e-3)


@pytest.mark.parametrize("ending", [".mha", ".nrrd"])
@pytest.mark.parametrize("kind", ["i1", "u1", "i2", "u2", "i4", "u4", "i8", "u8", "f4", "f8"])
def test_numbers_of_every_type_are_read(tmp_path: Path, hu: Array, ending: str, kind: str) -> None:
    sitk = pytest.importorskip("SimpleITK")
    low = 0 if kind[0] == "u" else -100
    data = np.clip(hu // 20, low, 120).astype(kind)
    if kind[0] == "f":
        data += 0.25
    path = write(tmp_path / f"v{ending}", image(data), packed=kind == "i2")
    assert np.array_equal(shown(READ[ending], path)[0], sitk.GetArrayFromImage(sitk.ReadImage(str(path))))
    assert np.array_equal(shown(READ[ending], path)[0], data.astype(np.float32))


def test_big_endian_numbers_are_turned(tmp_path: Path, hu: Array) -> None:
    big = hu.astype(">i2").tobytes()
    mha = saved(tmp_path, ".mha", changed(MHA, ("MSB = False", "MSB = True")), big)
    nrrd = saved(tmp_path, ".nrrd", changed(NRRD, ("little", "big")), big)
    for path in (mha, nrrd):
        voxels, grid = shown(READ[path.suffix], path)
        assert np.array_equal(voxels, hu)
        assert grid.origin == pytest.approx(ORIGIN)


def test_metaimage_leaves_out_headers_of_others(tmp_path: Path, hu: Array) -> None:
    raw = hu.tobytes()
    (tmp_path / "v.raw").write_bytes(b"x" * 77 + raw)
    for size in ("77", "-1"):
        text = changed(MHA, ("LOCAL", "v.raw"), ("DimSize", f"HeaderSize = {size}\nDimSize"))
        assert np.array_equal(shown(read_meta_image, saved(tmp_path, ".mhd", text))[0], hu)
    zipped = saved(
        tmp_path, ".mha", changed(MHA, ("Offset", "CompressedData = True\nPosition")), gzip.compress(raw)
    )
    assert np.array_equal(shown(read_meta_image, zipped)[0], hu), "gzip in place of zlib"
    trailing = saved(tmp_path, ".mha", MHA, raw + b"garbage")
    assert np.array_equal(shown(read_meta_image, trailing)[0], hu)


def test_an_intensity_function_is_told_and_not_applied(tmp_path: Path, hu: Array) -> None:
    text = changed(MHA, ("DimSize", "ElementToIntensityFunctionSlope = 2\nModality = MET_MOD_CT\nDimSize"))
    header, _ = read_meta_image(saved(tmp_path, ".mha", text, hu.tobytes()))
    assert "slope of 2 and an offset of 0" in header.warnings[0]
    assert header.modality == "CT"
    assert np.array_equal(shown(read_meta_image, tmp_path / "v.mha")[0], hu), "as SimpleITK shows it"


@pytest.mark.parametrize(
    ("space", "signs"),
    [
        ("left-posterior-superior", (1, 1, 1)), ("LPS", (1, 1, 1)),
        ("right-anterior-superior", (-1, -1, 1)), ("RAS", (-1, -1, 1)),
        ("left-anterior-superior", (1, -1, 1)), ("LAS", (1, -1, 1)),
    ],
)  # fmt: skip
def test_every_space_of_nrrd_becomes_lps(
    tmp_path: Path, hu: Array, space: str, signs: tuple[int, int, int]
) -> None:
    sitk = pytest.importorskip("SimpleITK")
    x, y, z = signs
    text = changed(
        NRRD,
        ("left-posterior-superior", space),
        ("(0.7,0,0) (0,0.8,0) (0,0,2.5)", f"({0.7 * x},0,0) (0,{0.8 * y},0) (0,0,{2.5 * z})"),
        ("(-10,-20,100)", f"({-10 * x},{-20 * y},{100 * z})"),
    )
    path = saved(tmp_path, ".nrrd", text, hu.tobytes())
    voxels, grid = shown(read_nrrd, path)
    assert np.array_equal(voxels, hu)
    assert grid.origin == pytest.approx(ORIGIN)
    assert sitk.ReadImage(str(path)).GetOrigin() == pytest.approx(ORIGIN)
    assert read_nrrd(path)[0].warnings == ()


def test_nrrd_in_every_packing_inside_and_beside_its_header(tmp_path: Path, hu: Array) -> None:
    raw = hu.tobytes()
    for name, packed in (("raw", raw), ("gzip", gzip.compress(raw)), ("bzip2", bz2.compress(raw))):
        text = changed(NRRD, ("raw", name))
        assert np.array_equal(shown(read_nrrd, saved(tmp_path, ".nrrd", text, packed))[0], hu)
        (tmp_path / "v.data").write_bytes(b"one line\nanother\n" + packed)
        beside = text.rstrip("\n") + "\ndata file: ./v.data\nline skip: 2\n"
        assert np.array_equal(shown(read_nrrd, saved(tmp_path, ".nhdr", beside))[0], hu)
    (tmp_path / "v.data").write_bytes(b"x" * 9 + raw)
    for count in (9, -1):
        text = NRRD.rstrip("\n") + f"\ndata file: v.data\nbyte skip: {count}\n"
        assert np.array_equal(shown(read_nrrd, saved(tmp_path, ".nhdr", text))[0], hu)
    skipped = changed(NRRD, ("raw", "gzip"), ("endian", "byte skip: 5\nendian"))
    path = saved(tmp_path, ".nrrd", skipped, gzip.compress(b"12345" + raw))
    assert np.array_equal(shown(read_nrrd, path)[0], hu)


def test_nrrd_without_a_space_says_what_it_does_not_know(tmp_path: Path, hu: Array) -> None:
    lines = [line for line in NRRD.splitlines() if not line.startswith("space")]
    text = "\n".join([*lines[:-1], "spacings: 0.7 0.8 2.5", "", ""])
    path = saved(tmp_path, ".nrrd", text, hu.tobytes())
    voxels, grid = shown(read_nrrd, path)
    assert np.array_equal(voxels, hu)
    assert grid.spacing == pytest.approx(SPACING[::-1])
    assert "left and right may be swapped" in read_nrrd(path)[0].warnings[0]
    path = saved(tmp_path, ".nrrd", text.replace("0.8", "nan"), hu.tobytes())
    with pytest.raises(SpacingNeededError):
        placement_of(ArrayFile(path, read_nrrd(path)[0]), None)


def test_lengths_of_nrrd_are_those_of_its_unit(tmp_path: Path, hu: Array) -> None:
    units = 'space units: "um" "um" "um"\nspace origin'
    path = saved(tmp_path, ".nrrd", changed(NRRD, ("space origin", units)), hu.tobytes())
    assert shown(read_nrrd, path)[1].spacing == pytest.approx([length / 1000 for length in SPACING[::-1]])
    path = saved(
        tmp_path, ".nrrd", changed(NRRD, ("space origin", units.replace("um", "inch"))), hu.tobytes()
    )
    with pytest.raises(LoadError, match="lengths in inch"):
        read_nrrd(path)


@pytest.mark.parametrize(
    ("pairs", "sentence"),
    [
        ([("NDims = 3", "NDims = 2"), ("36 40 6", "36 40")], "has 2 axes"),
        ([("NDims = 3", "NDims = 4")], "has 4 axes"),
        ([("DimSize", "ElementNumberOfChannels = 3\nDimSize")], "3 values per voxel"),
        ([("BinaryData = True", "BinaryData = False")], "as text"),
        ([("MET_SHORT", "MET_STRING")], "no voxel values"),
        ([("36 40 6", "60000 60000 60000")], "truncated"),
        ([("36 40 6", "36 40 7")], "truncated"),
        ([("36 40 6", "36 -40 6")], "impossible size"),
        ([("36 40 6", "36 40")], "2 values in place of 3"),
        ([("36 40 6", "36 40 six")], "no number"),
        ([("0.7 0.8 2.5", "0.7 nan 2.5")], "not a finite number"),
        ([("0.7 0.8 2.5", "0.7 0 2.5")], "singular"),
        ([("1 0 0 0 1 0 0 0 1", "1 0 0 1 0 0 0 0 1")], "singular"),
        ([("= LOCAL", "= ../v.raw")], "outside its folder"),
        ([("= LOCAL", "= /etc/hostname")], "outside its folder"),
        ([("= LOCAL", "= C:\\v.raw")], "outside its folder"),
        ([("= LOCAL", "= ..")], "outside its folder"),
        ([("= LOCAL", "= link.raw")], "behind a link"),
        ([("= LOCAL", "= gone.raw")], "missing"),
        ([("= LOCAL", "= LIST")], "a file of its own"),
        ([("= LOCAL", "= v%03d.raw 1 6 1")], "a file of its own"),
        ([("ElementDataFile", "Comment")], "no MetaImage"),
    ],
)
def test_metaimages_that_cannot_be_are_refused(
    tmp_path: Path, hu: Array, pairs: list[tuple[str, str]], sentence: str
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (tmp_path / "v.raw").write_bytes(hu.tobytes())
    (folder / "link.raw").symlink_to(tmp_path / "v.raw")
    path = saved(folder, ".mha", changed(MHA, *pairs), hu.tobytes())
    with pytest.raises(LoadError, match=sentence):
        read_meta_image(path)


@pytest.mark.parametrize(
    ("pairs", "sentence"),
    [
        ([("dimension: 3", "dimension: 4")], "has 4 axes"),
        ([("domain domain domain", "vector domain domain")], "one value per voxel"),
        ([("type: short", "type: block")], "no voxel values"),
        ([("encoding: raw", "encoding: ascii")], "written as “ascii”"),
        ([("36 40 6", "60000 60000 60000")], "truncated"),
        ([("36 40 6", "36 0 6")], "impossible size"),
        ([("endian: little\n", "")], "lacks “endian”"),
        ([("(0,0.8,0)", "(0.7,0,0)")], "singular"),
        ([("(0,0.8,0)", "none")], "no numbers"),
        ([("(0,0.8,0)", "(0,0.8)")], "not three dimensions"),
        ([("(-10,-20,100)", "(-10,nan,100)")], "not a finite number"),
        ([("encoding", "data file: ../v.raw\nencoding")], "outside its folder"),
        ([("encoding", "data file: /etc/hostname\nencoding")], "outside its folder"),
        ([("encoding", "data file: link.raw\nencoding")], "behind a link"),
        ([("encoding", "data file: LIST\nencoding")], "a file of its own"),
        ([("encoding", "byte skip: -7\nencoding")], "impossible place"),
        ([("NRRD0004", "NRRD9")], "no NRRD"),
    ],
)
def test_nrrds_that_cannot_be_are_refused(
    tmp_path: Path, hu: Array, pairs: list[tuple[str, str]], sentence: str
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (tmp_path / "v.raw").write_bytes(hu.tobytes())
    (folder / "link.raw").symlink_to(tmp_path / "v.raw")
    path = saved(folder, ".nrrd", changed(NRRD, *pairs), hu.tobytes())
    with pytest.raises(LoadError, match=sentence):
        read_nrrd(path)


def test_packed_voxels_that_end_early_or_never_were(tmp_path: Path, hu: Array) -> None:
    packed = changed(MHA, ("Offset", "CompressedData = True\nOffset"))
    for data in (zlib.compress(hu.tobytes())[:-900], b"no zlib" * 2000, zlib.compress(hu.tobytes()[:-50])):
        path = saved(tmp_path, ".mha", packed, data)
        with pytest.raises(LoadError, match=r"truncated|broken"):
            shown(read_meta_image, path)
    bomb = saved(tmp_path, ".mha", changed(packed, ("36 40 6", "3000 3000 3000")), bytes(1000))
    with pytest.raises(LoadError, match="more voxels than it can hold"):
        read_meta_image(bomb)


@pytest.mark.parametrize(("ending", "text"), [(".mha", MHA), (".nrrd", NRRD)])
def test_a_changed_header_is_an_answer(tmp_path: Path, hu: Array, ending: str, text: str) -> None:
    path = tmp_path / f"v{ending}"
    answers = set()
    for content in mutants(text.encode() + hu.tobytes(), len(text), 300, 5):
        path.write_bytes(content)
        try:
            answers.add(shown(READ[ending], path)[0].shape)
        except LoadError as error:
            answers.add(str(error))
        except SpacingNeededError:
            answers.add("spacing")
    assert len(answers) > 10


def test_a_volume_opens_with_its_masks_beside_it(tmp_path: Path, hu: Array) -> None:
    mask = np.zeros(hu.shape, np.uint8)
    mask[2, 5:9, 3:7] = 3
    write(tmp_path / "scan_ct.mha", image(hu))
    write(tmp_path / "mask.mha", image(mask), packed=True)
    nrrd = changed(NRRD, ("short", "uchar"), ("kinds", "Segment0_LabelValue:=3\nSegment0_Name:=liver\nkinds"))
    (tmp_path / "two.seg.nrrd").write_bytes(nrrd.encode() + mask.tobytes())
    study = open_paths([tmp_path])
    assert np.array_equal(study.first.data.numpy(), hu)
    assert study.first.modality == "CT"
    assert set(study.labels) == {"mask", "two.seg"}
    assert study.labels["two.seg"].labels[0].name == "liver"
    for labels in study.labels.values():
        assert np.array_equal(labels.data.numpy(), mask)
        assert labels.grid.same_place(study.first.grid)
    assert open_labels(tmp_path / "mask.mha", study.first).notes == ()
    reader = TagReader()
    try:
        fields = {line.name: line.value for line in reader.read(tmp_path / "mask.mha", False, bool).elements}
        hidden = reader.read(tmp_path / "two.seg.nrrd", True, bool).elements
    finally:
        reader.close()
    assert fields["dimsize"] == "36 40 6"
    assert {line.name for line in hidden if line.hidden} == {"segment0_labelvalue", "segment0_name"}


@pytest.mark.data
def test_real_metaimages_are_what_simpleitk_reads(shared_data: Path) -> None:
    sitk = pytest.importorskip("SimpleITK")
    kinds = {}
    for path in sorted((shared_data / "ct_lung_registration").glob("*.mha")):
        voxels, grid = shown(read_meta_image, path)
        peer = sitk.ReadImage(str(path))
        assert np.array_equal(voxels, sitk.GetArrayFromImage(peer).astype(np.float32))
        assert grid.origin == pytest.approx(peer.GetOrigin(), abs=1e-3)
        assert grid.spacing[::-1] == pytest.approx(peer.GetSpacing(), abs=1e-3)
        assert grid.direction == pytest.approx(peer.GetDirection(), abs=1e-6)
        kinds[path.stem] = read_meta_image(path)[0].label_map
    assert [name for name, labels in kinds.items() if not labels] == ["3DCT_lung", "3DCT_lung_baseline_small"]
    assert len(kinds) == 5
