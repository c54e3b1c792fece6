"""The rows of the data list: study, volumes with thumbnails, other series, import report."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ..core.study import Series, Study
from ..core.volume import LabelMap, Volume
from . import figures, theme
from .icons import pixmap
from .language import tr
from .thumbnails import Thumbnails

Kind = Literal["heading", "volume", "labels", "series", "warning"]
ROLE = Qt.ItemDataRole.UserRole
THUMB = 56
_LINE, _EDGE = 17, 12
"""Height of a line of text, and of what is free above and below the lines."""
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_HEIGHTS: dict[Kind, int] = {"heading": 28, "volume": 64, "labels": 44, "series": 64}
_ICONS: dict[Kind, str] = {
    "volume": "stack", "labels": "paint-brush", "series": "stack", "warning": "warning"
}  # fmt: skip


@dataclass(frozen=True, eq=False)
class Item:
    """One row: what it is, what a click on it is about, its text, three lines of meta text, and a picture."""

    kind: Kind
    key: str
    text: str
    meta: str = ""
    more: str = ""
    date: str = ""
    """The day of the scan, on a line of its own so that it is never cut."""
    picture: QImage | None = None
    missing: str = ""
    """Why there is no picture."""

    @property
    def lines(self) -> tuple[str, ...]:
        """Its text and what is known beside it, from top to bottom."""
        return tuple(filter(None, (self.text, self.meta, self.more, self.date)))

    @property
    def said(self) -> str:
        """All that is known of it."""
        return ", ".join(filter(None, self.lines))


def items(study: Study, pictures: Thumbnails, dates: bool = True) -> list[Item]:
    """Return the rows of a study; the days of scans are left out where they shall not be told."""
    opened = next((series for series in study.facts.series if series.opened), None)
    date = opened.date if opened and dates else ""
    rows = [Item("heading", "", tr(study.name))]
    rows += [
        Item("volume", name, tr(name), volume_words(volume), lengths(volume.grid.spacing), date,
             pictures.of_volume(volume))
        for name, volume in study.volumes.items()
    ]  # fmt: skip
    rows += [Item("labels", name, tr(name), label_words(labels)) for name, labels in study.labels.items()]
    others = [series for series in study.facts.series if not series.opened]
    if others:
        rows.append(Item("heading", "", tr("In the same folder")))
        rows += [_series(series, pictures, dates) for series in others]
    if study.facts.warnings:
        rows.append(Item("heading", "", tr("Import report")))
        rows += [Item("warning", "", sentence) for sentence in study.facts.warnings]
    return rows


def _series(series: Series, pictures: Thumbnails, dates: bool) -> Item:
    more, date = lengths(series.spacing), series.date if dates else ""
    name = series.description or tr("Series without a name")
    picture, missing = pictures.of_series(series.key), pictures.missing(series.key)
    return Item("series", series.key, name, series_words(series), more, date, picture, missing)


def volume_words(volume: Volume) -> str:
    """Return modality, number of slices and matrix, such as CT · 20 images · 512 × 512."""
    slices, rows, columns = volume.grid.shape
    modality = "" if volume.modality in ("other", "attenuation") else volume.modality
    return " · ".join(filter(None, (modality, images(slices), f"{columns} × {rows}")))


def lengths(spacing: tuple[float, float, float] | None) -> str:
    """Return the distance of slices and of pixels, such as 2.0 × 0.70 mm; '' where it is unknown."""
    if spacing is None:
        return ""
    rows, columns = (figures.fixed(length, 2) for length in spacing[1:])
    pixels = columns if rows == columns else f"{columns} × {rows}"
    return figures.with_unit(f"{figures.fixed(spacing[0])} × {pixels}", "mm")


def label_words(labels: LabelMap) -> str:
    """Return how many labels a map has."""
    count = len(labels.labels)
    return tr("1 label") if count == 1 else tr("{0} labels").format(count)


def series_words(series: Series) -> str:
    """Return what a series is, in the words of a volume."""
    rows, columns = series.size
    kind = f"{series.modality} {tr(series.note)}".strip()
    return " · ".join(filter(None, (kind, images(series.images), f"{columns} × {rows}")))


def images(count: int) -> str:
    """Return a number of images in words."""
    return tr("1 image") if count == 1 else tr("{0} images").format(figures.fixed(count, 0))


class StudyDelegate(QStyledItemDelegate):
    """Draws a row by its kind."""

    shown = ""
    """The name of the volume on show."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the height of a row; a warning takes as many lines as it needs."""
        item, px = index.data(ROLE), theme.current().px
        if item.kind != "warning":
            return QSize(px(160), max(px(_HEIGHTS[item.kind]), len(item.lines) * px(_LINE) + px(_EDGE)))
        width = (option.widget.width() if option.widget else px(240)) - px(34)
        metrics = option.fontMetrics
        box = metrics.boundingRect(0, 0, width, 1000, int(Qt.TextFlag.TextWordWrap), item.text)
        return QSize(px(160), box.height() + px(8))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one row."""
        item, tokens, rect = index.data(ROLE), theme.current(), QRectF(option.rect)
        painter.save()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        if item.kind == "heading":
            painter.setFont(tokens.font("body"))
            painter.setPen(tokens.text_2)
            painter.drawText(rect, _LEFT, _elided(painter, item.text, rect))
        elif item.kind == "warning":
            _draw_warning(painter, rect, item, tokens)
        else:
            self._background(painter, rect, option, item, tokens)
            _draw_item(painter, rect, item, tokens)
        painter.restore()

    def _background(
        self, painter: QPainter, rect: QRectF, option: QStyleOptionViewItem, item: Item, tokens: theme.Tokens
    ) -> None:
        current = item.kind == "volume" and item.key == self.shown
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver) and item.kind != "labels"
        painter.setPen(Qt.PenStyle.NoPen)
        if current or hovered:
            painter.setBrush(tokens.selected if current else tokens.hover)
            painter.drawRoundedRect(rect, tokens.px(4), tokens.px(4))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(tokens.accent, 2))
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), tokens.px(4), tokens.px(4))


def _draw_item(painter: QPainter, rect: QRectF, item: Item, tokens: theme.Tokens) -> None:
    px = tokens.px
    side = px(THUMB)
    high = min(side, rect.height() - px(4))
    box = QRectF(rect.left() + px(4), rect.center().y() - high / 2, side, high)
    if item.picture is not None:
        _draw_picture(painter, box, item.picture, px(4))
    else:
        ratio = painter.device().devicePixelRatio()
        glyph = pixmap(_ICONS[item.kind], px(16), tokens.text_2, ratio)
        painter.drawPixmap(box.center() - QPointF(px(8), px(8)), glyph)
    text = QRectF(box.right() + px(10), 0, rect.right() - box.right() - px(14), px(_LINE))
    text.moveTop(rect.center().y() - len(item.lines) * px(_LINE) / 2)
    for number, line in enumerate(item.lines):
        painter.setFont(tokens.font("caption" if number else "body"))
        painter.setPen(tokens.text_3 if number else tokens.text)
        painter.drawText(text, _LEFT, _elided(painter, line, text))
        text.translate(0, px(_LINE))


def _draw_picture(painter: QPainter, box: QRectF, picture: QImage, radius: float) -> None:
    clip = QPainterPath()
    clip.addRoundedRect(box, radius, radius)
    painter.save()
    painter.setClipPath(clip)
    painter.fillRect(box, QColor(0, 0, 0))
    scale = box.width() / max(picture.width(), picture.height())
    target = QRectF(0, 0, picture.width() * scale, picture.height() * scale)
    target.moveCenter(box.center())
    painter.drawImage(target, picture)
    painter.restore()


def _draw_warning(painter: QPainter, rect: QRectF, item: Item, tokens: theme.Tokens) -> None:
    px = tokens.px
    ratio = painter.device().devicePixelRatio()
    painter.drawPixmap(
        QPointF(rect.left() + px(4), rect.top() + px(4)), pixmap("warning", px(16), tokens.warn, ratio)
    )
    painter.setFont(tokens.font("body"))
    painter.setPen(tokens.text_2)
    box = rect.adjusted(px(28), px(4), -px(4), 0)
    painter.drawText(box, int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop), item.text)


def _elided(painter: QPainter, text: str, rect: QRectF) -> str:
    return painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(rect.width()))
