"""End2end-ALARA: the dose of a scan learned together with its reconstruction (Tao, Lin 2025)."""

from . import advice, evaluation, everything, recipes

__all__ = ["advice", "evaluation", "everything", "recipes"]
