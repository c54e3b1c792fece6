"""RegistrationDock: how scans after contrast were laid onto the one before it, and brought to its scale."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from ..core.contrast import Pair
from . import theme
from .dock import Dock, text_label
from .figures import NBSP, UNKNOWN, fixed, with_unit
from .language import tr
from .scene import Scene
from .state import AppState

_TIPS = {
    "result": tr(
        "Good: the scans look alike place by place (local correlation 0.5 or more), share the brain, and lay "
        "no farther apart than heads usually move."
    ),
    "method": tr(
        "A turn and a shift that make the mutual information of both scans largest, over the brain, in four "
        "levels; then cubic B-splines onto the voxels of the scan before contrast."
    ),
    "shift": tr("How far the middle of the brain was moved, in mm."),
    "rotation": tr("By how much the scan after contrast was turned, in degrees."),
    "moved": tr("Mean way of the voxels of the brain, in mm: how far both lay apart."),
    "information": tr("Mutual information of both scans in bits, by their positions and as they lie now."),
    "likeness": tr(
        "Mean correlation of both scans in small neighborhoods of the brain, at most 1; of one head it is "
        "0.6 or more."
    ),
    "overlap": tr("Share of the brain that lies within the scan after contrast."),
    "gain": tr(
        "What the scan after contrast was multiplied with, so that what does not enhance is as bright as "
        "before; both are in units of the 95 % quantile of the brain before contrast."
    ),
}
_SAME = ("shift", "rotation", "moved", "information", "likeness", "overlap")
"""What scans that were never apart do not have."""


class RegistrationDock(Dock):
    """A table for each scan after contrast; it is there only beside scans before and after contrast."""

    def __init__(self, state: AppState, parent: QWidget | None = None) -> None:
        super().__init__(state, "registration-dock", tr("Registration"), parent)
        self._there = False
        self._after = RegistrationTable("registration", tr("Scan after contrast"))
        self._full = RegistrationTable("registration-full", tr("Scan at the standard dose"))
        for table in (self._after, self._full):
            self.body.addWidget(table)
        state.changed.connect(self._follow)
        self._show(state.scene)

    def setVisible(self, visible: bool) -> None:
        """Show it only where there is something to say."""
        super().setVisible(visible and self._there)

    def _follow(self, scene: Scene, old: Scene) -> None:
        if scene.study is not old.study:
            self._show(scene)

    def _show(self, scene: Scene) -> None:
        study = scene.study
        partner, full = (study.partner, study.full) if study else (None, None)
        self._there = partner is not None
        self.setVisible(True)
        self._full.setVisible(full is not None)
        if partner is not None:
            self._after.show_pair(partner.pair, titled=full is not None)
        if full is not None:
            self._full.show_pair(full.pair, titled=True)


class RegistrationTable(QWidget):
    """Names and values of one scan, and below them why they are doubtful."""

    def __init__(self, name: str, title: str) -> None:
        super().__init__()
        self._title = text_label(f"{name}-title", "section", title)
        self._doubt = text_label(f"{name}-doubt", "warn", wrap=True)
        self._values = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.current().px(8))
        grid.setVerticalSpacing(theme.current().px(2))
        grid.setColumnStretch(1, 1)
        for row, (key, text) in enumerate(_names().items()):
            value = text_label(f"{name}-{key}", "")
            value.setAlignment(Qt.AlignmentFlag.AlignRight)
            said = text_label(f"{name}-{key}-name", "second", text)
            for part in (said, value):
                part.setToolTip(_TIPS[key])
            grid.addWidget(said, row, 0)
            grid.addWidget(value, row, 1)
            self._values[key] = value
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, theme.current().px(8))
        column.setSpacing(theme.current().px(4))
        column.addWidget(self._title)
        column.addLayout(grid)
        column.addWidget(self._doubt)

    def show_pair(self, pair: Pair, titled: bool) -> None:
        """Show how a scan was laid, under its title where there is another one."""
        self._title.setVisible(titled)
        for name, text in texts(pair).items():
            self._values[name].setText(text)
        self._doubt.setText(tr(pair.laid.warning))
        self._doubt.setVisible(bool(pair.laid.warning))


def texts(pair: Pair) -> dict[str, str]:
    """Return the values of the rows; scans that were never apart were not registered."""
    laid, gain = pair.laid, f"×{NBSP}{fixed(pair.gain, 2)}"
    if laid.after == 0:
        return {
            "result": tr("Not needed"),
            "method": tr("None: one grid"),
            **dict.fromkeys(_SAME, UNKNOWN),
            "gain": gain,
        }
    return {
        "result": tr("Check it") if laid.warning else tr("Good"),
        "method": tr("Rigid, mutual inf."),
        "shift": with_unit(fixed(laid.rigid.mm, 1), "mm"),
        "rotation": f"{fixed(laid.rigid.degrees, 1)}°",
        "moved": with_unit(fixed(laid.moved_mm, 1), "mm"),
        "information": tr("{0} → {1} bits").format(fixed(laid.before, 2), fixed(laid.after, 2)),
        "likeness": fixed(laid.likeness, 2),
        "overlap": with_unit(fixed(100 * laid.overlap, 0), "%"),
        "gain": gain,
    }


def _names() -> dict[str, str]:
    return {
        "result": tr("Result"),
        "method": tr("Method"),
        "shift": tr("Translation"),
        "rotation": tr("Rotation"),
        "moved": tr("Lay apart by"),
        "information": tr("Information"),
        "likeness": tr("Local correlation"),
        "overlap": tr("Overlap"),
        "gain": tr("Scale"),
    }
