"""LoDoPaB-CT from small files of the same layout."""

from __future__ import annotations

import math
from pathlib import Path

import h5py
import numpy as np
import pytest
import torch

from ldct_studio.core.errors import LoadError
from ldct_studio.physics.attenuation import MU_MAX, hu_to_mu
from ldct_studio.physics.fbp import fbp
from ldct_studio.training.lodopab import Lodopab

SIZE, VIEWS = 48, 90
BINS = 2 * math.ceil(SIZE / math.sqrt(2)) + 1


def write(folder: Path, kind: str, number: int, data: np.ndarray, part: str = "train") -> Path:
    path = folder / f"{kind}_{part}_{number:03d}.hdf5"
    with h5py.File(path, "w") as file:
        file["data"] = data.astype(np.float32)
    return path


def collection(folder: Path, patients: list[int] | None = None, count: int = 130) -> Lodopab:
    """Write flat slices whose value is their number, in thousandths, in files of 128."""
    values = np.arange(count)[:, None, None] / 1000 * np.ones((1, SIZE, SIZE))
    for number in range(math.ceil(count / 128)):
        write(folder, "ground_truth", number, values[128 * number : 128 * (number + 1)])
    if patients is not None:
        table = "\n".join(map(str, patients)) + "\n"
        (folder / "patient_ids_rand_train.csv").write_text(table, "ascii")
    return Lodopab(folder, "train")


def test_a_patient_is_gathered_from_its_files(tmp_path: Path) -> None:
    source = collection(tmp_path, [5 if k in (3, 127, 129) else 10 + k % 7 for k in range(130)])
    assert source.patients() == ("5", "10", "11", "12", "13", "14", "15", "16")
    slices = source.slices("5")
    assert slices.hu.shape == (3, SIZE, SIZE)
    assert hu_to_mu(slices.hu)[:, 0, 0].tolist() == pytest.approx(
        [MU_MAX * k / 1000 for k in (3, 127, 129)], rel=1e-3
    )
    assert slices.pixel_mm == pytest.approx(260 / SIZE)


def test_water_is_0_hu(tmp_path: Path) -> None:
    write(tmp_path, "ground_truth", 0, np.full((2, SIZE, SIZE), 0.245825))
    assert float(Lodopab(tmp_path, "train").slices("file 000").hu.abs().max()) < 0.01


def test_without_a_table_files_stand_in_for_patients(tmp_path: Path) -> None:
    source = collection(tmp_path)
    assert source.patients() == ("file 000", "file 001")
    assert len(source.slices("file 001").hu) == 2


def test_observations_belong_to_the_pictures(tmp_path: Path) -> None:
    """Line integrals of ODL's rays, written out for discs: s = u cos θ + v sin θ, u the first axis."""
    half, axis = 130.0, (np.arange(SIZE) + 0.5) / SIZE * 260 - 130
    centers, radius = ((40.0, 25.0), (-60.0, 10.0)), 30.0
    stored = np.stack([np.hypot(axis[:, None] - u, axis - v) < radius for u, v in centers])
    write(tmp_path, "ground_truth", 0, 0.25 * stored)
    theta = (np.arange(VIEWS) + 0.5) * np.pi / VIEWS
    s = ((np.arange(BINS) + 0.5) / BINS * 2 - 1) * half * math.sqrt(2)
    chords = []
    for u, v in centers:
        away = s - (u * np.cos(theta) + v * np.sin(theta))[:, None]
        chords.append(0.25 * 2 * np.sqrt(np.clip(radius**2 - away**2, 0, None)) / 1000)
    write(tmp_path, "observation", 0, np.stack(chords))
    source = Lodopab(tmp_path, "train")
    measured, slices = source.observations("file 000"), source.slices("file 000")
    assert float(measured.data.max()) == pytest.approx(0.25 * 0.06 * MU_MAX, rel=0.02)
    mu = fbp(measured.data, measured.geometry, SIZE, slices.pixel_mm)  # type: ignore[arg-type]
    inside = hu_to_mu(slices.hu) > 1
    kept = torch.nn.functional.max_pool2d((~inside).float()[:, None], 5, 1, 2)[:, 0] == 0
    assert float(mu[kept].mean()) == pytest.approx(0.25 * MU_MAX, rel=0.03)
    assert float(mu[~inside].mean().abs()) < 0.03 * MU_MAX


def test_what_is_broken_says_so(tmp_path: Path) -> None:
    source = collection(tmp_path, count=3)
    path = tmp_path / "ground_truth_train_000.hdf5"
    path.write_bytes(path.read_bytes()[:900])
    with pytest.raises(LoadError, match="broken or truncated"):
        source.slices("file 000")
    with h5py.File(path, "w") as file:
        file["data"] = h5py.ExternalLink("other.hdf5", "data")
    with pytest.raises(LoadError, match="of its own"):
        source.slices("file 000")
    write(tmp_path, "ground_truth", 0, np.full((1, 4, 4), np.nan))
    with pytest.raises(LoadError, match="not numbers"):
        source.slices("file 000")
    with pytest.raises(LoadError, match="missing"):
        source.observations("file 000")


def test_a_broken_table_says_so(tmp_path: Path) -> None:
    source = collection(tmp_path, count=3)
    (tmp_path / "patient_ids_rand_train.csv").write_text("5\nfive\n", "ascii")
    with pytest.raises(LoadError, match="no list"):
        source.patients()
