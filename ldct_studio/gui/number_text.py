"""Numbers as a field prints and reads them: what is printed reads back the same."""

from __future__ import annotations

import math
import re
from decimal import Decimal

from .figures import MINUS, THIN

_COMMAS = re.compile(r"[+-]?[1-9][0-9]{0,2}(,[0-9]{3})+(\.[0-9]*)?")
_SPACES = re.compile(r"[+-]?[1-9][0-9]{0,2}([ \u00a0\u2009][0-9]{3})+([.,][0-9]*)?")
"""Groups of three digits, the first of them without a leading 0: 40,000 has them, 0,125 is a fraction."""


def printed(value: float | None) -> str:
    """Print every digit of a number, in groups and without powers of ten; '' where there is none."""
    if value is None or not math.isfinite(value):
        return "" if value is None else str(value)
    text = f"{Decimal(repr(value)):,f}".removesuffix(".0")
    return text.replace(",", THIN).replace("-", MINUS)


def read(text: str) -> float | str:
    """Return the number that a text says, or the text itself where it says none.

    Commas or spaces between groups of three digits group; any other comma is a decimal point.
    """
    plain = text.replace(MINUS, "-").replace(THIN, "").strip()
    if _COMMAS.fullmatch(plain):
        plain = plain.replace(",", "")
    elif _SPACES.fullmatch(plain):
        plain = re.sub(r"\s", "", plain)
    plain = plain.replace(",", ".")
    for kind in (int, float):
        try:
            return kind(plain)
        except ValueError:
            continue
    return text


def beside(value: float, up: bool) -> float:
    """Return the next of 1, 2 and 5 times powers of ten above or below a number; from 0 it is 1 or −1."""
    if value == 0:
        return 1 if up else -1
    if value < 0:
        return -beside(-value, not up)
    power = math.floor(math.log10(value))
    round_ones = [float(f"{factor}e{power + more}") for more in (-1, 0, 1) for factor in (1, 2, 5)]
    if up:
        return min(one for one in round_ones if one > value)
    return max(one for one in round_ones if one < value)
