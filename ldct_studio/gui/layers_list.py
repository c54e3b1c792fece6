"""The list of labels: a model that a keyboard and a screen reader understand, and how a row is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from . import theme
from .icons import pixmap
from .language import tr

Index = QModelIndex | QPersistentModelIndex
Key = tuple[str, int]
_NO_INDEX = QModelIndex()
_HEADING_TIP = tr("Click the eye or press Space to show or hide all of them, Alt-click to show them alone.")
_LABEL_TIP = tr(
    "Click the eye or press Space to show or hide it, Alt-click to show it alone, "
    "double-click or press Enter to go to its middle."
)
_CENTER_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_CENTER_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True)
class Layer:
    """One label as listed: its key (map, value), name, color, size in words, and whether it shows.

    A heading stands for all labels of a map.
    """

    key: Key
    name: str
    color: str
    size: str
    shown: bool
    heading: bool = False


class LayersModel(QAbstractListModel):
    """``toggled(key)`` asks to switch a label on or off."""

    toggled = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.layers: tuple[Layer, ...] = ()

    def show_layers(self, layers: tuple[Layer, ...]) -> None:
        """List other labels, or the same ones changed."""
        if [layer.key for layer in layers] != [layer.key for layer in self.layers]:
            self.beginResetModel()
            self.layers = layers
            self.endResetModel()
        elif layers != self.layers:
            self.layers = layers
            self.dataChanged.emit(self.index(0), self.index(len(layers) - 1))

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        """Return the number of labels."""
        return 0 if parent.isValid() else len(self.layers)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return that every row can be checked."""
        return super().flags(index) | Qt.ItemFlag.ItemIsUserCheckable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return name, check state, color, tooltip or spoken text."""
        layer = self.layers[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return tr(layer.name)
        if role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Checked if layer.shown else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{tr(layer.name)} {layer.size} {tr('shown') if layer.shown else tr('hidden')}"
        if role == Qt.ItemDataRole.ToolTipRole:
            what = ", ".join(filter(None, (tr(layer.name), layer.key[0], layer.size)))
            return f"{what}. " + (_HEADING_TIP if layer.heading else _LABEL_TIP)
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Ask to switch a label."""
        if role != Qt.ItemDataRole.CheckStateRole:
            return False
        self.toggled.emit(self.layers[index.row()].key)
        return True


class LayersDelegate(QStyledItemDelegate):
    """Draws eye, swatch, name and volume; Alt-click emits ``alone(key)``, a double click ``sought(key)``."""

    alone = Signal(object)
    sought = Signal(object)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of a row."""
        return QSize(theme.current().px(160), theme.current().size("row"))

    def editorEvent(
        self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """Take clicks on a row; the space bar is left to Qt."""
        if not isinstance(event, QMouseEvent) or not isinstance(model, LayersModel):
            return super().editorEvent(event, model, option, index)
        if event.button() != Qt.MouseButton.LeftButton:
            return False
        key = model.layers[index.row()].key
        on_eye = event.position().x() < option.rect.left() + theme.current().px(30)
        if event.type() == QEvent.Type.MouseButtonDblClick and not on_eye:
            self.sought.emit(key)
        elif event.type() == QEvent.Type.MouseButtonRelease:
            if event.modifiers() & Qt.KeyboardModifier.AltModifier:
                self.alone.emit(key)
            elif on_eye:
                model.toggled.emit(key)
        return False

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        model = index.model()
        if not isinstance(model, LayersModel):
            return
        layer, tokens = model.layers[index.row()], theme.current()
        rect, px = QRectF(option.rect), tokens.px
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tokens.hover)
            painter.drawRoundedRect(rect, px(4), px(4))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(tokens.accent, 2))
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), px(4), px(4))
        self._paint_layer(painter, rect, layer, tokens)
        painter.restore()

    def _paint_layer(self, painter: QPainter, rect: QRectF, layer: Layer, tokens: theme.Tokens) -> None:
        px, middle = tokens.px, rect.center().y()
        ratio = painter.device().devicePixelRatio()
        eye = pixmap("eye" if layer.shown else "eye-slash", px(16), tokens.text_2, ratio)
        painter.drawPixmap(QPointF(rect.left() + px(8), middle - px(8)), eye)
        if layer.heading:
            painter.setFont(tokens.font("label"))
            painter.setPen(tokens.text_2)
            painter.drawText(rect.adjusted(px(38), 0, -px(8), 0), _CENTER_LEFT, tr(layer.name))
            return
        swatch = QRectF(rect.left() + px(38), middle - px(6), px(13), px(13))
        painter.setPen(QPen(QColor(layer.color), 1.5))
        painter.setBrush(QColor(layer.color) if layer.shown else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(swatch.adjusted(0.75, 0.75, -0.75, -0.75), 3, 3)
        painter.setFont(tokens.font("caption"))
        width = painter.fontMetrics().horizontalAdvance(layer.size)
        painter.setPen(tokens.text_3)
        painter.drawText(rect.adjusted(0, 0, -px(8), 0), _CENTER_RIGHT, layer.size)
        painter.setFont(tokens.font("body"))
        painter.setPen(tokens.text if layer.shown else tokens.text_3)
        name = rect.adjusted(px(62), 0, -px(16) - width, 0)
        text = painter.fontMetrics().elidedText(
            tr(layer.name), Qt.TextElideMode.ElideRight, int(name.width())
        )
        painter.drawText(name, _CENTER_LEFT, text)
