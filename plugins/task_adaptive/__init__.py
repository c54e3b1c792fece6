"""Task-adaptive low-dose CT reconstruction (Sefercioglu, Unal, Ertas, Yildirim 2025)."""

from . import evaluation, everything, recipes

__all__ = ["evaluation", "everything", "recipes"]
