"""The lane worker process: takes the steps that may be slow, may hang or may crash."""

from __future__ import annotations

import os
import sys
import time
from typing import Any

import numpy as np
import numpy.typing as npt
import torch

from .. import methods  # noqa: F401  (registers the built-in methods)
from ..core.channel import Parent
from ..core.errors import GeometryError, StudioError
from ..core.shared import SharedBlock
from ..discovery import discover
from ..plugin import make_lane_step
from . import wire


def main() -> int:
    """Answer tasks until the window closes the channel."""
    parent = Parent()
    if sys.platform != "win32":
        os.nice(10)  # the picture that follows the hand goes first
    discover()
    blocks: dict[str, npt.NDArray[np.uint8]] = {}
    parent.send({"ready": True})
    while (message := parent.receive()) is not None:
        name = str(message["block"])
        if name not in blocks:
            blocks.clear()
            blocks[name] = _attach(name)
        parent.send(_answer(message, blocks[name]))
    return 0


def _attach(name: str) -> npt.NDArray[np.uint8]:
    block = SharedBlock.attach(name)
    return block.array((block.size,), np.uint8)


def _answer(message: dict[str, Any], block: npt.NDArray[np.uint8]) -> dict[str, Any]:
    """Take the steps and write the picture where it came from."""
    begin = time.perf_counter()
    try:
        description = wire.from_json(message["case"])
        arrays = wire.views(block, description)
        with torch.inference_mode():
            case = wire.rebuild(description, arrays)
            for step in description.steps:
                case = make_lane_step(step).apply(case)
        if case.image.data.shape != description.grid.shape:
            raise GeometryError(f"{description.steps[-1].name} returned a picture of another size.")
        arrays["image"][:] = case.image.data.cpu().numpy()
    except StudioError as error:
        return {"id": message["id"], "error": str(error)}
    except Exception as error:  # a plug-in may raise anything
        return {
            "id": message["id"],
            "error": f"The method failed ({error}). Change its settings or remove it.",
        }
    return {"id": message["id"], "error": "", "seconds": time.perf_counter() - begin}


if __name__ == "__main__":
    sys.exit(main())
