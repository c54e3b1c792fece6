"""The reader process: the only place where files that we did not write are parsed.

It is started by ``reader.Reader``, answers one question at a time, and may die at any of them.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from ..core.channel import Message, Parent
from ..core.errors import LoadError
from ..core.shared import SharedBlock
from .dicomdir import read_references
from .formats import META_IMAGE, NIFTI, NRRD, RAYS, TIFF, has, is_array
from .found import ArrayHeader, Contours, Head, Listing, Piece, Plain, Slab, Tags
from .limits import confine
from .projections_source import RaySource
from .voxels import Source

if TYPE_CHECKING:
    from .archive import Archive

_ReadVoxels = Callable[[Path], tuple[ArrayHeader, Source]]
_ReadTags = Callable[[Path, bool], Tags]


def head(path: Path) -> Head:
    """Say what a file is; LoadError with a sentence where it cannot be opened."""
    from .prescan import NotDicomError

    if is_array(path):
        return Head(kind="array", array=_readers(path)[0](path)[0])
    if has(path, RAYS):
        return _rays(path).head()
    from . import dicom_files

    try:
        return dicom_files.read_head(path)
    except NotDicomError as error:
        broken = path.name.lower().endswith((".dcm", ".ima"))
        return Head(kind="broken" if broken else "foreign", reason=str(error))


def _readers(path: Path) -> tuple[_ReadVoxels, _ReadTags]:
    """Return what reads the voxels of a file that is no DICOM, and what reads the fields of its header."""
    if has(path, NIFTI):
        from . import nifti, nifti_tags

        return nifti.read_nifti, nifti_tags.read_tags
    if has(path, META_IMAGE):
        from . import meta_image

        return meta_image.read_meta_image, meta_image.read_tags
    if has(path, NRRD):
        from . import nrrd

        return nrrd.read_nrrd, nrrd.read_tags
    if has(path, TIFF):
        from . import tiff

        return tiff.read_tiff, _no_tags
    from . import arrays

    return arrays.read_array, _no_tags


def _no_tags(path: Path, hide: bool) -> Tags:
    kind = "TIFF" if has(path, TIFF) else "NumPy array"
    raise LoadError(f"is a {kind}, which has no header fields that can be shown")


def main(look: Callable[[Path], Head] = head) -> None:
    """Answer questions until the parent closes the channel; every failure becomes a sentence."""
    sys.modules["requests"] = None  # type: ignore[assignment]  # pydicom would import it, to load examples
    parent = Parent()
    first = parent.receive()
    if first is None:
        return
    desk = _Desk(SharedBlock.attach(first["block"]), look)
    confine(first["memory"])
    parent.send({"ready": True})
    while (question := parent.receive()) is not None:
        parent.send(_answer(desk, question))


def _answer(desk: _Desk, question: Message) -> Message:
    try:
        return desk.answer(question)
    except LoadError as error:
        return {"error": str(error)}
    except MemoryError:
        return {"error": "needs more memory than a picture should"}
    except BaseException as error:  # a codec's PanicException is no Exception; nothing may end us silently
        # the message may hold a patient's name, the type does not
        return {"error": f"is broken: it could not be read ({type(error).__name__})"}


class _Desk:
    """Answers questions; keeps the array file open whose slabs are being read."""

    def __init__(self, block: SharedBlock, look: Callable[[Path], Head]) -> None:
        self._block, self._look = block, look
        self._slabs: Iterator[npt.NDArray[np.float32]] = iter(())
        self._archive: Archive | None = None
        self._chunks: Iterator[bytes] = iter(())
        self._sinograms: Iterator[tuple[npt.NDArray[np.float32], int]] = iter(())

    def answer(self, question: Message) -> Message:
        match question["do"]:
            case "head":
                return _look(self._look, Path(question["path"]))
            case "decode":
                return self._decode(question).model_dump(mode="json")
            case "contours":
                return self._contours(question).model_dump(mode="json")
            case "tags":
                return _tags(Path(question["path"]), bool(question["hide"])).model_dump(mode="json")
            case "rays":
                source = _rays(Path(question["path"]))
                self._sinograms = source.sinograms()
                return source.counted().model_dump(mode="json")
            case "sinogram":
                return self._next_sinogram().model_dump(mode="json")
            case "start":
                path = Path(question["path"])
                self._slabs = _readers(path)[0](path)[1].slabs(question["rows"], question["first"])
                return {}
            case "references":
                return read_references(Path(question["path"])).model_dump(mode="json")
            case "list" | "unpack" | "more":
                return self._unpack(question).model_dump(mode="json")
            case _:
                return self._next().model_dump(mode="json")

    def _decode(self, question: Message) -> Slab:
        from .dicom_pixels import decode

        plain = question.get("plain")
        return decode(
            Path(question["path"]),
            question["frame"],
            question["syntax"],
            question["slope"],
            question["intercept"],
            None if plain is None else Plain.model_validate(plain),
            self._out,
        )

    def _contours(self, question: Message) -> Contours:
        from .dicom_labels import read_contours

        return read_contours(Path(question["path"]), question["value"], self._out)

    def _unpack(self, question: Message) -> Listing | Piece:
        """List an archive, which stays open, or give the next bytes of one of its entries."""
        from .archive import Archive

        if question["do"] == "list":
            self._archive = Archive(Path(question["path"]))
            return self._archive.listing()
        if question["do"] == "unpack" and self._archive is not None:
            self._chunks = self._archive.chunks(question["entry"])
        chunk = next(self._chunks, b"")
        self._block.array((len(chunk),), np.uint8)[:] = np.frombuffer(chunk, np.uint8)
        return Piece(size=len(chunk))

    def _next(self) -> Slab:
        slab = next(self._slabs)
        out = self._out(slab.shape)
        np.copyto(out, slab)
        unreal = 0
        if not np.isfinite(out.sum(dtype=np.float64)):
            wrong = ~np.isfinite(out)
            unreal = int(wrong.sum())
            out[wrong] = np.nan  # the parent knows the modality, and so what to put here
        return Slab(shape=slab.shape, unreal=unreal)

    def _next_sinogram(self) -> Slab:
        rays, floored = next(self._sinograms)
        if not np.isfinite(rays).all():
            raise LoadError("holds line integrals that are not numbers")
        np.copyto(self._out(rays.shape), rays)
        return Slab(shape=rays.shape, floored=floored)

    def _out(self, shape: tuple[int, ...]) -> npt.NDArray[np.float32]:
        return self._block.array(shape, np.float32)


def _look(look: Callable[[Path], Head], path: Path) -> Message:
    try:
        return look(path).model_dump(mode="json", exclude_defaults=True)
    except LoadError as error:
        return Head(kind="broken", reason=str(error)).model_dump(mode="json")


def _tags(path: Path, hide: bool) -> Tags:
    if is_array(path):
        return _readers(path)[1](path, hide)
    from .dicom_tags import read_tags

    return read_tags(path, hide)


def _rays(path: Path) -> RaySource:
    """Return who reads a file of measured projections; LoadError with a sentence where it is none."""
    if path.suffix.lower() == ".mat":
        from .projections_htc import read_htc

        return read_htc(path)
    from .projections_hdf5 import read_hdf5

    return read_hdf5(path)


if __name__ == "__main__":
    main()
