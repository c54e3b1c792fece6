"""Collections of real scans in folders: LiTS, TotalSegmentator, full and quarter dose, and plain volumes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import torch

from ..core.errors import GeometryError, LoadError
from ..core.volume import LabelMap, Volume
from ..io.opening import open_labels, open_masks
from ..methods.loaders import open_study
from ..physics.patients.values import VALUE
from ..physics.rows import pixel_of
from .sources import Slices, known

_NIFTI = (".nii.gz", ".nii")
_BONES = re.compile(r"(vertebra|rib|sternum|hip|sacrum|scapula|clavicula|humerus|femur|skull)")
_FULL = re.compile(r"(?<![a-z])full(?![a-z])", re.IGNORECASE)
_LOW = re.compile(r"(?<![a-z])(quarter|low)(?![a-z])", re.IGNORECASE)
_OTHER_NAMES = {
    "inferior_vena_cava": "Vena cava",
    "kidney_right": "Right kidney",
    "kidney_left": "Left kidney",
    "portal_vein_and_splenic_vein": "Portal vein",
}
_LIVER, _TUMOR = 1, 2
_LESION = 15
"""A lesion of the liver, and so a part of it, in label maps of our own numbering."""


@dataclass(frozen=True)
class Lits:
    """LiTS: ``volume-N.nii[.gz]`` with ``segmentation-N.nii[.gz]``, at any depth; 1 is liver, 2 tumor."""

    folder: Path

    def patients(self) -> tuple[str, ...]:
        """Return the numbers of the volumes that have a segmentation."""
        return tuple(sorted(self._pairs(), key=int))

    def pictures(self) -> tuple[Path, ...]:
        """Return the files of the volumes, without their segmentations."""
        return tuple(image for image, _ in self._pairs().values())

    def slices(self, patient: str) -> Slices:
        """Read one volume; its tumors are part of its liver."""
        known(patient, self.patients())
        image, mask = self._pairs()[patient]
        volume = _volume(image)
        labels = open_labels(mask, volume).only.data
        tumor = labels == _TUMOR
        liver = ((labels == _LIVER) | tumor).byte()
        return _slices(volume, liver, tumor.byte(), frozenset({VALUE["Liver"]}))

    def _pairs(self) -> dict[str, tuple[Path, Path]]:
        images, masks = (_numbered(self.folder, word) for word in ("volume", "segmentation"))
        return {number: (images[number], masks[number]) for number in images if number in masks}


@dataclass(frozen=True)
class TotalSegmentator:
    """TotalSegmentator: folders ``sNNNN`` with ``ct.nii.gz`` and ``segmentations/*.nii.gz``."""

    folder: Path

    def patients(self) -> tuple[str, ...]:
        """Return the names of the folders."""
        return tuple(sorted(path.parent.name for path in self.folder.glob("*/ct.nii.gz")))

    def pictures(self) -> tuple[Path, ...]:
        """Return the files of the scans, without their segmentations."""
        return tuple(sorted(self.folder.glob("*/ct.nii.gz")))

    def slices(self, patient: str) -> Slices:
        """Read one scan with those structures that have a label here."""
        known(patient, self.patients())
        volume = _volume(self.folder / patient / "ct.nii.gz")
        masks = sorted((self.folder / patient / "segmentations").glob("*.nii.gz"))
        values = {path.absolute(): _value(path.name.removesuffix(".nii.gz")) for path in masks}
        wanted = [path for path, value in values.items() if value]
        if not wanted:
            return _slices(volume)
        organs = torch.zeros(volume.grid.shape, dtype=torch.uint8)
        for path, labels in open_masks(wanted, volume).items():
            organs.masked_fill_(labels.data > 0, values[path])
        return _slices(volume, organs, structures=frozenset(values[path] for path in wanted))


@dataclass(frozen=True)
class FullAndQuarter:
    """AAPM and Mayo: a folder per patient, in it DICOM folders named after "full" and "quarter" or "low"."""

    folder: Path

    def patients(self) -> tuple[str, ...]:
        """Return the names of the folders that hold both doses."""
        return tuple(sorted(path.name for path in _folders(self.folder) if _doses(path) is not None))

    def slices(self, patient: str) -> Slices:
        """Read both series of one patient; raises GeometryError where they do not lie at the same place."""
        known(patient, self.patients())
        doses = _doses(self.folder / patient)
        if doses is None:
            raise LoadError("The folder of this patient has changed; ask again for the patients.")
        full, low = (_volume(path) for path in doses)
        if not full.grid.same_place(low.grid, 0.1):
            raise GeometryError(
                "The series of full and of low dose do not lie at the same place; leave it out."
            )
        return Slices(full.data, pixel_of(full.grid), low=low.data)


@dataclass(frozen=True)
class Volumes:
    """A plain folder: a NIfTI file or a folder of DICOM slices per patient.

    ``NAME_labels.nii[.gz]`` beside a volume ``NAME`` holds the values of ``LABELS``, and 15 in a lesion of
    the liver; what it leaves at 0 is none of them.
    """

    folder: Path

    def patients(self) -> tuple[str, ...]:
        """Return the names of files, without their ending, and of folders."""
        return tuple(sorted(self._found()))

    def pictures(self) -> tuple[Path, ...]:
        """Return the files of the volumes, without their labels; of a folder all that it holds."""
        found = self._found().values()
        below = (path for place in found for path in ([place] if place.is_file() else place.rglob("*")))
        return tuple(path for path in below if path.is_file())

    def slices(self, patient: str) -> Slices:
        """Read one volume, with labels where there are any."""
        known(patient, self.patients())
        volume = _volume(self._found()[patient])
        for ending in _NIFTI:
            path = self.folder / f"{patient}_labels{ending}"
            if path.is_file():
                labels = _numbers(path, open_labels(path, volume).only)
                lesions = labels == _LESION
                return _slices(volume, labels.masked_fill(lesions, VALUE["Liver"]), lesions.byte())
        return _slices(volume)

    def _found(self) -> dict[str, Path]:
        files = {_stem(path): path for path in sorted(self.folder.glob("*")) if path.name.endswith(_NIFTI)}
        files = {name: path for name, path in files.items() if not name.endswith("_labels")}
        return {path.name: path for path in _folders(self.folder)} | files


def _volume(path: Path) -> Volume:
    """Open the volume of a file or folder in the reader process; refuse what is not in HU."""
    volume = open_study([path]).first
    if volume.unit != "HU":
        raise LoadError(f"“{path.name}” holds no HU, so nothing can be learned from it; leave it out.")
    return volume


def _slices(
    volume: Volume,
    organs: torch.Tensor | None = None,
    lesions: torch.Tensor | None = None,
    structures: frozenset[int] | None = None,
) -> Slices:
    return Slices(volume.data, pixel_of(volume.grid), organs, lesions, structures)


def _numbers(path: Path, labels: LabelMap) -> torch.Tensor:
    """Return labels in our own numbering, uint8; raise LoadError where they have another one."""
    known = {0, *VALUE.values(), _LESION}
    wrong = labels.data[~torch.isin(labels.data, torch.tensor(sorted(known), dtype=labels.data.dtype))]
    if len(wrong):
        raise LoadError(
            f"“{path.name}” has the value {int(wrong[0])}, which is no structure here; number them as "
            "docs/plugins.md says."
        )
    return labels.data.byte()


def _numbered(folder: Path, word: str) -> dict[str, Path]:
    """Return the files ``word-N.nii[.gz]`` by N."""
    pattern = re.compile(rf"{word}-(\d{{1,9}})\.nii(\.gz)?")
    found = ((pattern.fullmatch(path.name), path) for path in sorted(folder.rglob(f"{word}-*.nii*")))
    return {match[1]: path for match, path in found if match}


def _value(name: str) -> int:
    """Return the label of a structure of TotalSegmentator, 0 where it has none here."""
    if _BONES.match(name):
        return VALUE["Bone"]
    if name.startswith("lung_") and name.endswith(("_left", "_right")):
        return VALUE["Lung"]
    plain = _OTHER_NAMES.get(name, name.replace("_", " ").capitalize())
    return VALUE.get(plain, 0)


def _doses(patient: Path) -> tuple[Path, Path] | None:
    """Return the folders of full and of low dose; None where one is missing."""
    below = [path for path in sorted(patient.rglob("*")) if path.is_dir() and _holds_files(path)]
    pictures = [path for path in below if "proj" not in path.name.lower()]
    full, low = (next(filter(word, pictures), None) for word in (_is_full, _is_low))
    return (full, low) if full and low else None


def _is_full(folder: Path) -> bool:
    return _FULL.search(folder.name) is not None


def _is_low(folder: Path) -> bool:
    return _LOW.search(folder.name) is not None


def _holds_files(folder: Path) -> bool:
    return any(path.is_file() for path in folder.iterdir())


def _folders(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.glob("*")) if path.is_dir()]


def _stem(path: Path) -> str:
    return path.name.removesuffix(".gz").removesuffix(".nii")
