"""Tags: what has to be known of a picture, at its upper right; in a small pane the last texts to go."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from . import theme
from .icons import pixmap
from .outlined import draw_text, text_width
from .pane_paint import Corners
from .transform import Placement

_MARGIN_X, _MARGIN_Y = 10, 8
_ICON, _BESIDE = 16, 34
"""Px of a warning's icon, and of all that stands beside its text on its card."""
_WHOSE = re.compile(r"[A-I]+: ")
"""Before a tag that does not hold for all pictures."""
_DETAIL = " · "
"""Between a tag, such as "Model output", and what else is known of it."""


@dataclass(frozen=True)
class Tag:
    """A line at the upper right and its place in the pane, in px."""

    text: str
    box: QRectF
    warns: bool = False
    """Whether it is amber, with an icon."""


def of_all(pictures: Sequence[tuple[str, Corners]]) -> Corners:
    """Return the texts of the last of some pictures, each given with its letter, and the tags of all.

    What does not hold for all of them stands behind the letter of its pane.
    """
    if len(pictures) == 1:
        return pictures[0][1]
    result = _by_letter([(letter, said.result) for letter, said in pictures])
    warning = _by_letter([(letter, said.warning) for letter, said in pictures])
    return replace(pictures[-1][1], result=result, warning=warning)


def placed(placement: Placement, said: Corners) -> tuple[Tag, ...]:
    """Return all tags of a picture, shortened to the width of the pane, below its letter if they reach it.

    The detail of one that would pass the middle has a line of its own: less of the picture is covered.
    """
    tokens = theme.current()
    font, strong = tokens.font("corner"), tokens.font("strong")
    line, beside = QFontMetricsF(font).height(), tokens.px(_BESIDE)
    right = placement.width - tokens.px(_MARGIN_X)
    room = right - tokens.px(_MARGIN_X)
    half = placement.width / 2 - tokens.px(_MARGIN_X)
    results = [line for text in said.result for line in _in_lines(text, font, half, room)]
    warnings = [_shortened(text, font, room - beside) for text in said.warning]
    wide = [text_width(text, font) for text in results]
    wide += [text_width(text, font) + beside for text in warnings]
    letter, tall = text_width(placement.letters[2], strong), QFontMetricsF(strong).height()
    reaches = right - max(wide[: ceil(tall / line)], default=0.0) < placement.width / 2 + letter
    y = said.top + tokens.px(_MARGIN_Y) + (tall if reaches else 0.0)
    tags = []
    for number, (text, width) in enumerate(zip([*results, *warnings], wide, strict=True)):
        if warns := number >= len(results):
            tags.append(Tag(text, QRectF(right - width, y + 2, width, line + 8), warns))
            y += line + 12
        else:
            tags.append(Tag(text, QRectF(right - width, y, width, line)))
            y += line
    return tuple(tags)


def draw(painter: QPainter, tags: tuple[Tag, ...]) -> None:
    """Draw the tags of a picture; they change with the dose."""
    tokens = theme.current()
    for tag in tags:
        if tag.warns:
            _draw_warning(painter, tag)
        else:
            draw_text(painter, tag.box.topLeft(), tag.text, tokens.font("corner"), tokens.stage.corner)


def _by_letter(said: Sequence[tuple[str, tuple[str, ...]]]) -> tuple[str, ...]:
    owners: dict[str, str] = {}
    for letter, tags in said:
        for tag in dict.fromkeys(tags):
            owners[tag] = owners.get(tag, "") + letter
    return tuple(tag if len(at) == len(said) else f"{at}: {tag}" for tag, at in owners.items())


def _in_lines(text: str, font: QFont, half: float, room: float) -> tuple[str, ...]:
    """Return a text as it is where it takes half the pane at most, else its detail in a line of its own."""
    shown = _shortened(text, font, room)
    if text_width(shown, font) <= half:
        return (shown,)
    whose = found.group() if (found := _WHOSE.match(shown)) else ""
    first, *others = shown.split(_DETAIL)
    return (first, *(f"{whose}{one}" for one in others))


def _shortened(text: str, font: QFont, room: float) -> str:
    """Return a text without its detail where that has no room; cut off only where the rest has none."""
    if text_width(text, font) <= room:
        return text
    tag = text.split(_DETAIL)[0]
    return QFontMetricsF(font).elidedText(tag, Qt.TextElideMode.ElideRight, max(room, 0.0))


def _draw_warning(painter: QPainter, tag: Tag) -> None:
    tokens = theme.current()
    card, side, warn = tag.box, tokens.px(_ICON), tokens.stage_states["warn"]
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(18, 18, 18, 215))
    painter.drawRoundedRect(card, 4, 4)
    icon = pixmap("warning", side, warn, painter.device().devicePixelRatio())
    painter.drawPixmap(QPointF(card.left() + tokens.px(6), card.center().y() - side / 2), icon)
    painter.setPen(warn)
    painter.setFont(tokens.font("corner"))
    text_box = card.adjusted(side + tokens.px(11), 0, 0, 0)
    painter.drawText(text_box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, tag.text)
