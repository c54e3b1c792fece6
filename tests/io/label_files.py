"""Files with labels that the tests write: DICOM segmentations by highdicom, structure sets by pydicom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pydicom
import torch
from pydicom.dataset import Dataset, FileDataset, FileMetaDataset
from pydicom.uid import ExplicitVRLittleEndian, ImplicitVRLittleEndian, RTStructureSetStorage, generate_uid

from ldct_studio.core.grid import Grid
from ldct_studio.core.volume import Volume
from ldct_studio.io.dicom_labels_opening import DicomLabels, open_dicom_labels
from ldct_studio.io.labels import OpenedLabels
from ldct_studio.io.process import head
from ldct_studio.io.reader import Limits, Readers
from ldct_studio.io.save import save_dicom

Array = npt.NDArray[Any]
GRID = Grid((6, 40, 37), (2.5, 0.8, 0.7), (-10.0, -20.0, 100.0))
"""37 columns: single bits of one picture do not end with a byte."""
COLORS = ("#DD8265", "#3366CC", "#00AA55")


def write_scan(folder: Path, grid: Grid = GRID) -> list[Dataset]:
    """Write a CT series and return its slices from the lowest on."""
    data = torch.arange(grid.shape[1] * grid.shape[2]).reshape(grid.shape[1:]).float()
    save_dicom(Volume(data.expand(grid.shape).contiguous(), grid), folder)
    return [pydicom.dcmread(file) for file in sorted(folder.glob("0*.dcm"))]


def write_segmentation(
    path: Path,
    slices: Sequence[Dataset],
    voxels: Array,
    kind: str = "BINARY",
    syntax: str = ExplicitVRLittleEndian,
    names: Sequence[str] = ("Liver", "Lesion 1", "Vein"),
    **more: Any,
) -> Path:
    """Write segments (z, y, x, segment), or labels (z, y, x), of the slices, as highdicom does."""
    import highdicom
    from pydicom.sr.codedict import codes

    def described(number: int) -> Any:
        color = COLORS[number]
        return highdicom.seg.SegmentDescription(
            segment_number=number + 1,
            segment_label=names[number],
            segmented_property_category=codes.SCT.AnatomicalStructure,
            segmented_property_type=codes.SCT.Liver,
            algorithm_type=highdicom.seg.SegmentAlgorithmTypeValues.MANUAL,
            display_color=highdicom.color.CIELabColor.from_rgb(
                *(int(color[n : n + 2], 16) for n in (1, 3, 5))
            ),
        )

    count = voxels.shape[3] if voxels.ndim == 4 else int(voxels.max())
    highdicom.seg.Segmentation(
        source_images=list(slices),
        pixel_array=voxels,
        segmentation_type=kind,
        segment_descriptions=[described(n) for n in range(count)],
        series_instance_uid=generate_uid(),
        series_number=2,
        sop_instance_uid=generate_uid(),
        instance_number=1,
        manufacturer="Maker",
        manufacturer_model_name="Model",
        software_versions="1",
        device_serial_number="1",
        series_description="Organs",
        transfer_syntax_uid=syntax,
        **more,
    ).save_as(path)
    return path


def circle(x: float, y: float, z: float, radius: float, points: int = 720) -> Array:
    """Return a circle (n, 3) in LPS mm."""
    angle = np.linspace(0, 2 * np.pi, points, endpoint=False)
    return np.column_stack([x + radius * np.cos(angle), y + radius * np.sin(angle), np.full(points, z)])


def write_structures(
    path: Path, regions: dict[str, Sequence[Array]], frame: str, kinds: Sequence[str] = ()
) -> Path:
    """Write regions of closed contours (n, 3), LPS mm; ``kinds`` are those of the last region's contours."""
    meta = FileMetaDataset()
    meta.MediaStorageSOPClassUID, meta.MediaStorageSOPInstanceUID = RTStructureSetStorage, generate_uid()
    meta.TransferSyntaxUID = ImplicitVRLittleEndian  # DS of explicit VR ends at 64 KiB
    data = FileDataset(None, {}, file_meta=meta, preamble=b"\0" * 128)
    data.SOPClassUID, data.SOPInstanceUID = RTStructureSetStorage, meta.MediaStorageSOPInstanceUID
    data.Modality, data.StructureSetLabel, data.PatientName = "RTSTRUCT", "Plan", "CANARY^PATIENT"
    data.StructureSetROISequence, data.ROIContourSequence = [], []
    for number, (name, contours) in enumerate(regions.items(), 5):
        data.StructureSetROISequence.append(
            _item(ROINumber=number, ROIName=name, ReferencedFrameOfReferenceUID=frame)
        )
        types = [*kinds, *["CLOSED_PLANAR"] * len(contours)] if number == 4 + len(regions) else None
        items = [
            _item(
                ContourGeometricType=types[n] if types else "CLOSED_PLANAR",
                NumberOfContourPoints=len(points),
                ContourData=[f"{value:.4f}" for value in np.ravel(points)],
            )
            for n, points in enumerate(contours)
        ]
        data.ROIContourSequence.append(
            _item(ReferencedROINumber=number, ROIDisplayColor=[0, 128, number], ContourSequence=items)
        )
    data.save_as(path, enforce_file_format=True)
    return path


def _item(**elements: Any) -> Dataset:
    item = Dataset()
    for keyword, value in elements.items():
        setattr(item, keyword, value)
    return item


@contextmanager
def started() -> Iterator[Readers]:
    """Start one reader process for many files."""
    with Readers(Limits(), lambda: False) as readers:
        readers.one().ask({"do": "head", "path": __file__}, lambda: False)
        yield readers


def read(readers: Readers, path: Path, grid: Grid, frame: str) -> OpenedLabels:
    """Open a file of DICOM labels onto a grid as the program does, its header read here."""
    header = head(path).labels
    assert header is not None
    return open_dicom_labels(readers, DicomLabels(path, header), grid, frame)
