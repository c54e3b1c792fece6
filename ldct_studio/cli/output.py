"""Where results go: NIfTI files, DICOM folders, and the files of the demo study."""

from __future__ import annotations

from pathlib import Path

from ..core.errors import StudioError
from ..core.study import Study
from ..core.volume import Volume
from ..io.save import save_dicom, save_nifti

_NIFTI = (".nii", ".nii.gz")


def refuse(out: Path, force: bool) -> None:
    """Raise ``StudioError`` where a result cannot or should not be written."""
    if not _is_nifti(out) and out.suffix:
        raise StudioError(f"“{out.name}” has no known ending; end it in .nii.gz, or name a folder for DICOM.")
    if not out.absolute().parent.is_dir():
        raise StudioError(f"The folder {out.parent} does not exist; make it first.")
    if _is_nifti(out) and out.is_dir():
        raise StudioError(f"{out} is a folder; name a file.")
    if not _is_nifti(out) and out.exists() and not out.is_dir():
        raise StudioError(f"{out} is a file; name a folder for DICOM, or end the name in .nii.gz.")
    if out.is_dir() and any(out.iterdir()):
        raise StudioError(f"The folder {out} is not empty; name a new or empty one.")
    if out.exists() and not out.is_dir() and not force:
        raise StudioError(f"{out} exists already; choose another name, or add --force to replace it.")


def write(volume: Volume, out: Path, study: Study, dose: float, seed: int) -> None:
    """Write a result to a NIfTI file, or as a DICOM series into a folder, saying what it is."""
    steps = " ".join(str(step) for step in volume.history)
    comment = f"simulated dose a={dose:g}, seed {seed}, not for diagnosis; {steps}"
    if _is_nifti(out):
        save_nifti(volume, out, comment)
    else:
        save_dicom(volume, out, study, f"LDCT Studio, dose {dose:g}", comment)


def refuse_demo(folder: Path, force: bool) -> None:
    """Raise ``StudioError`` where the demo study should not be written."""
    if folder.is_dir() and any(folder.iterdir()) and not force:
        raise StudioError(f"The folder {folder} is not empty; name another, or add --force to write into it.")


def _is_nifti(path: Path) -> bool:
    return path.name.endswith(_NIFTI)
