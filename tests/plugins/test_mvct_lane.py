"""MVCT to kVCT: the lane."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import torch

from ldct_studio.core.cancel import stop_when
from ldct_studio.core.dose import DoseLevel, Scan
from ldct_studio.core.errors import Cancelled, GeometryError
from ldct_studio.core.grid import Grid
from ldct_studio.core.lane import Lane, Request
from ldct_studio.core.paths import data_dir
from ldct_studio.core.step import Step
from ldct_studio.core.study import Study
from ldct_studio.core.volume import Volume
from ldct_studio.methods import denoisers  # noqa: F401  (non-local means, BM3D and TV are registered)
from ldct_studio.methods.loaders import open_study
from ldct_studio.nets.model import read_card
from ldct_studio.physics.neck import draw, neck
from ldct_studio.physics.patients import draw as draw_patient
from ldct_studio.physics.patients import patient
from ldct_studio.physics.similarity import body
from ldct_studio.plugin import Denoiser, make
from tests.plugins.mvct_parts import SMALL, disc, few, part, run

TINY_MODEL, SHIPPED = "tiny", "mvct-to-kvct"


@pytest.fixture(scope="module", autouse=True)
def _few() -> Iterator[None]:
    with few():
        yield


@pytest.fixture
def model(home: Path, tmp_path: Path) -> Path:
    """Put a network that was trained for a moment where the lane finds it."""
    run(f"cyclegan:{SMALL},slices=8,steps=1", tmp_path / "job")
    place = data_dir() / "models" / TINY_MODEL
    place.parent.mkdir(parents=True)
    (tmp_path / "job" / "model").rename(place)
    return place


def lane(model: str = TINY_MODEL) -> Any:
    part("lane")
    method = make(Step("denoiser", "mvct_to_kvct").replace(model=model))
    assert isinstance(method, Denoiser)
    return method


def scanned(seed: int = 1_000_003, size: int = 64) -> Volume:
    """Return MVCT of a neck on finer pixels than the network's, wider than high."""
    hu = draw(neck(seed), size, 2).hu
    beams = part("mvct").Beams(views=48)
    hu = part("mvct").mvct(hu, 256 / size, beams, part("scans").chance_of("b"))
    wide = torch.nn.functional.pad(hu, (8, 8), value=-1000.0)
    return Volume(wide, Grid(tuple(wide.shape), (5.0, 256 / size, 256 / size)), "MVCT")  # type: ignore[arg-type]


def request_of(volume: Volume) -> Request:
    study = Study("a", {"ct": volume})
    return Request(study, "ct", 0, DoseLevel(1.0, Scan()), (Lane("a"),))


@pytest.mark.usefixtures("model")
def test_the_lane_keeps_grid_and_air_and_returns_finite_hu() -> None:
    volume = scanned()
    made = lane().denoise(volume)
    assert made.grid == volume.grid
    assert made.data.dtype == torch.float32
    assert bool(made.data.isfinite().all())
    assert float(made.data.min()) >= -1000
    assert float(made.data.max()) <= 600
    assert float((made.data[:, :, :4] + 1000).abs().max()) < 60, "what lies beside the square stays"
    with stop_when(lambda: True), pytest.raises(Cancelled):
        lane().denoise(volume)


def test_the_shipped_network_keeps_air_and_comes_nearer_to_planning_ct() -> None:
    recipe = part("phantoms").Phantoms
    config = recipe.Config(size=128, slice_mm=20)
    given, planning, _ = recipe(config).drawn(config.first)
    made = lane(SHIPPED).denoise(given)
    inside = torch.stack([body(row) for row in planning.data])
    assert abs(float((made.data - given.data)[~inside].mean())) < 5, "HU"

    def off(volume: Volume) -> float:
        apart = volume.data.clamp(-1000, 600) - planning.data.clamp(-1000, 600)
        return float(apart[inside].square().mean().sqrt())

    assert off(made) < 0.8 * off(given)


@pytest.mark.usefixtures("model")
def test_another_modality_range_or_pixel_is_refused_with_a_sentence() -> None:
    volume = scanned()
    for wrong, said in (
        (replace(volume, modality="MR"), r"takes MVCT or CT in HU, and this is MR"),
        (volume.made(volume.data / 3000 + 0.4), r"these values lie between .* bring them to HU"),
        (volume.made(volume.data.clamp(min=0)), r"HU with air and tissue"),
        (
            replace(volume, grid=replace(volume.grid, spacing=(5.0, 12.0, 12.0))),
            r"made for pixels of .* to 10 mm",
        ),
    ):
        with pytest.raises(GeometryError, match=said):
            lane().denoise(wrong)
        if "pixels" not in said:
            assert lane().doubt(request_of(wrong)) == "", "the pane says it already"


@pytest.mark.usefixtures("model")
def test_slices_far_from_what_was_learned_are_marked() -> None:
    method = lane()
    assert method.doubt(request_of(scanned())) == ""
    chest = draw_patient(patient(3, "chest"), 64, [60.0], 400.0).hu
    pixel = 400 / 64
    others = {
        "chest": Volume(chest, Grid((1, 64, 64), (5.0, pixel, pixel)), "MVCT"),
        "phantom": Volume(
            disc() * 0 - 1000 + 1000 * (disc() > -900), Grid((1, 64, 64), (5.0, 4.0, 4.0)), "MVCT"
        ),
    }
    for name, volume in others.items():
        said = method.doubt(request_of(volume))
        assert said.startswith("Outside the training range: "), name
        assert "trained with" in said
    air = scanned().made(torch.full_like(scanned().data, -1000.0))
    air.data[1, 20:40, 20:40] = 30.0
    assert "no body" in method.doubt(request_of(air))


@pytest.mark.usefixtures("model")
def test_the_leak_lane_shows_what_an_untrained_network_takes_away() -> None:
    part("lane")
    method, volume = make(Step("denoiser", "mvct_leak").replace(model=TINY_MODEL)), scanned()
    assert isinstance(method, Denoiser)
    assert method.maps
    assert method.unit == "SD of noise"
    found = method.denoise(volume).data
    assert found.shape == volume.data.shape
    assert float(found.min()) == 0.0
    inside = volume.data > -500
    assert 0.005 < float((found > 0)[inside].float().mean()) < 0.6
    assert not found[:, :, :4].any(), "nothing is marked in the air"


def test_synthetic_patients_are_written_with_their_truth(tmp_path: Path) -> None:
    run("phantoms:size=32,slice_mm=20,views=48", tmp_path / "job")
    place = tmp_path / "job" / "neck-1000000"
    given, planning = (open_study([place / f"{name}.nii.gz"]).first for name in ("mvct", "planning"))
    assert given.grid.shape == planning.grid.shape
    bone = planning.data > 700
    assert float(given.data[bone].mean()) < 0.8 * float(planning.data[bone].mean())
    assert (place / "labels.nii.gz").is_file()


@pytest.mark.usefixtures("model")
def test_a_model_is_offered_by_its_title_and_says_what_it_is() -> None:
    method = lane()
    offered = dict(type(method).variants())
    assert offered["MVCT to kVCT"] == {"model": SHIPPED}
    assert {"model": TINY_MODEL} in offered.values()
    assert method.note == "Model output · Trained on synthetic heads and necks."
    assert read_card(data_dir() / "models" / TINY_MODEL).kind == "translator"


def test_the_square_around_a_body_is_cut_out_of_any_slice() -> None:
    centered = part("scans").centered
    row = torch.full((30, 90), -1000.0)
    row[5:15, 60:80] = 40.0
    square, (y, x) = centered(row, 40)
    assert square.shape == (40, 40)
    assert (y, x) == (-10, 50)
    inside = (square > 0).nonzero().float()
    assert inside.mean(0).tolist() == pytest.approx([19.5, 19.5])
