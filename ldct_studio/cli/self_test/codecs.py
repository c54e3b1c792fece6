"""Every encoding of DICOM pixels, read by the reader process and compared with the truth.

What the shipped libraries can write is written here; the rest lies in the resources
(``packaging/codec_files.py`` made it).
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from ...core.paths import resource
from ...core.volume import Volume
from ...methods.loaders import open_study
from .check import Check, demand

if TYPE_CHECKING:
    from pydicom.dataset import FileDataset

_WORST, _MEAN = 64.0, 12.0
"""HU that eight bits with loss may be away from the truth: they hold 16 HU per unit."""


@cache
def truth() -> Volume:
    """Return the slice that all files hold, read from the uncompressed one."""
    return _opened(resource("self_test/truth/slice.dcm"))


def _opened(path: Path) -> Volume:
    return open_study([path]).first


def _written(encode: Callable[[FileDataset, Path], None], folder: Path, name: str) -> Path:
    import pydicom

    path = _place(folder, name)
    encode(pydicom.dcmread(resource("self_test/truth/slice.dcm")), path)
    return path


def _place(folder: Path, name: str) -> Path:
    """Return a file in a folder of its own: files that lie together would be one series."""
    path = folder / name.replace(" ", "-") / "slice.dcm"
    path.parent.mkdir()
    return path


def _compressed(syntax: str, data: FileDataset, path: Path) -> None:
    data.compress(syntax, generate_instance_uid=False)
    data.save_as(path, enforce_file_format=True)


def _uncompressed(syntax: str, data: FileDataset, path: Path) -> None:
    from pydicom.filewriter import dcmwrite
    from pydicom.uid import UID

    uid = UID(syntax)
    if not uid.is_little_endian:
        data.PixelData = data.pixel_array.byteswap().tobytes()
    data.file_meta.TransferSyntaxUID = uid
    kind = {"implicit_vr": uid.is_implicit_VR, "little_endian": uid.is_little_endian}
    dcmwrite(path, data, force_encoding=not uid.is_deflated, enforce_file_format=uid.is_deflated, **kind)


def _exact(encode: Callable[[FileDataset, Path], None], name: str, folder: Path) -> str:
    return _same(_opened(_written(encode, folder, name)))


def _shipped(file: str, folder: Path) -> Path:
    return Path(shutil.copy(resource(f"self_test/{file}.dcm"), _place(folder, file)))


def _exact_file(file: str, folder: Path) -> str:
    return _same(_opened(_shipped(file, folder)))


def _same(volume: Volume) -> str:
    true = truth().data
    demand(volume.data.equal(true), "The picture is not the one that was encoded.")
    return f"{true.shape[-2]} × {true.shape[-1]}, exact"


def _lossy_file(file: str, folder: Path) -> str:
    error = (_opened(_shipped(file, folder)).data - truth().data).abs()
    worst, mean = float(error.max()), float(error.mean())
    demand(worst <= _WORST and mean <= _MEAN, f"The picture is off by up to {worst:.0f} HU.")
    return f"within {worst:.0f} HU, {mean:.1f} HU on average"


_WRITTEN: tuple[tuple[str, str, Callable[[str, FileDataset, Path], None]], ...] = (
    ("implicit", "1.2.840.10008.1.2", _uncompressed),
    ("big endian", "1.2.840.10008.1.2.2", _uncompressed),
    ("deflated", "1.2.840.10008.1.2.1.99", _uncompressed),
    ("RLE", "1.2.840.10008.1.2.5", _compressed),
    ("JPEG-LS", "1.2.840.10008.1.2.4.80", _compressed),
    ("JPEG 2000", "1.2.840.10008.1.2.4.90", _compressed),
)
_FILES: tuple[tuple[str, str, Callable[[str, Path], str]], ...] = (
    ("JPEG", "jpeg", _lossy_file),
    ("JPEG, 12 bits", "jpeg-12-bit", _lossy_file),
    ("JPEG lossless", "jpeg-lossless", _exact_file),
    ("JPEG lossless, first", "jpeg-lossless-sv1", _exact_file),
    ("HTJ2K", "htj2k", _exact_file),
)
CHECKS = (
    *(Check(name, partial(_exact, partial(encode, syntax), name)) for name, syntax, encode in _WRITTEN),
    *(Check(name, partial(attempt, file)) for name, file, attempt in _FILES),
)
