"""What a validation says: a verdict, what to change, and its table as text and CSV."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterator, Sequence

from ..core.dose import Scan
from .compared import Compared, Validation, distance

COLUMNS = (
    "scan",
    "fraction",
    "region",
    "sd_real_hu",
    "sd_simulated_hu",
    "sd_ratio",
    "sd_ratio_low",
    "sd_ratio_high",
    "mean_frequency_ratio",
    "nps_ratio_low_band",
    "nps_ratio_middle_band",
    "nps_ratio_high_band",
    "mean_shift_hu",
    "state",
    "fitted",
)
"""Columns of the CSV."""
_WORTH = 0.01
"""A fit is worth a sentence where it brings the SDs nearer by this much on average."""


def verdict(validation: Validation) -> str:
    """Return one sentence: whether it passes, and by how much."""
    rows = validation.best[1]
    low, high = min(row.ratio.value for row in rows), max(row.ratio.value for row in rows)
    good = sum(row.state == "pass" for row in rows)
    if rows is validation.fitted_rows:
        word = (
            "It passes with fitted photons" if validation.passed else "It does not pass with fitted photons"
        )
    else:
        word = "It passes" if validation.passed else "It does not pass"
    return (
        f"{word}: simulated over real SD is {low:.3f} to {high:.3f}, on average {100 * distance(rows):.1f} % "
        f"from 1; {good} of {len(rows)} regions are within {validation.plan.mark:g} %."
    )


def advice(validation: Validation) -> tuple[str, ...]:
    """Return what was seen and what to change, a sentence each; the cautions come first."""
    return (*validation.cautions, *_fit_words(validation), *_advice(validation.best[1], validation))


def _fit_words(validation: Validation) -> Iterator[str]:
    fitted, scan = validation.fitted, validation.fitted_scan
    if fitted is None or scan is None:
        return
    before, after = distance(validation.rows), distance(validation.fitted_rows)
    low, high = fitted.electronic_range
    yield (
        f"Fitted to these scans: {_whole(fitted.photons)} photons per ray ± {100 * fitted.spread:.1f} %, not "
        f"{_whole(_mean(validation.scan))}; electronic noise {fitted.electronic:g} photons, not "
        f"{validation.scan.electronic:g} (95 %: {low:g} to {high:g})."
    )
    if low <= validation.scan.electronic <= high:
        yield "The scans do not tell another electronic noise, so it stays; lower doses would tell more."
    yield f"SDs were {100 * before:.1f} % from 1 on average, and are {100 * after:.1f} % after the fit."
    if after >= before:
        yield "The fit brings nothing; the scan stays as it was."


def _advice(rows: Sequence[Compared], validation: Validation) -> Iterator[str]:
    if any(row.state == "unsure" for row in rows):
        yield "Some regions are too small to tell; draw larger ones, or take more slices or repeats."
    mark = validation.plan.mark / 100
    yield from _beyond(rows, mark)
    if not any(row.state == "fail" for row in rows):
        return
    for title in dict.fromkeys(row.scan for row in rows):
        part = [row for row in rows if row.scan == title]
        yield from _of_scan(part, mark, validation.implied[title])
    yield from _of_places(rows, mark)
    colors = [row.color.value for row in rows if row.color is not None]
    if colors and abs(_geometric(colors) - 1) > mark / 2:
        if _geometric(colors) > 1:
            yield "The simulated noise is finer than the real one."
        else:
            yield "The simulated noise is coarser than the real one."
        yield (
            "Reconstruct all scans with the same kernel and by filtered back-projection, without iterative "
            "reconstruction or denoising."
        )
    if validation.fitted is None:
        yield "Fit the photons to these scans, and compare again."


def _beyond(rows: Sequence[Compared], mark: float) -> Iterator[str]:
    """Say where the real noise has frequencies that the program's rays do not carry."""
    real, simulated = (
        sum(noise.beyond for noise in part) / len(rows)
        for part in ([row.real for row in rows], [row.simulated for row in rows])
    )
    if real - simulated > mark:
        yield (
            f"{100 * real:.0f} % of the real noise power, {100 * simulated:.0f} % of the simulated one, lies "
            "beyond the Nyquist frequency along the diagonals, which the program's rays do not carry: "
            "reconstruct with a softer kernel or smaller pixels."
        )


def _of_scan(rows: Sequence[Compared], mark: float, implied: float) -> Iterator[str]:
    off = _geometric([row.ratio.value for row in rows])
    if abs(off - 1) <= mark:
        return
    title, percent, stated = rows[0].scan, 100 * abs(off - 1), 100 * rows[0].fraction
    if off > 1:
        yield f"{title}: the simulation is {percent:.0f} % too noisy in all regions."
    else:
        yield f"{title}: the simulation is {percent:.0f} % too quiet in all regions."
    yield (
        f"By its noise alone the scan had {100 * implied:.3g} % of the dose, not {stated:.3g} %: check the "
        "mAs, or fit the electronic noise."
    )


def _of_places(rows: Sequence[Compared], mark: float) -> Iterator[str]:
    """Say whether the middle and the edge of the lowest dose are off in different ways."""
    least = min(row.fraction for row in rows)
    low = [row for row in rows if row.fraction == least]
    middle = [row.ratio.value for row in low if row.region == "Middle"]
    edge = [row.ratio.value for row in low if row.region != "Middle"]
    if not middle or not edge:
        return
    apart = middle[0] / _geometric(edge)
    if abs(apart - 1) <= mark / 2:
        return
    if apart < 1:
        yield (
            f"At {100 * least:.3g} % the simulation is too quiet in the middle against the edge: there is "
            "more electronic noise, or less of a bowtie filter."
        )
    else:
        yield (
            f"At {100 * least:.3g} % the simulation is too noisy in the middle against the edge: there is "
            "less electronic noise, or more of a bowtie filter."
        )


def table_lines(rows: Sequence[Compared]) -> list[str]:
    """Return the table as lines of text, under a head."""
    head = ("SCAN", "DOSE %", "REGION", "SD REAL", "SD SIM.", "RATIO", "95 %", "MEAN f", "NPS", "SHIFT", "")
    lines = [head, *(_cells(row) for row in rows)]
    widths = [max(len(line[k]) for line in lines) for k in range(len(head))]
    return ["  ".join(cell.ljust(w) for cell, w in zip(line, widths, strict=True)).rstrip() for line in lines]


def _cells(row: Compared) -> tuple[str, ...]:
    ratio = row.ratio
    return (
        row.scan,
        f"{100 * row.fraction:.3g}",
        row.region,
        f"{row.real.sd:.2f}",
        f"{row.simulated.sd:.2f}",
        f"{ratio.value:.3f}",
        f"{ratio.low:.3f} to {ratio.high:.3f}",
        "–" if row.color is None else f"{row.color.value:.3f}",
        " ".join(f"{band:.2f}" for band in row.bands) or "–",
        f"{row.shift:+.1f}",
        row.state,
    )


def table_csv(validation: Validation) -> str:
    """Return all rows as CSV, those of the fit after the others; what was compared stands above with #."""
    out = io.StringIO()
    for line in (verdict(validation), *advice(validation), validation.how):
        out.write(f"# {line}\n")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for rows, fitted in ((validation.rows, 0), (validation.fitted_rows, 1)):
        writer.writerows(_csv_row(row, fitted) for row in rows)
    return out.getvalue()


def _csv_row(row: Compared, fitted: int) -> list[str]:
    ratio, bands = row.ratio, [f"{band:.4g}" for band in row.bands]
    numbers = (row.real.sd, row.simulated.sd, ratio.value, ratio.low, ratio.high)
    color = "" if row.color is None else f"{row.color.value:.4g}"
    return [
        row.scan,
        f"{row.fraction:.6g}",
        row.region,
        *(f"{number:.5g}" for number in numbers),
        color,
        *(bands or ["", "", ""]),
        f"{row.shift:.3g}",
        row.state,
        str(fitted),
    ]


def _geometric(values: Sequence[float]) -> float:
    return math.exp(sum(math.log(value) for value in values) / len(values))


def _whole(photons: float) -> str:
    """Print three digits without a power of ten, in groups with a thin space."""
    return f"{float(f'{photons:.3g}'):,.0f}".replace(",", "\u2009")


def _mean(scan: Scan) -> float:
    return sum(scan.photons) / len(scan.photons)
