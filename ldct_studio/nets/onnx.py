"""ONNX models of others at work: HU in, HU or logits out, and nothing believed unseen."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import torch
from torch.nn import functional

from ..core.errors import PluginError
from .catalog import ModelKind
from .model import CARD
from .onnx_card import ONNX, OnnxCard, onnx_folder, read_onnx_card
from .onnx_file import open_onnx, reason

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

_AIR = -1000.0
"""HU of what is put around a picture."""

Array = npt.NDArray[np.float32]


class OnnxNet:
    """A model that was checked against its card; call it with a picture."""

    def __init__(self, name: str, card: OnnxCard, session: InferenceSession) -> None:
        self.card = card
        self._name, self._session = name, session
        self._input, self._output = _ends(name, card, session)

    def __call__(self, hu: torch.Tensor) -> torch.Tensor:
        """Return HU (1, 1, y, x), or the logits (1, classes, y, x), of a picture (1, 1, y, x) in HU.

        Raises ``PluginError`` where the picture is too large, the network fails, or what it returns is of
        another shape than it should be or no number.
        """
        rows, columns = hu.shape[-2:]
        height, width = self._room(rows, columns)
        top, left = (height - rows) // 2, (width - columns) // 2
        around = (left, width - columns - left, top, height - rows - top)
        values = self._to_values(functional.pad(hu, around, value=_AIR))
        made = torch.from_numpy(self._run(values.cpu().numpy())).to(hu.device)
        made = made[..., top : top + rows, left : left + columns]
        return self._to_hu(made) if self.card.kind == "denoiser" else made

    def _room(self, rows: int, columns: int) -> tuple[int, int]:
        """Return how many pixels (y, x) the network is given for a picture."""
        size, multiple = self.card.size, self.card.multiple
        if size is None:
            return rows + -rows % multiple, columns + -columns % multiple
        if rows > size[0] or columns > size[1]:
            raise PluginError(
                f"The model {self._name} takes at most {size[0]} × {size[1]} pixels, and these are "
                f"{rows} × {columns}; choose another model or resample the volume."
            )
        return size

    def _to_values(self, hu: torch.Tensor) -> torch.Tensor:
        card = self.card
        inside = hu.clamp(card.hu_low, card.hu_high) if card.clipped else hu
        return (inside - card.hu_low) * ((card.high - card.low) / (card.hu_high - card.hu_low)) + card.low

    def _to_hu(self, values: torch.Tensor) -> torch.Tensor:
        card = self.card
        return (values - card.low) * ((card.hu_high - card.hu_low) / (card.high - card.low)) + card.hu_low

    def _run(self, values: Array) -> Array:
        """Return what the network makes of (1, 1, y, x): (1, channels, y, x), finite."""
        try:
            (made,) = self._session.run([self._output], {self._input: values})
        except Exception as error:  # its errors have no type in common
            raise PluginError(f"The model {self._name} failed: {reason(error)}") from error
        expected = (1, self.card.channels, *values.shape[2:])
        if made.shape != expected:
            raise PluginError(
                f"The model {self._name} returned {made.shape} where its card says {expected}; "
                "correct the card or choose another model."
            )
        if not np.isfinite(made).all():
            raise PluginError(
                f"The model {self._name} made values that are not numbers; choose another model."
            )
        return np.asarray(made, np.float32)


def onnx_net(name: str, kind: ModelKind) -> OnnxNet:
    """Return a model, opened once per file and number of threads.

    Raises ``PluginError`` where it is not there, is not the file of its card, or does not fit it.
    """
    folder = onnx_folder(name, kind)
    changed = tuple(file.stat().st_mtime_ns for file in (folder / CARD, folder / ONNX) if file.is_file())
    return _opened(folder, changed, torch.get_num_threads())


@lru_cache(maxsize=4)
def _opened(folder: Path, changed: tuple[int, ...], threads: int) -> OnnxNet:
    card = read_onnx_card(folder)
    return OnnxNet(folder.name, card, open_onnx(folder, card, threads))


def _ends(name: str, card: OnnxCard, session: InferenceSession) -> tuple[str, str]:
    """Return the names of input and output, whose types and shapes are those of the card."""
    inputs = {end.name: end for end in session.get_inputs()}
    outputs = {end.name: end for end in session.get_outputs()}
    source = card.input or next(iter(inputs), "")
    if list(inputs) != [source]:
        raise PluginError(
            f"The model {name} has the inputs “{', '.join(inputs)}” where one is needed; correct “input” in "
            "its card or choose another model."
        )
    target = card.output or next(iter(outputs))
    if target not in outputs or (len(outputs) > 1 and not card.output):
        raise PluginError(
            f"The model {name} has the outputs “{', '.join(outputs)}”; name one as “output” in its card."
        )
    for end, channels in ((inputs[source], 1), (outputs[target], card.channels)):
        expected = (1, channels, *(card.size or ("y", "x")))
        if end.type != "tensor(float)" or not _fits(end.shape, expected):
            raise PluginError(
                f"“{end.name}” of the model {name} is {end.type} {end.shape} where its card says "
                f"tensor(float) {list(expected)}; correct the card or choose another model."
            )
    return source, target


def _fits(shape: list[int | str | None], expected: tuple[int | str, ...]) -> bool:
    """Say whether every side is free or as expected; where the card leaves a side free, it has to be."""
    if len(shape) != len(expected):
        return False
    return all(not isinstance(n, int) or n == wanted for n, wanted in zip(shape, expected, strict=True))
