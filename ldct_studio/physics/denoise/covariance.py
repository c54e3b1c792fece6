"""How much noise of any color there is in the coefficients of patches and of groups of patches."""

from __future__ import annotations

from dataclasses import dataclass

import torch

from .matching import FARTHEST

_RANK = 16
"""Maps that the covariance maps of all coefficients are mixed from."""
_LEAST = 0.02
"""Variance of a coefficient of a group, at least, as a share of the lone patch's: mixing is not exact."""


@dataclass(frozen=True, eq=False)
class Covariance:
    """Noise of the coefficients of patches, and how it goes together from patch to patch.

    ``variance`` (coefficient,) is that of one patch. ``maps`` (lag, rank) times ``mix`` (rank, coefficient)
    is the covariance of a coefficient in two patches; both are None for patches taken as independent.
    """

    variance: torch.Tensor
    maps: torch.Tensor | None = None
    mix: torch.Tensor | None = None

    def of_groups(self, positions: torch.Tensor, columns: int, along: torch.Tensor) -> torch.Tensor:
        """Return the variances of group coefficients, (group, k, coefficient) or what broadcasts to it.

        ``positions`` (group, k) are those of ``matching.match``, ``along`` (k, k) is the transform along
        the group: Σ along·along·covariance over all pairs (Mäkinen, Azzari and Foi 2020).
        """
        if self.maps is None or self.mix is None:
            return self.variance
        groups, k = positions.shape
        code = positions // columns * _WIDTH + positions % columns
        lags = (code[:, :, None] - code[:, None]).add_(len(self.maps) // 2)
        pairs = self.maps.index_select(0, lags.flatten()).view(groups, k * k, -1)
        weights = (along[:, :, None] * along[:, None]).reshape(k, k * k)
        return torch.maximum(weights @ pairs @ self.mix, _LEAST * self.variance)


_WIDTH = 2 * FARTHEST + 1
"""Lags along a row of the table of maps."""


def white(deviation: float, size: int, device: torch.device) -> Covariance:
    """Return the noise of patches of ``size``² pixels, transforms of unit norm and white noise."""
    return Covariance(torch.full((size * size,), deviation**2, device=device))


def colored(spectrum: torch.Tensor, basis: torch.Tensor) -> Covariance:
    """Return the noise of the coefficients of a basis ``(coefficient, y, x)``, for a spectrum ``(y, x)``.

    The spectrum is |DFT|² per pixel (its mean is the variance), zero frequency first, of any size. A
    coefficient is a picture filtered with its basis function, and the covariance of that at two places is
    the autocovariance of the noise filtered with the autocorrelation of the function.
    """
    device = spectrum.device
    functions = basis.double().cpu()
    far = FARTHEST + functions.shape[-1] - 1
    length = 2 * far + 2
    power = torch.fft.fft2(_autocovariance(spectrum.double().cpu(), far, length)).real.clamp_min(0)
    squared = torch.fft.fft2(functions, s=(length, length)).abs().square()
    lag = torch.arange(-FARTHEST, FARTHEST + 1)
    maps = torch.fft.ifft2(power * squared).real[:, lag[:, None], lag].flatten(1)
    variance = maps[:, maps.shape[1] // 2].clamp_min(1e-12 * float(power.max()))
    correlation = maps / variance[:, None]  # weak coefficients are to be mixed as well as strong ones
    vectors = torch.linalg.eigh(correlation @ correlation.T).eigenvectors[:, -_RANK:]
    table = (vectors.T @ correlation).T.float().contiguous()
    mix = (vectors * variance[:, None]).T.float()
    return Covariance(variance.float().to(device), table.to(device), mix.to(device))


def _autocovariance(spectrum: torch.Tensor, far: int, length: int) -> torch.Tensor:
    """Return the autocovariance at lags up to ``far``, on a ``length``² grid with lag 0 first.

    A small spectrum knows lags up to half its size only; the rest is 0.
    """
    known: torch.Tensor = torch.fft.ifft2(spectrum).real
    y, x = (torch.arange(-min(far, (n - 1) // 2), min(far, (n - 1) // 2) + 1) for n in spectrum.shape)
    result = torch.zeros(length, length, dtype=torch.float64)
    result[y[:, None] % length, x % length] = known[y[:, None] % len(known), x % known.shape[1]]
    return result
