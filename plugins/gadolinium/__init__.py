"""Less gadolinium: enhancement at the standard dose, predicted from a low one (Pinetz et al. 2024)."""

from . import evaluation, everything, recipes

__all__ = ["evaluation", "everything", "recipes"]
