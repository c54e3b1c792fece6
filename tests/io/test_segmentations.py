"""DICOM segmentations: every voxel of what was written comes back, or a sentence says why not."""

from __future__ import annotations

import copy
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pydicom
import pydicom.encaps
import pytest
import torch

from ldct_studio.core.errors import GeometryError, LoadError
from ldct_studio.core.grid import Grid
from ldct_studio.core.volume import Volume
from ldct_studio.io.opening import OnlyLabelsError, open_labels, open_paths
from ldct_studio.io.reader import Readers
from tests.io.label_files import COLORS, GRID, read, started, write_scan, write_segmentation
from tests.robustness.here import reading_here

Array = npt.NDArray[Any]
RLE, J2K, DEFLATED = "1.2.840.10008.1.2.5", "1.2.840.10008.1.2.4.90", "1.2.840.10008.1.2.8.1"


@pytest.fixture(scope="module")
def readers() -> Iterator[Readers]:
    with started() as readers:
        yield readers


@pytest.fixture
def voxels() -> Array:
    """Return three segments (z, y, x, segment): the second lies in the first, the third alone."""
    found = np.zeros((*GRID.shape, 3), np.uint8)
    found[1:4, 8:30, 5:25, 0] = 1
    found[2:4, 12:15, 8:11, 1] = 1
    found[4, 20:23, 30:37, 2] = 1
    return found


def masks(found: Any) -> dict[str, Array]:
    """Return the voxels of every structure by its name."""
    return {
        label.name: labels.data.numpy() == label.value for labels in found.maps for label in labels.labels
    }


def test_segments_that_overlap_keep_every_voxel_name_and_color(
    tmp_path: Path, readers: Readers, voxels: Array
) -> None:
    slices = write_scan(tmp_path / "ct")
    path = write_segmentation(tmp_path / "seg.dcm", slices, voxels)
    found = read(readers, path, GRID, frame(slices))
    assert [[label.name for label in labels.labels] for labels in found.maps] == [
        ["Liver", "Vein"],
        ["Lesion 1"],
    ]
    assert [label.color for labels in found.maps for label in labels.labels] == [
        COLORS[0],
        COLORS[2],
        COLORS[1],
    ]
    truth = dict(zip(("Liver", "Lesion 1", "Vein"), np.moveaxis(voxels, 3, 0), strict=True))
    assert all(np.array_equal(mask, truth[name]) for name, mask in masks(found).items())
    assert len(masks(found)) == 3
    assert found.notes == ("Structures overlap, so they are shown as 2 label maps that hold all of them.",)
    assert list(found.named("Organs")) == ["Organs (1 of 2)", "Organs (2 of 2)"]
    with pytest.raises(LoadError, match="overlap; give a file"):
        _ = found.only


@pytest.mark.parametrize("direction", [(1, 0, 0, 0, 1, 0, 0, 0, 1), (0.8, -0.6, 0, 0.6, 0.8, 0, 0, 0, 1)])
def test_beside_its_series_it_opens_by_itself(
    tmp_path: Path, voxels: Array, direction: tuple[float, ...]
) -> None:
    grid = Grid(GRID.shape, GRID.spacing, GRID.origin, tuple(map(float, direction)))
    slices = write_scan(tmp_path, grid)
    write_segmentation(tmp_path / "seg.dcm", slices, voxels[..., :1])
    study = open_paths([tmp_path])
    assert list(study.labels) == ["Organs"]
    assert np.array_equal(study.labels["Organs"].data, voxels[..., 0])
    assert not any("seg.dcm" in warning for warning in study.facts.warnings)
    with pytest.raises(OnlyLabelsError):
        open_paths([tmp_path / "seg.dcm"])


@pytest.mark.parametrize("syntax", ["1.2.840.10008.1.2.1", RLE, J2K])
def test_fractions_become_labels_at_a_half_and_say_so(tmp_path: Path, readers: Readers, syntax: str) -> None:
    shares = np.zeros((*GRID.shape, 1))
    shares[2, 10, 5:16, 0] = np.arange(0, 1.1, 0.1)
    slices = write_scan(tmp_path / "ct")
    path = write_segmentation(
        tmp_path / "seg.dcm", slices, shares, "FRACTIONAL", syntax, max_fractional_value=200
    )
    found = read(readers, path, GRID, frame(slices))
    assert np.argwhere(found.only.data.numpy()).tolist() == [[2, 10, x] for x in range(10, 16)]
    assert found.notes == ("A voxel belongs to a segment that fills half of it or more.",)


@pytest.mark.parametrize("kind", ["LABELMAP", "BINARY"])
def test_labels_in_one_picture_and_in_many_are_alike(tmp_path: Path, readers: Readers, kind: str) -> None:
    labels = np.random.default_rng(5).integers(0, 4, GRID.shape).astype(np.uint8)
    slices = write_scan(tmp_path / "ct")
    found = read(readers, write_segmentation(tmp_path / "s.dcm", slices, labels, kind), GRID, frame(slices))
    assert np.array_equal(found.only.data, labels)
    assert found.notes == ()


def test_pictures_that_were_deflated_by_themselves_open(
    tmp_path: Path, readers: Readers, voxels: Array
) -> None:
    slices = write_scan(tmp_path / "ct")
    data = pydicom.dcmread(write_segmentation(tmp_path / "seg.dcm", slices, voxels[..., :1]))
    frames = []
    for picture in voxels[1:4, ..., 0]:
        engine = zlib.compressobj(wbits=-zlib.MAX_WBITS)
        plain = np.packbits(picture.ravel(), bitorder="little").tobytes()
        frames.append(engine.compress(plain) + engine.flush())
    data.PixelData = pydicom.encaps.encapsulate(frames)
    data["PixelData"].is_undefined_length = True
    data.file_meta.TransferSyntaxUID = RLE
    data.save_as(tmp_path / "plain.dcm")
    raw = (tmp_path / "plain.dcm").read_bytes()
    long = DEFLATED.encode() + b"\0"
    said = b"\x02\0\x10\0UI\x14\0" + RLE.encode() + b"\0"
    assert said in raw  # pydicom does not write this transfer syntax
    (tmp_path / "deflated.dcm").write_bytes(
        raw.replace(said, b"\x02\0\x10\0UI" + len(long).to_bytes(2, "little") + long)
    )
    found = read(readers, tmp_path / "deflated.dcm", GRID, frame(slices))
    assert np.array_equal(found.only.data, voxels[..., 0])


def test_on_another_grid_it_takes_the_nearest_voxels_and_says_so(
    tmp_path: Path, readers: Readers, voxels: Array
) -> None:
    slices = write_scan(tmp_path / "ct")
    path = write_segmentation(tmp_path / "seg.dcm", slices, voxels[..., :1])
    fine = Grid((6, 80, 74), (2.5, 0.4, 0.35), (-10.175, -20.2, 100.0))
    found = read(readers, path, fine, frame(slices))
    assert np.array_equal(found.only.data, np.kron(voxels[..., 0], np.ones((1, 2, 2), np.uint8)))
    assert "nearest neighbor" in found.notes[0]
    assert len(found.notes) == 1
    cut = GRID.rows(2, 4)
    found = read(readers, path, cut, frame(slices))
    assert np.array_equal(found.only.data, voxels[2:, ..., 0])
    assert found.notes == ("Labeled voxels outside of the volume are left out.",)


def test_one_that_is_broken_never_gives_its_place_to_one_beside_it(tmp_path: Path, voxels: Array) -> None:
    slices = write_scan(tmp_path / "ct")
    (tmp_path / "labels").mkdir()
    write_segmentation(tmp_path / "labels" / "b.dcm", slices, voxels[..., :1])
    (tmp_path / "labels" / "a.dcm").write_bytes(b"no longer")
    with reading_here(), pytest.raises(LoadError, match=r"a\.dcm"):
        open_labels(tmp_path / "labels" / "a.dcm", Volume(torch.zeros(GRID.shape), GRID))


def frame(slices: list[Any]) -> str:
    return str(slices[0].FrameOfReferenceUID)


def test_of_another_scan_it_is_refused_in_one_sentence(
    tmp_path: Path, readers: Readers, voxels: Array
) -> None:
    slices = write_scan(tmp_path / "ct")
    path = write_segmentation(tmp_path / "seg.dcm", slices, voxels[..., :1])
    with pytest.raises(GeometryError, match="another frame of reference"):
        read(readers, path, GRID, "1.2.3")
    assert "positions alone" in read(readers, path, GRID, "").notes[0]
    far = Grid(GRID.shape, GRID.spacing, (500.0, 0.0, 0.0))
    with pytest.raises(GeometryError, match="does not overlap"):
        read(readers, path, far, frame(slices))
    write_scan(tmp_path / "both")
    path.rename(tmp_path / "both" / "seg.dcm")
    study = open_paths([tmp_path / "both"])
    assert not study.labels
    left = [sentence for sentence in study.facts.warnings if "“seg.dcm” was left out" in sentence]
    assert len(left) == 1
    assert "another frame of reference" in left[0]


def test_more_layers_than_there_can_be_are_named(tmp_path: Path, readers: Readers) -> None:
    slices = write_scan(tmp_path / "ct")
    both = np.ones((*GRID.shape, 1), np.uint8)
    data = pydicom.dcmread(write_segmentation(tmp_path / "seg.dcm", slices, both))
    repeat(data, 10)
    data.save_as(tmp_path / "ten.dcm")
    found = read(readers, tmp_path / "ten.dcm", GRID, frame(slices))
    assert len(found.maps) == 8
    assert found.notes[0] == "More than 8 segments overlap; these are left out: “Segment 9”, “Segment 10”."


def repeat(data: Any, count: int) -> None:
    """Say of every picture that it is of ``count`` segments."""
    bits = np.unpackbits(np.frombuffer(data.PixelData, np.uint8), bitorder="little")
    bits = bits[: data.Rows * data.Columns * data.NumberOfFrames]
    segments, frames = [], []
    segment = data.SharedFunctionalGroupsSequence[0].SegmentIdentificationSequence
    for number in range(1, count + 1):
        segments.append(copy.deepcopy(data.SegmentSequence[0]))
        segments[-1].SegmentNumber, segments[-1].SegmentLabel = number, f"Segment {number}"
        for one in data.PerFrameFunctionalGroupsSequence:
            frames.append(copy.deepcopy(one))
            frames[-1].SegmentIdentificationSequence = copy.deepcopy(segment)
            frames[-1].SegmentIdentificationSequence[0].ReferencedSegmentNumber = number
    data.SegmentSequence, data.PerFrameFunctionalGroupsSequence = segments, frames
    data.NumberOfFrames = len(frames)
    packed = np.packbits(np.tile(bits, count), bitorder="little").tobytes()
    data.PixelData = packed + b"\0" * (len(packed) % 2)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda data: setattr(data, "NumberOfFrames", 900), "is truncated"),
        (lambda data: setattr(data, "NumberOfFrames", 20001), "truncated|20,000 frames"),
        (lambda data: delattr(data, "SegmentSequence"), "what its segment 1 is"),
        (lambda data: setattr(data.SegmentSequence[0], "SegmentNumber", 7), "what its segment 1 is"),
        (lambda data: move(data, 2, 1e5), "one stack|slices apart"),
        (lambda data: move(data, 2, 0.9), "one stack"),
        (lambda data: delattr(frame_of(data, 0), "PlanePositionSequence"), "where its pictures lie"),
        (
            lambda data: delattr(data.SharedFunctionalGroupsSequence[0], "SegmentIdentificationSequence"),
            "which segment a picture is of",
        ),
        (lambda data: setattr(data, "SegmentationType", "FRACTIONAL"), "number a whole voxel has"),
    ],
)
def test_what_makes_no_sense_costs_one_sentence(
    tmp_path: Path, readers: Readers, voxels: Array, change: Any, sentence: str
) -> None:
    slices = write_scan(tmp_path / "ct")
    data = pydicom.dcmread(write_segmentation(tmp_path / "seg.dcm", slices, voxels[..., :1]))
    change(data)
    data.save_as(tmp_path / "seg.dcm")
    with pytest.raises(LoadError, match=sentence):
        read(readers, tmp_path / "seg.dcm", GRID, "")


def frame_of(data: Any, index: int) -> Any:
    return data.PerFrameFunctionalGroupsSequence[index]


def move(data: Any, index: int, mm: float) -> None:
    place = frame_of(data, index).PlanePositionSequence[0]
    x, y, z = place.ImagePositionPatient
    place.ImagePositionPatient = [x, y, float(z) + mm]


def test_an_empty_one_says_so(tmp_path: Path, readers: Readers, voxels: Array) -> None:
    slices = write_scan(tmp_path / "ct")
    path = write_segmentation(tmp_path / "s.dcm", slices, 0 * voxels[..., :1], omit_empty_frames=False)
    with pytest.raises(LoadError, match="holds no labeled voxel"):
        read(readers, path, GRID, frame(slices))


@pytest.mark.data
def test_real_segmentations_lie_as_pydicom_and_highdicom_read_them(shared_data: Path) -> None:
    import highdicom

    folder = shared_data / "dicom_odd"
    study = open_paths([folder / "dcmqi" / "ct-3slice"])
    truth = pydicom.dcmread(folder / "dcmqi" / "liver_seg_dicom.dcm").pixel_array
    assert study.first.grid.origin[2] == pytest.approx(-128.69)  # as its first picture
    for name in ("dcmqi/liver_seg_dicom.dcm", "pydicom_data/liver.dcm", "pydicom_data/liver_deflate.dcm"):
        found = open_labels(folder / name, study.first, frame_of_reference=study.facts.frame_of_reference)
        assert np.array_equal(found.only.data, truth)
        assert [(one.name, one.color) for one in found.only.labels] == [("Liver", "#DD8265")]
        assert found.notes == ()
    small = open_paths([folder / "dcmqi" / "enhanced_ct_23x38x3"])
    read = highdicom.seg.segread(folder / "dcmqi" / "enhanced_ct_23x38x3" / "label_seg.dcm")
    assert np.array_equal(small.labels["Segmentation"].data, read.pixel_array)
