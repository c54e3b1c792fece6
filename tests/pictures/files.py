"""Where the pictures lie, and how they are kept small: few colors, and fewer pixels than were drawn."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PIL import Image
from PySide6.QtGui import QImage

from ldct_studio.gui import theme

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "img"
SCALES = (1.0, 1.5, 2.0)
THEMES = ("dark", "light")
MOST_BYTES = 12_000_000
"""Of all pictures together."""
_WIDEST = {1.0: 1280, 1.5: 560, 2.0: 560}
"""Pixels that a picture is kept with at most, by scale."""
_GRAYS = {1.0: 24, 1.5: 16, 2.0: 16}
_HUES = 24
_COLORED = 14
"""Between the strongest and the weakest of red, green and blue from here on a pixel has a color."""


def path_of(name: str, theme: str, scale: float = 1.0) -> Path:
    """Return where the picture of a name in a theme lies."""
    folder = FOLDER if scale == 1 else FOLDER / f"{scale:g}x"
    return folder / f"{name}-{theme}.png"


def keep(picture: QImage, path: Path, scale: float) -> None:
    """Write a picture with a palette of its own."""
    image = Image.fromarray(_pixels(picture))
    widest = _WIDEST[scale] if image.width >= _WIDEST[scale] else image.width
    image = image.resize((widest, round(image.height * widest / image.width)), Image.Resampling.LANCZOS)
    path.parent.mkdir(parents=True, exist_ok=True)
    _few_colors(np.asarray(image), _GRAYS[scale]).save(path, optimize=True)


def _pixels(picture: QImage) -> np.ndarray:
    """Return the pixels (y, x, RGB) of an image."""
    plain = picture.convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(plain.constBits(), np.uint8).reshape(plain.height(), plain.bytesPerLine())
    return rows[:, : 3 * plain.width()].reshape(plain.height(), plain.width(), 3).copy()


def _few_colors(pixels: np.ndarray, grays: int) -> Image.Image:
    """Return an image of evenly spaced grays, the theme's colors, and the most frequent other hues."""
    colored = np.ptp(pixels.astype(int), axis=2) >= _COLORED
    steps = np.round(np.linspace(0, 255, grays)).astype(np.uint8)
    palette = [np.repeat(steps[:, None], 3, axis=1), _of_theme()]
    if colored.any():
        hues = Image.fromarray(pixels[colored][None]).quantize(_HUES, Image.Quantize.MEDIANCUT)
        palette.append(np.asarray(hues.getpalette(), np.uint8).reshape(-1, 3)[:_HUES])
    tones = np.concatenate(palette)
    index = np.round(pixels.mean(axis=2) * (grays - 1) / 255).astype(np.uint8)
    if colored.any():
        wanted, offered = pixels[colored].astype(np.int32), tones[grays:].astype(np.int32)
        distance = np.stack([((wanted - hue) ** 2).sum(axis=1) for hue in offered])
        index[colored] = grays + distance.argmin(axis=0)
    made = Image.fromarray(index, "P")
    made.putpalette(tones.tobytes())
    return made


def _of_theme() -> np.ndarray:
    """Return the colors (number, RGB) that carry a meaning, which are few among the pixels of a picture."""
    tokens = theme.current()
    told = (tokens.accent, tokens.ok, tokens.warn, tokens.bad, *tokens.series, *tokens.labels)
    colors = (*told, *tokens.stage_states.values())
    return np.array([color.getRgb()[:3] for color in colors], np.uint8)
