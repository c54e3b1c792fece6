"""A report as a page for the browser and as PDF, with plots and the cells that agree least."""

from __future__ import annotations

import base64
import html
import io
from pathlib import Path
from typing import TYPE_CHECKING

import torch

from ldct_studio.api import StudioError, write_bytes, write_text

from .cells import FULL, Cell
from .gathering import Findings, Row
from .plots import figures
from .scans import segmenter

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_STYLE = "body{font:15px sans-serif;max-width:60em;margin:2em auto}pre{font-size:13px}img{max-width:100%}"


def write_pages(folder: Path, text: str, found: Findings, least: list[Row]) -> None:
    """Write ``report.html`` and ``report.pdf``."""
    plots = [*figures(found), *_pictures(found, least)]
    parts = [f"<h2>{html.escape(title)}</h2><img alt='' src='{_embedded(plot)}'>" for title, plot in plots]
    page = (
        f"<!doctype html><meta charset=utf-8><title>Dose robustness</title><style>{_STYLE}</style>"
        f"<h1>Dose robustness of segmentation models</h1><pre>{html.escape(text)}</pre>{''.join(parts)}"
    )
    write_text(folder / "report.html", page)
    write_bytes(folder / "report.pdf", _pdf(text, plots))


def _embedded(figure: Figure) -> str:
    buffer = io.BytesIO()
    figure.savefig(buffer, format="png", dpi=130)
    return f"data:image/png;base64,{base64.b64encode(buffer.getvalue()).decode('ascii')}"


def _pdf(text: str, plots: list[tuple[str, Figure]]) -> bytes:
    from matplotlib.backends.backend_pdf import PdfPages
    from matplotlib.figure import Figure

    buffer, lines = io.BytesIO(), text.splitlines()
    with PdfPages(buffer) as pdf:
        for first in range(0, len(lines), _LINES):
            sheet = Figure(figsize=_A4)
            words = "\n".join(lines[first : first + _LINES])
            sheet.text(0.06, 0.96, words, family="monospace", size=6.5, va="top")
            pdf.savefig(sheet)
        for title, plot in plots:
            plot.suptitle(title, fontsize=10)
            pdf.savefig(plot)
    return buffer.getvalue()


_A4, _LINES = (8.27, 11.69), 95


def _pictures(found: Findings, least: list[Row]) -> list[tuple[str, Figure]]:
    """Return the worst cells beside full dose, what the model finds outlined; made anew for the report."""
    shown = []
    for row in least:
        title = f"{Path(row.case).name}, {row.structure}: Dice {row.found.dice:.3f} at {row.dose:g} %"
        try:
            shown.append((f"{title}, {row.option}, {row.model}", _pair(found, row)))
        except StudioError:  # the scan or the model is gone; the numbers stay
            continue
    return shown


def _pair(found: Findings, row: Row) -> Figure:
    from matplotlib.figure import Figure

    figure = Figure(figsize=(8.0, 4.2), layout="constrained")
    axes, place = figure.subplots(1, 2), 0
    for axis, dose in zip(axes, (FULL, row.dose), strict=True):
        picture, mask = _seen(found, row, dose)
        if dose == FULL:
            place = int(mask.flatten(1).sum(1).argmax())
        axis.imshow(picture[place].numpy(), cmap="gray", vmin=-160, vmax=240)
        if bool(mask[place].any()):
            axis.contour(mask[place].float().numpy(), [0.5], colors="#FDE425", linewidths=0.8)
        axis.set_title(f"{dose:g} %, slice {place + 1}, W 400 L 40", fontsize=8)
        axis.axis("off")
    return figure


def _seen(found: Findings, row: Row, dose: float) -> tuple[torch.Tensor, torch.Tensor]:
    """Return the picture of a cell at a dose in HU, and where the model finds the structure, (z, y, x)."""
    place = {"case": row.case, "option": row.option, "dose": dose, "model": row.model}
    cell = Cell(Cell.Config.model_validate({**found.settings, **place}))
    option = cell.reference if dose == FULL else row.option
    picture = cell.scan_with(row.used).picture(dose, option)
    labels = segmenter(row.model).segment(picture)
    value = next((label.value for label in labels.labels if label.name == row.structure), -1)
    return picture.data, labels.data.cpu() == value
