"""Where the pictures lie, and how they are kept small: few colors, and fewer pixels than were drawn."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PIL import Image
from PySide6.QtGui import QColor, QImage

from ldct_studio.gui import theme

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "img"
SCALES = (1.0, 1.5, 2.0)
THEMES = ("dark", "light")
MOST_BYTES = 16_800_000
"""Of all pictures together."""
_WIDEST = {1.0: 1280, 1.5: 440, 2.0: 440}
"""Pixels that a picture is kept with at most, by scale."""
_SMALLER = 0.75
"""What a picture is made smaller by that shows much noise, of which few bytes can tell."""
_GRAYS = {1.0: 24, 1.5: 10, 2.0: 10}
_HUES = 24
_COLORED = 14
"""Between the strongest and the weakest of red, green and blue from here on a pixel has a color."""


def path_of(name: str, theme: str, scale: float = 1.0) -> Path:
    """Return where the picture of a name in a theme lies."""
    folder = FOLDER if scale == 1 else FOLDER / f"{scale:g}x"
    return folder / f"{name}-{theme}.png"


def keep(picture: QImage, path: Path, scale: float, smaller: bool = False) -> None:
    """Write a picture with a palette of its own."""
    image = Image.fromarray(_pixels(picture))
    widest = min(image.width, round(_WIDEST[scale] * (_SMALLER if smaller and scale == 1 else 1)))
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
    steps, told = np.round(np.linspace(0, 255, grays)).astype(int), _of_theme()
    values = np.round(pixels.mean(axis=2)).astype(int)
    index = np.round(values * (grays - 1) / 255).astype(np.uint8)
    plain = _flat(values) & ~colored
    for place, color in enumerate(told):  # the surfaces of the window stay as they are
        index[plain & (values == color[0]) & (np.ptp(color) == 0)] = grays + place
    tones = np.concatenate([np.repeat(steps[:, None], 3, axis=1), told])
    if colored.any():
        frequent = Image.fromarray(pixels[colored][None]).quantize(_HUES, Image.Quantize.MEDIANCUT)
        tones = np.concatenate([tones, np.asarray(frequent.getpalette(), int).reshape(-1, 3)[:_HUES]])
        wanted = pixels[colored].astype(int)
        distance = np.stack([((wanted - tone) ** 2).sum(axis=1) for tone in tones[grays:]])
        index[colored] = grays + distance.argmin(axis=0)
    made = Image.fromarray(index, "P")
    made.putpalette(tones.astype(np.uint8).tobytes())
    return made


def _flat(values: np.ndarray) -> np.ndarray:
    """Say which pixels are as those above and on their left."""
    same = np.zeros(values.shape, bool)
    same[1:, 1:] = (values[1:, 1:] == values[:-1, 1:]) & (values[1:, 1:] == values[1:, :-1])
    return same


def _of_theme() -> np.ndarray:
    """Return the colors (number, RGB) of surfaces and of what has a meaning: few pixels may have them."""
    tokens = theme.current()
    parts = (tokens, tokens.stage)
    found = [value for part in parts for value in vars(part).values() if isinstance(value, QColor)]
    colors = (*found, *tokens.series, *tokens.labels, *tokens.stage_states.values())
    return np.unique([color.getRgb()[:3] for color in colors], axis=0)
