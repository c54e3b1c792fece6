"""The reader process: the only place where files that we did not write are parsed.

It is started by ``reader.Reader``, answers one question at a time, and may die at any of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from ..core.channel import Message, Parent
from ..core.errors import LoadError
from ..core.shared import SharedBlock
from .found import Head, Slab, Tags
from .limits import confine


def head(path: Path) -> Head:
    """Say what a file is; LoadError with a sentence where it cannot be opened."""
    from .prescan import NotDicomError

    name = path.name.lower()
    if name.endswith((".nii", ".nii.gz", ".hdr", ".img")):
        from . import nifti

        return nifti.read_head(path)
    if name.endswith((".npy", ".npz")):
        from . import arrays

        return arrays.read_head(path)
    from . import dicom_header

    try:
        return dicom_header.read_head(path)
    except NotDicomError as error:
        return Head(kind="broken" if name.endswith((".dcm", ".ima")) else "foreign", reason=str(error))


def main(look: Callable[[Path], Head] = head) -> None:
    """Answer questions until the parent closes the channel; every failure becomes a sentence."""
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

    def answer(self, question: Message) -> Message:
        match question["do"]:
            case "head":
                return _look(self._look, Path(question["path"]))
            case "decode":
                return self._decode(question).model_dump(mode="json")
            case "tags":
                return _tags(Path(question["path"]), bool(question["hide"])).model_dump(mode="json")
            case "start":
                self._slabs = _array_source(Path(question["path"])).slabs(question["rows"])
                return {}
            case _:
                return self._next().model_dump(mode="json")

    def _decode(self, question: Message) -> Slab:
        from .dicom_pixels import decode

        path = Path(question["path"])
        return decode(
            path, question["frame"], question["syntax"], question["slope"], question["intercept"], self._out
        )

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

    def _out(self, shape: tuple[int, ...]) -> npt.NDArray[np.float32]:
        return self._block.array(shape, np.float32)


def _look(look: Callable[[Path], Head], path: Path) -> Message:
    try:
        return look(path).model_dump(mode="json", exclude_defaults=True)
    except LoadError as error:
        return Head(kind="broken", reason=str(error)).model_dump(mode="json")


def _tags(path: Path, hide: bool) -> Tags:
    name = path.name.lower()
    if name.endswith((".nii", ".nii.gz", ".hdr", ".img")):
        from .nifti_tags import read_tags as read_nifti_tags

        return read_nifti_tags(path, hide)
    if name.endswith((".npy", ".npz")):
        raise LoadError("is a NumPy array, which has no header fields")
    from .dicom_tags import read_tags

    return read_tags(path, hide)


def _array_source(path: Path) -> Any:
    if path.suffix.lower() in (".npy", ".npz"):
        from .arrays import read_array

        return read_array(path)[1]
    from .nifti import read_nifti

    return read_nifti(path)[1]


if __name__ == "__main__":
    main()
