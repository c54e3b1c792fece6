"""MVCT to the quality of planning CT with few data, structure kept: CycleGAN (Ozaki 2022 and 2023)."""

from . import cells, demo, evaluation, everything, lane, phantoms, recipes

__all__ = ["cells", "demo", "evaluation", "everything", "lane", "phantoms", "recipes"]
