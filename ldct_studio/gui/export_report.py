"""The report of a comparison: what was compared, the pictures, the numbers, the plots and the recipes."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from html import escape

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage

from ..core.dose import Source
from ..core.lane import Frame
from ..core.study import Study
from ..core.volume import Volume
from ..io.picture_writing import png
from ..physics.detectability import Disc
from . import figures, theme
from .export_numbers import Table
from .export_picture import PaneCamera, pixels, stamped
from .export_words import PROGRAM, now, recipe, stamp
from .lane_words import dose_beside, named
from .numbers_table import series_color
from .pane_numbers import LETTERS, starvation
from .plot_kinds import PLOTS
from .plot_view import Chart, Curve, PlotView
from .privacy import redact
from .scene import Scene

Frames = dict[int, Frame]
"""The picture of every pane on show, by the number of the pane."""
_PANE, _PLOT, _FINER = QSize(560, 500), QSize(520, 280), 2
_KNOWN = {"task": Disc(), "repeats": None, "courses": None}
_SOURCES: dict[Source, str] = {
    "default": "assumed",
    "estimated": "estimated from the noise",
    "known": "known",
    "user": "as given by the user",
    "study": "as given by the study",
    "flats": "estimated from flat fields",
    "recorded": "recorded by the scanner",
    "unknown": "a guess, as the projections are not in photons",
}


@dataclass(frozen=True)
class Report:
    """Everything a report shows, without a word about who the patient is."""

    stamp: str
    written: str
    data: tuple[tuple[str, str], ...]
    warnings: tuple[str, ...]
    pictures: tuple[tuple[str, QImage], ...]
    """(caption, picture) of every pane."""
    tables: tuple[Table, ...]
    plots: tuple[tuple[str, QImage], ...]
    recipes: tuple[str, ...]


def charts(scene: Scene, frames: Frames) -> tuple[tuple[str, Chart], ...]:
    """Return the plots that need nothing but what is on show, with their definitions; for a thread."""
    finished = {index: frame for index, frame in frames.items() if frame.state == "full"}
    fitting = (plot for plot in PLOTS if plot.fits(scene))
    made = ((plot, plot.chart(scene, finished, **{n: _KNOWN[n] for n in plot.needs})) for plot in fitting)
    return tuple(
        (f"{plot.name}: {plot.definition}", chart)
        for plot, chart in made
        if isinstance(chart, Chart) and chart.curves
    )


def report(
    scene: Scene, frames: Frames, tables: tuple[Table, ...], plots: Iterable[tuple[str, Chart]]
) -> Report:
    """Collect the report of what is on show; draws, so it belongs into the window's thread."""
    return Report(
        stamp(scene, list(frames)),
        f"{now():%Y-%m-%d %H:%M}, {PROGRAM}",
        data_facts(scene),
        _warnings(scene, frames),
        tuple(_picture(scene, index, frame) for index, frame in frames.items()),
        tables,
        tuple((name, _plot(name, chart)) for name, chart in plots),
        tuple(recipe(scene, index) for index in frames),
    )


def html(told: Report) -> str:
    """Return a report as one page that needs no other file: pictures are in it."""
    body = [
        "<h1>Low-dose comparison</h1>",
        f'<p class="stamp">{escape(told.stamp)}</p>',
        f"<p>Written {escape(told.written)}. Research use only, not for diagnosis.</p>",
        *_section("Warnings", _list(told.warnings) if told.warnings else ""),
        *_section("Pictures", _gallery(told.pictures)),
        *_section("Numbers", "".join(map(_table, told.tables))),
        *_section("Plots", _gallery(told.plots)),
        *_section("Data", _facts(told.data)),
        *_section("Recipes", "".join(f"<pre>{escape(text)}</pre>" for text in told.recipes)),
        f'<p class="stamp">{escape(told.stamp)}</p>',
    ]
    return _PAGE.format(body="\n".join(body), style=_STYLE)


def data_facts(scene: Scene) -> tuple[tuple[str, str], ...]:
    """Return name and value of what is known of the scan and says nothing of the patient."""
    study, source = scene.study, scene.source
    if study is None or source is None:
        return ()
    exposure, facts = scene.reference_scan.exposure, study.facts
    loaded = source.grid.same_place(study.first.grid)
    thickness = facts.slice_thickness if loaded else source.grid.spacing[0]
    listed = [
        ("Scanner", facts.scanner),
        ("Body part", facts.body_part),
        ("Volume", _size(source)),
        ("Slice thickness", _number(thickness, "mm")),
        ("Tube voltage", _number(exposure.kvp, "kV")),
        ("Exposure", _number(exposure.mas, "mAs")),
        ("CTDIvol", _number(exposure.ctdi_vol, "mGy")),
        ("Kernel", exposure.kernel or ""),
        ("Slice on show", f"{scene.row + 1} of {source.grid.shape[0]}"),
        *_dose_facts(scene, study),
    ]
    return tuple((name, redact(text)) for name, text in listed if text)


def _dose_facts(scene: Scene, study: Study) -> list[tuple[str, str]]:
    """Return what the dose is a part of, and what the slider is set to where a picture follows it."""
    shown = figures.percent(scene.fraction)
    if study.partner is None:
        photons = figures.power(scene.reference_scan.photons_at(scene.row))
        source = _SOURCES[scene.reference_scan.source]
        return [("100 % dose", f"{photons} photons per ray, {source}"), ("Dose on show", shown)]
    injection = study.partner.pair.injection
    given = f"{figures.percent(injection.fraction)} of the standard dose, at {injection.field:g} T"
    lowered = any(pane.lane.is_lowered for _, pane in scene.pictures)
    told = [("Contrast agent", f"{injection.agent.capitalize()}, {given}")]
    return told + [("Dose on show", f"{shown} of the contrast agent")] * lowered


def _size(source: Volume) -> str:
    slices, rows, columns = source.grid.shape
    z, y, x = (figures.number(side) for side in source.grid.spacing)
    return f"{source.modality}, {slices} slices of {columns} × {rows} pixels, {x} × {y} × {z} mm"


def _number(value: float | None, unit: str) -> str:
    return "" if value is None else figures.with_unit(figures.number(value), unit)


def _warnings(scene: Scene, frames: Frames) -> tuple[str, ...]:
    """Return what was odd about the files, which are not named, and about the pictures."""
    files = scene.study.facts.warnings if scene.study else ()
    found = [redact(re.sub("“[^”]*”", "A file", text)) for text in files]
    for index, frame in frames.items():
        told = (frame.error, starvation(frame))
        found += [f"Pane {LETTERS[index]}: {text}" for text in told if text]
    return tuple(dict.fromkeys(found))


def _picture(scene: Scene, index: int, frame: Frame) -> tuple[str, QImage]:
    camera = PaneCamera(scene, index, _PANE)
    picture = camera.shoot(scene, frame)
    camera.close()
    asked = frame.request
    made_at = dose_beside(frame.lane, asked.study, asked.volume, asked.dose.fraction)
    dose = "" if made_at is None else f", {figures.percent(made_at)}"
    title = named(frame.lane, asked.study, asked.volume)
    return f"{LETTERS[index]}  {title}{dose}", stamped(picture, stamp(scene, (index,)))


def _plot(name: str, chart: Chart) -> QImage:
    """Return a plot as it is on paper, in the colors of the light theme."""
    with _on_paper() as tokens:
        curves = tuple(_recolored(curve, tokens) for curve in chart.curves)
        view = PlotView("report-plot", name, "")
        view.resize(_PLOT)
        view.show_chart(replace(chart, curves=curves))
        picture = QImage(_PLOT * _FINER, QImage.Format.Format_RGB32)
        picture.setDevicePixelRatio(_FINER)
        picture.fill("#FFFFFF")
        view.render(picture)
        view.deleteLater()
    return picture


def _recolored(curve: Curve, tokens: theme.Tokens) -> Curve:
    letter = curve.letter[:1]
    return replace(curve, color=series_color(letter, tokens)) if letter and letter in LETTERS else curve


@contextmanager
def _on_paper() -> Iterator[theme.Tokens]:
    """Paint in the light theme for a moment, without a word to what is on the screen."""
    kept = theme.notifier.tokens
    paper = theme.load("light")
    theme.notifier.tokens = replace(paper, panel=paper.field)
    try:
        yield theme.notifier.tokens
    finally:
        theme.notifier.tokens = kept


def _section(title: str, content: str) -> Iterator[str]:
    if content:
        yield f"<h2>{title}</h2>"
        yield content


def _list(texts: Iterable[str]) -> str:
    return "<ul>" + "".join(f"<li>{escape(text)}</li>" for text in texts) + "</ul>"


def _facts(facts: Iterable[tuple[str, str]]) -> str:
    rows = (f"<tr><td>{escape(name)}</td><td>{escape(text)}</td></tr>" for name, text in facts)
    return f'<table cellspacing="0" cellpadding="3">{"".join(rows)}</table>'


def _table(table: Table) -> str:
    title = f"{table.name}: {table.subject}" if table.subject else table.name
    head = "".join(f'<th align="right">{escape(f"{m.name} {m.unit}".strip())}</th>' for m in table.metrics)
    rows = []
    for row in table.rows:
        cells = "".join(f'<td align="right">{escape(cell.shown)}</td>' for cell in row.cells)
        named = f"{row.letter} {row.method} {row.dose}".strip()
        rows.append(f"<tr><td>{escape(named)}</td>{cells}</tr>")
    notes = [*filter(None, (table.foot,)), *table.remarks]
    return (
        f"<h3>{escape(title)}</h3>"
        f'<table class="numbers" cellspacing="0" cellpadding="4"><tr><th align="left">Pane</th>{head}</tr>'
        f"{''.join(rows)}</table>" + "".join(f'<p class="note">{escape(note)}</p>' for note in notes)
    )


def _gallery(pictures: tuple[tuple[str, QImage], ...]) -> str:
    """Return pictures two a row, as both browsers and Qt's rich text lay them out."""
    cells = [
        f'<td width="50%"><img src="{_encoded(picture)}" width="300"><br>{escape(text)}</td>'
        for text, picture in pictures
    ]
    rows = ("".join(cells[place : place + 2]) for place in range(0, len(cells), 2))
    return '<table width="100%" cellpadding="4">' + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"


def _encoded(picture: QImage) -> str:
    return f"data:image/png;base64,{base64.b64encode(png(pixels(picture))).decode('ascii')}"


_STYLE = """
body { font-family: Inter, "Segoe UI", Helvetica, sans-serif; color: #1a1a1a; background: #ffffff;
  max-width: 1160px; margin: 24px auto; }
img { width: 100%; max-width: 560px; }
h1 { font-size: 16pt; } h2 { font-size: 12pt; margin-top: 14pt; } h3 { font-size: 9pt; }
p, td, th, li { font-size: 9pt; } td { vertical-align: top; } pre { font-size: 8pt; white-space: pre-wrap; }
.stamp { color: #8a4b00; font-weight: 600; } .note { color: #555555; font-size: 8pt; margin: 2px 0; }
"""
_PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Low-dose comparison</title>
<style>{style}</style></head>
<body>
{body}
</body></html>
"""
