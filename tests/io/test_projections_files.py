"""Measured projections in single files: data exchange, HTC2022 and LoDoPaB-CT."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import h5py
import numpy as np
import pytest
import torch
from scipy.io import savemat

from ldct_studio.core.acquired import Acquired
from ldct_studio.core.errors import LoadError
from ldct_studio.core.projections import FanGeometry, ScanGeometry
from ldct_studio.io.opening import open_paths
from ldct_studio.io.projections_hdf5 import FLOOR, read_hdf5
from ldct_studio.io.projections_htc import read_htc
from ldct_studio.io.projections_source import beyond, even_views
from ldct_studio.physics.attenuation import MU_MAX

VIEWS, ROWS, BINS = 24, 2, 40
GAIN, N0, DARK = 3.0, 20000.0, 100.0


def exchange(path: Path, change: Any = None) -> np.ndarray:
    """Write counts of a scan in data exchange, a photon being three counts; return its line integrals."""
    draw = np.random.default_rng(1)
    lines = np.tile(np.exp(-(((np.arange(BINS) - 18) / 8) ** 2)), (VIEWS, ROWS, 1)) * 1.5
    with h5py.File(path, "w") as file:
        group = file.create_group("exchange")
        group["data"] = GAIN * draw.poisson(N0 * np.exp(-lines)) + DARK
        group["data_white"] = GAIN * draw.poisson(N0, (60, ROWS, BINS)) + DARK
        group["data_dark"] = draw.normal(DARK, 12.0, (60, ROWS, BINS))
        group["theta"] = np.arange(VIEWS) * 180 / VIEWS
        if change is not None:
            change(file)
    return lines


def htc(path: Path, name: str = "CtDataLimited", views: int = 21, **odd: Any) -> np.ndarray:
    """Write a sinogram as the Helsinki Tomography Challenge does; return it."""
    sinogram = np.random.default_rng(2).random((views, 30))
    parameters = {
        "projectName": "htc2022_tx_",
        "scanner": "a laboratory",
        "distanceSourceOrigin": 400.0,
        "distanceSourceDetector": 500.0,
        "angles": 10 + 3.0 * np.arange(views),
        "pixelSize": 0.05,
        "pixelSizePost": 0.2,
        "voltage": "45",
    }
    savemat(path, {name: {"type": "2d", "sinogram": sinogram, "parameters": parameters | odd}})
    return sinogram


def opened(path: Path) -> Acquired:
    found = open_paths([path])
    assert isinstance(found, Acquired)
    return found


def test_counts_become_line_integrals_and_flats_tell_the_photons(tmp_path):
    lines = exchange(tmp_path / "scan.h5")
    found = opened(tmp_path / "scan.h5")
    assert found.rays.geometry == ScanGeometry(VIEWS, BINS, 1.0)
    error = found.rays.data.numpy() - lines.transpose(1, 0, 2)
    assert np.abs(error).mean() < 0.02
    assert found.scan.source == "flats"
    assert found.scan.gain == pytest.approx(GAIN, rel=0.05)
    assert found.scan.photons[0] == pytest.approx(N0, rel=0.05)
    assert found.scan.electronic == pytest.approx(12.0 / GAIN, rel=0.1)
    assert not found.centered
    assert not found.sized
    assert any("a photon is" in said for said in found.facts.warnings)


def test_rays_without_counts_are_floored_and_counted(tmp_path):
    def starve(file: Any) -> None:
        file["exchange/data"][3, 0, 10:13] = DARK - 5
        file["exchange/data"][4, 1, 0] = np.nan
        file["exchange/data_white"][:, 0, 20] = 0
        file["exchange/data_white"][7, 0, 21] = np.nan

    exchange(tmp_path / "scan.h5", starve)
    found = opened(tmp_path / "scan.h5")
    data = found.rays.data
    assert bool(torch.isfinite(data).all())
    assert torch.allclose(data[0, 3, 10:13], torch.tensor(-math.log(FLOOR)))
    assert torch.allclose(data[0, :, 20], (data[0, :, 19] + data[0, :, 21]) / 2)
    exchange(tmp_path / "whole.h5")
    whole = opened(tmp_path / "whole.h5").rays.data
    assert float((data[0, :, 21] - whole[0, :, 21]).abs().max()) < 1e-3, "one flat of sixty is missing there"
    said = " ".join(found.facts.warnings)
    assert "4 rays had hardly a count" in said
    assert "1 channels saw no light" in said


def test_few_flats_tell_no_photons(tmp_path):
    def few(file: Any) -> None:
        white = file["exchange/data_white"][:2]
        del file["exchange/data_white"], file["exchange/data_dark"]
        file["exchange/data_white"] = white

    exchange(tmp_path / "scan.h5", few)
    found = opened(tmp_path / "scan.h5")
    assert not found.scan.in_photons
    assert any("no dark field" in said for said in found.facts.warnings)
    assert any("not in photons" in said for said in found.facts.warnings)


def test_a_recorded_channel_is_taken_and_one_that_is_not_can_be_given(tmp_path):
    def sized(file: Any) -> None:
        file["measurement/instrument/detector/x_pixel_size"] = 6.5
        file["measurement/instrument/detector/x_pixel_size"].attrs["units"] = "um"

    exchange(tmp_path / "sized.h5", sized)
    found = opened(tmp_path / "sized.h5")
    assert found.sized
    assert found.rays.geometry.pitch == pytest.approx(0.0065)
    exchange(tmp_path / "plain.h5")
    given = open_paths([tmp_path / "plain.h5"], spacing=(1.0, 0.5, 0.25))
    assert given.sized
    assert given.rays.geometry.pitch == 0.25


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda file: file.__delitem__("exchange/data"), "holds no projections"),
        (lambda file: file["exchange/theta"].__setitem__(5, 170.0), "do not go round evenly"),
        (lambda file: file["exchange/data_white"].__setitem__(..., 0.0), "not brighter than"),
    ],
)
def test_a_scan_that_makes_no_sense_is_one_sentence(tmp_path, change, sentence):
    exchange(tmp_path / "scan.h5", change)
    with pytest.raises(LoadError, match=sentence):
        open_paths([tmp_path / "scan.h5"])


def test_nothing_is_allocated_that_the_file_does_not_hold(tmp_path):
    with h5py.File(tmp_path / "large.h5", "w") as file:
        file.create_dataset("exchange/data", (20000, 100, 2000), "f4", chunks=(1, 1, 2000))
    with pytest.raises(LoadError, match=r"claims 14\.9 GiB"):
        read_hdf5(tmp_path / "large.h5")
    with h5py.File(tmp_path / "link.h5", "w") as file:
        file["exchange/data"] = h5py.ExternalLink("scan.h5", "exchange/data")
    with pytest.raises(LoadError, match="holds no projections"):
        read_hdf5(tmp_path / "link.h5")
    (tmp_path / "cut.h5").write_bytes((tmp_path / "link.h5").read_bytes()[:200])
    with pytest.raises(LoadError, match="broken or no HDF5"):
        read_hdf5(tmp_path / "cut.h5")


def test_nothing_of_another_file_is_read(tmp_path):
    (tmp_path / "secret.txt").write_bytes(b"a line of another file")
    with h5py.File(tmp_path / "secret.h5", "w") as file:
        file["sample/name"] = "a text of another file"

    def outside(file: Any) -> None:
        elsewhere = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
        elsewhere.set_external(str(tmp_path / "secret.txt").encode(), 0, 20)
        text = h5py.h5t.C_S1.copy()
        text.set_size(20)
        one = h5py.h5s.create_simple((1,))
        h5py.h5d.create(file["exchange"].id, b"title", text, one, elsewhere)
        file["measurement"] = h5py.ExternalLink("secret.h5", "/")

    exchange(tmp_path / "scan.h5", outside)
    assert read_hdf5(tmp_path / "scan.h5").head().rays.description == ""


def test_views_that_repeat_are_left_out():
    assert even_views(np.linspace(0, 180, 181), 180) == (180, 0.0, pytest.approx(math.pi / 180))
    assert even_views(np.linspace(0, 360, 721), 360)[0] == 720
    assert even_views(np.linspace(0, 400, 401), 180)[0] == 360
    assert beyond(181, 180) == ()
    assert "41 of 401 views" in beyond(401, 360)[0]
    assert even_views(np.linspace(90, 30, 61), 360) == (61, math.pi / 2, pytest.approx(-math.pi / 180))
    with pytest.raises(LoadError, match="evenly"):
        even_views(np.array([0, 1, 3, 4]), 180)


def test_a_fan_of_the_challenge_opens(tmp_path):
    sinogram = htc(tmp_path / "scan.mat")
    found = opened(tmp_path / "scan.mat")
    rays = found.rays.geometry
    assert isinstance(rays, FanGeometry)
    assert (rays.kind, rays.radius, rays.views) == ("flat", 400.0, 21)
    assert rays.pitch == pytest.approx(0.2 * 400 / 500)
    assert rays.start == pytest.approx(math.radians(190))
    assert rays.arc == pytest.approx(math.radians(63))
    assert np.allclose(found.rays.data[0], sinogram[:, ::-1])
    assert found.rays.water is None
    assert found.scan.exposure.kvp == 45
    assert not found.scan.in_photons


def test_matlab_7_3_says_the_same(tmp_path):
    sinogram = htc(tmp_path / "old.mat")
    with h5py.File(tmp_path / "new.mat", "w", userblock_size=512) as file:
        data = file.create_group("CtDataLimited")
        data["sinogram"] = sinogram.T
        parameters = data.create_group("parameters")
        for name, value in read_htc(tmp_path / "old.mat").parameters.items():
            text = isinstance(value, str)
            codes = [ord(letter) for letter in value] if text else np.atleast_1d(value)
            parameters[name] = np.atleast_2d(np.asarray(codes, dtype="u2" if text else "f8")).T
            parameters[name].attrs["MATLAB_class"] = np.bytes_("char" if text else "double")
    with (tmp_path / "new.mat").open("r+b") as file:
        file.write(b"MATLAB 7.3 MAT-file".ljust(128))
    old, new = (read_htc(tmp_path / name) for name in ("old.mat", "new.mat"))
    assert new.head().rays == old.head().rays
    assert np.array_equal(new.sinogram, old.sinogram)


def test_other_matlab_files_are_one_sentence(tmp_path):
    savemat(tmp_path / "other.mat", {"x": np.ones(3)})
    with pytest.raises(LoadError, match="neither CtDataFull nor CtDataLimited"):
        open_paths([tmp_path / "other.mat"])
    htc(tmp_path / "flat.mat", distanceSourceOrigin=-1.0)
    with pytest.raises(LoadError, match="distance from source to center"):
        open_paths([tmp_path / "flat.mat"])
    (tmp_path / "cut.mat").write_bytes((tmp_path / "flat.mat").read_bytes()[:700])
    with pytest.raises(LoadError, match="cut"):
        open_paths([tmp_path / "cut.mat"])


def test_observations_of_lodopab_are_physical(tmp_path):
    stored = np.random.default_rng(3).random((2, 1000, 513)).astype(np.float32) / 20
    with h5py.File(tmp_path / "observation_test_000.hdf5", "w") as file:
        file["data"] = stored
    found = opened(tmp_path / "observation_test_000.hdf5")
    assert np.allclose(found.rays.data, stored * MU_MAX, rtol=1e-5)
    rays = found.rays.geometry
    assert (rays.views, rays.bins) == (1000, 513)
    assert rays.pitch * rays.bins == pytest.approx(260 * math.sqrt(2))
    assert (found.field_mm, found.pixels) == (260.0, 362)
    assert (found.scan.source, found.scan.photons, found.rays.water) == ("known", (4096.0,), 20.0)
