"""Dose robustness of segmentation models: how far the dose may fall before a model changes its mind."""

from . import cells, phantoms, reporting

__all__ = ["cells", "phantoms", "reporting"]
