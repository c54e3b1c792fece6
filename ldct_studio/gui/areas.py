"""The areas of the window that F6 goes through."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def next_control(areas: Sequence[QWidget], focus: QWidget | None, step: int) -> QWidget | None:
    """Return the first control of the next (−1: previous) area that has one, from that with the focus on."""
    here = next((n for n, area in enumerate(areas) if focus and area.isAncestorOf(focus)), -1)
    for distance in range(1, len(areas) + 1):
        target = _first_control(areas[(here + step * distance) % len(areas)])
        if target is not None:
            return target
    return None


def _first_control(area: QWidget) -> QWidget | None:
    """Return the area itself where it takes the focus, else its first control in Tab order."""
    if area.focusPolicy() & Qt.FocusPolicy.TabFocus:
        return area
    widget = area.nextInFocusChain()
    while widget is not None and widget is not area:
        reachable = widget.isVisible() and widget.isEnabled()
        if area.isAncestorOf(widget) and reachable and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            return widget
        widget = widget.nextInFocusChain()
    return None
