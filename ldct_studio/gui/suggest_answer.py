"""What an advisor said: the dose, how sure that is, other ways with their doses, the reasons."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ..core.advice import Advice
from . import dose_facts, dose_scale, figures, theme
from .buttons import label, push
from .icons import IconLabel
from .language import tr
from .suggestion import Answer, Question, around, exposure


class SuggestAnswer(QWidget):
    """``used`` carries the dose that was chosen."""

    used = Signal(float)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("suggest-answer")
        self._dose = label("", "display", "suggest-dose")
        self._exposure = _wrapped("suggest-exposure", "second")
        self._around = _wrapped("suggest-around")
        self._beyond = _wrapped("suggest-beyond", "warn")
        self._names = label(tr("Other ways, for the same promise"), "section")
        self._others = QGridLayout()
        self._rows: list[QWidget] = []
        self._why, self._caution = _wrapped("suggest-why", "second"), _wrapped("suggest-caution", "caption")
        self._warned = QWidget()
        self._use = push(tr("Use this dose"), "suggest-use", "primary")
        self._fraction = 1.0
        self._shown: Answer | None = None
        self._use.clicked.connect(lambda: self.used.emit(self._fraction))
        self._arrange()

    def show_answer(self, answer: Answer) -> None:
        """Print the advice of an answer."""
        advice = answer.advice
        if advice is None or answer is self._shown:
            return
        self._shown = answer
        self._fraction = dose_scale.within(advice.fraction)
        self._dose.setText(figures.percent(advice.fraction))
        _say(self._exposure, exposure(answer.question.scan, advice.fraction))
        self._around.setText(around(advice))
        _say(self._beyond, _beyond(advice))
        self._list(advice.others)
        self._why.setText(_reasons(advice, answer.question))
        self._caution.setText(tr(advice.caution))
        self._warned.setVisible(bool(advice.caution))
        self._name_button(advice)

    def _arrange(self) -> None:
        px = theme.current().px
        top = QHBoxLayout()
        top.setSpacing(px(8))
        top.addWidget(self._dose)
        of = label(tr("of this scan's dose"), "second")
        of.setContentsMargins(0, 0, 0, px(5))  # on the line that the figures stand on
        top.addWidget(of, 0, Qt.AlignmentFlag.AlignBottom)
        top.addStretch()
        warned = QHBoxLayout(self._warned)
        warned.setContentsMargins(0, 0, 0, 0)
        warned.setSpacing(px(6))
        warned.addWidget(IconLabel("info", 14), 0, Qt.AlignmentFlag.AlignTop)
        warned.addWidget(self._caution, 1)
        self._others.setVerticalSpacing(px(4))
        self._others.setColumnStretch(0, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(4))
        column.addLayout(top)
        for part in (self._exposure, self._around, self._beyond):
            column.addWidget(part)
        self._gap(column)
        column.addWidget(self._names)
        column.addLayout(self._others)
        self._gap(column)
        column.addWidget(label(tr("Why"), "section"))
        column.addWidget(self._why)
        column.addSpacing(px(4))
        column.addWidget(self._warned)
        column.addSpacing(px(8))
        column.addWidget(self._use, 0, Qt.AlignmentFlag.AlignRight)

    def _gap(self, column: QVBoxLayout) -> None:
        column.addSpacing(theme.current().px(8))

    def _list(self, others: tuple[tuple[str, float], ...]) -> None:
        """List other ways; their doses are buttons, as their marks on the axis are."""
        self._names.setVisible(bool(others))
        for part in self._rows:
            self._others.removeWidget(part)
            part.hide()
            part.deleteLater()
        self._rows = []
        for row, (name, fraction) in enumerate(others):
            parts = label(tr(name)), self._button(row, tr(name), fraction)
            for column, part in enumerate(parts):
                self._others.addWidget(part, row, column)
                part.show()  # at once, so that the layout counts it
            self._rows += parts

    def _button(self, row: int, name: str, fraction: float) -> QPushButton:
        dose = figures.percent(fraction)
        button = push(dose, f"suggest-other-{row}", "value", tr("Move the slider to {0}").format(dose))
        button.setAccessibleName(f"{name} {dose}")
        button.clicked.connect(lambda: self.used.emit(dose_scale.within(fraction)))
        return button

    def _name_button(self, advice: Advice) -> None:
        dose = figures.percent(self._fraction)
        held = self._fraction != advice.fraction
        self._use.setText(tr("Use {0}").format(dose) if held else tr("Use this dose"))
        self._use.setAccessibleName(tr("Use {0}").format(dose))
        tip = tr("Move the slider to {0}, its end; Undo takes it back") if held else ""
        self._use.setToolTip((tip or tr("Move the slider to {0}; Undo takes it back")).format(dose))


def _beyond(advice: Advice) -> str:
    if advice.fraction > 1:
        return tr("This scan had less than that: no lower dose reaches the target.")
    if advice.fraction < dose_scale.LOWEST:
        return tr("That is less than the slider has.")
    return ""


def _reasons(advice: Advice, question: Question) -> str:
    """Return the facts of the case, and what 100 % stands on, a line each."""
    scan = question.scan
    photons = figures.power(scan.photons_at(question.row))
    whole = tr("100 % is {0} photons per ray. {1}").format(photons, dose_facts.origin(scan))
    return "\n".join((*(f"{tr(fact).rstrip('.')}." for fact in advice.because), whole))


def _wrapped(name: str, role: str = "") -> QLabel:
    made = label("", role, name)
    made.setWordWrap(True)
    return made


def _say(part: QLabel, text: str) -> None:
    part.setText(text)
    part.setVisible(bool(text))
