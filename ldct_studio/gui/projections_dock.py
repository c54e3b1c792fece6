"""ProjectionsDock: the rays that a volume was reconstructed from, and where their rotation center falls."""

from __future__ import annotations

import math
from dataclasses import dataclass

from PySide6.QtWidgets import QDoubleSpinBox, QHBoxLayout, QPushButton, QWidget

from ..core.projections import FanGeometry, Projections
from ..core.study import Study
from ..methods.measured import found_center, recentered
from ..physics.rotation_center import can_be_found
from . import theme
from .background import Asked, Background, Report
from .dock import Dock, text_label
from .figures import fixed
from .language import tr
from .scene import Scene
from .state import AppState

_STEP = 0.25


@dataclass(frozen=True, eq=False)
class _Recentered:
    """A study that was reconstructed about another center, and the one that it was."""

    before: Study
    study: Study


class ProjectionsDock(Dock):
    """A field for the rotation center; it is there only beside measured projections.

    The volume is found about another center, or the center itself, in a thread.
    """

    def __init__(self, state: AppState, parent: QWidget | None = None) -> None:
        super().__init__(state, "projections-dock", tr("Projections"), parent)
        self._there = False
        self._work: Background[_Recentered] = Background(tr("Rotation center"))
        self._work.done.connect(self._recentered)
        self._work.failed.connect(self._failed)
        self._rays = text_label("projections-rays", "second", wrap=True)
        self._why = text_label("projections-why", "warn", wrap=True)
        self._center = self._center_box()
        self._find = self._find_button()
        line = QHBoxLayout()
        line.setSpacing(theme.current().px(8))
        line.addWidget(text_label("projections-center-name", "second", self.tr("Rotation center")))
        line.addWidget(self._center, 1)
        line.addWidget(self._find)
        self.body.addWidget(self._rays)
        self.body.addLayout(line)
        self.body.addWidget(self._why)
        state.changed.connect(self._follow)
        self._show(state.scene)

    def setVisible(self, visible: bool) -> None:
        """Show it only where there is something to say."""
        super().setVisible(visible and self._there)

    def close_work(self) -> None:
        """End the thread; call before the window goes."""
        self._work.close()

    def _center_box(self) -> QDoubleSpinBox:
        box = QDoubleSpinBox()
        box.setObjectName("projections-center")
        box.setAccessibleName(self.tr("Channel on which the rotation center falls"))
        box.setToolTip(self.tr("Channel, counted from 0, on which the rotation center falls"))
        box.setDecimals(2)
        box.setSingleStep(_STEP)
        box.setKeyboardTracking(False)
        box.valueChanged.connect(self._recenter)
        return box

    def _find_button(self) -> QPushButton:
        button = QPushButton(self.tr("Find"))
        button.setObjectName("projections-find")
        button.setAccessibleName(self.tr("Find the rotation center"))
        button.setToolTip(
            self.tr("Find the center about which views and their mirror images fit (parallel half turns)")
        )
        button.clicked.connect(lambda: self._recenter(None))
        return button

    def _recenter(self, center: float | None) -> None:
        """Reconstruct the volume on show about a center; None: find it first."""
        study, name = self.state.scene.study, self.state.scene.volume
        if study is None or name not in study.projections:
            return

        def work(report: Report, cancelled: Asked) -> _Recentered:
            place = found_center(study.projections[name]) if center is None else center
            return _Recentered(study, recentered(study, name, place))

        self._why.setText("")
        self._find.setEnabled(False)
        self._work.start(work)

    def _recentered(self, result: object) -> None:
        if isinstance(result, _Recentered) and self.state.scene.study is result.before:
            self.state.update(study=result.study)
        self._show(self.state.scene)

    def _failed(self, reason: object) -> None:
        self._show(self.state.scene)
        self._why.setText(str(reason))
        self._why.show()

    def _follow(self, scene: Scene, old: Scene) -> None:
        if scene.study is not old.study or scene.volume != old.volume:
            self._show(scene)

    def _show(self, scene: Scene) -> None:
        rays = scene.study.projections.get(scene.volume) if scene.study else None
        self._there = rays is not None
        self.setVisible(True)
        if rays is None:
            return
        geometry = rays.geometry
        self._rays.setText(words(rays))
        self._why.hide()
        self._center.blockSignals(True)
        self._center.setRange(0.0, geometry.bins - 1.0)
        self._center.setValue(geometry.center)
        self._center.blockSignals(False)
        self._find.setEnabled(can_be_found(geometry))


def words(rays: Projections) -> str:
    """Say in one line which rays there are."""
    geometry = rays.geometry
    beam = tr("Fan") if isinstance(geometry, FanGeometry) else tr("Parallel rays")
    degrees = fixed(math.degrees(abs(geometry.arc)), 0)
    return tr("{0}, {1} views over {2}°, {3} channels").format(beam, geometry.views, degrees, geometry.bins)
