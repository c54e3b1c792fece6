"""The noise map of a lane against the SD that the same lane draws, over many slices of one object."""

from __future__ import annotations

import pytest
import torch

from ldct_studio.core.case import Case
from ldct_studio.core.dose import Apodization, DoseLevel, Scan
from ldct_studio.core.errors import GeometryError
from ldct_studio.core.grid import Grid
from ldct_studio.core.lane import Lane, Request
from ldct_studio.core.memo import Memo
from ldct_studio.core.projections import Projections
from ldct_studio.core.step import Step
from ldct_studio.core.study import Study
from ldct_studio.core.volume import Volume
from ldct_studio.methods import noise_map  # noqa: F401  (registers the step)
from ldct_studio.methods.known_noise import deviation, noise_of
from ldct_studio.physics import phantom
from ldct_studio.physics.attenuation import mu_to_hu
from ldct_studio.physics.fbp import fbp
from ldct_studio.physics.noise import normal_field, photon_noise
from ldct_studio.physics.rows import geometry_of
from ldct_studio.pipeline import frame, run, start
from ldct_studio.plugin import Simulator, make_lane_step, shows_map

SIZE, PIXEL, SLICES = 80, 3.2, 24
GRID = Grid((SLICES, SIZE, SIZE), (3.0, PIXEL, PIXEL))
BODY = (phantom.Ellipse(4, -6, 110, 85, 20.0), phantom.Ellipse(40, 20, 25, 18, 15.0))
HANN, N0 = Apodization("hann"), 1e5
INSERT, RESCAN = "simulator:insert", "simulator:rescan"


@pytest.fixture(scope="module")
def volumes():
    """Return the object without noise in every slice, and a scan of it with the photons of 100 %."""
    rays = geometry_of(GRID)
    p = phantom.line_integrals(BODY, rays)
    scans = torch.stack([photon_noise(p, N0, 5.0, normal_field(90, row, rays)) for row in range(SLICES)])
    noisy = mu_to_hu(fbp(scans, rays, SIZE, PIXEL, HANN))
    clean = mu_to_hu(phantom.picture(BODY, SIZE, PIXEL, 4)).expand(GRID.shape).contiguous()
    return Volume(clean, GRID), Volume(noisy, GRID)


def noise(volume: Volume, scan: Scan, fraction: float, simulator: str, settings: str) -> tuple[float, float]:
    """Return the mean SD in HU within the body as the map tells it, and as drawn over the slices."""
    dose, inner = DoseLevel(fraction, scan), phantom.Ellipse(4, -6, 95, 70, 1.0)
    inside = phantom.picture((inner,), SIZE, PIXEL) > 0
    simulate = Step.parse(simulator)
    told = run(volume.rows(0, 3), dose, (simulate, Step.parse(f"reconstructor:noise-map:{settings}")))
    drawn = run(volume, dose, (simulate, Step.parse(f"reconstructor:fbp:{settings}")))
    of_normal = 1 - 1 / (4 * SLICES - 4)  # the mean of a sample's SD
    return float(told.data[:, inside].mean()), float(drawn.data.std(0)[inside].mean()) / of_normal


@pytest.mark.parametrize("settings", ["window=matched", "window=matched,cutoff=0.6", "window=ram-lak"])
@pytest.mark.parametrize("fraction", [1.0, 0.3, 0.05])
def test_own_and_inserted_noise_are_that_of_the_dose(volumes, settings, fraction):
    told, drawn = noise(volumes[1], Scan((N0,), 5.0, HANN), fraction, INSERT, settings)
    assert told == pytest.approx(drawn, rel=0.015)


@pytest.mark.parametrize("bowtie", ["", ":bowtie=true"])
@pytest.mark.parametrize(("simulator", "had"), [(INSERT, 0.0), (RESCAN, None)])
def test_noise_of_an_object_that_had_none(volumes, simulator, had, bowtie):
    scan = Scan((N0,), 5.0, HANN, noise=had)
    told, drawn = noise(volumes[0], scan, 0.05, simulator + bowtie, "window=hann,cutoff=0.9")
    assert told == pytest.approx(drawn, rel=0.015)


def test_at_full_dose_nothing_is_inserted_and_noise_grows_as_the_dose_falls(volumes):
    part = volumes[1].rows(0, 2)
    steps = (Step.parse(INSERT), Step("reconstructor", "noise-map"))
    maps = [run(part, DoseLevel(f, Scan((N0,), 5.0, HANN)), steps).data for f in (1.0, 0.5, 0.1)]
    middle = [float(m[:, 36:44, 36:44].mean()) for m in maps]
    assert middle[1] / middle[0] == pytest.approx(2**0.5, rel=0.03)
    assert middle[2] > 3 * middle[0]
    assert all(bool((m >= 0).all()) for m in maps)


@pytest.mark.parametrize("settings", ["", "rays=parallel,quarter=true", "bowtie=true"])
def test_it_tells_the_noise_of_a_rescan_that_counts(volumes, settings):
    assert simulated(volumes[0], f"{RESCAN}:{settings}").noise_known


@pytest.mark.parametrize(
    "settings",
    ["model=M1", "model=M4", "model=M5", "model=M6", "zeros=local-mean", "floor=0.01"],
)
def test_it_tells_nothing_where_photons_are_counted_in_another_way(volumes, settings):
    """M4 draws no noise at all at 100 %, where counts draw some: there is no one law for every Rescan."""
    volume, scan = volumes[0].rows(0, 1), Scan((N0,), 5.0, HANN)
    lane = Lane("Noise map", (Step.parse(f"{RESCAN}:{settings}"), Step("reconstructor", "noise-map")))
    request = Request(Study("disc", {"scan": volume}), "scan", 0, DoseLevel(0.02, scan), (lane,))
    shown = frame(request, lane, Memo())
    assert shown.image is None
    assert "lower the dose with Insert" in str(shown.error)
    assert noise_of(simulated(volume, f"{RESCAN}:{settings}"), HANN) is None


@pytest.mark.parametrize("first", [RESCAN, f"{RESCAN}:model=M4", f"{RESCAN}:rays=fan", "simulator:plain"])
def test_what_is_inserted_into_simulated_rays_is_not_all_their_noise(volumes, first):
    case = simulated(volumes[0], first, INSERT)
    assert case.noise is not None
    assert noise_of(case, HANN) is None


def test_without_a_simulated_dose_there_is_none(volumes):
    with pytest.raises(GeometryError, match="lower the dose with Insert"):
        deviation(simulated(volumes[0]), HANN)


class Plain(Simulator, name="plain", title="Plain"):
    """A simulator of somebody else."""

    def simulate(self, projections: Projections, dose: DoseLevel, seed: int) -> Projections:
        """Return what went in."""
        return projections


def simulated(volume: Volume, *steps: str) -> Case:
    """Return the first slice after the steps."""
    case = start(volume, (0,), DoseLevel(0.02, Scan((N0,), 5.0, HANN)), 7, Memo())
    for step in steps:
        case = make_lane_step(Step.parse(step)).apply(case)
    return case


def test_rows_that_are_not_square_and_photons_per_slice(volumes):
    grid = Grid((2, 60, SIZE), GRID.spacing)
    volume = Volume(volumes[0].data[:2, 10:70].contiguous(), grid)
    steps = (Step.parse(RESCAN), Step("reconstructor", "noise-map"))
    data = run(volume, DoseLevel(1.0, Scan((1e5, 4e5), 0.0)), steps).data
    assert data.shape == grid.shape
    assert float(data[0, 30, 40] / data[1, 30, 40]) == pytest.approx(2, rel=0.03)


def test_it_is_known_as_a_map_whatever_comes_before() -> None:
    """Maps have no turn in a drag: they take long, and nobody reads them while they move."""
    assert shows_map((Step("simulator", "insert"), Step("reconstructor", "noise-map")))
    assert not shows_map((Step("simulator", "insert"), Step("reconstructor", "fbp")))
    assert not shows_map(())
    assert not shows_map((Step("denoiser", "gone"),))
