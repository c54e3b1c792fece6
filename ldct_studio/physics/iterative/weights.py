"""How far each ray can be trusted."""

from __future__ import annotations

import torch

from ..counting import smoothed_exp


def statistical_weights(sino: torch.Tensor, photons: torch.Tensor | float, electronic: float) -> torch.Tensor:
    """Return w = n²/(n + σe²), one over the variance of line integrals (n, views, bins).

    n = n0 exp(-p) are the counts of a ray (Thibault et al. 2007), ``photons`` being n0 at this dose, a number
    or (n, 1, 1), and ``electronic`` σe in photons. exp(p) is averaged over 3×3 rays before: weights that
    follow the noise of their own ray would pull the picture down.
    """
    counts = photons / smoothed_exp(sino)
    return counts.square() / (counts + electronic**2)
