"""Where a result goes: a NIfTI file, or a DICOM series in a folder."""

from __future__ import annotations

import math
from pathlib import Path
from typing import TypeGuard

from ..core.errors import StudioError
from ..core.step import Step, Value
from ..core.study import Study
from ..core.volume import Volume
from .save import save_dicom, save_nifti

_NIFTI = (".nii", ".nii.gz")


def refuse(out: Path, replace: bool) -> None:
    """Raise ``StudioError`` where a result cannot or, without ``replace``, should not be written.

    A folder that holds something is never replaced.
    """
    if not is_nifti(out) and out.suffix:
        raise StudioError(f"“{out.name}” has no known ending; end it in .nii.gz, or name a folder for DICOM.")
    if not out.absolute().parent.is_dir():
        raise StudioError(f"The folder {out.parent} does not exist; make it first.")
    if is_nifti(out) and out.is_dir():
        raise StudioError(f"{out} is a folder; name a file.")
    if not is_nifti(out) and out.exists() and not out.is_dir():
        raise StudioError(f"{out} is a file; name a folder for DICOM, or end the name in .nii.gz.")
    if out.is_dir() and _holds_something(out):
        raise StudioError(f"The folder {out} is not empty; name a new or empty one.")
    if out.is_file() and not replace:
        raise StudioError(f"{out} exists already; choose another name, or add --force to replace it.")


def _holds_something(folder: Path) -> bool:
    try:
        return any(folder.iterdir())
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        raise StudioError(f"The folder {folder} cannot be read ({reason}); name another one.") from None


def save(volume: Volume, out: Path, study: Study | None = None) -> None:
    """Write a volume to a NIfTI file, or as a DICOM series into a folder, with a comment on what it is.

    ``study`` is where it came from: its facts that name nobody go into DICOM.
    """
    comment = provenance(volume)
    if is_nifti(out):
        save_nifti(volume, out, comment)
    else:
        save_dicom(volume, out, study, comment=comment)


def provenance(volume: Volume) -> str:
    """Say how a volume was made: dose and seed of its simulation, and its steps; '' for a loaded one.

    Of a volume that was simulated more than once, the dose is the product: a fraction of the loaded scan.
    """
    if not volume.history:
        return ""
    steps = [step for step in volume.history if step.kind == "simulator"]
    simulated = [step.settings for step in steps if "dose" in step.settings]
    told = " ".join(map(str, without_folders(volume.history)))
    if not simulated:
        return f"not for diagnosis; {told}"
    fraction = math.prod(float(str(settings["dose"])) for settings in simulated)
    seeds = list(dict.fromkeys(str(settings["seed"]) for settings in simulated))
    words = f"seed {seeds[0]}" if len(seeds) == 1 else f"seeds {' and '.join(seeds)}"
    return f"simulated dose a={fraction:g}, {words}, not for diagnosis; {told}"


def without_folders(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """Return steps that name the files in their settings without the folders, which may name people."""
    return tuple(
        step.replace(**{key: Path(value).name for key, value in step.config if _is_path(value)})
        for step in steps
    )


def _is_path(value: Value) -> TypeGuard[str]:
    return isinstance(value, str) and Path(value).is_absolute()


def is_nifti(path: Path) -> bool:
    """Say whether a path names a NIfTI file."""
    return path.name.endswith(_NIFTI)
