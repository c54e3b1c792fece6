"""The report of an evaluation as text, at most 100 columns wide."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from ldct_studio.api import Paired, mean, said_p, sd

from .table import BASE, LOW, Table, paired
from .verdicts import LEVEL, Link, Ordering, orderings

_SCORES, _ALSO = ("psnr", "ssim", "dice", "liver", "tumor"), ("ssim_body", "dice_epsilon")
"""The columns of the table, and of that below it."""
_TITLES = {
    "psnr": "PSNR (dB)",
    "ssim": "SSIM",
    "dice": "Dice, mean",
    "liver": "Dice, liver",
    "tumor": "Dice, tumor",
    "ssim_body": "SSIM, body",
    "dice_epsilon": "Dice with ε",
}
_DIGITS = {score: 2 if score == "psnr" else 3 for score in _TITLES}
_METHOD = 22
_SEEDS = 6
"""Seeds beside each other."""


def report(about: str, tables: Sequence[Table], unmet: Sequence[str]) -> str:
    """Return the table, paired tests, seeds, preconditions, and where those are met the orderings."""
    parts = [[about], _means(tables), _differences(tables), _seeds(tables), _verdicts(tables, unmet)]
    return "\n\n".join("\n".join(lines) for lines in parts) + "\n"


def _means(tables: Sequence[Table]) -> Iterator[str]:
    yield "Mean ± SD over slices, all seeds. PSNR and SSIM: window −200 to 300 HU, inscribed circle."
    yield f"All pictures are clipped to the window; of {LOW} the noise is not, so that it has either sign."
    yield "Dice: of the frozen segmenter that learned at full dose; own T: of the one trained jointly."
    yield ""
    yield from _columns(tables, _SCORES)
    yield ""
    yield "The same SSIM within the body alone, and Dice where a class that is neither there nor found has 1:"
    yield ""
    yield from _columns(tables, _ALSO)


def _columns(tables: Sequence[Table], scores: Sequence[str]) -> Iterator[str]:
    yield f"{'':{_METHOD}}" + "".join(f"{_TITLES[score]:>15}" for score in scores)
    for method in tables[0].methods():
        cells = "".join(f"{_cell(tables, method, score):>15}" for score in scores)
        yield f"{method:{_METHOD}}{cells}".rstrip()


def _cell(tables: Sequence[Table], method: str, score: str) -> str:
    values = [value for table in tables for value in table.scores(method, score).values()]
    digits = _DIGITS[score]
    return f"{mean(values):.{digits}f} ± {sd(values):.{digits}f}" if values else "–"


def _differences(tables: Sequence[Table]) -> Iterator[str]:
    known = ("psnr", "ssim", "dice")
    yield f"Above {BASE}: mean difference ± half of its 95 % confidence interval, and p of a two-sided"
    yield "paired t-test over n patients; a patient's difference is the mean over its slices and seeds."
    yield ""
    yield f"{'':{_METHOD}}" + "".join(f"{_TITLES[score]:>16}{'p':>8}" for score in known) + f"{'n':>5}"
    for method in tables[0].methods():
        if method != BASE:
            tests = {score: paired(tables, method, BASE, score) for score in known}
            cells = "".join(_difference(tests[score], _DIGITS[score]) for score in known)
            yield f"{method:{_METHOD}}{cells}{tests['dice'].n:>5}"


def _difference(test: Paired, digits: int) -> str:
    if not test.n:
        return f"{'–':>16}{'–':>8}"
    return f"{f'{test.difference:+.{digits}f} ± {test.margin:.{digits}f}':>16}{said_p(test.p):>8}"


def _seeds(tables: Sequence[Table]) -> Iterator[str]:
    yield "Of each seed: PSNR in dB, Dice."
    for first in range(0, len(tables), _SEEDS):
        group = tables[first : first + _SEEDS]
        yield ""
        yield f"{'':{_METHOD}}" + "".join(f"{f'seed {first + i}':>13}" for i in range(len(group)))
        for method in tables[0].methods():
            cells = (f"{_number(t, method, 'psnr')} {_number(t, method, 'dice'):>6}" for t in group)
            yield f"{method:{_METHOD}}" + "".join(f"{cell:>13}" for cell in cells)


def _number(table: Table, method: str, score: str) -> str:
    value = table.mean(method, score)
    return "–" if math.isnan(value) else f"{value:.{_DIGITS[score]}f}"


def _verdicts(tables: Sequence[Table], unmet: Sequence[str]) -> Iterator[str]:
    if unmet:
        yield "Preconditions: NOT MET, so the orderings are not judged."
        yield from (f"  {text}" for text in unmet)
        return
    yield "Preconditions: met by every seed."
    yield ""
    yield f"Orderings: each link in every seed, and with p < {LEVEL:g}."
    for ordering in orderings(tables):
        yield from _ordering(ordering)


def _ordering(ordering: Ordering) -> Iterator[str]:
    yield f"  {'holds' if ordering.holds else 'DOES NOT HOLD':15}{ordering.text}"
    yield from (f"  {'':15}{_link(link)}" for link in ordering.links)


def _link(link: Link) -> str:
    digits = _DIGITS[link.score]
    low, high = (f"{value:.{digits}f}" for value in link.means)
    seeds = f"{sum(link.agreeing)}/{len(link.agreeing)} seeds"
    sign = "<" if link.holds else "not below"
    return f"{link.below} {low} {sign} {link.above} {high}  (p {said_p(link.test.p)}, {seeds})"
