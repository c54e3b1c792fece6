"""Distances of pictures to a reference, against numpy, scikit-image and values by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest
import torch

from ldct_studio.core.errors import GeometryError
from ldct_studio.physics import similarity


def test_distances_against_numpy_and_skimage():
    from skimage.metrics import peak_signal_noise_ratio, structural_similarity

    rng = np.random.default_rng(1)
    reference = rng.normal(40, 30, (40, 50)).astype(np.float32)
    image = reference + rng.normal(0, 10, reference.shape).astype(np.float32)
    a, b = torch.from_numpy(image), torch.from_numpy(reference)
    assert similarity.rmse(a, b) == pytest.approx(np.sqrt(np.mean((image - reference) ** 2)))
    assert similarity.psnr(a, b, 400) == pytest.approx(
        peak_signal_noise_ratio(reference, image, data_range=400), rel=1e-5
    )
    assert similarity.ssim(a, b, 400) == pytest.approx(
        structural_similarity(image, reference, data_range=400), rel=1e-6
    )


def test_distances_in_a_mask_see_only_the_mask():
    reference = torch.zeros(20, 20)
    image = reference.clone()
    image[:, 15:] = 100
    mask = torch.zeros(20, 20, dtype=torch.bool)
    mask[:, :8] = True
    assert similarity.rmse(image, reference, mask) == 0
    assert similarity.psnr(image, reference, 400, mask) == math.inf
    assert similarity.ssim(image, reference, 400.0, mask) == pytest.approx(1)
    with pytest.raises(GeometryError, match="no pixel"):
        similarity.rmse(image, reference, torch.zeros(20, 20, dtype=torch.bool))


def test_psnr_of_known_error():
    """Science page: PSNR 38.57 dB at range 1 is an RMSE of 0.01179."""
    reference = torch.zeros(10, 10)
    assert similarity.psnr(reference + 0.01179, reference, 1.0) == pytest.approx(38.57, abs=0.01)


def test_ssim_of_a_volume_is_the_mean_of_its_rows():
    generator = torch.Generator().manual_seed(2)
    reference = 30 * torch.randn(3, 20, 24, generator=generator)
    image = reference + torch.arange(3.0)[:, None, None] * torch.randn(3, 20, 24, generator=generator)
    rows = [similarity.ssim(image[i], reference[i], 400) for i in range(3)]
    assert similarity.ssim(image, reference, 400) == pytest.approx(sum(rows) / 3)
    with pytest.raises(GeometryError, match="7×7"):
        similarity.ssim(image[:, :5], reference[:, :5], 400)


def test_the_map_is_that_of_scikit_image_up_to_the_edges():
    from skimage.metrics import structural_similarity

    generator = torch.Generator().manual_seed(5)
    reference = 40 + 300 * torch.randn(31, 44, generator=generator)
    image = reference + 50 * torch.randn(31, 44, generator=generator)
    _, expected = structural_similarity(
        image.double().numpy(), reference.double().numpy(), data_range=4096.0, full=True
    )
    np.testing.assert_allclose(similarity.ssim_map(image, reference, 4096.0).numpy(), expected, atol=1e-9)


def test_the_disc_touches_the_nearer_edges():
    mask = similarity.disc(40, 60)
    assert int(mask.sum()) == pytest.approx(math.pi * 20**2, rel=0.01)
    assert bool(mask[0].any())
    assert bool(mask[-1].any())
    assert not bool(mask[:, :10].any())


def test_the_body_is_the_largest_piece_without_holes():
    row = torch.full((40, 40), -1000.0)
    row[5:30, 5:30] = 40.0
    row[10:20, 10:20] = -900.0  # a lung
    row[34:36, 2:38] = 100.0  # a table
    mask = similarity.body(row)
    expected = torch.zeros(40, 40, dtype=torch.bool)
    expected[5:30, 5:30] = True
    assert torch.equal(mask, expected)


def test_air_has_no_body():
    row = torch.full((20, 20), -1000.0)
    assert not bool(similarity.body(row).any())
    with pytest.raises(GeometryError, match="no pixel"):
        similarity.rmse(row, row, similarity.body(row))
