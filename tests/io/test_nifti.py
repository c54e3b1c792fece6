"""NIfTI and NumPy files: the same anatomy whatever the orientation, label maps on their volume's grid."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from itertools import permutations, product
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from ldct_studio.core.errors import GeometryError, LoadError
from ldct_studio.core.progress import Progress
from ldct_studio.io.array_file import ArrayFile
from ldct_studio.io.arrays_opening import open_volume
from ldct_studio.io.nifti import read_nifti
from ldct_studio.io.opening import OnlyLabelsError, SpacingNeededError, open_labels, open_paths
from ldct_studio.io.reader import Limits, Readers

Array = npt.NDArray[Any]
Write = Callable[..., Path]
SPACING = np.array([0.7, 0.8, 2.5])
ORIGIN = np.array([-10.0, -20.0, 100.0])
AFFINE = np.array([[-0.7, 0, 0, 10], [0, -0.8, 0, 20], [0, 0, 2.5, 100], [0, 0, 0, 1.0]])
"""The affine in RAS of data[x, y, z] that lies in LPS order from (-10, -20, 100) mm on."""


def xyz(hu: Array) -> Array:
    return np.ascontiguousarray(hu.transpose(2, 1, 0))


def test_all_48_orientations_show_the_same_anatomy(tmp_path: Path, hu: Array, write_nifti: Write) -> None:
    data = xyz(hu)
    with Readers(Limits(), lambda: False) as readers:
        for number, (order, flips) in enumerate(product(permutations(range(3)), product((1, -1), repeat=3))):
            turned = data.transpose(order)[tuple(slice(None, None, flip) for flip in flips)]
            affine = AFFINE.copy()
            for axis, (source, flip) in enumerate(zip(order, flips, strict=True)):
                affine[:3, axis] = AFFINE[:3, source] * flip
                if flip < 0:
                    affine[:3, 3] += AFFINE[:3, source] * (data.shape[source] - 1)
            path = write_nifti(tmp_path / f"{number}.nii", np.ascontiguousarray(turned), affine)
            file = ArrayFile(path, read_nifti(path)[0])
            volume = open_volume(readers, file, lambda progress: None, 0, None).first
            assert np.array_equal(volume.data.numpy(), hu), (order, flips)
            assert volume.grid.spacing == pytest.approx((2.5, 0.8, 0.7), abs=1e-5)
            assert volume.grid.origin == pytest.approx((-10, -20, 100), abs=1e-4)
            assert volume.grid.direction == pytest.approx(np.eye(3).ravel(), abs=1e-6)
    assert number == 47


def test_slope_intercept_and_packing(tmp_path: Path, hu: Array, write_nifti: Write) -> None:
    path = write_nifti(tmp_path / "v.nii", xyz(hu), AFFINE)
    raw = bytearray(path.read_bytes())
    raw[112:120] = np.array([0.5, -7.0], np.float32).tobytes()  # scl_slope, scl_inter
    (tmp_path / "packed.nii.gz").write_bytes(gzip.compress(bytes(raw)))
    volume = open_paths([tmp_path / "packed.nii.gz"]).first
    assert np.array_equal(volume.data.numpy(), hu * 0.5 - 7)
    assert volume.modality == "CT"


def test_several_volumes_show_the_first_and_say_so(tmp_path: Path, hu: Array, write_nifti: Write) -> None:
    both = np.stack([xyz(hu), xyz(hu) + 1], axis=-1)
    study = open_paths([write_nifti(tmp_path / "v.nii.gz", both, AFFINE)])
    assert np.array_equal(study.first.data.numpy(), hu)
    assert "The file holds 2 volumes; volume 1 is shown." in study.facts.warnings


def test_an_oblique_volume_keeps_its_place(tmp_path: Path, hu: Array, write_nifti: Write) -> None:
    turn = np.array([[0.8, -0.6, 0], [0.6, 0.8, 0], [0, 0, 1]])
    affine = AFFINE.copy()
    affine[:3, :3] = turn @ AFFINE[:3, :3]
    volume = open_paths([write_nifti(tmp_path / "v.nii", xyz(hu), affine)]).first
    assert np.array_equal(volume.data.numpy(), hu)
    expected = np.diag([-1, -1, 1]) @ (affine @ [5, 3, 2, 1])[:3]
    assert volume.grid.patient((2, 3, 5)) == pytest.approx(expected, abs=1e-4)


def test_voxels_that_are_no_numbers_become_background(tmp_path: Path, hu: Array, write_nifti: Write) -> None:
    data = xyz(hu).astype(np.float32)
    data[3, 2, 1], data[4, 2, 1] = np.nan, np.inf
    study = open_paths([write_nifti(tmp_path / "v.nii.gz", data, AFFINE)])
    shown = study.first.data.numpy()
    assert (shown[1, 2, 3], shown[1, 2, 4]) == (-1024, -1024)
    assert np.isfinite(shown).all()
    assert any("2 voxels were not numbers" in warning for warning in study.facts.warnings)


def test_the_first_slab_is_shown_before_the_last(tmp_path: Path, write_nifti: Write) -> None:
    data = np.full((512, 512, 40), -1000, np.int16)
    data[:, :, 15] = 100
    seen: list[Progress] = []
    open_paths([write_nifti(tmp_path / "v.nii", data, AFFINE)], seen.append)
    shown = [progress for progress in seen if progress.preview is not None]
    assert len(shown) == 1
    assert shown[0].preview is not None
    row, picture = shown[0].preview
    assert row == 15
    assert (picture == 100).all()
    assert shown[0].done < seen[-1].done


@pytest.mark.parametrize(
    ("name", "low", "modality"),
    [("v", -1000, "CT"), ("v", 0, "other"), ("t1", 0, "MR"), ("ct", -100, "CT"), ("ct", 5, "other")],
)
def test_the_unit_is_told_by_the_name_and_the_numbers(
    tmp_path: Path, write_nifti: Write, name: str, low: int, modality: str
) -> None:
    data = np.random.default_rng(3).integers(low, 1500, (16, 16, 4)).astype(np.int16)
    data[0, 0, 0] = low
    assert open_paths([write_nifti(tmp_path / f"{name}.nii", data, AFFINE)]).first.modality == modality


def test_a_label_map_lies_on_its_volume(tmp_path: Path, hu: Array, write_nifti: Write) -> None:
    labels = np.zeros_like(hu)
    labels[2, 5:9, 3:7], labels[4, 10:12, 8:9] = 1, 5
    write_nifti(tmp_path / "image.nii.gz", xyz(hu), AFFINE)
    flipped = AFFINE @ np.diag([-1, 1, 1, 1])
    flipped[:3, 3] += AFFINE[:3, 0] * (hu.shape[2] - 1)
    write_nifti(tmp_path / "organs.nii.gz", xyz(labels)[::-1], flipped)
    (tmp_path / "labels.csv").write_text("label,name\n1,liver\n2,spleen\n")
    study = open_paths([tmp_path])
    found = study.labels["organs"]
    assert np.array_equal(found.data.numpy(), labels)
    assert [(label.value, label.name) for label in found.labels] == [(1, "liver"), (5, "Label 5")]
    assert len({label.color for label in found.labels}) == 2
    assert study.name == "image"


def test_a_label_map_on_another_grid_is_moved_and_says_so(
    tmp_path: Path, hu: Array, write_nifti: Write
) -> None:
    volume = open_paths([write_nifti(tmp_path / "image.nii", xyz(hu), AFFINE)]).first
    coarse = np.zeros((18, 20, 6), np.uint8)
    coarse[2:4, 5:8, 2] = 1
    affine = AFFINE @ np.diag([2, 2, 1, 1])
    affine[:3, 3] = (AFFINE @ [0.5, 0.5, 0, 1])[:3]  # pairs of fine voxels under each coarse one
    opened = open_labels(write_nifti(tmp_path / "liver_mask.nii", coarse, affine), volume)
    labels, (note,) = opened.only, opened.notes
    expected = np.zeros(hu.shape, np.int16)
    expected[2, 10:16, 4:8] = 1
    assert np.array_equal(labels.data.numpy(), expected)
    assert "nearest neighbor" in note
    assert labels.labels[0].name == "liver_mask"
    far = AFFINE.copy()
    far[2, 3] += 1000
    with pytest.raises(GeometryError, match="does not overlap"):
        open_labels(write_nifti(tmp_path / "far_mask.nii", coarse, far), volume)
    with pytest.raises(LoadError, match="no label map"):
        open_labels(tmp_path / "image.nii", volume)


def test_a_label_map_alone_asks_for_its_volume(tmp_path: Path, write_nifti: Write) -> None:
    data = np.zeros((8, 8, 8), np.uint8)
    data[2:4] = 1
    with pytest.raises(OnlyLabelsError):
        open_paths([write_nifti(tmp_path / "x.nii", data, AFFINE)])


@pytest.mark.parametrize("ending", [".npy", ".npz"])
def test_an_array_needs_its_spacing(tmp_path: Path, hu: Array, ending: str) -> None:
    path = tmp_path / f"v{ending}"
    np.save(path, hu) if ending == ".npy" else np.savez_compressed(path, volume=hu, other=np.zeros(3))
    with pytest.raises(SpacingNeededError) as caught:
        open_paths([path])
    assert caught.value.shape == hu.shape
    volume = open_paths([path], spacing=(2.5, 0.8, 0.7)).first
    assert np.array_equal(volume.data.numpy(), hu)
    assert volume.grid.spacing == (2.5, 0.8, 0.7)
    assert volume.modality == "CT"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "empty or truncated"),
        (bytes(400), "not a NIfTI"),
        (b"\x1f\x8b\x08junk" * 99, "truncated|broken"),
    ],
)
def test_broken_files_end_in_a_sentence(tmp_path: Path, content: bytes, sentence: str) -> None:
    (tmp_path / "v.nii.gz").write_bytes(content)
    with pytest.raises(LoadError, match=sentence):
        open_paths([tmp_path / "v.nii.gz"])
    (tmp_path / "v.npy").write_bytes(content)
    with pytest.raises(LoadError, match=r"“v.npy”"):
        open_paths([tmp_path / "v.npy"], spacing=(1, 1, 1))


def test_a_truncated_volume_ends_in_a_sentence(tmp_path: Path, hu: Array, write_nifti: Write) -> None:
    whole = write_nifti(tmp_path / "v.nii", xyz(hu), AFFINE).read_bytes()
    (tmp_path / "cut.nii").write_bytes(whole[:-100])
    (tmp_path / "cut.nii.gz").write_bytes(gzip.compress(whole)[:-2000])
    for name in ("cut.nii", "cut.nii.gz"):
        with pytest.raises(LoadError, match="truncated"):
            open_paths([tmp_path / name])
