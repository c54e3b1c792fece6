from __future__ import annotations

import math

import numpy as np
import pytest
import torch

from ldct_studio.core.dose import Apodization
from ldct_studio.core.errors import GeometryError
from ldct_studio.core.projections import ScanGeometry
from ldct_studio.physics import abdomen, phantom
from ldct_studio.physics.attenuation import mu_to_hu
from ldct_studio.physics.denoise import bm3d, covariance, matching, noise_spectrum, transforms
from ldct_studio.physics.fbp import fbp
from ldct_studio.physics.noise import normal_field

SIZE, PIXEL = 128, 2.6
DEVIATION = 25.0


def _clean() -> torch.Tensor:
    return mu_to_hu(phantom.picture(phantom.insert_phantom(300), SIZE, PIXEL, supersampling=4))


def _white(seed: int = 1) -> torch.Tensor:
    return DEVIATION * torch.randn(SIZE, SIZE, generator=torch.Generator().manual_seed(seed))


def _fbp_noise(seed: int) -> torch.Tensor:
    geometry = ScanGeometry.covering(SIZE, PIXEL, 200)
    noise = fbp(normal_field(seed, 0, geometry)[:1], geometry, SIZE, PIXEL, Apodization("hann"))[0]
    return noise * (DEVIATION / noise.std())


def _spectrum() -> torch.Tensor:
    return torch.stack([torch.fft.fft2(_fbp_noise(k)).abs().square() for k in range(2, 10)]).mean(0) / SIZE**2


def _gain(result: torch.Tensor, noisy: torch.Tensor, clean: torch.Tensor) -> float:
    """Return how much noise is gone in dB."""
    return 10 * float(torch.log10((noisy - clean).square().mean() / (result - clean).square().mean()))


def test_white_noise_falls_and_means_stay():
    clean, labels = _clean(), phantom.labels(phantom.insert_phantom(300), SIZE, PIXEL)
    noisy = clean + _white()
    result = bm3d(noisy, DEVIATION)
    assert _gain(result, noisy, clean) > 10
    body = labels == 1
    assert abs(float((result - noisy)[body].mean())) < 0.5


def test_fbp_noise_falls_more_when_its_spectrum_is_known():
    clean = _clean()
    noisy = clean + _fbp_noise(1)
    colored, white = bm3d(noisy, _spectrum()), bm3d(noisy, DEVIATION)
    assert _gain(colored, noisy, clean) > _gain(white, noisy, clean) + 3
    assert _gain(colored, noisy, clean) > 7.5
    assert abs(float((colored - noisy)[40:88, 40:88].mean())) < 0.5


def test_a_flat_spectrum_is_white_noise():
    clean = _clean()
    noisy = clean + _white()
    flat = bm3d(noisy, torch.full((32, 32), DEVIATION**2))
    assert _gain(flat, noisy, clean) == pytest.approx(_gain(bm3d(noisy, DEVIATION), noisy, clean), abs=1)


def test_without_noise_nothing_changes():
    clean = _clean() + _white()
    assert torch.equal(bm3d(clean, 0.0), clean)
    assert torch.equal(bm3d(clean, torch.zeros(16, 16)), clean)
    assert (bm3d(clean, 1e-4) - clean).abs().max() < 0.01


def test_a_constant_added_is_a_constant_added_and_flat_stays_flat():
    noisy = _clean() + _white()
    moved = bm3d(noisy + 100, DEVIATION) - 100 - bm3d(noisy, DEVIATION)
    assert float(moved.square().mean().sqrt()) < 0.1  # another order of equals among floats
    flat = torch.full((50, 41), -37.0)
    assert torch.allclose(bm3d(flat, DEVIATION), flat, atol=1e-3)


def test_edges_stay_where_they_are():
    step = torch.zeros(64, 96)
    step[:, 45:] = 1000
    noisy = step + _white()[:64, :96]
    result = bm3d(noisy, DEVIATION)
    assert (result - step)[8:-8, 43:47].abs().mean() < 8
    assert (result - step)[8:-8, 8:-8].square().mean().sqrt() < 8


@pytest.mark.parametrize("shape", [(16, 16), (17, 90), (61, 33)])
def test_any_shape_from_sixteen_pixels_on(shape):
    noisy = _white()[: shape[0], : shape[1]]
    result = bm3d(noisy, DEVIATION)
    assert result.shape == shape
    assert result.std() < 0.5 * noisy.std()


def test_what_it_cannot_take_is_one_sentence():
    with pytest.raises(GeometryError, match="16 × 16"):
        bm3d(torch.zeros(15, 40), 1.0)
    for noise in (-1.0, float("nan"), torch.zeros(3)):
        with pytest.raises(GeometryError, match="SD or a spectrum"):
            bm3d(torch.zeros(20, 20), noise)
    with pytest.raises(GeometryError, match="8 × 8 frequencies"):
        bm3d(torch.zeros(20, 20), torch.ones(4, 4))


def test_the_spectrum_read_from_a_picture_is_nearly_as_good():
    clean = _clean()
    noisy = clean + _fbp_noise(1)
    read = noise_spectrum(noisy)
    assert float(read.mean()) ** 0.5 == pytest.approx(DEVIATION, rel=0.2)
    assert _gain(bm3d(noisy, read), noisy, clean) > _gain(bm3d(noisy, _spectrum()), noisy, clean) - 1


def test_groups_begin_with_the_reference_and_hold_its_likes():
    """Along columns of a picture of stripes, patches are equal; across, none are."""
    side = matching.SIDE * 2
    features = torch.arange(float(side)).expand(side, side)[..., None]
    groups = matching.match(features, 8)
    assert len(groups) == (side // matching.STEP) ** 2
    assert len(groups[:, 0].unique()) == len(groups)
    assert (groups[:, 0] // side % matching.STEP == 0).all()
    assert (groups % side == groups[:, :1] % side).all()
    assert all(len(group.unique()) == 8 for group in groups)
    assert (groups // side - groups[:, :1] // side).abs().max() <= matching.FARTHEST


def test_variances_of_group_coefficients_are_those_of_simulated_noise():
    """Of noise like that of FBP with a Hann window, in one group of overlapping and distant patches."""
    axis = torch.fft.fftfreq(SIZE)
    radius = torch.hypot(axis[:, None], axis).clamp_max(0.5)
    spectrum = 100 * (radius + 0.01) * torch.cos(math.pi * radius) ** 4 + 0.1
    line = transforms.dct(8)
    basis = torch.kron(line, line)
    noise = covariance.colored(spectrum, basis.view(-1, 8, 8))
    columns = 60
    positions = torch.tensor([[0, 1, 63, 2 * columns + 30, 7, 20 * columns, 22 * columns + 9, 5 * columns]])
    along = transforms.haar(8).float()
    told = noise.of_groups(positions, columns, along)[0]
    generator = torch.Generator().manual_seed(4)
    drawn = torch.randn(1500, SIZE, SIZE, generator=generator)
    colored = torch.fft.ifft2(torch.fft.fft2(drawn) * spectrum.sqrt()).real
    y, x = positions[0] // columns, positions[0] % columns
    corners = zip(y.tolist(), x.tolist(), strict=True)
    patches = torch.stack([colored[:, a : a + 8, b : b + 8].reshape(-1, 64) for a, b in corners])
    coefficients = along @ (patches @ basis.float().T).permute(1, 0, 2)
    found = coefficients.square().mean(0)
    assert float((found / told).log().abs().mean()) < 0.12
    assert (found.sum(1) / told.sum(1)).numpy() == pytest.approx(1, abs=0.05)


def test_transforms_are_what_they_are_called():
    from scipy.fft import dct

    eye = np.eye(8)
    assert transforms.dct(8).numpy() == pytest.approx(dct(eye, axis=0, norm="ortho"), abs=1e-12)
    for size in (1, 2, 16):
        haar = transforms.haar(size)
        assert torch.allclose(haar @ haar.T, torch.eye(size, dtype=torch.float64))
    bior = transforms.bior15(8)
    assert bior[1:].sum(1).numpy() == pytest.approx(0, abs=1e-12)
    assert bior.norm(dim=1).numpy() == pytest.approx(1)
    assert float(torch.linalg.cond(bior)) < 1.5


@pytest.mark.parametrize("color", ["white", "colored"])
def test_as_good_as_the_package(color, monkeypatch):
    """Within 0.2 dB on the demo; the package is for non-commercial use and nobody needs it."""
    if not hasattr(np, "trapz"):  # the package was written for an older numpy
        monkeypatch.setattr(np, "trapz", np.trapezoid, raising=False)
    peer = pytest.importorskip("bm3d")
    clean = abdomen.draw(abdomen.demo_grid(), 60, 1)[0][0, 192:320, 192:320]
    spectrum = _spectrum()
    noisy = clean + (_white() if color == "white" else _fbp_noise(1))
    ours = bm3d(noisy, DEVIATION if color == "white" else spectrum)
    known = DEVIATION if color == "white" else spectrum.double().numpy() * SIZE**2
    theirs = torch.from_numpy(peer.bm3d(noisy.double().numpy(), known)).float()
    assert _gain(ours, noisy, clean) > _gain(theirs, noisy, clean) - 0.2
