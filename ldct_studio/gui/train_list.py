"""The list of trainings: what runs now, what waits, what is finished."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QHideEvent,
    QPainter,
    QPen,
    QPolygonF,
    QShowEvent,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStyle, QStyledItemDelegate
from PySide6.QtWidgets import QStyleOptionViewItem as Option

from . import figures, theme
from .icons import pixmap
from .train_news import JobView, Series
from .train_words import GROUPS, LOOKS, apart, group, line

Index = QModelIndex | QPersistentModelIndex

ROLE = Qt.ItemDataRole.UserRole
HEADING = 28
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_APART, _SPARK = 76, 56
"""Room in px for when a job was begun, and the width of its sparkline, which gives way to that."""
_TURN, _TICK = 1200, 60
"""One turn of the arc of a running job, and how often it is drawn, in ms."""


@dataclass(frozen=True, eq=False)
class Row:
    """A heading, or a job with what tells it apart and its line."""

    heading: str = ""
    view: JobView | None = None
    apart: str = ""
    line: str = ""

    @property
    def key(self) -> str:
        """What tells the row from the others."""
        return self.heading or (self.view.job.name if self.view else "")


def rows(views: Sequence[JobView], now: datetime) -> list[Row]:
    """Return the rows of the list: groups that hold any job, each under its heading."""
    made: list[Row] = []
    for heading in GROUPS:
        members = [view for view in views if group(view) == heading]
        if members:
            made.append(Row(heading))
            made += [Row("", view, apart(view, now), line(view, now)) for view in members]
    return made


class TrainList(QListView):
    """One row of 58 px per job; ``chosen(name)`` with the job that the user goes to."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._model = QStandardItemModel(self)
        self._paints = _Delegate(self)
        self.setObjectName("train-list")
        self.setAccessibleName(self.tr("Trainings"))
        self.setModel(self._model)
        self.setItemDelegate(self._paints)
        self.setMouseTracking(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._turning = QTimer(self, interval=_TICK)
        self._turning.timeout.connect(self._turn)
        self.selectionModel().currentChanged.connect(self._choose)
        theme.notifier.changed.connect(self.scheduleDelayedItemsLayout)

    def show_rows(self, new: Sequence[Row], selected: str) -> None:
        """Show other rows; what stays in its place is only drawn anew."""
        if [row.key for row in new] != [self._row(at).key for at in range(self._model.rowCount())]:
            self.selectionModel().blockSignals(True)
            self._model.clear()
            for row in new:
                self._model.appendRow(_item(row))
            self.selectionModel().blockSignals(False)
        for at, row in enumerate(new):
            _fill(self._model.item(at), row)
            if row.view is not None and row.key == selected:
                self._select(at)
        self._pace()
        self.viewport().update()

    def showEvent(self, event: QShowEvent) -> None:
        """Turn the arcs of running jobs from now on."""
        super().showEvent(event)
        self._pace()

    def hideEvent(self, event: QHideEvent) -> None:
        """Let them rest, as nobody sees them."""
        super().hideEvent(event)
        self._turning.stop()

    def _pace(self) -> None:
        running = any(_runs(self._row(at).view) for at in range(self._model.rowCount()))
        if not running or not self.isVisible() or theme.current().reduce_motion:
            self._turning.stop()
        elif not self._turning.isActive():
            self._turning.start()

    def _row(self, at: int) -> Row:
        row: Row = self._model.item(at).data(ROLE)
        return row

    def _select(self, at: int) -> None:
        index = self._model.index(at, 0)
        if self.currentIndex() != index:
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _choose(self, index: QModelIndex) -> None:
        row: Row | None = index.data(ROLE)
        if row is not None and row.view is not None:
            self.chosen.emit(row.key)

    def _turn(self) -> None:
        self._paints.phase = (self._paints.phase + _TICK / _TURN) % 1
        for at in range(self._model.rowCount()):
            if _runs(self._row(at).view):
                rect = self.visualRect(self._model.index(at, 0))
                rect.setWidth(theme.current().px(32))
                self.viewport().update(rect)


def _runs(view: JobView | None) -> bool:
    return view is not None and view.status.state == "running"


def _item(row: Row) -> QStandardItem:
    item = QStandardItem()
    job = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
    item.setFlags(job if row.view is not None else Qt.ItemFlag.NoItemFlags)
    _fill(item, row)
    return item


def _fill(item: QStandardItem, row: Row) -> None:
    item.setData(row, ROLE)
    if row.view is None:
        item.setText(row.heading)
        return
    view, newest = row.view, row.view.newest
    word, value = LOOKS[view.status.state].word, ""
    if newest is not None:
        value = f"{newest.name} {figures.number(newest.last)}"
    item.setText(view.title)
    told = filter(None, (f"{view.title}, {row.apart}, {word}", row.line, value))
    item.setData(". ".join(told), Qt.ItemDataRole.AccessibleTextRole)
    item.setToolTip("\n".join(filter(None, (view.title, row.apart, row.line, value, view.job.name))))


class _Delegate(QStyledItemDelegate):
    """Draws a row: shape, name, line, sparkline, last value, progress."""

    phase = 0.0

    def sizeHint(self, option: Option, index: Index) -> QSize:
        tokens = theme.current()
        job = index.data(ROLE).view is not None
        return QSize(tokens.px(160), tokens.size("job_row") if job else tokens.px(HEADING))

    def paint(self, painter: QPainter, option: Option, index: Index) -> None:
        row: Row = index.data(ROLE)
        tokens, rect = theme.current(), QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row.view is None:
            painter.setFont(tokens.font("caption"))
            painter.setPen(tokens.text_2)
            painter.drawText(rect.adjusted(tokens.px(4), tokens.px(4), 0, 0), _LEFT, row.heading)
        else:
            _draw_background(painter, rect, option, tokens)
            _draw_job(painter, rect, row, row.view, self.phase)
        painter.restore()


def _draw_background(painter: QPainter, rect: QRectF, option: Option, tokens: theme.Tokens) -> None:
    selected = bool(option.state & QStyle.StateFlag.State_Selected)
    box = rect.adjusted(0, tokens.px(2), 0, -tokens.px(2))
    painter.setPen(Qt.PenStyle.NoPen)
    if selected or option.state & QStyle.StateFlag.State_MouseOver:
        painter.setBrush(tokens.selected if selected else tokens.hover)
        painter.drawRoundedRect(box, tokens.px(4), tokens.px(4))
    if option.state & QStyle.StateFlag.State_HasFocus:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(tokens.accent, 2))
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), tokens.px(4), tokens.px(4))


def _draw_job(painter: QPainter, rect: QRectF, row: Row, view: JobView, phase: float) -> None:
    tokens = theme.current()
    px, look = tokens.px, LOOKS[view.status.state]
    _draw_shape(painter, QPointF(rect.left() + px(18), rect.top() + px(17)), view, phase)
    text = rect.adjusted(px(36), 0, -px(8), 0)
    _draw_head(painter, QRectF(text.left(), rect.top() + px(8), text.width(), px(18)), row, view)
    painter.setFont(tokens.font("caption"))
    colored = look.color in ("warn", "bad")
    painter.setPen(getattr(tokens, look.color) if colored else tokens.text_2)
    _draw_text(painter, QRectF(text.left(), rect.top() + px(26), text.width(), px(15)), row.line)
    if view.status.active and view.status.progress is not None:
        share = view.status.progress.step / max(view.status.progress.total, 1)
        groove = QRectF(text.left(), rect.top() + px(45), text.width(), px(3))
        painter.fillRect(groove, tokens.line_strong)
        groove.setWidth(groove.width() * min(share, 1.0))
        painter.fillRect(groove, tokens.text_2 if look.color.startswith("text") else _color(look.color))


def _draw_head(painter: QPainter, room: QRectF, row: Row, view: JobView) -> None:
    """Draw the title, what tells the job apart, and its newest number."""
    tokens = theme.current()
    px = tokens.px
    caption = QFontMetricsF(tokens.font("caption"))
    painter.setFont(tokens.font("strong"))
    painter.setPen(tokens.text)
    title = painter.fontMetrics().horizontalAdvance(view.title) + px(8)
    wanted = title + min(caption.horizontalAdvance(row.apart), px(_APART))
    end = room.right() if view.newest is None else _draw_numbers(painter, room, view.newest, wanted)
    room.setRight(end - px(6))
    painter.setPen(tokens.text)
    _draw_text(painter, room, view.title)
    room.setLeft(min(room.left() + title, room.right()))
    painter.setFont(tokens.font("caption"))
    painter.setPen(tokens.text_2)
    _draw_text(painter, room, row.apart)


def _draw_shape(painter: QPainter, center: QPointF, view: JobView, phase: float) -> None:
    tokens, look = theme.current(), LOOKS[view.status.state]
    side = tokens.px(16)
    if look.icon:
        glyph = pixmap(look.icon, side, _color(look.color), painter.device().devicePixelRatio())
        painter.drawPixmap(center - QPointF(side / 2, side / 2), glyph)
        return
    radius = tokens.px(5)
    painter.setPen(QPen(_color(look.color), 1.8 * tokens.scale))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    circle = QRectF(center.x() - radius, center.y() - radius, 2 * radius, 2 * radius)
    painter.drawArc(circle, round(-360 * 16 * phase), 270 * 16)


def _draw_numbers(painter: QPainter, room: QRectF, series: Series, wanted: float) -> float:
    """Draw the newest value, and its way there where the name leaves room; return where they begin."""
    tokens = theme.current()
    px = tokens.px
    value = figures.number(series.last)
    painter.drawText(room, _RIGHT, value)
    begin = room.right() - painter.fontMetrics().horizontalAdvance(value)
    box = QRectF(begin - px(8) - px(_SPARK), room.top() + px(2), px(_SPARK), px(14))
    if len(series.values) < 2 or box.left() < room.left() + wanted:
        return begin
    low, high = float(series.values.min()), float(series.values.max())
    first, width = float(series.steps[0]), float(series.steps[-1] - series.steps[0]) or 1.0
    points = [
        QPointF(
            box.left() + box.width() * (step - first) / width,
            box.bottom() - box.height() * (value - low) / ((high - low) or 1.0),
        )
        for step, value in zip(series.steps, series.values, strict=True)
    ]
    painter.setPen(QPen(tokens.text_3, 1.2 * tokens.scale))
    painter.drawPolyline(QPolygonF(points))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(tokens.text)
    painter.drawEllipse(points[-1], px(2), px(2))
    return box.left()


def _draw_text(painter: QPainter, rect: QRectF, text: str) -> None:
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(rect.width()))
    painter.drawText(rect, _LEFT, shown)


def _color(name: str) -> QColor:
    color: QColor = getattr(theme.current(), name)
    return color
