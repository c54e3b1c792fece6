"""WindowDock: the values of the slice in the active pane, and the window that it is shown with."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from ..core.lane import Frame, Lane
from . import figures, gray
from .dock import Dock, text_label
from .histogram_view import HistogramView
from .language import tr
from .measuring import keep, known
from .pace import Pace
from .picture import difference_width
from .scene import Scene
from .state import AppState, only_dose


class WindowDock(Dock):
    """Histogram with draggable ends; a difference pane has its own window, symmetric about 0."""

    def __init__(self, state: AppState, parent: QWidget | None = None) -> None:
        super().__init__(state, "window-dock", tr("Window"), parent)
        self._frames: dict[Lane, Frame] = {}
        self._numbers = text_label("window-numbers", "second")
        self._view = HistogramView()
        self._pace = Pace(self._show_image, self)
        self.head.addWidget(self._numbers)
        self.body.addWidget(self._view)
        self._view.dragged.connect(self._set)
        self._view.released.connect(state.settle)
        state.changed.connect(self._follow)
        self._show(state.scene)

    def show_frame(self, frame: Frame) -> None:
        """Take a new picture; only that of the active pane is counted."""
        scene = self.state.scene
        if frame.request.study is not scene.study:
            return
        keep(self._frames, frame, scene)
        if frame.lane == _lane(scene):
            self._pace.ask()

    def _show_image(self) -> None:
        frame = self._frames.get(_lane(self.state.scene))
        self._view.show_image(known(frame) if frame else None)

    def _follow(self, new: Scene, old: Scene) -> None:
        if only_dose(new, old):
            return
        if new.study is not old.study or new.volume != old.volume:
            self._frames = {}
        self._show(new)
        if _lane(new) != _lane(old) or new.study is not old.study or new.volume != old.volume:
            self._pace.now()

    def _show(self, scene: Scene) -> None:
        unit = gray.unit_of(scene)
        self._numbers.setToolTip(self.tr("Window width W and level L, in {0}").format(unit))
        if _lane(scene).minus is not None:
            half = difference_width(scene) / 2
            self._view.show_window(-half, half, unit, symmetric=True)
            self._numbers.setText(f"±{figures.NBSP}{figures.with_unit(figures.half(2 * half, unit), unit)}")
            return
        view = scene.view_of(scene.panes[scene.active])
        self._view.show_window(view.level - view.width / 2, view.level + view.width / 2, unit)
        self._numbers.setText(figures.window(view.width, view.level, unit))

    def _set(self, low: float, high: float) -> None:
        scene = self.state.scene
        if _lane(scene).minus is not None:
            self.state.update("Difference window", difference_width=high - low)
            return
        view = scene.view_of(scene.panes[scene.active])
        view = replace(view, width=high - low, level=(low + high) / 2)
        self.state.become(scene.with_view(scene.active, view), "Window")


def _lane(scene: Scene) -> Lane:
    """Return the lane of the active pane."""
    return scene.panes[scene.active].lane
