"""Where a result goes: a NIfTI file, or a DICOM series in a folder."""

from __future__ import annotations

from pathlib import Path

from ..core.errors import StudioError
from ..core.volume import Volume
from .save import save_dicom, save_nifti

_NIFTI = (".nii", ".nii.gz")


def refuse(out: Path, replace: bool) -> None:
    """Raise ``StudioError`` where a result cannot or, without ``replace``, should not be written."""
    if not is_nifti(out) and out.suffix:
        raise StudioError(f"“{out.name}” has no known ending; end it in .nii.gz, or name a folder for DICOM.")
    if not out.absolute().parent.is_dir():
        raise StudioError(f"The folder {out.parent} does not exist; make it first.")
    if is_nifti(out) and out.is_dir():
        raise StudioError(f"{out} is a folder; name a file.")
    if not is_nifti(out) and out.exists() and not out.is_dir():
        raise StudioError(f"{out} is a file; name a folder for DICOM, or end the name in .nii.gz.")
    taken = out.exists() and (is_nifti(out) or any(out.iterdir()))
    if taken and not replace:
        raise StudioError(f"{out} exists already; choose another name, or replace it.")


def save(volume: Volume, out: Path) -> None:
    """Write a volume to a NIfTI file, or as a DICOM series into a folder."""
    if is_nifti(out):
        save_nifti(volume, out)
    else:
        save_dicom(volume, out)


def is_nifti(path: Path) -> bool:
    """Say whether a path names a NIfTI file."""
    return path.name.lower().endswith(_NIFTI)
