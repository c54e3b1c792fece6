"""Walks over the widgets that are on show and says what is wrong with how they lie."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication, QEvent, QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QComboBox,
    QHeaderView,
    QLabel,
    QLayout,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QTabBar,
    QToolButton,
    QWidget,
)

SLACK = 1
"""Pixels that text may be wider than its place: glyphs have room at their sides."""
_FRAME = 6
"""Pixels at the sides of a field's text."""
GIVES_WAY = QSizePolicy.Policy.Ignored
"""Whoever has this policy ends with … or has its text in a tooltip."""


def on_show(top: QWidget) -> Iterator[QWidget]:
    """Yield a widget and all below it that are visible, laid out for what they say now."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)  # type: ignore[call-overload]
    yield top
    for widget in top.findChildren(QWidget):
        if widget.isVisible() and widget.window() is top.window():
            yield widget


def cut_off(top: QWidget) -> list[str]:
    """Return every text that is wider or higher than the widget that shows it."""
    return [found for widget in on_show(top) if not _hidden_by_scrolling(widget) for found in _cut(widget)]


def overlapping(top: QWidget) -> list[str]:
    """Return every two neighbors in one layout that lie over each other."""
    found = []
    for widget in on_show(top):
        parts = [part for part in _managed(widget) if part.isVisible()]
        for place, one in enumerate(parts):
            for other in parts[place + 1 :]:
                common = one.geometry() & other.geometry()
                if common.width() > 0 and common.height() > 0:
                    found.append(f"{name(one)} and {name(other)} in {name(widget)} by {_size(common)}")
    return found


def outside(top: QWidget) -> list[str]:
    """Return every widget that hangs out of its parent; what is scrolled may be too high, not too wide."""
    found = []
    for widget in on_show(top):
        parent = widget.parentWidget()
        if widget is top or parent is None or widget.isWindow():
            continue
        room, place = parent.rect(), widget.geometry()
        if _is_page(widget):
            room.setHeight(max(room.height(), place.bottom() + 1))
            place.setTop(max(place.top(), 0))
        if not room.contains(place) and not _is_inside_view(widget):
            found.append(f"{name(widget)} {_rect(place)} in {name(parent)} {_rect(room)}")
    return found


def name(widget: QWidget) -> str:
    """Return what tells a widget from others: its name, or its class and text, and where it stands."""
    own = widget.objectName() or type(widget).__name__
    text = getattr(widget, "text", str)()
    above = widget.parentWidget()
    while above is not None and not above.objectName():
        above = above.parentWidget()
    said = f"{own} “{text}”" if text else own
    return f"{said} in {above.objectName()}" if above is not None and not widget.objectName() else said


def _cut(widget: QWidget) -> Iterator[str]:
    metrics = widget.fontMetrics()
    if isinstance(widget, QLabel):
        yield from _cut_label(widget)
    elif isinstance(widget, QTabBar):
        yield from _cut_tabs(widget)
    elif isinstance(widget, QComboBox):
        needed = metrics.horizontalAdvance(widget.currentText())
        yield from _too_wide(widget, widget.currentText(), needed, widget.width() - 2 * _FRAME - 22)
    elif isinstance(widget, QLineEdit):
        needed = metrics.horizontalAdvance(widget.displayText() or widget.placeholderText())
        room = widget.width() - 2 * _FRAME if widget.hasFrame() else widget.width()
        yield from _too_wide(widget, widget.displayText() or widget.placeholderText(), needed, room)
    elif isinstance(widget, QToolButton):
        if widget.toolButtonStyle() != Qt.ToolButtonStyle.ToolButtonIconOnly and widget.text():
            yield from _too_wide(widget, widget.text(), widget.sizeHint().width(), widget.width())
    elif isinstance(widget, (QPushButton, QAbstractButton)):
        if widget.text():
            yield from _too_wide(widget, widget.text(), widget.sizeHint().width(), widget.width())
            yield from _too_wide(widget, widget.text(), widget.sizeHint().height(), widget.height(), "high")
    elif isinstance(widget, QHeaderView):
        yield from _cut_header(widget)


def _cut_label(label: QLabel) -> Iterator[str]:
    if not label.text():
        return
    if label.wordWrap():
        yield from _too_wide(label, label.text(), _longest_word(label), label.contentsRect().width())
        yield from _too_wide(label, label.text(), label.heightForWidth(label.width()), label.height(), "high")
    elif label.sizePolicy().horizontalPolicy() != GIVES_WAY:
        yield from _too_wide(label, label.text(), label.sizeHint().width(), label.width())
        yield from _too_wide(label, label.text(), label.sizeHint().height(), label.height(), "high")
    elif not label.toolTip():
        needed = label.fontMetrics().horizontalAdvance(label.text())
        yield from _too_wide(label, label.text(), needed, label.width())


def _longest_word(label: QLabel) -> int:
    metrics = QFontMetrics(label.font())
    words = label.text().replace("\u200b", " ").split()  # where a long path may be folded
    return max((metrics.horizontalAdvance(word) for word in words), default=0)


def _cut_tabs(tabs: QTabBar) -> Iterator[str]:
    for index in range(tabs.count()):
        rect, text = tabs.tabRect(index), tabs.tabText(index)
        if tabs.isTabVisible(index):
            yield from _too_wide(tabs, text, tabs.fontMetrics().horizontalAdvance(text), rect.width())
            if not tabs.usesScrollButtons():
                yield from _too_wide(tabs, text, rect.right() + 1, tabs.width())


def _cut_header(header: QHeaderView) -> Iterator[str]:
    model = header.model()
    if model is None or header.orientation() != Qt.Orientation.Horizontal or header.isHidden():
        return
    for section in range(header.count()):
        text = str(model.headerData(section, Qt.Orientation.Horizontal) or "")
        if text and not header.isSectionHidden(section):
            own = type(header) is not QHeaderView  # sets the unit below the name
            lines = text.split() if own else text.split("\n")
            widest = max(header.fontMetrics().horizontalAdvance(line) for line in lines)
            yield from _too_wide(header, text, widest, header.sectionSize(section))


def _too_wide(widget: QWidget, text: str, needed: int, there: int, how: str = "wide") -> Iterator[str]:
    if needed > there + SLACK:
        yield f"{name(widget)}: “{text}” is {needed} px {how} in {there} px"


def _managed(widget: QWidget) -> list[QWidget]:
    """Return the children that the layouts of a widget place.

    Not by ``itemAt``: it leaves Python objects of items that Qt deletes by itself, and whatever comes to lie
    at their address is then taken for them.
    """
    layout = widget.layout()
    layouts = [layout, *layout.findChildren(QLayout)] if layout is not None else []
    children = widget.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
    return [child for child in children if any(one.indexOf(child) >= 0 for one in layouts)]


def _is_page(widget: QWidget) -> bool:
    """Whether a widget is what a scroll area scrolls."""
    area = widget.parentWidget().parentWidget() if widget.parentWidget() is not None else None
    return isinstance(area, QAbstractScrollArea) and area.viewport() is widget.parentWidget()


def _is_inside_view(widget: QWidget) -> bool:
    """Whether a widget belongs to the inside of a table, a tab bar or a splitter of Qt."""
    parent = widget.parentWidget()
    return (
        widget.objectName().startswith("qt_")
        or widget.metaObject().className() in ("QSplitterHandle", "CloseButton", "QTableCornerButton")
        or isinstance(parent, (QHeaderView, QTabBar))
    )


def _hidden_by_scrolling(widget: QWidget) -> bool:
    return widget.visibleRegion().isEmpty()


def _size(rect: QRect) -> str:
    return f"{rect.width()} × {rect.height()} px"


def _rect(rect: QRect) -> str:
    return f"({rect.x()}, {rect.y()}, {rect.width()} × {rect.height()})"
