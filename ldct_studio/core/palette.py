"""The colors of structures, from ``resources/tokens.json``: told apart also by color-blind readers."""

from __future__ import annotations

import json
from functools import cache

from .paths import resource


@cache
def label_colors() -> tuple[str, ...]:
    """Return the label colors as ``#RRGGBB``, in the order in which they are given out."""
    return tuple(json.loads(resource("tokens.json").read_text(encoding="utf-8"))["labels"])
