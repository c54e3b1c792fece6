"""AgreementCard: how well a predicted picture agrees with the measured scan at the standard dose."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ..core.errors import GeometryError
from ..core.lane import Frame, Lane
from ..core.roi import Region
from . import figures, theme
from .contrast_measures import loaded_uptake, predicts, standard, uptake
from .contrast_numbers import standard_uptake
from .dock import text_label
from .lane_words import gain_of
from .lanes import doubts
from .language import tr
from .measuring import drawn_in, region
from .pane_numbers import LETTERS, WAITING, unfinished
from .scene import Scene

_NORMAL = 1.96
"""Standard errors that hold 95 % of a normal distribution on both sides."""
DEFINITION = (
    "Mean CE of the predicted picture over that of the measured scan at the standard dose, pixel by pixel in "
    "the region. The interval is that of a ratio estimator (Cochran 1977), which takes pixels as "
    "independent; as neighbors are alike, the true one is somewhat wider. The difference is the same in a.u."
)


@dataclass(frozen=True)
class Agreement:
    """CE of a picture over that of the standard dose."""

    ratio: float
    margin: float
    """Half of the 95 % interval of the ratio."""
    full: float
    """CE of the standard dose in a.u."""

    @property
    def told(self) -> bool:
        """Whether the interval leaves out that both are the same."""
        return abs(self.ratio - 1) > self.margin

    @property
    def headline(self) -> str:
        """The result in a sentence."""
        off = figures.with_unit(figures.fixed(100 * abs(self.ratio - 1), 0), "%")
        text = tr("CE lower by {0}") if self.ratio < 1 else tr("CE higher by {0}")
        return text.format(off) if self.told else tr("{0}, within chance").format(text.format(off))

    @property
    def interval(self) -> str:
        """The interval of what the headline says, and the difference."""
        ends = sorted((100 * (self.ratio - 1 + side * self.margin) for side in (-1, 1)), key=abs)
        if self.told:
            low, high = (figures.fixed(abs(end), 0) for end in ends)
            said = f"{low}–{high}"
        else:
            low, high = (figures.fixed(end, 0, signed=True) for end in sorted(ends))
            said = tr("{0} to {1}").format(low, high)
        apart = figures.fixed((self.ratio - 1) * self.full, 2, signed=True)
        return tr("95 % CI {0} · difference {1}").format(
            figures.with_unit(said, "%"), figures.with_unit(apart, "a.u.")
        )


def agreement(picture: npt.NDArray[np.float32], full: npt.NDArray[np.float32]) -> Agreement:
    """Compare the uptake of the same pixels (n,) in a picture and in the scan at the standard dose.

    r = Σp / Σs with the standard error √(Σ(p − r·s)² / (n − 1) / n) / mean(s) (Cochran 1977, Sampling
    Techniques, ch. 6). The mean of ``full`` has to be above 0.
    """
    p, s = picture.astype(np.float64), full.astype(np.float64)
    mean = float(s.mean())
    ratio = float(p.mean()) / mean
    spread = math.sqrt(float(np.square(p - ratio * s).sum()) / (p.size - 1) / p.size)
    return Agreement(ratio, _NORMAL * spread / mean, mean)


def agreement_of(frame: Frame, roi: Region) -> Agreement | str:
    """Compare a predicted picture with the measured scan at the standard dose, or say why not."""
    full = standard_uptake(frame, roi)
    if isinstance(full, str):
        return full
    if frame.state == "preview":
        return unfinished(frame)
    try:
        drawn_in(frame, roi.plane)
        rows, columns, mask = region(roi, frame.cuts)
        picture, scan = uptake(frame), loaded_uptake(frame, standard(frame.request.study))
    except GeometryError as error:
        return str(error)
    return agreement(picture[rows, columns][mask], scan[rows, columns][mask])


def predicted(scene: Scene) -> int | None:
    """Return the pane of a predicted standard dose: the active one, else the first; None without one."""
    shown = scene.pictures[: len(LETTERS)]
    panes = [i for i, pane in shown if pane.lane.minus is None and predicts(pane.lane.steps)]
    return scene.active if scene.active in panes else next(iter(panes), None)


def _unpredicted(scene: Scene) -> tuple[str, str]:
    """Say that no pane predicts the standard dose, and what to do."""
    for index, pane in scene.pictures[: len(LETTERS)]:
        if (gain := gain_of(pane.lane)) != 1:
            said = tr("{0} shows {1} times the prediction.").format(LETTERS[index], f"{gain:g}")
            return said, tr("Agreement is that of a gain of 1.")
    return tr("No pane predicts it."), tr("Show a prediction or the scaled subtraction in a pane.")


class AgreementCard(QWidget):
    """A title, and a card with the sentence and its interval."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("agreement")
        self.setAccessibleName(tr("Agreement with the measured full dose"))
        self.setToolTip(tr(DEFINITION))
        px = theme.current().px
        self._title = text_label("agreement-title", "section", wrap=True)
        self._said = text_label("agreement-said", "strong", wrap=True)
        self._below = text_label("agreement-interval", "caption", wrap=True)
        self._doubted = text_label("agreement-doubted", "warn", wrap=True)
        card = QFrame()
        theme.set_role(card, "card")
        self._inside = inside = QVBoxLayout(card)
        inside.setContentsMargins(px(10), px(8), px(10), px(8))
        inside.setSpacing(px(2))
        inside.addWidget(self._said)
        inside.addWidget(self._below)
        inside.addWidget(self._doubted)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, px(6), 0, 0)
        column.setSpacing(px(6))
        column.addWidget(self._title)
        column.addWidget(card)

    def show_scene(self, scene: Scene, frames: Mapping[Lane, Frame], roi: Region | None) -> None:
        """Compare the predicted pane of a scene in a region."""
        if roi is None or scene.study is None:
            return
        pane = predicted(scene)
        whose = tr("Agreement with the measured full dose")
        if pane is not None:
            whose = tr("Agreement of {0} with the measured full dose").format(LETTERS[pane])
        self._title.setText(whose)
        if not standard(scene.study):
            self._say(
                tr("There is no measured full dose."), tr("The predictions of this study stay unproven.")
            )
        elif pane is None:
            self._say(*_unpredicted(scene))
        else:
            frame = frames.get(scene.panes[pane].lane)
            found = WAITING if frame is None else agreement_of(frame, roi)
            if isinstance(found, str):
                self._say(figures.UNKNOWN, tr(found))
            elif frame is not None:
                doubted = " ".join(map(tr, doubts(frame.request, frame.lane)))
                self._say(found.headline, found.interval, doubted)

    def _say(self, said: str, below: str, doubted: str = "") -> None:
        self._said.setText(said)
        self._below.setText(below)
        self._doubted.setText(doubted)
        self._doubted.setVisible(bool(doubted))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the height that the lines need at this width."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Ask for that height: a column that scrolls would take it from the table above."""
        self._inside.activate()
        self.setMinimumHeight(max(self.heightForWidth(self.width()), 0))
