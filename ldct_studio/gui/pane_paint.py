"""What is drawn over a picture: letters, corner text, scale bar, crosshair, hatch."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import cache

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFontMetricsF,
    QImage,
    QPainter,
    QPainterPath,
    QPen,
)

from ..core.lane import Frame
from ..core.plane import Plane, Projection, neighbors, through
from . import guard_paint, guard_window, theme
from .checked import Checked
from .figures import fixed, half, plain, window, with_unit
from .gray import unit_of
from .lane_words import lane_unit
from .language import tr
from .outlined import draw_text, text_width
from .pane import KeyImage, View
from .prior import link_warnings, link_words
from .scale_bars import draw_difference_scale, draw_scale_bar
from .scene import Scene
from .transform import Placement

STARVED = 80.0
"""Below so many expected photons on the darkest ray the noise is no longer Gaussian."""
SLABS: dict[Projection, str] = {"mean": tr("mean"), "max": "MIP", "min": "MinIP"}
"""What the projections of a slab are called."""
_MARGIN_X, _MARGIN_Y = 10, 8
_LETTERS_ONLY, _LITTLE = 220, 360
"""Under these widths the window, or zoom and scale bar, are not drawn."""
_HATCH = 7


@dataclass(frozen=True)
class Corners:
    """The texts in the corners of a picture."""

    place: tuple[str, ...]
    """Bottom left: plane and slice, zoom."""
    window: str
    """Bottom right."""
    result: tuple[str, ...] = ()
    """Top right, plain."""
    warning: tuple[str, ...] = ()
    """Top right below it, amber with an icon."""
    guard: str = ""
    """Why the window is too narrow for the noise; it stands over the window, and both are amber."""
    unit: str = "HU"
    """Of a symmetric window."""
    top: float = 0.0
    """Px of the top that lie under a message."""


def corners(
    scene: Scene,
    frame: Frame | None,
    view: View,
    placement: Placement,
    notes: tuple[str, ...] = (),
    doubts: tuple[str, ...] = (),
) -> Corners:
    """Return the corner texts; slice and simulation are those of the picture shown, as are ``notes``."""
    zoom = tr("Zoom {0}×").format(fixed(view.zoom))
    result: list[str] = []
    warning = [_begun(tr(mark)) for mark in scene.study.facts.marks] if scene.study else []
    warning += [tr(doubt).partition(": ")[0].rstrip(".") for doubt in doubts]  # the table says the rest
    if frame is not None and _simulated(frame):
        result.append(tr("Simulated"))
    result += map(tr, notes)
    if frame is not None and frame.lane.prior and scene.prior and scene.study:
        result += filter(None, [link_words(scene.prior)])
        warning += link_warnings(scene.prior, scene.study)
    if frame is not None and frame.lane.resliced:
        result.append(tr("Interpolated"))
    if any(_marks(key, scene, placement) for key in scene.key_images):
        result.append(tr("Key image"))
    if frame is not None and frame.counts is not None and frame.counts < STARVED:
        warning.append(tr("Photon-starved, {0}").format(with_unit(fixed(frame.counts, 0), tr("counts"))))
    if frame is not None and frame.labels_error and frame.request.segmenter == scene.segmenter:
        warning.append(tr(frame.labels_error))
    place = f"{tr(placement.plane.capitalize())} {placement.slice + 1}/{placement.grid.shape[0]}"
    if frame is not None and frame.lane.slab is not None:
        near = neighbors(frame.cuts, frame.row, frame.lane.slab)
        merged = (near.stop - near.start) * frame.cuts.spacing[0]
        place += f", {SLABS[frame.lane.slab.projection]} {with_unit(_millimeters(merged), 'mm')}"
    unit = unit_of(scene)
    shown = window(view.width, view.level, unit)
    return Corners((place, zoom), shown, tuple(result), tuple(warning), unit=unit)


def guarding(said: Corners, view: View, noise: float | None, unit: str) -> Corners:
    """Return the corner texts with why the window is too narrow for some noise, where it is."""
    return replace(said, guard=guard_window.warning(view.width, noise, unit))


def _begun(text: str) -> str:
    return text[:1].upper() + text[1:]


def is_little(placement: Placement) -> bool:
    """Say whether a pane is too narrow for all corner texts."""
    return placement.width < theme.current().px(_LITTLE)


def lowered(said: Corners, covered: float) -> Corners:
    """Return the corner texts below so many px of the top."""
    return replace(said, top=covered)


def results_box(placement: Placement, said: Corners) -> QRectF:
    """Return the place of the upper right texts."""
    middle = placement.width / 2
    return QRectF(middle, said.top, middle, theme.current().px(72))


def checked(said: Corners, found: Checked) -> Corners:
    """Return the corner texts with what a check found."""
    result, warning = (*said.result, *found.said), (*said.warning, *found.warned)
    return replace(said, result=result, warning=warning, unit=found.unit)


def mapped(said: Corners, frame: Frame | None, difference: float) -> Corners:
    """Return the corner texts of a map: from black, which is 0, to white, in the unit that it says."""
    unit = said.unit if frame is None else lane_unit(frame.lane, frame.request.source)
    return replace(said, window=f"0–{with_unit(half(difference, unit), tr(unit))}", unit=unit)


def _millimeters(mm: float) -> str:
    """Print a thickness without decimals where it has none."""
    return plain(mm) if abs(mm - round(mm)) < 0.05 else fixed(mm, 1)


def guarded(placement: Placement, said: Corners, meaning: str) -> tuple[QRectF, str]:
    """Return where the amber window text stands and what it means; an empty place where it is not amber."""
    if not said.guard or placement.width < theme.current().px(_LETTERS_ONLY):
        return QRectF(), ""
    return guard_paint.window_box(placement, said.guard, said.window), meaning


def _marks(key: KeyImage, scene: Scene, placement: Placement) -> bool:
    here = (scene.volume, placement.plane, placement.slice)
    if scene.source is None or (key.volume, key.lane.seen_as, key.row) != here:
        return False
    return key.lane.cuts(scene.source.grid).same_place(placement.grid)


def _simulated(frame: Frame) -> bool:
    """Say whether a dose was lowered for a picture, or for the volume that it is a slice of."""
    return any(step.kind == "simulator" for step in (*frame.request.source.history, *frame.lane.steps))


def texts(
    placement: Placement, said: Corners, difference: float, signed: bool, ratio: float, below: float = 0.0
) -> QImage:
    """Return letters, corner texts and scale bar on a transparent picture as large as the pane.

    In a small pane none of the corner texts stands above ``below`` px, where its tags end.
    """
    size = math.ceil(placement.width * ratio), math.ceil(placement.height * ratio)
    picture = QImage(*size, QImage.Format.Format_ARGB32_Premultiplied)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    draw_letters(painter, placement, said.top)
    draw_corners(painter, placement, said, difference, signed, below)
    painter.end()
    return picture


def draw_letters(painter: QPainter, placement: Placement, covered: float) -> None:
    """Draw what lies at the four edges, such as R on the left and A on top, where the top is not covered."""
    tokens = theme.current()
    font = tokens.font("strong")
    height = QFontMetricsF(font).height()
    left, right, top, bottom = placement.letters
    width, middle = placement.width, placement.height / 2 - height / 2
    margin = tokens.px(_MARGIN_X)
    places = (
        (left, margin, middle),
        (right, width - margin - text_width(right, font), middle),
        (top, width / 2 - text_width(top, font) / 2, covered + tokens.px(_MARGIN_Y)),
        (bottom, width / 2 - text_width(bottom, font) / 2, placement.height - tokens.px(_MARGIN_Y) - height),
    )
    for letter, x, y in places:
        draw_text(painter, QPointF(x, y), letter, font, tokens.stage.corner)


def draw_corners(
    painter: QPainter, placement: Placement, said: Corners, difference: float, signed: bool, below: float
) -> None:
    """Draw the lower corner texts and the scale bar, as many as there is room for from ``below`` px on."""
    tokens = theme.current()
    if is_little(placement):
        _draw_little(painter, placement, said, _both_signs(difference, said.unit) if signed else "", below)
        return
    font = tokens.font("corner")
    line = QFontMetricsF(font).height()
    bottom = placement.height - tokens.px(_MARGIN_Y) - line
    right = placement.width - tokens.px(_MARGIN_X)
    if said.guard:
        bottom -= guard_paint.draw_window(painter, placement, said.guard, said.window) - line
    elif signed:
        draw_difference_scale(painter, QPointF(right, bottom), difference, font, said.unit)
    else:
        place = QPointF(right - text_width(said.window, font), bottom)
        draw_text(painter, place, said.window, font, tokens.stage.corner)
    foot = placement.height - tokens.px(_MARGIN_Y) - line
    for number, text in enumerate(reversed(said.place)):
        place = QPointF(tokens.px(_MARGIN_X), foot - number * line)
        draw_text(painter, place, text, font, tokens.stage.corner)
    draw_scale_bar(painter, QPointF(right, bottom), placement, font)


def _draw_little(
    painter: QPainter, placement: Placement, said: Corners, difference: str, below: float
) -> None:
    """Draw the slice, and the window if that leaves the slice its room; of ``difference`` if there is one."""
    tokens = theme.current()
    font, margin, shade = tokens.font("corner"), tokens.px(_MARGIN_X), tokens.stage.corner
    room = placement.width - 2 * margin
    where = QFontMetricsF(font).elidedText(said.place[0], Qt.TextElideMode.ElideRight, room)
    gray = difference or said.window
    left = placement.width - margin - text_width(gray, font)
    if said.guard:
        left = guard_paint.window_box(placement, said.guard, said.window).left()
    foot = placement.height - tokens.px(_MARGIN_Y) - QFontMetricsF(font).height()
    above = foot - QFontMetricsF(tokens.font("strong")).height() - tokens.px(2)
    end = margin + text_width(where, font)
    before_letter = end < placement.width / 2 - text_width(placement.letters[3], tokens.font("strong"))
    beside = before_letter and end + margin <= left
    windowed = placement.width >= tokens.px(_LETTERS_ONLY) and (foot if beside else above) >= below
    y = foot if beside or (before_letter and not windowed) else above
    if y >= below:
        draw_text(painter, QPointF(margin, y), where, font, shade)
    if windowed and said.guard:
        guard_paint.draw_window(painter, placement, said.guard, said.window)
    elif windowed:
        draw_text(painter, QPointF(left, foot), gray, font, shade)


def draw_cuts(painter: QPainter, placement: Placement, scene: Scene) -> None:
    """Draw where the cuts of the other planes on the stage lie, each in the color of its plane."""
    if scene.source is None or placement.plane == "oblique":
        return
    grid = scene.source.grid
    middle = tuple((length - 1) / 2 for length in grid.shape)
    for plane, row in scene.cuts:
        if plane == placement.plane:
            continue
        at, along = list(middle), {through(placement.plane), through(plane)}
        at[through(plane)] = row
        axis = next(axis for axis in range(3) if axis not in along)
        ends = []
        for end in (-0.5, grid.shape[axis] - 0.5):
            at[axis] = end
            ends.append(placement.locate(grid.patient((at[0], at[1], at[2]))))
        painter.setPen(QPen(plane_color(plane), 1))
        painter.drawLine(QLineF(*ends))


def draw_crosshair(painter: QPainter, placement: Placement, scene: Scene) -> None:
    """Draw the crosshair with a gap in its middle; dashed where its point lies in another slice."""
    if scene.crosshair is None:
        return
    center = placement.locate(scene.crosshair)
    away = abs(placement.grid.index(scene.crosshair)[0] - placement.slice) > 0.5
    gap, x, y = 10.0, center.x(), center.y()
    lines = [
        QLineF(0, y, x - gap, y),
        QLineF(x + gap, y, placement.width, y),
        QLineF(x, 0, x, y - gap),
        QLineF(x, y + gap, x, placement.height),
    ]
    for color, width in ((QColor(0, 0, 0, 160), 3.0), (QColor(255, 255, 255, 200), 1.0)):
        pen = QPen(color, width)
        pen.setStyle(Qt.PenStyle.DashLine if away and width < 2 else Qt.PenStyle.SolidLine)
        painter.setPen(pen)
        painter.drawLines(lines)


def draw_band(painter: QPainter, band: QRectF) -> None:
    """Draw the box that is being dragged."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for color, width in ((QColor(0, 0, 0, 160), 3.0), (QColor("#FFFFFF"), 1.0)):
        painter.setPen(QPen(color, width))
        painter.drawRect(band)


def draw_hatch(painter: QPainter, box: QRectF) -> None:
    """Hatch the edge of a picture that is out of date."""
    edge = QPainterPath()
    edge.addRect(box)
    inner = QPainterPath()
    inner.addRect(box.adjusted(_HATCH, _HATCH, -_HATCH, -_HATCH))
    ring = edge - inner
    painter.fillPath(ring, QColor(0, 0, 0, 170))
    painter.fillPath(ring, QBrush(theme.current().stage.hatch, Qt.BrushStyle.BDiagPattern))


def cover(painter: QPainter, box: QRectF, covered: float) -> QRectF:
    """Leave nothing of a picture beside a message that covers so many px of its top; return what is seen."""
    painter.fillRect(QRectF(box.left(), box.top(), box.width(), covered), theme.current().stage.canvas)
    return box.adjusted(0, covered, 0, 0)


def draw_frame(painter: QPainter, box: QRectF, active: bool, focused: bool) -> None:
    """Draw the edge of the active picture, and the focus ring inside it."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if active:
        painter.setPen(QPen(theme.current().stage.frame_active, 1))
        painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))
    if focused:
        painter.setPen(QPen(stage_accent(), 2))
        painter.drawRect(box.adjusted(2, 2, -2, -2))


def draw_hint(painter: QPainter, box: QRectF, text: str) -> None:
    """Say in the middle of an empty picture why it is empty."""
    painter.setPen(theme.current().stage.text)
    painter.setFont(theme.current().font("body"))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, text)


@cache
def stage_accent() -> QColor:
    """Return the accent as it is on the stage, which is dark in both themes."""
    return theme.load("dark").accent


def plane_color(plane: Plane) -> QColor:
    """Return the color of a plane's cut in the pictures of the others, on the stage dark in both themes."""
    return theme.load("dark").series[{"axial": 0, "coronal": 1, "sagittal": 2, "oblique": 3}[plane]]


def _both_signs(width: float, unit: str) -> str:
    return with_unit(f"±{half(width, unit)}", unit)
