"""The guards that all panes share: the noise expected in view, starved rays, and checks of methods."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QPainter

from ..core.lane import Frame
from .check_desk import CheckDesk
from .guard_paint import StarvedPaint
from .guard_starvation import Starvation
from .guard_window import ExpectedInView
from .pane import View
from .state import AppState
from .transform import Placement


class Guards(QObject):
    """What a pane asks while it draws."""

    def __init__(self, state: AppState) -> None:
        super().__init__()
        self._state = state
        self.expected = ExpectedInView()
        self.starvation = Starvation(state)
        self.checks = CheckDesk(state)
        self._paint = StarvedPaint()

    def noise(
        self, frame: Frame | None, view: View, placement: Placement, in_regions: float | None
    ) -> float | None:
        """Return the noise in view, SD in HU: of the quietest region, else what maps expect, else None."""
        if in_regions is not None:
            return in_regions
        return self.expected.noise(self._state.scene, frame, view, placement)

    def draw_starved(self, painter: QPainter, placement: Placement, frame: Frame | None) -> None:
        """Draw which pixels of a picture lie on starved rays, where that is wanted."""
        starved = self.starvation.of(frame)
        if starved is not None:
            self._paint.draw(painter, placement, starved)

    def close(self) -> None:
        """End the threads."""
        self.starvation.close()
        self.checks.close()
