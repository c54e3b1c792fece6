"""How the dose axis is drawn: noise strip, track, labels, handle."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF

from . import dose_scale, figures, theme
from .dose_marks import spanned
from .dose_picture import DosePicture, Places
from .expected_noise import MappedNoise
from .language import tr


@dataclass
class DosePainter:
    """Draws a ``DosePicture``; one per paint event.

    What the dose of the handle does not change is drawn by ``paint_back`` and ``paint_front``, which
    the axis keeps as pictures; ``paint_track`` draws what lies between them, ``paint_handle`` the rest.
    """

    painter: QPainter
    picture: DosePicture
    places: Places
    focused: bool = False
    compact: bool = False
    tokens: theme.Tokens = field(default_factory=theme.current)

    def paint_back(self) -> None:
        """Draw notches, curves, the empty track, all texts and the hint."""
        self.painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._notches()
        self._gap()
        self._expected()
        self._measured()
        self._track(self.tokens.line_strong, self.places.right + 2 * self.places.unit)
        for x, _, text in self._labels:
            self._text(text, x, self.places.labels, self.tokens.text_3, self.tokens.font("caption"))
        self._name_scan()
        self._hint()

    def paint_front(self) -> None:
        """Draw the marks on the track and the scan's own dose."""
        self.painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._marks()
        self._scan()

    def paint_track(self) -> None:
        """Fill the track up to the handle, and make room for the dose under it."""
        covered = self._covered
        if covered is not None:
            self.painter.fillRect(covered, self.tokens.panel)
        self.painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._track(self.tokens.text_3, self.places.x(self.picture.fraction))

    def paint_handle(self) -> None:
        """Draw the handle, the dose under it and the noise over it."""
        font = self._bold
        self._text(
            figures.percent(self.picture.fraction),
            self.places.x(self.picture.fraction),
            self.places.labels,
            self.tokens.text,
            font,
        )
        self._write_caption(self._hairline(self._scan_place))
        self._ghost()
        self._handle()

    @property
    def _covered(self) -> QRectF | None:
        """The labels where the dose of the handle is written; None where there are none."""
        here = self.places.x(self.picture.fraction)
        current = figures.percent(self.picture.fraction)
        reach = QFontMetricsF(self._bold).horizontalAdvance(current) / 2 + 5 * self.places.unit
        ends = [(x - half, x + half) for x, half, _ in self._labels if abs(x - here) <= reach + half]
        if not ends:
            return None
        metrics = QFontMetricsF(self.tokens.font("caption"))
        top = self.places.labels - metrics.height() / 2
        high = metrics.ascent() + 1  # digits reach no lower, and the hint begins there
        left, right = min(start for start, _ in ends) - 1, max(end for _, end in ends) + 1
        return QRectF(left, top, right - left, high)

    @cached_property
    def _labels(self) -> list[tuple[float, float, str]]:
        """Middle, half width and text of every label."""
        metrics = QFontMetricsF(self.tokens.font("caption"))
        notches = self._scale.notches
        texts = [self._figure(a) if a < 1 else figures.percent(a) for a in notches]
        halves = [metrics.horizontalAdvance(text) / 2 for text in texts]
        middles = [self.places.x(notch) for notch in notches]
        return list(zip(middles, halves, texts, strict=True))

    def _figure(self, fraction: float) -> str:
        return figures.percent_figure(fraction)

    @property
    def _scale(self) -> dose_scale.DoseScale:
        return self.picture.scale

    @property
    def _bold(self) -> QFont:
        bold = self.tokens.font("caption")
        bold.setWeight(QFont.Weight.Bold)
        return bold

    def _line(self, color: QColor, width: float, x1: float, y1: float, x2: float, y2: float) -> None:
        pen = QPen(color, width * self.places.unit)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        self.painter.setPen(pen)
        self.painter.drawLine(QPointF(x1, y1), QPointF(x2, y2))

    def _text(self, text: str, x: float, y: float, color: QColor, font: QFont, align: float = 0.5) -> QRectF:
        """Write a line whose middle is at ``y`` and whose ``align`` part is at ``x``; return its place."""
        metrics = QFontMetricsF(font)
        width = metrics.horizontalAdvance(text)
        rect = QRectF(x - align * width, y - metrics.height() / 2, width + 1, metrics.height())
        self.painter.setFont(font)
        self.painter.setPen(color)
        self.painter.drawText(rect, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
        return rect

    def _notches(self) -> None:
        p = self.places
        for notch in self._scale.notches:
            x = round(p.x(notch)) + 0.5
            self._line(self.tokens.line, 1, x, p.strip_top, x, p.track - 8 * p.unit)

    def _track(self, color: QColor, end: float) -> None:
        p = self.places
        half = 2 * p.unit
        self.painter.setPen(Qt.PenStyle.NoPen)
        self.painter.setBrush(color)
        self.painter.drawRoundedRect(
            QRectF(p.left - half, p.track - half, end - p.left + half, 2 * half), half, half
        )

    def _marks(self) -> None:
        p = self.places
        for notch in self._scale.notches:
            x = round(p.x(notch)) + 0.5
            self._line(self.tokens.text_2, 1, x, p.track - 6 * p.unit, x, p.track + 6 * p.unit)

    def _y(self, noise: float) -> float:
        """Return the height of a noise on the strip, logarithmic from below σ(100 %) to above σ(1 %)."""
        low, high = self._noise_range
        place = (math.log(noise) - low) / (high - low)
        return self.places.strip_bottom - min(max(place, 0), 1) * (
            self.places.strip_bottom - self.places.strip_top
        )

    @cached_property
    def _noise_range(self) -> tuple[float, float]:
        values = [s for _, s in self.picture.measured if s > 0]
        ends = (self.picture.expected(1.0), self.picture.expected(dose_scale.LOWEST))
        values += [end for end in ends if end]
        return math.log(min(values) * 0.75), math.log(max(values) * 1.08)

    def _expected(self) -> None:
        doses = [dose_scale.fraction_at(i / 20) for i in range(21)]
        points = [(dose, self.picture.expected(dose)) for dose in doses]
        pen = QPen(self.tokens.text_3, 1.2 * self.places.unit)
        pen.setDashPattern([4, 3])
        self.painter.setPen(pen)
        self.painter.drawPolyline([QPointF(self.places.x(a), self._y(s)) for a, s in points if s])

    @cached_property
    def _points(self) -> list[QPointF]:
        return [QPointF(self.places.x(a), self._y(s)) for a, s in self.picture.measured if s > 0]

    def _measured(self) -> None:
        points = self._points
        self.painter.setBrush(Qt.BrushStyle.NoBrush)
        self.painter.setPen(QPen(self.tokens.text, 1.3 * self.places.unit))
        self.painter.drawPolyline(points)
        self.painter.setPen(Qt.PenStyle.NoPen)
        self.painter.setBrush(self.tokens.text)
        radius = 2.2 * self.places.unit
        for point in points:
            self.painter.drawEllipse(point, radius, radius)

    def _gap(self) -> None:
        """Shade what the measured noise has above the expected."""
        points = self._points
        if len(points) < 2 or self.picture.noise is None:
            return
        below = [
            QPointF(self.places.x(a), self._y(min(self.picture.expected(a) or s, s)))
            for a, s in self.picture.measured
            if s > 0
        ]
        color = QColor(self.tokens.warn)
        color.setAlphaF(0.18)
        self.painter.setPen(Qt.PenStyle.NoPen)
        self.painter.setBrush(color)
        self.painter.drawPolygon(QPolygonF([*points, *reversed(below)]))

    def _scan(self) -> None:
        """Draw the scan's own dose as a full-height line with a flag."""
        p, t = self.places, self.tokens
        x = round(p.x(self._scale.own)) + 0.5
        self._line(t.text, 1.6, x, p.strip_top - 5 * p.unit, x, p.track + 8 * p.unit)
        y = p.strip_top - 1 * p.unit
        flag = [QPointF(x, y - 4 * p.unit), QPointF(x - 7 * p.unit, y), QPointF(x, y + 4 * p.unit)]
        self.painter.setPen(Qt.PenStyle.NoPen)
        self.painter.setBrush(t.text)
        self.painter.drawPolygon(QPolygonF(flag))

    def _name_scan(self) -> None:
        t, place = self.tokens, self._scan_place
        self._text(self.picture.scan, place.left(), place.center().y(), t.text_2, t.font("caption"), 0.0)

    @property
    def _scan_place(self) -> QRectF:
        """Where the words beside the flag are."""
        p = self.places
        metrics = QFontMetricsF(self.tokens.font("caption"))
        width = metrics.horizontalAdvance(self.picture.scan)
        end = max(round(p.x(self._scale.own)) + 0.5 - 12 * p.unit, p.left + width)
        top = p.strip_top - 1 * p.unit - metrics.height() / 2
        return QRectF(end - width, top, width + 1, metrics.height())

    def _hairline(self, scan: QRectF) -> QRectF:
        """Draw the noise at the handle; return where the words about it are."""
        p, t = self.places, self.tokens
        x = p.x(self.picture.fraction)
        value = self._here
        if value is None:
            return QRectF()
        self._line(t.accent, 1.6, x, p.strip_top - 4 * p.unit, x, p.track - 12 * p.unit)
        point = QPointF(x, self._y(value))
        self.painter.setPen(QPen(t.panel, 1.5 * p.unit))
        self.painter.setBrush(t.accent)
        self.painter.drawEllipse(point, 4.5 * p.unit, 4.5 * p.unit)
        return self._noise_text(x, scan)

    @property
    def _here(self) -> float | None:
        """The noise at the handle, measured or else expected; None where it is not known."""
        return self.picture.measured_now or self.picture.expected(self.picture.fraction) or None

    def _noise_text(self, x: float, scan: QRectF) -> QRectF:
        """Write the sentence beside the hairline, where no curve and no flag runs through it."""
        p, t = self.places, self.tokens
        font = t.font("caption")
        font.setWeight(QFont.Weight.DemiBold)
        text = self.noise_sentence()
        width, gap = QFontMetricsF(font).horizontalAdvance(text), 11 * p.unit
        top, bottom = p.strip_top + 2 * p.unit, p.strip_bottom - 3 * p.unit
        right, left = x + gap, x - gap - width
        places = [(right, top), (right, bottom), (left, bottom), (left, top)]
        rooms = [self._room(start, start + width, y, scan) for start, y in places]
        free = next((i for i, room in enumerate(rooms) if room >= 8 * p.unit), rooms.index(max(rooms)))
        start, y = places[free]
        if rooms[free] < 8 * p.unit:
            self.painter.fillRect(QRectF(start - 2, y - 8 * p.unit, width + 4, 16 * p.unit), t.panel)
        return self._text(text, start, y, t.text, font, 0.0)

    def _room(self, start: float, end: float, y: float, scan: QRectF) -> float:
        """Return how far a line of text at ``y`` stays off the curves; -1 where it has no place."""
        p = self.places
        if start < p.left or end > p.width or (y < scan.bottom() and end > scan.left() - 8 * p.unit):
            return -1.0
        beside = abs(y - p.marks) < 12 * p.unit
        if beside and any(start - 8 * p.unit < x < end + 8 * p.unit for x in self._marked):
            return -1.0
        heights = self._heights(start, end)
        expected = [self.picture.expected(p.fraction(x)) for x in (start, (start + end) / 2, end)]
        heights += [self._y(noise) for noise in expected if noise]
        return min((abs(height - y) for height in heights), default=99.0 * p.unit)

    @cached_property
    def _marked(self) -> list[float]:
        """Where marks lie over the track, as they do in the low form."""
        return [self.places.x(mark.held) for mark in self.picture.marks] if self.compact else []

    def _heights(self, start: float, end: float) -> list[float]:
        """Return where the measured curve runs between two places: points, entry and exit."""
        return heights(self._points, start, end)

    def noise_sentence(self) -> str:
        """Return the words at the hairline."""
        measured, expected = self.picture.measured_now, self.picture.expected(self.picture.fraction)
        parts = [tr("measured {0}").format(figures.number(measured))] if measured else []
        parts += [tr("expected {0}").format(figures.number(expected))] if expected else []
        return figures.with_unit("σ " + " · ".join(parts), self.picture.unit)

    def _hint(self) -> None:
        p, t = self.places, self.tokens
        text = self.picture.hint
        if text and not self.compact and not self.picture.marks:  # their words stand there
            self._text(text, p.left + 40 * p.unit, p.hint, t.text_2, t.font("caption"), 0.0)

    def _write_caption(self, words: QRectF) -> None:
        """Say what the curves are where neither they nor the words about the noise are in the way."""
        p, t = self.places, self.tokens
        text, caption = self.picture.hint, self._caption()
        if caption and not (text and self.compact):
            width = QFontMetricsF(t.font("caption")).horizontalAdvance(caption)
            x = p.left + 44 * p.unit
            y, height = p.strip_bottom + 1 * p.unit, 15 * p.unit
            if self.compact:  # the ticks reach up to there
                y = (p.strip_top + p.strip_bottom) / 2
            place = QRectF(x, y - height / 2, width + 8 * p.unit, height)
            free = self._room(x, x + width, y, self._scan_place) >= 8 * p.unit
            free = free and not spanned(self.picture.marks, p, x, x + width)
            if free and not place.intersects(words) and p.x(self.picture.fraction) > x + width + 12 * p.unit:
                self._text(caption, x, y, t.text_3, t.font("caption"), 0.0)

    def _caption(self) -> str:
        if self.picture.noise is None and not self.picture.measured:
            if self.picture.unit != "HU":
                return ""
            return tr("Press E and draw an ellipse to see the noise here")
        if self.compact:
            return ""
        if isinstance(self.picture.noise, MappedNoise):
            return tr("Noise σ; dashed: computed; shaded: measured above it")
        return tr("Noise σ; shaded: electronic noise and photon starvation")

    def _handle_rect(self, fraction: float) -> QRectF:
        unit = self.places.unit
        rect = QRectF(0, 0, 12 * unit, 24 * unit)
        rect.moveCenter(QPointF(self.places.x(fraction), self.places.track))
        return rect

    def _ghost(self) -> None:
        """Draw a dotted handle at the dose that the panes show, while it is another."""
        shown = self.picture.shown
        if shown is None or math.isclose(shown, self.picture.fraction, rel_tol=1e-6):
            return
        pen = QPen(self.tokens.text, 1.4 * self.places.unit)
        pen.setDashPattern([2, 2])
        self.painter.setPen(pen)
        self.painter.setBrush(Qt.BrushStyle.NoBrush)
        radius = 4 * self.places.unit
        self.painter.drawRoundedRect(self._handle_rect(shown).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)

    def _handle(self) -> None:
        t, unit = self.tokens, self.places.unit
        rect = self._handle_rect(self.picture.fraction)
        outline = QPainterPath()
        outline.addRoundedRect(rect, 4 * unit, 4 * unit)
        self.painter.fillPath(self._halo(rect), t.panel)
        if self.picture.state == "stale":
            self.painter.fillPath(outline, QBrush(t.accent, Qt.BrushStyle.BDiagPattern))
        elif self.picture.state in ("preview", "refining"):
            self.painter.save()
            self.painter.setClipRect(QRectF(rect.left(), rect.center().y(), rect.width(), rect.height()))
            self.painter.fillPath(outline, t.accent)
            self.painter.restore()
        else:
            self.painter.fillPath(outline, t.accent)
            self.painter.setPen(Qt.PenStyle.NoPen)
            self.painter.setBrush(t.on_accent)
            line = QRectF(0, 0, 2 * unit, 11 * unit)
            line.moveCenter(rect.center())
            self.painter.drawRoundedRect(line, unit, unit)
        self.painter.setBrush(Qt.BrushStyle.NoBrush)
        self.painter.setPen(QPen(t.accent, 1.6 * unit))
        inset = 0.8 * unit
        self.painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), 3.4 * unit, 3.4 * unit)
        if self.focused:
            self.painter.setPen(QPen(t.text, 2 * unit))
            self.painter.drawRoundedRect(rect.adjusted(-3, -3, 3, 3), 6 * unit, 6 * unit)

    def _halo(self, rect: QRectF) -> QPainterPath:
        path = QPainterPath()
        edge = 2 * self.places.unit
        path.addRoundedRect(
            rect.adjusted(-edge, -edge, edge, edge), 6 * self.places.unit, 6 * self.places.unit
        )
        return path


def heights(points: list[QPointF], start: float, end: float) -> list[float]:
    """Return where a line through points runs between two places: points, entry and exit."""
    found = [point.y() for point in points if start <= point.x() <= end]
    for one, other in pairwise(points):
        for x in (start, end):
            if one.x() < x < other.x():
                part = (x - one.x()) / (other.x() - one.x())
                found.append(one.y() + part * (other.y() - one.y()))
    return found
