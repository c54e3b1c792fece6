"""Progress: how far a long piece of work is, and what can be shown of it already."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt


@dataclass(frozen=True)
class Progress:
    """``done`` of ``total`` pieces, one sentence, and a first picture where there is one.

    ``preview`` is a row number and its pixels ``(y, x)``, float32, in HU or arbitrary units.
    """

    done: int
    total: int
    text: str
    preview: tuple[int, npt.NDArray[np.float32]] | None = None
