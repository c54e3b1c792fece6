"""Write the DICOM files of the self-test: ``python packaging/codec_files.py``, with imagecodecs installed.

One slice of the synthetic abdomen, uncompressed, and in each encoding that the shipped libraries read but
cannot write. imagecodecs is needed here only and is no dependency of the program.
"""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from pathlib import Path

import imagecodecs
import numpy as np
import torch
from pydicom.dataset import FileDataset
from pydicom.encaps import encapsulate
from pydicom.uid import (
    UID,
    ExplicitVRLittleEndian,
    HTJ2KLossless,
    JPEGBaseline8Bit,
    JPEGExtended12Bit,
    JPEGLossless,
    JPEGLosslessSV1,
)

from ldct_studio.core.grid import Grid
from ldct_studio.core.volume import Volume
from ldct_studio.io.dicom_writing import dicom_slices
from ldct_studio.methods.demo import TRUTH, small_study

FOLDER = Path(__file__).resolve().parents[1] / "resources" / "self_test"
SIZE, PIXEL_MM = 96, 2.0
"""A phantom of half the size, so that a small picture has the pixels of a CT."""
COARSE = 16
"""HU per stored unit where a pixel has eight bits."""

Encode = Callable[[np.ndarray], bytes]


def main() -> None:
    """Write all files."""
    (FOLDER / "truth").mkdir(parents=True, exist_ok=True)
    plain = _slice()
    plain.save_as(FOLDER / "truth" / "slice.dcm", enforce_file_format=True)
    stored = plain.pixel_array
    codecs: dict[str, tuple[UID, Encode]] = {
        "jpeg-12-bit": (JPEGExtended12Bit, lambda a: imagecodecs.jpeg_encode(a, level=98, bitspersample=12)),
        "jpeg-lossless": (JPEGLossless, lambda a: imagecodecs.ljpeg_encode(a, bitspersample=12)),
        "jpeg-lossless-sv1": (JPEGLosslessSV1, _first_predictor),
        "htj2k": (HTJ2KLossless, lambda a: imagecodecs.htj2k_encode(a, reversible=True)),
    }
    for name, (syntax, encode) in codecs.items():
        _write(plain, name, syntax, encode(stored))
    eight = deepcopy(plain)
    eight.BitsAllocated, eight.BitsStored, eight.HighBit, eight.RescaleSlope = 8, 8, 7, COARSE
    coarse = np.clip(np.rint(stored / COARSE), 0, 255).astype(np.uint8)
    _write(eight, "jpeg", JPEGBaseline8Bit, imagecodecs.jpeg8_encode(coarse, level=98))


def _first_predictor(stored: np.ndarray) -> bytes:
    code: bytes = imagecodecs.jpeg8_encode(stored, lossless=True, predictor=1, bitspersample=12)
    return code


def _slice() -> FileDataset:
    """Return the slice with twelve unsigned bits, which every encoding takes."""
    row = small_study(SIZE, 3).volumes[TRUTH].data[1:2].round().clamp(-1024, 2000)
    volume = Volume(row.to(torch.float32), Grid((1, SIZE, SIZE), (PIXEL_MM, PIXEL_MM, PIXEL_MM)))
    (_, data) = next(iter(dicom_slices(volume, description="Self-test")))
    data.BitsStored, data.HighBit, data.PixelRepresentation = 12, 11, 0
    data.PixelData = (row[0].numpy() + 1024).astype(np.uint16).tobytes()
    data.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
    return data


def _write(plain: FileDataset, name: str, syntax: UID, code: bytes) -> None:
    data = deepcopy(plain)
    data.PixelData = encapsulate([code])
    data["PixelData"].VR = "OB"
    data.file_meta.TransferSyntaxUID = syntax
    if syntax in (JPEGBaseline8Bit, JPEGExtended12Bit):
        data.LossyImageCompression = "01"
    data.save_as(FOLDER / f"{name}.dcm", enforce_file_format=True)


if __name__ == "__main__":
    main()
