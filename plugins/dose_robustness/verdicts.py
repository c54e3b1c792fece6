"""The claims about dose robustness, and whether they hold on the cells of a study."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from ldct_studio.api import Verdict, paired_test, said_p

from .gathering import Findings, Row, median_mad
from .structures import Agreement

TIE = 0.005
"""By how much a median Dice may fall where the dose rises."""
ROOT = math.sqrt(5)
"""Of the noise at 20 % over that at 100 %."""
_NEAR = 0.05
_LEVEL = 0.05
"""The p above which a rank correlation may be chance."""
_FEWEST_COUNTS = 100.0
_POINTS = 2000


def judged(found: Findings) -> tuple[Verdict, ...]:
    """Return what holds of the claims that the study can test at its doses."""
    low = found.doses[0]
    return (
        _itself(found),
        _monotone(found),
        _cnn(found, low),
        _learned(found, low, "plain", "augmented", "noise-augmented"),
        _learned(found, low, "plain", "lowdose", "low-dose"),
        _ranked(found, low, lambda one: one.radius_mm, "Larger structures agree better", "effective radius"),
        _contrast(found, low),
        _noise(found, low),
    )


def _dice(one: Agreement) -> float | None:
    return one.dice


def _size_of_contrast(one: Agreement) -> float | None:
    return None if one.contrast is None else abs(one.contrast)


def _itself(found: Findings) -> Verdict:
    full = [row.found for row in found.at(100.0)]
    same = [one for one in full if one.dice in (1.0, None) and one.hd95_mm in (0.0, None)]
    text = "At full dose every model agrees with itself (Dice 1, HD95 0)"
    if not full:
        return Verdict(text, None, ("no cell at full dose in this study",))
    return Verdict(text, len(same) == len(full), (f"{len(same)} of {len(full)} structures",))


def _monotone(found: Findings) -> Verdict:
    """Median Dice does not fall where the dose rises."""
    by_scan, falls = found.by_scan(_dice), []
    for model in found.models:
        for option in found.options:
            course = [median_mad(by_scan.get((model, option, d), {}).values())[0] for d in found.doses]
            for i, (lower, higher) in enumerate(pairwise(course)):
                if higher < lower - TIE:
                    falls.append(
                        f"{model}, {option}: {lower:.3f} at {found.doses[i]:g} %, "
                        f"{higher:.3f} at {found.doses[i + 1]:g} %"
                    )
    count = len(found.models) * len(found.options)
    because = falls or [f"{count} courses of {len(found.doses)} doses, ties of {TIE} allowed"]
    text = "The median Dice does not fall where the dose rises"
    if len(found.doses) < 2:
        return Verdict(text, None, ("one dose alone in this study",))
    return Verdict(text, not falls, tuple(because))


def _cnn(found: Findings, low: float) -> Verdict:
    by_scan, differences, medians = found.by_scan(_dice), dict[str, list[float]](), []
    for model in found.models:
        with_it, without = (by_scan.get((model, option, low), {}) for option in ("cnn", "none"))
        for case in with_it.keys() & without.keys():
            differences.setdefault(case, []).append(with_it[case] - without[case])
        medians.append((median_mad(with_it.values())[0], median_mad(without.values())[0]))
    worse = sum(a < b - TIE for a, b in medians)
    test = paired_test([float(np.mean(values)) for values in differences.values()])
    text = f"With the CNN models agree at least as well as without denoising at {low:g} %"
    if not test.n:
        return Verdict(text, None, ("no scan with both in this study",))
    return Verdict(
        text,
        not worse and test.difference > -TIE,
        (
            f"mean Dice {test.difference:+.3f} ± {test.margin:.3f}, p {said_p(test.p)}, {test.n} scans; "
            f"{worse} of {len(medians)} models have a lower median",
        ),
    )


def _learned(found: Findings, low: float, plain: str, other: str, said: str) -> Verdict:
    by_scan, differences = found.by_scan(_dice), dict[str, list[float]]()
    pairs = [(name, name.replace(plain, other)) for name in found.models if plain in name]
    for one, two in pairs:
        without, learned = (by_scan.get((name, "none", low), {}) for name in (one, two))
        for case in without.keys() & learned.keys():
            differences.setdefault(case, []).append(learned[case] - without[case])
    test = paired_test([float(np.mean(values)) for values in differences.values()])
    text = f"{said.capitalize()} models agree at least as well as plain ones at {low:g} % without denoising"
    if not test.n:
        return Verdict(text, None, ("no such pair of models in this study",))
    because = f"mean Dice {test.difference:+.3f} ± {test.margin:.3f}, p {said_p(test.p)}, {test.n} scans"
    return Verdict(text, test.difference >= 0, (because,))


def _ranked(
    found: Findings, low: float, value: Callable[[Agreement], float | None], text: str, name: str
) -> Verdict:
    pairs = list(_pairs(found.at(low), value))
    if len(pairs) < 3:
        return Verdict(f"{text} at {low:g} %", None, ("too few structures",))
    holds, said = _correlated([x for x, _ in pairs], [y for _, y in pairs])
    because = f"Spearman's ρ of {name} and Dice {said}, {len(pairs)} structures"
    return Verdict(f"{text} at {low:g} %", holds, (because,))


def _correlated(x: list[float], y: list[float]) -> tuple[bool | None, str]:
    """Say whether one rises with the other, None where that may be chance, and the numbers."""
    from scipy.stats import spearmanr  # a second, that the start of the window does not pay for

    if min(np.ptp(x), np.ptp(y)) == 0:
        return None, "–, as one does not vary"
    r, p = map(float, spearmanr(x, y))
    holds = r > 0 if p <= _LEVEL else None
    return holds, f"{r:.2f}, p {said_p(p)}" + ("" if p <= _LEVEL else ", which may be chance")


def _pairs(rows: Iterable[Row], value: Callable[[Agreement], float | None]) -> Iterator[tuple[float, float]]:
    for row in rows:
        x = value(row.found)
        if x is not None and row.found.dice is not None:
            yield x, row.found.dice


def _contrast(found: Findings, low: float) -> Verdict:
    """Test that among structures of one kind those of more contrast agree better.

    Kinds differ in more than contrast, so ranks are taken within each, by model and option, as shares.
    """
    from scipy.stats import rankdata

    groups: dict[tuple[str, str, str], list[Row]] = {}
    for row in found.at(low):
        groups.setdefault((row.structure, row.model, row.option), []).append(row)
    x, y = list[float](), list[float]()
    for rows in groups.values():
        pairs = list(_pairs(rows, _size_of_contrast))
        if len(pairs) > 2:
            for ranks, one in ((x, 0), (y, 1)):
                ranks += list(rankdata([pair[one] for pair in pairs]) / len(pairs))
    text = f"Of one kind, structures of more contrast agree better at {low:g} %"
    if len(x) < 3:
        return Verdict(text, None, ("too few structures",))
    holds, said = _correlated(x, y)
    because = f"Spearman's ρ of |contrast| and Dice within kinds {said}, {len(x)} structures"
    return Verdict(text, holds, (because,))


def _noise(found: Findings, low: float) -> Verdict:
    """Test that the mode of the noise of the liver rises with the root of the dose that is missing."""
    text = (
        f"The liver's noise alone is √(100/{low:g}) = {math.sqrt(100 / low):.2f} times as large at {low:g} %"
    )
    modes = {}
    for option in found.options:
        for name in ("alone", "raw"):
            values = [liver_sds(found, option, dose, name) for dose in (low, 100.0)]
            if min(map(len, values)) > 2:
                modes[option, name] = mode(values[0]) / mode(values[1])
    if ("none", "alone") not in modes:
        return Verdict(text, None, ("too few scans with a liver",))
    ratio, counts = (
        modes["none", "alone"],
        [one.counts for (_, option, dose), one in found.liver.items() if (option, dose) == ("none", low)],
    )
    enough = sum(count is not None and count >= _FEWEST_COUNTS for count in counts)
    raw = modes.get(("none", "raw"), math.nan)
    because = [
        f"ratio of the modes {ratio:.3f} for FBP, {raw:.3f} with the texture of the picture; in {enough} of "
        f"{len(counts)} scans the darkest ray counts {_FEWEST_COUNTS:g} photons or more"
    ]
    others = [
        f"{option} {value:.3f}"
        for (option, name), value in modes.items()
        if option != "none" and name == "alone"
    ]
    if others:
        because.append(f"with denoising: {', '.join(others)}")
    return Verdict(text, abs(ratio / math.sqrt(100 / low) - 1) <= _NEAR, tuple(because))


def liver_sds(found: Findings, option: str, dose: float, name: str) -> list[float]:
    """Return the SDs inside the liver in HU, ``alone`` or ``raw``, of all scans that have one."""
    return [
        value
        for (_, o, d), one in found.liver.items()
        if (o, d) == (option, dose) and (value := getattr(one, name)) is not None
    ]


def mode(values: list[float]) -> float:
    """Return the most likely value."""
    grid = np.linspace(min(values) * 0.5, max(values) * 1.5, _POINTS)
    return float(grid[int(np.argmax(density(values, grid)))])


def density(values: list[float], at: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return the Gaussian kernel density of some values, of Scott's width, at given places."""
    from scipy.stats import gaussian_kde

    found: npt.NDArray[np.float64] = gaussian_kde(values)(at)
    return found
