"""Figures as they are printed: no-break spaces, a real minus, thin-space groups, powers of ten."""

from __future__ import annotations

import math

NBSP = "\u00a0"
"""No-break space: before a unit and before %."""
THIN = "\u202f"
"""Narrow no-break space: between groups of three digits."""
MINUS = "\u2212"
UNKNOWN = "–"
"""What stands where a number is not known; the reason belongs into a tooltip."""
OF_VOLUMES = ("HU", "1/cm", "a.u.")
"""Units of volumes; maps may have others, which no window says anything about."""

_SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def fixed(value: float | None, places: int = 1, signed: bool = False) -> str:
    """Print with a fixed number of decimals; ``signed`` adds + above zero; not a number gives "–"."""
    if value is None or not math.isfinite(value):
        return UNKNOWN
    text = f"{abs(value):.{places}f}"
    if float(text) == 0:
        return text
    return _sign(value, signed) + _grouped(text)


def number(value: float | None, digits: int = 3, signed: bool = False) -> str:
    """Print with ``digits`` significant digits, at most what a measurement supports."""
    if value is None or not math.isfinite(value):
        return UNKNOWN
    if value == 0:
        return "0"
    size = math.floor(math.log10(abs(float(f"{value:.{digits - 1}e}"))))
    rounded = round(value, digits - 1 - size)
    return fixed(rounded, max(digits - 1 - size, 0), signed)


def measured(value: float | None, signed: bool = False) -> str:
    """Print three significant digits, whole numbers from 100 on and at most six decimals; 0 as 0.00."""
    if value is None or not math.isfinite(value):
        return UNKNOWN
    size = math.floor(math.log10(float(f"{abs(value):.2e}"))) if abs(value) >= 1e-6 else 0
    return fixed(value, min(max(2 - size, 0), 6), signed)


def power(value: float | None, digits: int = 2) -> str:
    """Print as a power of ten, such as 1.7 × 10⁴; below 1 000 as a plain number."""
    if value is None or not math.isfinite(value):
        return UNKNOWN
    if abs(value) < 1000 and (abs(value) >= 0.01 or value == 0):
        return number(value, digits)
    mantissa, exponent = f"{abs(value):.{digits - 1}e}".split("e")
    raised = str(int(exponent)).translate(_SUPERSCRIPTS)
    return f"{_sign(value, False)}{mantissa}{NBSP}×{NBSP}10{raised}"


def percent(fraction: float | None) -> str:
    """Print a fraction in percent: whole from 10 % on, one decimal below."""
    return with_unit(percent_figure(fraction), "%")


def percent_figure(fraction: float | None) -> str:
    """Print a fraction in percent without the sign, as on an axis."""
    if fraction is None or not math.isfinite(fraction):
        return UNKNOWN
    value = 100 * fraction
    return fixed(value, 0 if abs(value) >= 9.95 else 1)


def with_unit(text: str, unit: str) -> str:
    """Put the unit behind a printed number; "–" stays alone."""
    return text if text == UNKNOWN or not unit else f"{text}{NBSP}{unit}"


def duration(seconds: float) -> str:
    """Print how long something took: 41 ms, 1.8 s, 2 min 5 s."""
    if seconds < 0.9995:
        return with_unit(fixed(1000 * seconds, 0), "ms")
    if seconds < 59.95:
        return with_unit(fixed(seconds, 1), "s")
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}{NBSP}min {rest}{NBSP}s"


def span(seconds: float) -> str:
    """Print how long something takes in all, in its two largest units: 38 s, 4 min, 2 h 38 min."""
    if seconds < 59.5:
        return with_unit(fixed(seconds, 0), "s")
    minutes = round(seconds / 60)
    if minutes < 60:
        return with_unit(fixed(minutes, 0), "min")
    hours, rest = divmod(minutes, 60)
    if hours < 24:
        return f"{hours}{NBSP}h {rest}{NBSP}min"
    days, rest = divmod(hours, 24)
    return f"{days}{NBSP}d {rest}{NBSP}h"


def window(width: float, level: float, unit: str = "HU") -> str:
    """Print a window, such as W 400 L 40 or W 1.30 L 0.75; window values are not grouped."""
    return f"W{NBSP}{gray(width, width, unit)}  L{NBSP}{gray(level, width, unit)}"


def places(width: float, unit: str) -> int:
    """Return with how many decimals values in a window are told: none in HU, else so that W has 3 digits."""
    if unit == "HU" or not width > 0 or not math.isfinite(width):
        return 0
    return max(2 - math.floor(math.log10(width)), 0)


def gray(value: float, width: float, unit: str) -> str:
    """Print a value of a picture as it is told in a window of this width, without groups."""
    text = f"{value:.{places(width, unit)}f}" if unit != "HU" else f"{round(value)}"
    return (text.removeprefix("-") if float(text) == 0 else text).replace("-", MINUS)


def half(width: float, unit: str) -> str:
    """Print the end of a window that is symmetric about 0, with no more decimals than it needs."""
    text = gray(width / 2, width / 2, unit)
    return text.rstrip("0").rstrip(".") if "." in text else text


def plain(value: float) -> str:
    """Print a whole number without groups."""
    return f"{round(value)}".replace("-", MINUS)


def _sign(value: float, signed: bool) -> str:
    if value < 0:
        return MINUS
    return "+" if signed else ""


def _grouped(text: str) -> str:
    whole, dot, decimals = text.partition(".")
    return f"{int(whole):,}".replace(",", THIN) + dot + decimals
