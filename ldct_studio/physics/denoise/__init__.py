"""Classical denoisers of pictures in plain torch, told how strong the noise is and of which color."""

from .bilateral import bilateral
from .bm3d import bm3d
from .estimate import noise_map, noise_spectrum
from .nlm import nlm

__all__ = ["bilateral", "bm3d", "nlm", "noise_map", "noise_spectrum"]
