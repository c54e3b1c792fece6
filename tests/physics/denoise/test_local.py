"""Non-local means, the bilateral filter and the noise they are told."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from ldct_studio.core.cancel import stop_when
from ldct_studio.core.errors import Cancelled, GeometryError
from ldct_studio.physics import phantom
from ldct_studio.physics.attenuation import mu_to_hu
from ldct_studio.physics.denoise import bilateral, bm3d, nlm, noise_map, noise_spectrum

SIZE, DEVIATION = 96, 20.0


def _clean(size: int = SIZE) -> torch.Tensor:
    return mu_to_hu(phantom.picture(phantom.insert_phantom(300), size, 320 / size, supersampling=4))


def _noise(size: int = SIZE) -> torch.Tensor:
    return torch.randn(size, size, generator=torch.Generator().manual_seed(1))


def _rms(values: torch.Tensor) -> float:
    return float(values.square().mean().sqrt())


def _around(y: int, x: int, reach: int) -> tuple[slice, slice]:
    return slice(y - reach, y + reach + 1), slice(x - reach, x + reach + 1)


def test_non_local_means_follow_their_formula():
    noisy = (_clean() + DEVIATION * _noise()).double().numpy()
    ours = nlm(torch.from_numpy(noisy).float(), DEVIATION, strength=0.8, patch=5, distance=4)
    for y, x in ((12, 48), (40, 41), (70, 30), (48, 84)):
        total = weight = 0.0
        for other_y in range(y - 4, y + 5):
            for other_x in range(x - 4, x + 5):
                apart = noisy[_around(y, x, 2)] - noisy[_around(other_y, other_x, 2)]
                share = np.exp(-max(np.mean(apart**2) - 2 * DEVIATION**2, 0) / (0.8 * DEVIATION) ** 2)
                total += share * noisy[other_y, other_x] * (share > np.exp(-5))
                weight += share * (share > np.exp(-5))
        assert float(ours[y, x]) == pytest.approx(total / weight, abs=0.01)


def test_non_local_means_are_those_of_skimage():
    """Nearly: its fast mode sums over 4 × 4 pixels of a patch of 5 × 5."""
    from skimage.restoration import denoise_nl_means

    clean = _clean()
    noisy = clean + DEVIATION * _noise()
    result = denoise_nl_means(
        noisy.numpy(), patch_size=5, patch_distance=6, h=0.8 * DEVIATION, sigma=DEVIATION, fast_mode=True
    )
    theirs, ours = torch.from_numpy(result), nlm(noisy, DEVIATION, strength=0.8, patch=5, distance=6)
    assert _rms(ours - theirs) < 0.25 * _rms(theirs - noisy)
    assert _rms(ours - clean) == pytest.approx(_rms(theirs - clean), rel=0.15)


def test_the_bilateral_filter_follows_its_formula():
    """Not compared with skimage, whose table of spatial weights is shifted by a pixel for odd windows."""
    noisy = (_clean() + DEVIATION * _noise()).double().numpy()
    ours = bilateral(torch.from_numpy(noisy).float(), DEVIATION, strength=2.0, width=1.5)
    far = np.hypot(*np.mgrid[-5:6, -5:6])
    for y, x in ((12, 48), (40, 41), (70, 30), (48, 84)):
        window = noisy[_around(y, x, 5)]
        share = np.exp(-(far**2) / (2 * 1.5**2) - (window - noisy[y, x]) ** 2 / (2 * (2 * DEVIATION) ** 2))
        assert float(ours[y, x]) == pytest.approx((share * window).sum() / share.sum(), abs=0.01)


@pytest.mark.parametrize("method", [nlm, bilateral])
def test_a_map_of_one_value_is_that_value(method):
    noisy = _clean() + DEVIATION * _noise()
    assert torch.allclose(
        method(noisy, torch.full_like(noisy, DEVIATION)), method(noisy, DEVIATION), atol=1e-3
    )


@pytest.mark.parametrize("method", [nlm, bilateral])
def test_strength_follows_the_noise_from_place_to_place(method):
    """A lesion of 30 HU stays where the noise is low, and noise five times as high falls as well."""
    clean = torch.zeros(SIZE, SIZE)
    clean[40:56, 16:32] = 30
    deviation = torch.where(torch.arange(SIZE) < SIZE // 2, 6.0, 30.0).expand(SIZE, SIZE)
    noisy = clean + deviation * _noise()
    told, mean = method(noisy, deviation), method(noisy, float(deviation.mean()))
    lesion = (slice(40, 56), slice(16, 32))
    assert abs(float(told[lesion].mean()) - 30) < 4
    assert abs(float(told[lesion].mean()) - 30) < abs(float(mean[lesion].mean()) - 30)
    right = (slice(8, -8), slice(SIZE // 2 + 8, -8))
    assert _rms(told[right]) < 0.8 * _rms(mean[right])
    assert _rms(told[right]) < 0.45 * 30


@pytest.mark.parametrize("method", [nlm, bilateral])
def test_means_and_edges_of_constant_regions_stay(method):
    clean = _clean()
    noisy = clean + DEVIATION * _noise()
    result = method(noisy, DEVIATION)
    body = phantom.labels(phantom.insert_phantom(300), SIZE, 320 / SIZE) == 1
    assert abs(float((result - noisy)[body].mean())) < 0.5
    step = torch.zeros(64, 64)
    step[:, 32:] = 1000
    kept = method(step + 5 * _noise(64), 5.0)
    assert float((kept - step)[8:-8, 30:34].abs().mean()) < 5
    assert torch.allclose(method(step, 5.0), step, atol=1e-3)


@pytest.mark.parametrize("method", [nlm, bilateral])
def test_without_noise_nothing_changes(method):
    picture = _clean() + _noise()
    assert torch.equal(method(picture, 0.0), picture)
    deviation = torch.zeros_like(picture)
    deviation[:, :40] = 10
    assert torch.equal(method(picture, deviation)[:, 40:], picture[:, 40:])


@pytest.mark.parametrize("method", [nlm, bilateral, bm3d])
def test_they_stop_when_told(method):
    with stop_when(lambda: True), pytest.raises(Cancelled):
        method(_clean(), DEVIATION)


def test_what_they_cannot_take_is_one_sentence():
    picture = _clean()
    for method in (nlm, bilateral):
        with pytest.raises(GeometryError, match="does not fit"):
            method(picture, torch.ones(3, 3))
        with pytest.raises(GeometryError, match="not negative"):
            method(picture, -1.0)
        with pytest.raises(GeometryError, match="one picture"):
            method(picture[None], 1.0)
        with pytest.raises(GeometryError, match="smaller than the picture"):
            method(picture[:5, :5], 1.0)
    with pytest.raises(GeometryError, match="odd"):
        nlm(picture, 1.0, patch=4)


def test_the_noise_map_follows_the_noise():
    size = 128
    deviation = torch.linspace(10, 40, size).expand(size, size)
    clean = _clean(size)
    read = noise_map(clean + deviation * _noise(size))
    body = phantom.labels(phantom.insert_phantom(300), size, 320 / size) > 0
    inner = body & (torch.arange(size) > 24) & (torch.arange(size) < size - 24)
    ratio = (read / deviation)[inner]
    assert float(ratio.median()) == pytest.approx(1, abs=0.08)
    assert _rms(ratio - 1) < 0.2


def test_the_spectrum_of_white_noise_is_flat():
    noise = DEVIATION * _noise(128)
    spectrum = noise_spectrum(noise)
    assert float(spectrum.mean()) == pytest.approx(DEVIATION**2, rel=0.1)
    assert spectrum[1:, 1:].std() < 0.25 * spectrum.mean()


@pytest.mark.parametrize("level", [-1000.0, 2000.0])
def test_noise_without_any_soft_tissue_is_that_of_the_whole(level):
    noisy = level + DEVIATION * _noise()
    assert noise_map(noisy).numpy() == pytest.approx(DEVIATION, rel=0.05)
    assert float(noise_spectrum(noisy).mean()) == pytest.approx(DEVIATION**2, rel=0.1)
    assert np.isfinite(noise_map(noisy[:20, :24]).numpy()).all()
