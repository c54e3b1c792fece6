"""The compute page: what is there to compute with, tested, and what takes over when it fails."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ..core import device
from ..core.cancel import check
from ..core.progress import Progress
from . import figures, theme
from .background import Asked, Background, Report
from .buttons import label
from .dialogs import CardDialog, sentence
from .icons import State, StateShape
from .language import tr
from .speed import Speed, timed

CLOSE = 1.0
"""Largest difference in HU from the CPU's picture with which a device is trusted."""
_SLOW = 0.25
"""Seconds for a preview above which dragging is not smooth."""


@dataclass(frozen=True)
class Result:
    """What a test found of one device."""

    kind: str
    state: State
    text: str


def candidates() -> tuple[torch.device, ...]:
    """Return what there is to compute with, the CPU last."""
    return tuple(torch.device(kind) for kind in (*device.gpus(), "cpu"))


def why_no_gpu() -> str:
    """Return why no GPU is used although there may be one, or ''."""
    if device.gpus():
        return ""
    if torch.version.cuda is None:
        return tr(
            "This installation of torch is for the CPU alone. Install its CUDA build to use an NVIDIA GPU."
        )
    return tr("No GPU was found that torch can use. An NVIDIA GPU needs its driver.")


def fallback(places: tuple[torch.device, ...], used: torch.device) -> str:
    """Return what computes now and what takes over, in one sentence."""
    if used.type == "cpu" and len(places) == 1:
        return tr("The CPU computes all pictures. There is nothing else to use, and nothing to fall back to.")
    if used.type == "cpu":
        return tr("The CPU computes all pictures. The preferences offer the GPU, from the next start on.")
    return tr(
        "{0} computes the pictures. Where it fails or runs out of memory, the CPU "
        "takes over until the program is closed, and the window says so."
    ).format(tr(device.name(used)))


def check_all(report: Report, cancelled: Asked) -> tuple[Result, ...]:
    """Test the CPU, then every GPU against it."""
    places = candidates()[::-1]
    found: list[Result] = []
    reference: Speed | None = None
    for number, place in enumerate(places):
        report(Progress(number, len(places), tr("Testing {0}").format(tr(device.name(place)))))
        check()
        try:
            now = timed(place)
        except Exception as error:  # whatever the device says is what the user is told
            first = (str(error).strip().splitlines() or [type(error).__name__])[0]
            found.append(Result(place.type, "failed", tr("The test failed: {0}").format(first)))
            continue
        found.append(_judged(place, now, reference))
        if place.type == "cpu":
            reference = now
    return tuple(found)


def _judged(place: torch.device, now: Speed, reference: Speed | None) -> Result:
    takes = tr("A preview takes about {0}.").format(figures.duration(now.seconds))
    if reference is not None:
        far = float(np.abs(now.image - reference.image).max())
        if not far <= CLOSE:
            text = tr("Its pictures differ from the CPU's by {0} HU. Compute on the CPU.").format(
                figures.number(far, 2)
            )
            return Result(place.type, "failed", text)
        takes += tr(" Its pictures differ from the CPU's by at most {0} HU.").format(figures.number(far, 2))
    return Result(
        place.type, "preview" if now.seconds > _SLOW else "full", tr("Test passed. {0}").format(takes)
    )


class ComputePage(CardDialog):
    """One row per device; the test runs in a thread and can be left at any time."""

    def __init__(self, parent: QWidget | None = None) -> None:
        line = self.tr("Tests projection, noise and FBP of 512 × 512 pixels on every device.")
        super().__init__(parent, "compute-page", self.tr("Compute"), line)
        self._shapes: dict[str, StateShape] = {}
        self._details: dict[str, QLabel] = {}
        self._work: Background[tuple[Result, ...]] = Background(tr("The compute test"))
        self._work.done.connect(self._show)
        self._work.failed.connect(lambda text: self._end(text))
        self._work.cancelled.connect(lambda: self._end(self.tr("The test was cancelled.")))
        places = candidates()
        for place in places:
            self._add_row(place)
        self._says = sentence(fallback(places, device.device()), "second")
        self._says.setObjectName("compute-says")
        self.body.addWidget(self._says)
        if reason := why_no_gpu():
            self.body.addWidget(sentence(reason, "second"))
        self.body.addStretch()
        tip = self.tr("Run the test on every device; it takes some seconds")
        self._test: QPushButton = self.add_button(self.tr("Test"), self.test, tip=tip)
        self.add_button(self.tr("Close"), self.accept, "primary")

    def test(self) -> None:
        """Start the test, or cancel the one that runs."""
        if self._work.busy:
            self._work.cancel()
            self._test.setEnabled(False)
            self._test.setText(self.tr("Cancelling"))
            return
        self._test.setText(self.tr("Cancel"))
        for kind, shape in self._shapes.items():
            shape.show_state("refining")
            self._say(kind, self.tr("Testing"))
        self._work.start(check_all)

    def hideEvent(self, event: QHideEvent) -> None:
        """Cancel the test."""
        super().hideEvent(event)
        self._work.cancel()

    def end(self) -> None:
        """End the thread."""
        self._work.close()

    def _add_row(self, place: torch.device) -> None:
        px = theme.current().px
        shape, detail = StateShape("off"), sentence(self.tr("Not tested yet."), "caption")
        detail.setObjectName(f"compute-{place.type}")
        self._shapes[place.type], self._details[place.type] = shape, detail
        used = place.type == device.device().type
        name = tr(device.name(place)) + (self.tr(" – computes now") if used else "")
        words = QVBoxLayout()
        words.setSpacing(px(1))
        words.addWidget(label(name, "strong"))
        words.addWidget(detail)
        row = QHBoxLayout()
        row.setSpacing(px(10))
        row.addWidget(shape)
        row.addLayout(words, 1)
        self.body.addLayout(row)

    def _show(self, results: tuple[Result, ...]) -> None:
        for result in results:
            self._shapes[result.kind].show_state(result.state)
            self._say(result.kind, result.text)
        self._end("")

    def _end(self, text: str) -> None:
        self._test.setText(self.tr("Test again"))
        self._test.setEnabled(True)
        for kind in self._shapes if text else ():
            self._shapes[kind].show_state("off")
            self._say(kind, text)

    def _say(self, kind: str, text: str) -> None:
        self._details[kind].setText(text)
