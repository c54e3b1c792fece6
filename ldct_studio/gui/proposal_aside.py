"""Beside the plots: what a policy wins and what not, in two statements, and which claims hold."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from . import figures, theme
from .buttons import label
from .dialogs import sentence
from .icons import IconLabel
from .language import tr
from .proposal_news import Claim, Evaluated, Statement

_ASIDE = 560
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop


class ProposalAside(QWidget):
    """The statements of the report as tables, and its verdicts as a list."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("proposal-aside")
        self._made: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def show_evaluation(self, found: Evaluated) -> None:
        """Show what an evaluation says."""
        if self._made is not None:
            self._column.removeWidget(self._made)
            self._made.hide()
            self._made.deleteLater()
        self._made = _page(found)
        self._column.addWidget(self._made)

    def set_beside(self, beside: bool) -> None:
        """Stand beside the plots with a width of its own, or under them."""
        px = theme.current().px
        self.setMinimumWidth(px(_ASIDE) if beside else 0)
        self.setMaximumWidth(px(_ASIDE) if beside else 16_777_215)
        theme.set_role(self, "aside" if beside else "panel")


def _page(found: Evaluated) -> QWidget:
    px = theme.current().px
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(px(16), px(12), px(16), px(12))
    column.setSpacing(px(6))
    for title, part in (
        (tr("At equal mean quality"), found.mean),
        (tr("Dose for nearly all cases"), found.for_all),
    ):
        if part is not None:
            column.addWidget(label(title, "section"))
            column.addWidget(sentence(tr(part.text) + ".", "second"))
            column.addLayout(_table(part))
            column.addSpacing(px(10))
    column.addWidget(label(tr("Claims of the study"), "section"))
    for claim in found.claims:
        column.addLayout(_claim(claim))
    column.addStretch()
    return page


def _table(part: Statement) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(theme.current().px(14))
    grid.setVerticalSpacing(theme.current().px(2))
    for column, head in enumerate(part.heads, 1):
        grid.addWidget(label(head, "caption"), 0, column, _RIGHT)
    for row, values in enumerate(part.rows, 1):
        for column, value in enumerate(values):
            made = label(_printed(value), "strong" if column == 0 else "")
            grid.addWidget(made, row, column, _RIGHT if column else Qt.AlignmentFlag.AlignLeft)
    grid.setColumnStretch(0, 1)
    return grid


def _printed(value: str) -> str:
    """Return a value of the report with its groups of digits."""
    return figures.fixed(float(value), 0) if value.isdigit() else tr(value)


_HELD = {
    True: ("check-circle", "ok", tr("Holds")),
    False: ("x-circle", "bad", tr("Does not hold")),
    None: ("info", "info", tr("Not tested")),
}
"""Icon, color and word of a claim, by whether it holds."""


def _claim(claim: Claim) -> QHBoxLayout:
    px = theme.current().px
    icon, color, word = _HELD[claim.holds]
    shape = IconLabel(icon, 16, color)
    shape.setAccessibleName(word)
    shape.setToolTip(word)
    said = QVBoxLayout()
    said.setSpacing(px(1))
    said.addWidget(sentence(f"{word}: {claim.text}"))
    why: QLabel = sentence(claim.because, "caption")
    said.addWidget(why)
    row = QHBoxLayout()
    row.setSpacing(px(8))
    row.addWidget(shape, 0, Qt.AlignmentFlag.AlignTop)
    row.addLayout(said, 1)
    return row
