"""DICOM-CT-PD: scans of the project's own abdomen, cast ray by ray in the words of the format."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from pydicom.dataset import FileDataset, FileMetaDataset
from pydicom.uid import CTImageStorage, ExplicitVRLittleEndian, ImplicitVRLittleEndian, generate_uid

from ldct_studio.core.errors import LoadError
from ldct_studio.core.study import Study
from ldct_studio.io.dicom_files import read_head
from ldct_studio.io.dicom_projections import ELEMENTS
from ldct_studio.io.projections_opening import ViewFile, ViewGroup, turn, view_groups
from ldct_studio.methods.loaders import open_study
from ldct_studio.physics import abdomen

WATER = 19.2  # 1/m, not that of the program
TURN, BINS, ROWS = 120, 80, 4
RADIUS, DISTANCE = 595.0, 1085.6
CHANNEL, ROW = 10.3, 11.0  # mm on the detector
CENTRAL = (40.75, 2.5)  # counted from 1: a quarter channel off
LIVER = 1


@pytest.fixture(scope="module")
def phantom() -> tuple[torch.Tensor, torch.Tensor, abdomen.Grid]:
    """Return attenuation in 1/m, organs and grid: 96 mm of the abdomen around the liver."""
    grid = abdomen.demo_grid(80, 16)
    hu, organs, _ = abdomen.draw(grid, 4, 8)
    return (hu.clamp_min(-1000) / 1000 + 1) * WATER, organs, grid.rows(4, 8)


def cast(mu: torch.Tensor, grid: abdomen.Grid, phi: torch.Tensor, place: torch.Tensor) -> torch.Tensor:
    """Return line integrals (view, row, column) by sampling the volume along every ray.

    The focal spot stands at (ρ sin φ, ρ cos φ), x to the patient's left and y to the front; columns go along
    (-cos φ, sin φ), and rows to the feet.
    """
    delta = (torch.arange(1, BINS + 1) - CENTRAL[0]) * CHANNEL / DISTANCE
    slope = -(torch.arange(1, ROWS + 1) - CENTRAL[1]) * ROW / DISTANCE
    center = np.mean([grid.patient((0, 0, 0)), grid.patient(tuple(n - 1 for n in grid.shape))], axis=0)
    sides = [n * s for n, s in zip(grid.shape, grid.spacing, strict=True)]
    along = torch.linspace(RADIUS - 290, RADIUS + 290, 130)
    result = []
    for angle, z in zip(phi, place, strict=True):
        sin, cos = torch.sin(angle), torch.cos(angle)
        x = -sin * torch.cos(delta) - cos * torch.sin(delta)
        y = -cos * torch.cos(delta) + sin * torch.sin(delta)
        px = RADIUS * sin + along[:, None] * x
        py = RADIUS * cos + along[:, None] * y
        pz = z + along[:, None] * slope
        shape = (len(along), ROWS, BINS)
        where = torch.stack(
            (
                (2 * px / sides[2])[:, None].expand(shape),
                (-2 * py / sides[1])[:, None].expand(shape),
                (2 * (pz - center[2]) / sides[0])[:, :, None].expand(shape),
            ),
            -1,
        )
        values = torch.nn.functional.grid_sample(mu[None, None], where[None], align_corners=False)[0, 0]
        step = (along[1] - along[0]) / 1000 * torch.sqrt(1 + slope**2)
        result.append(values.sum(0) * step[:, None])
    return torch.stack(result)


def write(
    folder: Path, lines: torch.Tensor, phi: torch.Tensor, place: torch.Tensor, kind: str, **odd: object
) -> None:
    """Write views as DICOM-CT-PD files, 16 bits each."""
    folder.mkdir()
    series, implicit = generate_uid(), bool(odd.pop("implicit", False))
    slope = float(lines.max()) / 60000
    values: dict[str, object] = {
        "DetectorElementTransverseSpacing": CHANNEL,
        "DetectorElementAxialSpacing": ROW,
        "DetectorShape": "CYLINDRICAL",
        "NumberofDetectorRows": ROWS,
        "NumberofDetectorColumns": BINS,
        "DetectorFocalCenterRadialDistance": RADIUS,
        "ConstantRadialDistance": DISTANCE,
        "DetectorCentralElement": list(CENTRAL),
        "FlyingFocalSpotMode": "FFSNONE",
        "NumberofSourceAngularSteps": TURN,
        "PhotonStatistics": [2e5] * BINS,
        "TypeofProjectionData": kind,
        "TypeofProjectionGeometry": "CONEBEAM",
        "LogFlag": "YES",
        "WaterAttenuationCoefficient": str(WATER / 1000),
        **odd,
    }
    for index, view in enumerate(lines):
        meta = FileMetaDataset()
        meta.MediaStorageSOPClassUID, meta.MediaStorageSOPInstanceUID = CTImageStorage, generate_uid()
        meta.TransferSyntaxUID = ImplicitVRLittleEndian if implicit else ExplicitVRLittleEndian
        data = FileDataset(None, {}, file_meta=meta, preamble=b"\0" * 128)
        data.SOPClassUID, data.SOPInstanceUID = CTImageStorage, meta.MediaStorageSOPInstanceUID
        data.SeriesInstanceUID, data.Modality, data.InstanceNumber = series, "CT", index + 1
        data.PatientName, data.KVP = "CANARY^PATIENT", 120
        data.Rows, data.Columns, data.SamplesPerPixel = ROWS, BINS, 1
        data.PhotometricInterpretation, data.PixelRepresentation = "MONOCHROME2", 0
        data.BitsAllocated, data.BitsStored, data.HighBit = 16, 16, 15
        data.RescaleSlope, data.RescaleIntercept = f"{slope:.9g}", "0"
        own = {
            "DetectorFocalCenterAngularPosition": math.remainder(float(phi[index]), 2 * math.pi),
            "DetectorFocalCenterAxialPosition": float(place[index]),
        }
        for name, value in (values | own).items():
            if value is not None:
                data.add_new(*ELEMENTS[name], value)
        data.PixelData = (view / slope).round().numpy().astype(np.uint16).tobytes()
        data.save_as(folder / f"{index:05d}.dcm", implicit_vr=implicit, little_endian=True)


def liver_error(study: Study, phantom: tuple[torch.Tensor, torch.Tensor, abdomen.Grid]) -> float:
    """Return the mean HU of the liver less that of the phantom at the same voxels, in the middle slices."""
    mu, organs, grid = phantom
    volume, found = study.first, []
    for row in range(1, volume.grid.shape[0] - 1):
        z = volume.grid.patient((row, 0, 0))[2]
        near = round(grid.index((0, 0, z))[0])
        inside = (
            torch.nn.functional.avg_pool2d((organs[near] == LIVER).float()[None, None], 5, 1, 2)[0, 0] > 0.99
        )
        size = volume.grid.shape[1] * volume.grid.spacing[1]
        points = torch.nonzero(inside)
        x = (points[:, 1] - (grid.shape[2] - 1) / 2) * grid.spacing[2] * 2 / size
        y = (points[:, 0] - (grid.shape[1] - 1) / 2) * grid.spacing[1] * 2 / size
        there = torch.stack((x, y), -1)[None, None]
        seen = torch.nn.functional.grid_sample(volume.data[row][None, None], there, align_corners=False)
        found.append(float(seen.mean() - ((mu[near][inside] / WATER - 1) * 1000).mean()))
    assert len(found) >= 2
    return max(map(abs, found))


def helical(phantom: tuple[torch.Tensor, torch.Tensor, abdomen.Grid], pitch: float, views: int):
    """Return lines, angles and places of a helical scan around the middle of the phantom."""
    mu, _, grid = phantom
    feed = pitch * ROWS * ROW * RADIUS / DISTANCE
    middle = (grid.patient((0, 0, 0))[2] + grid.patient((grid.shape[0] - 1, 0, 0))[2]) / 2
    turns = torch.arange(views) / TURN
    phi, place = 0.3 + 2 * math.pi * turns, middle + feed * (turns - turns[-1] / 2)
    return cast(mu, grid, phi, place), phi, place


def test_the_liver_of_a_helical_scan_is_right_to_5_hu(tmp_path, phantom):
    write(tmp_path / "scan", *helical(phantom, 0.8, 260), "HELICAL")
    study = open_study([tmp_path / "scan"])
    assert study.first.unit == "HU"
    assert liver_error(study, phantom) < 5
    assert study.scan.source == "recorded"
    assert study.scan.photons == (pytest.approx(2e5),)
    assert study.projections[study.name].water == pytest.approx(WATER)
    assert "CANARY" not in " ".join(study.facts.warnings)


def test_the_liver_of_an_axial_scan_is_right_to_5_hu(tmp_path, phantom):
    mu, _, grid = phantom
    middle = (grid.patient((0, 0, 0))[2] + grid.patient((grid.shape[0] - 1, 0, 0))[2]) / 2
    phi = torch.arange(TURN) * 2 * math.pi / TURN
    place = torch.full((TURN,), middle)
    write(tmp_path / "scan", cast(mu, grid, phi, place), phi, place, "AXIAL", implicit=True)
    study = open_study([tmp_path / "scan"])
    assert study.first.grid.shape[0] == ROWS
    assert liver_error(study, phantom) < 5


def test_what_a_header_lacks_is_said(tmp_path):
    phi, place, lines = (
        torch.arange(TURN) * 2 * math.pi / TURN,
        torch.zeros(TURN),
        torch.ones(TURN, ROWS, BINS),
    )
    odd = {"WaterAttenuationCoefficient": None, "PhotonStatistics": None, "FlyingFocalSpotMode": "FFSZ"}
    write(tmp_path / "bare", lines, phi, place, "AXIAL", **odd)
    study = open_study([tmp_path / "bare"])
    assert study.first.unit == "1/cm"
    assert not study.scan.in_photons
    said = " ".join(study.facts.warnings)
    assert "FFSZ" in said
    assert "not in photons" in said


def test_a_scan_that_makes_no_slice_is_refused(tmp_path):
    phi, place, lines = (
        torch.arange(TURN) * 2 * math.pi / TURN,
        torch.zeros(TURN),
        torch.ones(TURN, ROWS, BINS),
    )
    write(tmp_path / "raw", lines[:2], phi[:2], place[:2], "AXIAL", LogFlag="NO")
    with pytest.raises(LoadError, match="before the logarithm"):
        read_head(next((tmp_path / "raw").iterdir()))
    write(tmp_path / "views", lines[:30], torch.cat((phi[:10], phi[15:35])), place[:30], "AXIAL")
    views = [ViewFile(path, read_head(path).view) for path in sorted((tmp_path / "views").iterdir())]
    (scan,) = view_groups(views)
    with pytest.raises(LoadError, match="30 views, and a slice needs one turn, 120"):
        turn(scan)
    few = ViewGroup(
        tuple(replace(v, header=v.header.model_copy(update={"per_turn": 25})) for v in scan.views)
    )
    with pytest.raises(LoadError, match="do not go round evenly"):
        turn(few)
