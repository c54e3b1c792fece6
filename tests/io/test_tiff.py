"""TIFF: pages of one file or one page per file as a volume, with the spacing that programs record."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from ldct_studio.core.errors import LoadError
from ldct_studio.io.array_file import natural
from ldct_studio.io.opening import SpacingNeededError, open_paths
from ldct_studio.io.tiff import Pages, read_tiff
from ldct_studio.io.voxels import Voxels
from tests.io.conftest import Array
from tests.io.shown import mutants, shown

SPACING = (2.5, 0.8, 0.7)


def write(path: Path, data: Array, **options: Any) -> Path:
    import tifffile

    tifffile.imwrite(path, data, **options)
    return path


def imagej(path: Path, data: Array, unit: str = "mm", factor: float = 1.0, **metadata: Any) -> Path:
    z, y, x = (value / factor for value in SPACING)
    told = {"axes": "ZYX", "spacing": z, "unit": unit, **metadata}
    return write(path, data, imagej=True, resolution=(1 / x, 1 / y), metadata=told)


def pages(read: Path) -> Array:
    return np.concatenate(list(read_tiff(read)[1].slabs(4)))


@pytest.mark.parametrize("kind", ["u1", "i1", "u2", "i2", "i4", "f4", "f8"])
@pytest.mark.parametrize("order", ["<", ">"])
def test_pages_of_every_type_are_a_volume(tmp_path: Path, hu: Array, kind: str, order: str) -> None:
    data = np.clip(hu // 20, 0 if kind[0] == "u" else -100, 120).astype(kind)
    path = write(tmp_path / "v.tif", data, byteorder=order, photometric="minisblack")
    header, source = read_tiff(path)
    assert header.shape == hu.shape
    assert header.affine is None
    assert np.array_equal(np.concatenate(list(source.slabs(4))), data.astype(np.float32))
    assert np.array_equal(next(source.slabs(1, 3))[0], data[3].astype(np.float32))


@pytest.mark.parametrize("packing", ["tiff_lzw", "packbits", "tiff_adobe_deflate"])
def test_where_white_is_0_numbers_are_as_stored_in_every_packing(tmp_path: Path, packing: str) -> None:
    from PIL import Image

    shades = np.arange(256, dtype=np.uint8).reshape(16, 16)  # Pillow stores 255 less them
    Image.fromarray(shades).save(tmp_path / "v.tif", compression=packing, tiffinfo={262: 0})
    assert np.array_equal(pages(tmp_path / "v.tif")[0], 255 - shades)


@pytest.mark.parametrize("packing", ["tiff_lzw", "packbits", "tiff_adobe_deflate"])
def test_packed_pages_are_unpacked(tmp_path: Path, hu: Array, packing: str) -> None:
    from PIL import Image

    data = (hu + 1024).astype(np.uint16)
    first, *more = [Image.fromarray(page) for page in data]
    first.save(tmp_path / "v.tif", save_all=True, append_images=more, compression=packing)
    assert np.array_equal(pages(tmp_path / "v.tif"), data)


@pytest.mark.parametrize(
    ("unit", "factor"), [("mm", 1), ("micron", 1e-3), ("um", 1e-3), ("cm", 10), ("inch", 25.4)]
)
def test_imagej_says_how_large_a_voxel_is(tmp_path: Path, hu: Array, unit: str, factor: float) -> None:
    voxels, grid = shown(read_tiff, imagej(tmp_path / "v.tif", hu, unit, factor))
    assert np.array_equal(voxels, hu)
    assert grid.spacing == pytest.approx(SPACING, rel=1e-4)
    assert grid.direction == pytest.approx(np.eye(3).ravel())
    assert "does not say how it lies" in read_tiff(tmp_path / "v.tif")[0].warnings[0]


def test_ome_says_how_large_a_voxel_is(tmp_path: Path, hu: Array) -> None:
    z, y, x = SPACING
    told = {"axes": "ZYX", "PhysicalSizeX": x * 1000, "PhysicalSizeY": y * 1000, "PhysicalSizeZ": z}
    told |= {"PhysicalSizeZUnit": "mm"}
    voxels, grid = shown(read_tiff, write(tmp_path / "v.ome.tif", hu, metadata=told, ome=True))
    assert np.array_equal(voxels, hu)
    assert grid.spacing == pytest.approx(SPACING)


def test_a_stack_that_imagej_writes_as_one_page_is_whole(tmp_path: Path, hu: Array) -> None:
    path = imagej(tmp_path / "v.tif", hu)
    content = bytearray(path.read_bytes())
    import tifffile

    with tifffile.TiffFile(path) as file:
        first = file.pages[0]
        start = first.dataoffsets[0]
        at = first.offset + 2 + 12 * len(first.tags)
        assert first.is_contiguous
        assert start + hu.nbytes <= len(content)
    content[at : at + 4] = bytes(4)  # no next page, as where a stack is larger than 4 GB
    path.write_bytes(content)
    assert isinstance(read_tiff(path)[1], Voxels)
    assert np.array_equal(shown(read_tiff, path)[0], hu)
    path.write_bytes(content[: start + hu.nbytes - 100])
    with pytest.raises(LoadError, match=r"truncated|broken"):
        read_tiff(path)


def test_the_resolution_of_a_printer_is_no_spacing(tmp_path: Path, hu: Array) -> None:
    path = write(tmp_path / "v.tif", hu, resolution=(72, 72), photometric="minisblack")
    with pytest.raises(SpacingNeededError) as caught:
        open_paths([path])
    assert caught.value.shape == hu.shape
    volume = open_paths([path], spacing=SPACING).first
    assert np.array_equal(volume.data.numpy(), hu)
    assert volume.grid.spacing == SPACING


def test_a_folder_of_pages_is_stacked_in_natural_order(tmp_path: Path, hu: Array) -> None:
    folder = tmp_path / "Scan 7"
    folder.mkdir()
    many = np.concatenate([hu, hu + 1])
    for number, page in enumerate(many, 1):
        write(folder / f"slice{number}.tif", page)
    write(folder / "overview.tif", hu[0, :20])
    write(folder / "photo.tif", np.zeros((8, 9, 3), np.uint8), photometric="rgb")
    with pytest.raises(SpacingNeededError) as caught:
        open_paths([folder])
    assert caught.value.shape == many.shape
    for opened in (folder, folder / "slice10.tif"):
        study = open_paths([opened], spacing=SPACING)
        assert np.array_equal(study.first.data.numpy(), many)
        assert study.name == "Scan 7"
        assert study.facts.files[9] == str(folder / "slice10.tif")
        assert any("12 files were stacked" in warning for warning in study.facts.warnings)
        assert any("“photo.tif” holds colors" in warning for warning in study.facts.warnings)
    (folder / "slice4.tif").unlink()
    study = open_paths([folder], spacing=SPACING)
    assert study.first.grid.shape[0] == 11
    assert any("Numbers are left out" in warning for warning in study.facts.warnings)
    content = (folder / "slice7.tif").read_bytes()
    (folder / "slice7.tif").write_bytes(content[: len(content) // 2])
    assert any("“slice7.tif”" in line for line in open_paths([folder], spacing=SPACING).facts.warnings)


def test_names_are_sorted_as_people_count() -> None:
    names = ["a10", "a9", "A2b", "a2", "b1", "1", "²"]
    assert sorted(names, key=natural) == ["1", "a2", "A2b", "a9", "a10", "b1", "²"]


def test_files_that_an_ome_header_names_are_not_read(tmp_path: Path, hu: Array) -> None:
    inside = tmp_path / "in"
    inside.mkdir()
    write(tmp_path / "secret.tif", hu + 5)
    told = (
        '<?xml version="1.0"?><OME xmlns="http://www.openmicroscopy.org/Schemas/OME/2016-06">'
        '<Image ID="Image:0"><Pixels ID="P:0" DimensionOrder="XYZCT" Type="int16" SizeX="36" SizeY="40" '
        'SizeZ="2" SizeC="1" SizeT="1">'
        '<TiffData IFD="0" FirstZ="1"><UUID FileName="../secret.tif">urn:uuid:1</UUID></TiffData></Pixels>'
        "</Image></OME>"
    )
    path = write(inside / "v.ome.tif", hu[:1], description=told, metadata=None)
    assert np.array_equal(pages(path), hu[:1])


@pytest.mark.parametrize(
    ("data", "options", "sentence"),
    [
        (np.zeros((4, 8, 9, 3), np.uint8), {"photometric": "rgb"}, "colors"),
        (np.zeros((4, 8, 9), np.complex64), {"photometric": "minisblack"}, "no voxel values"),
        (
            np.zeros((2, 4, 8, 9), np.uint16),
            {"imagej": True, "metadata": {"axes": "ZCYX"}},
            "channels or times",
        ),
        (
            np.zeros((2, 4, 8, 9), np.uint16),
            {"imagej": True, "metadata": {"axes": "TZYX"}},
            "channels or times",
        ),
        (np.zeros((2, 4, 8, 9), np.uint16), {"ome": True, "metadata": {"axes": "CZYX"}}, "channels or times"),
    ],
)
def test_what_is_no_volume_is_refused(
    tmp_path: Path, data: Array, options: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(LoadError, match=sentence):
        read_tiff(write(tmp_path / "v.tif", data, **options))


def test_pages_of_different_sizes_are_refused(tmp_path: Path, hu: Array) -> None:
    import tifffile

    with tifffile.TiffWriter(tmp_path / "v.tif") as file:
        file.write(hu[0])
        file.write(hu[0, :20])
    with pytest.raises(LoadError, match="page 2 differs"):
        read_tiff(tmp_path / "v.tif")


@pytest.mark.parametrize("content", [b"", b"II*\0", b"II*\0\xff\xff\xff\x7f", b"no tiff at all" * 9])
def test_broken_files_end_in_a_sentence(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "v.tif").write_bytes(content)
    with pytest.raises(LoadError, match=r"broken|empty"):
        read_tiff(tmp_path / "v.tif")


@pytest.mark.filterwarnings("ignore")
def test_a_changed_file_is_an_answer(tmp_path: Path, hu: Array) -> None:
    small = np.tile(hu[:2, :8, :8], (1, 1, 1))
    path = write(tmp_path / "v.tif", small, compression="zlib", photometric="minisblack")
    content, answers = path.read_bytes(), set()
    for changed in mutants(content, len(content), 200, 11):
        path.write_bytes(changed)
        try:
            source = read_tiff(path)[1]
            answers.add(source.shape if isinstance(source, Pages | Voxels) else ())
            for _ in source.slabs(4):
                pass
        except LoadError as error:
            answers.add(str(error))
    assert len(answers) > 3
