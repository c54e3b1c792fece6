"""Pairing: which of several scans was made before contrast agent, and which after it, by their names."""

from __future__ import annotations

import re
from collections.abc import Sequence

_AFTER = re.compile(
    r"(t1[-_ ]?(c|ce|gd|km)\b|\+ ?c\b|(?<![a-z0-9])gd\b|gado|\bgad\b|contrast|\bpost\b|"
    r"t1w?[-_ ]?post|\bnach\b|\bkm\b)",
    re.IGNORECASE,
)
_BEFORE = re.compile(r"(t1|mp-?rage|spgr|flash|bravo|\bpre\b|nativ)", re.IGNORECASE)
_NOT = re.compile(
    r"(\bwithout\b|\bw/?o\b|\bpre\b|\bnativ|\bohne\b|before|(?<![a-z])(pre|non)[-_ ]?contrast)", re.IGNORECASE
)
_OTHER = re.compile(r"(flair|\bfla\b|t2|dwi|adc|mask|seg\b)", re.IGNORECASE)
_LOW = re.compile(
    r"(?<![a-z])(low(?![a-z])(?![-_ ]?(res|sar))|lowdose|reduced(?![a-z])|(half|quarter)[-_ ]?dose|"
    r"(halbe|viertel|niedrig)[a-z]*[-_ ]?dosis|reduzierte)",
    re.IGNORECASE,
)
_PERCENT = re.compile(
    r"(?<![\d.,])(\d{1,2}(?:[.,]\d+)?)[-_\s]?(?:%|(?:pct|percent|prozent)(?![a-z]))", re.IGNORECASE
)


def guess_pair(scans: Sequence[tuple[str, str]]) -> tuple[str, str, str | None] | None:
    """Return the keys of the scans before, after, and at a lower dose of contrast; None where unsure.

    Each scan is (key, description), such as a series description or a file name. One scan before and one
    after contrast have to stand out by what they are called; the user can always choose otherwise.
    """
    named = [(key, text) for key, text in scans if not _OTHER.search(text)]
    after = [(key, text) for key, text in named if _AFTER.search(text) and not _NOT.search(text)]
    before = [key for key, text in named if key not in dict(after) and _BEFORE.search(text)]
    low = [key for key, text in after if is_low(text)]
    full = [key for key, _ in after if key not in low]
    if len(before) != 1 or len(full) > 1 or len(low) > 1 or not after:
        return None
    if not full:
        return before[0], low[0], None
    return before[0], full[0], low[0] if low else None


def percent_of(name: str) -> float | None:
    """Return the percent of the standard dose that a scan's name says, from 1 to below 100; None for none."""
    found = _PERCENT.search(name)
    percent = float(found[1].replace(",", ".")) if found else 0.0
    return percent if percent >= 1 else None


def is_low(name: str) -> bool:
    """Whether a scan was made at a low dose of contrast agent by its name, which may not say at which."""
    return percent_of(name) is not None or _LOW.search(name) is not None
