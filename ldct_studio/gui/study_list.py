"""The rows of the data list: study, volumes with thumbnails, other series, import report."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ..core.study import Series, Study
from ..core.volume import LabelMap, Volume
from . import figures, theme
from .icons import pixmap

Kind = Literal["heading", "volume", "labels", "series", "warning"]
ROLE = Qt.ItemDataRole.UserRole
THUMB = 40
_SIDE = 80
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_HEIGHTS: dict[Kind, int] = {"heading": 28, "volume": 50, "labels": 44, "series": 44}
_ICONS: dict[Kind, str] = {"labels": "paint-brush", "series": "stack", "warning": "warning"}


@dataclass(frozen=True, eq=False)
class Item:
    """One row: what it is, what a click on it is about, its text, a line of meta text, and a picture."""

    kind: Kind
    key: str
    text: str
    meta: str = ""
    picture: QImage | None = None


def items(study: Study, level: float, width: float) -> list[Item]:
    """Return the rows of a study; thumbnails are drawn with a window of the given level and width."""
    rows = [Item("heading", "", study.name)]
    rows += [
        Item("volume", name, name, volume_words(volume), thumbnail(volume, level, width))
        for name, volume in study.volumes.items()
    ]
    rows += [Item("labels", name, name, label_words(labels)) for name, labels in study.labels.items()]
    others = [series for series in study.facts.series if not series.opened]
    if others:
        rows.append(Item("heading", "", "In the same folder"))
        rows += [Item("series", series.key, series.description, series_words(series)) for series in others]
    if study.facts.warnings:
        rows.append(Item("heading", "", "Import report"))
        rows += [Item("warning", "", sentence) for sentence in study.facts.warnings]
    return rows


def volume_words(volume: Volume) -> str:
    """Return slice spacing and number of slices, such as 2.0 mm · 20 images."""
    spacing = figures.with_unit(figures.fixed(volume.grid.spacing[0]), "mm")
    return f"{spacing} · {images(volume.grid.shape[0])}"


def label_words(labels: LabelMap) -> str:
    """Return how many labels a map has."""
    count = len(labels.labels)
    return f"{count} label{'s' if count != 1 else ''}"


def series_words(series: Series) -> str:
    """Return what a series is."""
    rows, columns = series.size
    words = [series.modality, f"{columns} × {rows}", images(series.images), series.note]
    return " · ".join(word for word in words if word)


def images(count: int) -> str:
    """Return a number of images in words."""
    return f"{figures.fixed(count, 0)} image{'s' if count != 1 else ''}"


def thumbnail(volume: Volume, level: float, width: float) -> QImage:
    """Return the middle slice in gray, at most 80 px wide and high."""
    step = max(1, max(volume.grid.shape[1:]) // _SIDE)
    values: npt.NDArray[np.float32] = volume.data[volume.grid.shape[0] // 2, ::step, ::step].numpy()
    gray = np.clip((values - (level - width / 2)) * (255 / width), 0, 255).astype(np.uint8)
    gray = np.ascontiguousarray(gray)
    image = QImage(gray.data, gray.shape[1], gray.shape[0], gray.strides[0], QImage.Format.Format_Grayscale8)
    return image.copy()


class StudyDelegate(QStyledItemDelegate):
    """Draws a row by its kind."""

    shown = ""
    """The name of the volume on show."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the height of a row; a warning takes as many lines as it needs."""
        item, px = index.data(ROLE), theme.current().px
        if item.kind != "warning":
            return QSize(px(160), px(_HEIGHTS[item.kind]))
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
    box = QRectF(rect.left() + px(6), rect.center().y() - side / 2, side, side)
    if item.picture is not None:
        _draw_picture(painter, box, item.picture, px(4))
    else:
        ratio = painter.device().devicePixelRatio()
        glyph = pixmap(_ICONS[item.kind], px(16), tokens.text_2, ratio)
        painter.drawPixmap(box.center() - QPointF(px(8), px(8)), glyph)
    text = rect.adjusted(px(16) + side, 0, -px(6), 0)
    middle = rect.center().y()
    painter.setFont(tokens.font("body"))
    painter.setPen(tokens.text)
    name = QRectF(text.left(), middle - px(17), text.width(), px(18))
    painter.drawText(name, _LEFT, _elided(painter, item.text, name))
    painter.setFont(tokens.font("caption"))
    painter.setPen(tokens.text_3)
    meta = QRectF(text.left(), middle + px(1), text.width(), px(15))
    painter.drawText(meta, _LEFT, _elided(painter, item.meta, meta))


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
