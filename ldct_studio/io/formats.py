"""Formats: which file is read by whom, told by the ending of its name; the reader checks what is in it."""

from __future__ import annotations

from pathlib import Path

NIFTI = (".nii", ".nii.gz", ".hdr", ".img", ".hdr.gz", ".img.gz")
"""NIfTI-1 and -2, single files and pairs; ANALYZE 7.5, pairs."""
NUMPY = (".npy", ".npz")
META_IMAGE = (".mha", ".mhd")
NRRD = (".nrrd", ".nhdr")
TIFF = (".tif", ".tiff")
ARCHIVE = (".zip",)
RAYS = (".h5", ".hdf5", ".hdf", ".mat")
"""Measured projections."""
ARRAYS = (*NIFTI, *NUMPY, *META_IMAGE, *NRRD, *TIFF)


def has(path: Path, endings: tuple[str, ...]) -> bool:
    """Say whether a file is named like one of a format."""
    return path.name.lower().endswith(endings)


def is_array(path: Path) -> bool:
    """Say whether the name is one of a volume or an array in a single file, as those of DICOM are not."""
    return has(path, ARRAYS)


def is_whole(path: Path) -> bool:
    """Say whether a file is whole by itself, unlike a DICOM slice."""
    return is_array(path) or has(path, RAYS)


def without_ending(name: str) -> str:
    """Return the name of a file without the ending that says its format."""
    stem = name[:-3] if name.lower().endswith(".gz") else name
    return stem.rsplit(".", 1)[0] or name
