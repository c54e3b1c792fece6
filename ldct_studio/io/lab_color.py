"""The colors of DICOM segments: CIELab as PS3.3 C.10.7.1.1 stores it, to sRGB."""

from __future__ import annotations

_WHITE = (0.95047, 1.0, 1.08883)
"""D65. PS3.3 names the D50 of ICC profiles, but dcmqi, highdicom and so our files mean D65."""
_TO_RGB = (  # linear sRGB of XYZ (IEC 61966-2-1)
    (3.2404542, -1.5371385, -0.4985314),
    (-0.9692660, 1.8760108, 0.0415560),
    (0.0556434, -0.2040259, 1.0572252),
)


def srgb(stored: tuple[float, float, float]) -> str:
    """Return ``#RRGGBB`` of L*, a* and b* stored as 0 to 65535; what sRGB cannot show is clipped."""
    whole = [min(max(part, 0.0), 65535.0) / 65535 for part in stored]
    height = (100 * whole[0] + 16) / 116
    f = (height + (255 * whole[1] - 128) / 500, height, height - (255 * whole[2] - 128) / 200)
    xyz = [white * _linear(part) for white, part in zip(_WHITE, f, strict=True)]
    rgb = [sum(a * b for a, b in zip(row, xyz, strict=True)) for row in _TO_RGB]
    return "#" + "".join(f"{round(255 * _companded(part)):02X}" for part in rgb)


def _linear(part: float) -> float:
    """Undo the cube root of CIELab (CIE 15:2004)."""
    return part**3 if part > 6 / 29 else 3 * (6 / 29) ** 2 * (part - 4 / 29)


def _companded(part: float) -> float:
    part = min(max(part, 0.0), 1.0)
    return 12.92 * part if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055
