"""Where a result goes: a NIfTI file, or a DICOM series in a folder."""

from __future__ import annotations

import math
from pathlib import Path

from ..core.errors import StudioError
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
    if out.is_dir() and any(out.iterdir()):
        raise StudioError(f"The folder {out} is not empty; name a new or empty one.")
    if out.is_file() and not replace:
        raise StudioError(f"{out} exists already; choose another name, or add --force to replace it.")


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
    if not simulated:
        return f"not for diagnosis; {' '.join(map(str, volume.history))}"
    fraction = math.prod(float(str(settings["dose"])) for settings in simulated)
    seeds = list(dict.fromkeys(str(settings["seed"]) for settings in simulated))
    words = f"seed {seeds[0]}" if len(seeds) == 1 else f"seeds {' and '.join(seeds)}"
    return f"simulated dose a={fraction:g}, {words}, not for diagnosis; {' '.join(map(str, volume.history))}"


def is_nifti(path: Path) -> bool:
    """Say whether a path names a NIfTI file."""
    return path.name.endswith(_NIFTI)
