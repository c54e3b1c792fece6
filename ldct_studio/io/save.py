"""Save: volumes and label maps, as NIfTI or DICOM."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from ..core.errors import StudioError
from ..core.grid import Grid
from ..core.volume import LabelMap, Volume
from .dicom_writing import save_dicom
from .segmentation_writing import save_labels_dicom
from .written import whole_file

__all__ = [
    "names_beside",
    "refuse_names",
    "save_dicom",
    "save_labels_dicom",
    "save_labels_nifti",
    "save_nifti",
]

_LABEL_INTENT = 1002  # NIFTI_INTENT_LABEL
_NAMES_HEAD = "label,name"


def save_nifti(volume: Volume, path: Path, comment: str = "") -> None:
    """Write a volume as ``.nii`` or ``.nii.gz``, LPS turned into NIfTI's RAS by the affine.

    int16 where every voxel is a whole number that fits, float32 otherwise: what is opened again is what
    was saved. Raises StudioError with a sentence.
    """
    data = volume.data.cpu().numpy()
    whole = bool(np.array_equal(data, np.rint(data)) and np.abs(data).max() < 2**15)
    words = f"{volume.unit}; {comment}" if comment else volume.unit
    _write_nifti(data.astype(np.int16 if whole else np.float32), volume.grid, path, words, 0)


def save_labels_nifti(labels: LabelMap, path: Path) -> None:
    """Write a label map, and its names as ``value,name`` lines in a ``.csv`` of the same name.

    Raises StudioError with a sentence, also where that ``.csv`` exists and is something else.
    """
    refuse_names(names_beside(path))
    data = labels.data.cpu().numpy()
    kind = np.uint8 if data.max() < 256 else np.int32
    _write_nifti(data.astype(kind), labels.grid, path, "labels", _LABEL_INTENT)
    lines = [_NAMES_HEAD, *(f"{label.value},{label.name.replace(',', ' ')}" for label in labels.labels)]
    with whole_file(names_beside(path)) as part:
        part.write_text("\n".join(lines) + "\n", "utf-8")


def names_beside(path: Path) -> Path:
    """Return where the names of a label map's structures stand."""
    return path.with_name(path.name.removesuffix(".gz").removesuffix(".nii") + ".csv")


def refuse_names(names: Path) -> None:
    """Raise StudioError where a file stands in the place of a table of names and is none."""
    try:
        with names.open("rb") as file:
            ours = file.read(len(_NAMES_HEAD)) == _NAMES_HEAD.encode()
    except FileNotFoundError:
        return
    except OSError:
        ours = False
    if not ours:
        raise StudioError(f"{names.name}, where the names would stand, is another file; choose another name.")


def _write_nifti(data: npt.NDArray[Any], grid: Grid, path: Path, words: str, intent: int) -> None:
    import nibabel

    if not path.name.endswith((".nii", ".nii.gz")):
        raise StudioError(f"“{path.name}” does not end in .nii or .nii.gz; give it one of these endings.")
    affine = _ras_affine(grid)
    image = nibabel.Nifti1Image(data.transpose(2, 1, 0), affine)
    sheared = np.abs(grid.matrix.T @ grid.matrix - np.eye(3)).max() > 1e-4  # a qform cannot say that
    image.set_sform(affine, 1)
    image.set_qform(affine, 0 if sheared else 1)
    image.header.set_xyzt_units("mm")
    image.header["descrip"] = words.encode("ascii", "replace")[:79]
    image.header["intent_code"] = intent
    with whole_file(path) as part:
        nibabel.save(image, part)


def _ras_affine(grid: Grid) -> npt.NDArray[np.float64]:
    """Return the 4×4 affine from (x, y, z) indices to RAS mm."""
    affine = np.eye(4)
    affine[:3, :3] = grid.matrix * np.array(grid.spacing[::-1])
    affine[:3, 3] = grid.origin
    return np.diag([-1.0, -1.0, 1.0, 1.0]) @ affine
