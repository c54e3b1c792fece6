"""The display check: what a person sees on this screen, what software can say of it, and what it cannot."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QScreen
from PySide6.QtWidgets import QGridLayout, QWidget

from ..core.settings import DisplayAnswer
from . import theme
from .buttons import label
from .dialogs import CardDialog, sentence
from .display_pattern import DisplayPattern
from .figures import fixed, plain, with_unit
from .language import tr

log = logging.getLogger(__name__)


def screen_name(screen: QScreen) -> str:
    """Return what a screen is called, by its maker where it tells that."""
    made = " ".join(part.strip() for part in (screen.manufacturer(), screen.model()) if part.strip())
    return f"{made} ({screen.name()})" if made else screen.name() or tr("Screen without a name")


def facts(screen: QScreen) -> tuple[tuple[str, str], ...]:
    """Return what software knows of a screen, as (what, value); what it does not know says so."""
    ratio, size, mm = screen.devicePixelRatio(), screen.size(), screen.physicalSize()
    pixels = round(size.width() * ratio), round(size.height() * ratio)
    known = mm.width() > 0 and mm.height() > 0
    across = with_unit(f"{plain(round(mm.width()))} × {plain(round(mm.height()))}", "mm")
    pitch = with_unit(fixed(mm.width() / pixels[0], 3), "mm") if known and pixels[0] else ""
    unknown = tr("the screen does not tell")
    return (
        (tr("Screen"), screen_name(screen)),
        (tr("Pixels"), f"{pixels[0]} × {pixels[1]}"),
        (tr("Size, pixel pitch"), f"{across}, {pitch}" if known else unknown),
        (tr("Scale factor"), f"{fixed(100 * ratio, 0)} %"),
        (tr("Color depth"), with_unit(str(screen.depth()), "bit")),
        (tr("Gray values"), tr("8 bit, sent as they are: this program bends no curve")),
        (tr("Refresh rate"), with_unit(fixed(screen.refreshRate(), 0), "Hz")),
    )


def said_before(answer: DisplayAnswer | None) -> str:
    """Return the last answer on a screen in words."""
    if answer is None:
        return tr("Not answered on this screen yet.")
    seen = tr("both squares seen") if answer.seen else tr("a square not seen")
    return tr("Last answer on this screen: {0}, {1}.").format(seen, answer.day)


class DisplayCheck(CardDialog):
    """``answered(name of the screen, DisplayAnswer)``; follows the screen that it is moved to."""

    answered = Signal(str, object)

    def __init__(self, answers: Mapping[str, DisplayAnswer], parent: QWidget | None = None) -> None:
        line = self.tr("Do you see a square in the black field, and one in the white field?")
        super().__init__(parent, "display-check", self.tr("Display check"), line)
        self._answers = dict(answers)
        self._facts = QGridLayout()
        self._before = sentence("", "second")
        self._before.setObjectName("display-before")
        self._build()
        tip = self.tr("Note for this screen that a square is missing: raise the black level or the contrast")
        self.add_button(self.tr("Not both"), lambda: self._answer(False), tip=tip)
        tip = self.tr("Note for this screen that both squares can be seen")
        self.add_button(self.tr("I see both"), lambda: self._answer(True), tip=tip)
        self.add_button(self.tr("Close"), self.reject, "primary")
        self.resize(theme.current().px(820), theme.current().px(720))
        self._show()

    def showEvent(self, event: object) -> None:
        """Speak of the screen that the page is on, also after it was moved to another one."""
        handle = self.windowHandle()
        if handle is not None:
            handle.screenChanged.connect(self._show)
        self._show()

    def _build(self) -> None:
        px = theme.current().px
        self._facts.setHorizontalSpacing(px(16))
        self._facts.setVerticalSpacing(px(2))
        self._facts.setColumnStretch(1, 1)
        self.setMinimumWidth(px(680))
        self.body.addWidget(DisplayPattern(), 1)
        self.body.addWidget(self._before)
        self.body.addLayout(self._facts)
        cannot = self.tr(
            "Software cannot know luminance, contrast ratio, ambient light, or whether the screen is "
            "calibrated to the DICOM gray scale (GSDF): that takes a photometer. This page replaces no "
            "acceptance test."
        )
        words = sentence(cannot, "second")
        words.setObjectName("display-cannot")
        self.body.addWidget(words)

    def _show(self, *_: object) -> None:
        while (item := self._facts.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        for row, (what, value) in enumerate(facts(self.screen())):
            self._facts.addWidget(label(what, "second"), row, 0)
            self._facts.addWidget(label(value, "", f"display-fact-{row}"), row, 1)
        self._before.setText(said_before(self._answers.get(screen_name(self.screen()))))

    def _answer(self, seen: bool) -> None:
        """Note what was seen on this screen, and today's date."""
        name, answer = screen_name(self.screen()), DisplayAnswer(seen=seen, day=date.today().isoformat())
        self._answers[name] = answer
        size, ratio = self.screen().size(), self.screen().devicePixelRatio()
        log.info(
            "display check: both squares %s, %d × %d px at %.2f, depth %d bit",
            "seen" if seen else "not seen", size.width(), size.height(), ratio, self.screen().depth(),
        )  # fmt: skip
        self.answered.emit(name, answer)
        self._show()
