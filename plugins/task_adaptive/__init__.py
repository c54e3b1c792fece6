"""Task-adaptive low-dose CT reconstruction (Sefercioglu, Unal, Ertas, Yildirim 2025)."""

from . import recipes

__all__ = ["recipes"]
