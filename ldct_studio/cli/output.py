"""Where results go: NIfTI files, DICOM folders, and the files of the demo study."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from ..core.atomic import write_text
from ..core.errors import StudioError
from ..core.study import Lesion, Study
from ..core.volume import Volume
from ..io.save import save_dicom, save_labels_nifti, save_nifti

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
    taken = out.exists() and (_is_nifti(out) or any(out.iterdir()))
    if taken and not force:
        raise StudioError(f"{out} exists already; choose another name, or add --force to replace it.")


def write(volume: Volume, out: Path) -> None:
    """Write a result to a NIfTI file, or as a DICOM series into a folder."""
    if _is_nifti(out):
        save_nifti(volume, out)
    else:
        save_dicom(volume, out)


def write_demo(study: Study, folder: Path, force: bool) -> list[Path]:
    """Write the volumes, label maps and truth table of a study; return the files."""
    volumes = {folder / f"{_file_name(name)}.nii.gz": volume for name, volume in study.volumes.items()}
    maps = {folder / f"labels-{_file_name(name)}.nii.gz": labels for name, labels in study.labels.items()}
    table = folder / "truth.csv"
    for file in (*volumes, *maps, table):
        if file.exists() and not force:
            raise StudioError(f"{file} exists already; choose another folder, or add --force to replace it.")
    folder.mkdir(parents=True, exist_ok=True)
    for file, volume in volumes.items():
        save_nifti(volume, file)
    for file, labels in maps.items():
        save_labels_nifti(labels, file)
    write_text(table, truth_table(study.truth))
    return [*volumes, *maps, table]


def truth_table(lesions: tuple[Lesion, ...]) -> str:
    """Return the lesions as CSV: center in mm (LPS), diameter in mm, contrast in HU."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["name", "x_mm", "y_mm", "z_mm", "diameter_mm", "contrast_hu"])
    for lesion in lesions:
        x, y, z = (round(value, 3) for value in lesion.center)
        writer.writerow([lesion.name, x, y, z, lesion.diameter, lesion.contrast])
    return text.getvalue()


def _is_nifti(path: Path) -> bool:
    return path.name.lower().endswith(_NIFTI)


def _file_name(name: str) -> str:
    return "-".join("".join(c if c.isalnum() else " " for c in name.lower()).split()) or "volume"
