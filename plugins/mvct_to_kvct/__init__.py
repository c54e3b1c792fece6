"""MVCT to the quality of planning CT with few data, structure kept: CycleGAN (Ozaki 2022 and 2023)."""

from . import cells, evaluation, everything, lane, phantoms, recipes

__all__ = ["cells", "evaluation", "everything", "lane", "phantoms", "recipes"]
