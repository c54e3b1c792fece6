"""RegistrationDock: how the scan after contrast was laid onto the one before it, and brought to its scale."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from ..core.contrast import Pair
from . import theme
from .dock import Dock, text_label
from .figures import fixed, with_unit
from .language import tr
from .scene import Scene
from .state import AppState

_TIPS = {
    "method": tr(
        "A turn and a shift that make the mutual information of both scans largest, over the brain, in four "
        "levels; then cubic B-splines onto the voxels of the scan before contrast."
    ),
    "shift": tr("How far the middle of the brain was moved, in mm."),
    "rotation": tr("By how much the scan after contrast was turned, in degrees."),
    "moved": tr("Mean way of the voxels of the brain, in mm: how far both lay apart."),
    "information": tr("Mutual information of both scans in bits, by their positions and as they lie now."),
    "gain": tr(
        "Both scans are in units of the 95 % quantile of the brain before contrast; the scan after it was "
        "multiplied so that what does not enhance is equal."
    ),
}


class RegistrationDock(Dock):
    """Rows of names and values; it is there only beside scans before and after contrast."""

    def __init__(self, state: AppState, parent: QWidget | None = None) -> None:
        super().__init__(state, "registration-dock", tr("Registration"), parent)
        self._there = False
        self._values = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.current().px(8))
        grid.setVerticalSpacing(theme.current().px(2))
        grid.setColumnStretch(1, 1)
        names = {
            "method": tr("Method"),
            "shift": tr("Translation"),
            "rotation": tr("Rotation"),
            "moved": tr("Lay apart by"),
            "information": tr("Information"),
            "gain": tr("Scale"),
        }
        for row, (name, text) in enumerate(names.items()):
            value = text_label(f"registration-{name}", "")
            value.setAlignment(Qt.AlignmentFlag.AlignRight)
            title = text_label(f"registration-{name}-name", "second", text)
            for part in (title, value):
                part.setToolTip(_TIPS[name])
            grid.addWidget(title, row, 0)
            grid.addWidget(value, row, 1)
            self._values[name] = value
        self._doubt = text_label("registration-doubt", "warn", wrap=True)
        self.body.addLayout(grid)
        self.body.addWidget(self._doubt)
        state.changed.connect(self._follow)
        self._show(state.scene)

    def setVisible(self, visible: bool) -> None:
        """Show it only where there is something to say."""
        super().setVisible(visible and self._there)

    def _follow(self, scene: Scene, old: Scene) -> None:
        if scene.study is not old.study:
            self._show(scene)

    def _show(self, scene: Scene) -> None:
        partner = scene.study.partner if scene.study else None
        self._there = partner is not None
        self.setVisible(True)
        if partner is not None:
            for name, text in texts(partner.pair).items():
                self._values[name].setText(text)
            doubt = partner.pair.laid.warning
            self._doubt.setText(tr(doubt))
            self._doubt.setVisible(bool(doubt))


def texts(pair: Pair) -> dict[str, str]:
    """Return the values of the rows; scans that were never apart were not registered."""
    laid = pair.laid
    if laid.after == 0:
        none = dict.fromkeys(("shift", "rotation", "moved", "information"), "–")
        return {"method": tr("None: one grid"), **none, "gain": tr("Robust, brain")}
    return {
        "method": tr("Rigid, mutual inf."),
        "shift": with_unit(fixed(laid.rigid.mm, 1), "mm"),
        "rotation": f"{fixed(laid.rigid.degrees, 1)}°",
        "moved": with_unit(fixed(laid.moved_mm, 1), "mm"),
        "information": tr("{0} → {1} bits").format(fixed(laid.before, 2), fixed(laid.after, 2)),
        "gain": tr("Robust, brain"),
    }
