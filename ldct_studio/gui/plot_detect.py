"""The d′ plot: how well a disc would be seen in the noise around the region, by two observers."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import torch

from ..core.dose import Apodization
from ..core.errors import GeometryError, PluginError, StudioError
from ..core.lane import Frame
from ..core.roi import Region
from ..physics.detectability import Disc, disc_spectrum, frequencies, npw, npwe, two_afc
from ..physics.fbp import window
from ..physics.quality import variance_of
from ..physics.rows import pixel_of
from ..plugin import make
from .figures import fixed, with_unit
from .lanes import is_plain, shows_patient
from .measuring import in_frame, selected
from .pane import FBP
from .pane_numbers import LETTERS, Cell, Metric
from .plot_charts import DRAW, Frames, cell, pane_curve, pictures_in
from .plot_noise import Power, power_in, square_around
from .plot_view import Chart, Table
from .scene import Scene

DETECT_DEFINITION = (
    "d′ of a disc in the noise of a square around the region (AAPM TG-233). The disc is as large and as "
    "strong as the task says, blurred by the window of FBP; the noise is that of the picture on show, "
    "anatomy included, one square of it: d′ is uncertain by 5 to 10 %. Where ∫NPS is more than 1.5 σ² of the "
    "region d′ is marked: the square reaches beyond the region."
)
NPW = Metric(
    "NPW",
    "d′",
    "Non-prewhitening observer: d′² = (Σ S² du²)² / Σ S² N du², S the spectrum of the disc, N the NPS.",
    places=2,
)
NPWE = Metric(
    "NPWE",
    "d′",
    "The same with the eye E(ρ) = ρ^1.3 · exp(−c ρ²), highest at 4 cycles per degree, at 500 mm from a "
    "screen that shows the patient in life size: d′² = (Σ S² E² du²)² / Σ S² E⁴ N du².",
    places=2,
)
AFC = Metric("2AFC", "%", "Right answers of NPWE between two pictures, one with the disc: Φ(d′/√2).")
DETECT_METRICS = (NPW, NPWE, AFC)
APPROXIMATE = "* Linear approximation: the method is not linear."
LINEAR = "Linear approximation: the method is not linear, so the disc would not be blurred as FBP blurs it."
_POINTS = 24
BEYOND = 1.5
"""Where ∫NPS of the square is more than so many times σ² of the region, and chance aside, d′ is doubtful."""
LEAST_MM = 1.0
"""The smallest disc whose d′ is told; the largest is half as wide as the square of the noise."""


def detectability_chart(scene: Scene, frames: Frames, task: Disc) -> Chart | str:
    """Return d′ of NPW over the diameter of a disc, with both observers' numbers for the task."""
    roi = selected(scene)
    if roi is None:
        return DRAW
    curves, rows, notes, doubted = [], [], [f"Task: {task.text}."], []
    try:
        for number, frame in pictures_in(scene, roi, frames, shows_patient).items():
            square = square_around(roi, frame.cuts)
            power = power_in(frame, square)
            largest = len(power.values) * power.pixel / 2
            if not LEAST_MM <= task.diameter_mm <= largest:
                return (
                    f"Choose a diameter from {LEAST_MM:g} to {largest:.0f} mm, half the square of the noise."
                )
            kept = _kept(frame, power)
            x = np.linspace(LEAST_MM, min(largest, 20.0), _POINTS)
            y = np.array([_npw(Disc(float(mm), task.contrast), power, kept) for mm in x])
            curves.append(pane_curve(number, frame, x, y))
            linear = frame.lane.is_reference or is_plain(frame.lane)
            if not linear and APPROXIMATE not in notes:
                notes.append(APPROXIMATE)
            doubt = beyond(frame, roi, variance_of(power.values, power.pixel), len(power.values))
            doubted += [LETTERS[number]] if doubt else []
            rows.append((LETTERS[number], _cells(task, power, kept, linear, doubt)))
    except StudioError as error:
        return str(error)
    if doubted:
        notes.append(
            f"Doubtful in {', '.join(doubted)}: the square for the noise reaches beyond the region into "
            "anatomy."
        )
    return Chart(
        "Disc diameter (mm)",
        "d′ (NPW)",
        tuple(curves),
        mark=task.diameter_mm,
        table=Table(DETECT_METRICS, tuple(rows)),
        note="\n".join(notes),
    )


def beyond(frame: Frame, roi: Region, variance: float, side: int) -> str:
    """Return why d′ is doubtful, or '', from the variance in HU² of a square of so many px on a side.

    It is where ∫NPS > 1.5 σ² (1 + 2 √(2/n)), n pixels in the region: the last factor is two standard errors
    of a variance. In flat tissue both are the same noise; an edge in the square makes d′ too low.
    """
    try:
        here = in_frame(frame, roi)
    except GeometryError as error:
        return str(error)
    if variance <= BEYOND * here.sd**2 * (1 + 2 * math.sqrt(2 / here.count)):
        return ""
    width = fixed(side * pixel_of(frame.cuts), 0)
    noise, own = (with_unit(fixed(sd, 1), "HU") for sd in (math.sqrt(variance), here.sd))
    return (
        f"The square for the noise reaches beyond the region into anatomy: √∫NPS is {noise} in its "
        f"{width} mm, σ in the region {own}; move the region away from edges."
    )


def _kept(frame: Frame, power: Power) -> torch.Tensor:
    """Return the share (s, s) that FBP's window keeps of every frequency."""
    radius = 2 * frequencies(len(power.values), power.pixel) * power.pixel
    return window(apodization_of(frame), radius).to(torch.float64)


def apodization_of(frame: Frame) -> Apodization:
    """Return the window of the lane's FBP, or that of the scan."""
    matched = frame.request.dose.scan.apodization
    step = next((step for step in frame.lane.steps if step.name == FBP.name), None)
    if step is None:
        return matched
    try:
        found = getattr(make(step).config, "apodization", None)
    except PluginError:
        return matched
    chosen = found(matched) if callable(found) else matched
    return chosen if isinstance(chosen, Apodization) else matched


def _spectrum(task: Disc, power: Power, kept: torch.Tensor) -> torch.Tensor:
    return disc_spectrum(len(power.values), power.pixel, task.diameter_mm, task.contrast) * kept


def _npw(task: Disc, power: Power, kept: torch.Tensor) -> float:
    return npw(_spectrum(task, power, kept), power.values, power.pixel)


def _cells(task: Disc, power: Power, kept: torch.Tensor, linear: bool, doubt: str) -> tuple[Cell, ...]:
    signal = _spectrum(task, power, kept)
    eye = npwe(signal, power.values, power.pixel)
    found = (npw(signal, power.values, power.pixel), eye, 100 * two_afc(eye))
    why, mark = ("", "") if linear else (LINEAR, "*")
    reason = " ".join(filter(None, (doubt, why)))
    cells = (cell(metric, value, reason, mark) for metric, value in zip(DETECT_METRICS, found, strict=True))
    return tuple(replace(one, doubtful=bool(doubt)) for one in cells)
