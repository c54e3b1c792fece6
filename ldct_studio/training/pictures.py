"""What a training shows: example pictures as PNG files, and TensorBoard's event files beside the events."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import torch

from ..core.events import Metric, Picture

if TYPE_CHECKING:
    from torch.utils.tensorboard import SummaryWriter


class Board:
    """TensorBoard's event files of a run; the folder is made with the first number."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._open: SummaryWriter | None = None

    def metrics(self, event: Metric) -> None:
        """Write the numbers of a step."""
        writer = self._writer()
        for name, value in event.values.items():
            writer.add_scalar(name, value, event.step)

    def picture(self, title: str, gray: torch.Tensor, step: int) -> None:
        """Write a picture (y, x) of bytes."""
        self._writer().add_image(title, gray, step, dataformats="HW")

    def close(self) -> None:
        """Write out what is left; a later number opens a new file."""
        if self._open is not None:
            self._open.close()
            self._open = None

    def _writer(self) -> SummaryWriter:
        if self._open is None:
            from torch.utils.tensorboard import SummaryWriter

            self._open = SummaryWriter(str(self._folder))
        return self._open


def write_picture(
    folder: Path, step: int, title: str, hu: torch.Tensor, window: tuple[float, float], board: Board
) -> Picture:
    """Write a picture (y, x) in HU as ``pictures/<step>-<title>.png``, 8 bits over a window of HU."""
    from PIL import Image

    low, high = window
    scaled = (hu.detach().float().cpu() - low) / (high - low)
    gray = (scaled.clamp(0, 1).nan_to_num() * 255).round().to(torch.uint8)
    name = re.sub(r"[^A-Za-z0-9]+", "-", title).strip("-").lower()[:40]
    path = f"pictures/{step:07d}-{name}.png"
    (folder / "pictures").mkdir(exist_ok=True)
    Image.fromarray(gray.numpy()).save(folder / path)
    board.picture(title, gray, step)
    return Picture(step=step, title=title[:100], path=path)
