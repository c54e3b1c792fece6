"""The top bar: menus, workspaces, what computes, and three icons."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QMenuBar, QTabBar, QWidget

from . import commands, theme
from .actions import Actions
from .buttons import IconButton, label
from .icons import State, StateShape
from .language import tr
from .scene import Scene, Workspace
from .state import AppState

WORKSPACES: tuple[tuple[Workspace, str, str], ...] = (
    ("review", tr("Review"), tr("Pictures and data; the numbers are put away")),
    ("physics", tr("Physics"), tr("Pictures, numbers and plots")),
    ("contrast", tr("Contrast"), tr("Scans before and after contrast agent, and lower doses of it")),
    ("train", tr("Train"), tr("Trainings: start one, follow it, compare its model (Ctrl+J)")),
    ("study", tr("Study"), tr("Studies of many cells, and what a dose proposal stands on (Ctrl+Shift+J)")),
)


class ComputeChip(QWidget):
    """What computes, and how fast: ``CPU  2 cores · previews about 40 ms``."""

    def __init__(self, name: str, brief: bool = False) -> None:
        super().__init__()
        self.setObjectName(name)
        self._shape = StateShape("off")
        self._device = label("", "strong")
        self._detail = label("", "caption")
        self._detail.setVisible(not brief)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        for widget in (self._shape, self._device, self._detail):
            layout.addWidget(widget)

    def show_compute(self, device: str, detail: str, state: State) -> None:
        """Name the device and say how fast previews are."""
        self._shape.show_state(state)
        self._device.setText(device)
        self._detail.setText(detail)
        self.setAccessibleName(tr("Computes on {0}. {1}").format(device, detail))
        self.setToolTip(f"{device}: {detail}" if detail else device)


class TopBar(QWidget):
    """Menus on the left, workspaces in the middle, compute state and icons on the right."""

    def __init__(self, state: AppState, actions: Actions) -> None:
        super().__init__()
        self._state = state
        self.setObjectName("top-bar")
        theme.set_role(self, "top")
        self.menus = QMenuBar()
        self.menus.setObjectName("menu-bar")
        self.menus.setNativeMenuBar(False)
        self.chip = ComputeChip("compute-chip")
        self._tabs = self._workspace_tabs()
        self._arrange(actions)
        state.changed.connect(self._follow)
        theme.notifier.changed.connect(self._scale)
        self._scale()
        self._follow(state.scene, None)

    def set_narrow(self, narrow: bool) -> None:
        """Leave the compute state to the status bar where there is no room for it."""
        self.chip.setVisible(not narrow)

    def _workspace_tabs(self) -> QTabBar:
        tabs = QTabBar()
        tabs.setObjectName("workspaces")
        tabs.setAccessibleName(self.tr("Workspace"))
        tabs.setProperty("role", "workspace")
        tabs.setDrawBase(False)
        tabs.setExpanding(False)
        tabs.setUsesScrollButtons(False)
        tabs.setElideMode(Qt.TextElideMode.ElideNone)
        for _, text, tip in WORKSPACES:
            tabs.setTabToolTip(tabs.addTab(text), tip)
        tabs.currentChanged.connect(self._choose)
        return tabs

    def _arrange(self, actions: Actions) -> None:
        right = QHBoxLayout()
        right.setSpacing(4)
        right.addStretch()
        right.addWidget(self.chip)
        right.addSpacing(8)
        for name in ("palette", "shortcuts", "preferences"):
            if name in actions:
                right.addWidget(IconButton.of(actions[name]))
        layout = QGridLayout(self)
        layout.setContentsMargins(6, 0, 8, 0)
        layout.setSpacing(8)
        layout.addWidget(self.menus, 0, 0, Qt.AlignmentFlag.AlignVCenter)
        layout.addWidget(self._tabs, 0, 1, Qt.AlignmentFlag.AlignBottom)
        layout.addLayout(right, 0, 2)
        layout.setColumnStretch(0, 1)
        layout.setColumnStretch(2, 1)

    def _scale(self) -> None:
        self.setFixedHeight(theme.current().size("top_bar"))

    def _choose(self, index: int) -> None:
        self._state.become(commands.workspace(WORKSPACES[index][0])(self._state.scene))

    def _follow(self, scene: Scene, old: Scene | None) -> None:
        names = [name for name, _, _ in WORKSPACES]
        self._tabs.setCurrentIndex(names.index(scene.workspace))
        self._tabs.updateGeometry()  # the chosen one is bold, and so wider
