"""The tool bar: open, tools, window, compare, link, layout, overlay, undo."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSlider, QWidget, QWidgetAction

from . import commands, figures, theme
from .actions import Actions
from .buttons import IconButton, Line, label
from .icons import icon
from .layout_chooser import LayoutChooser
from .scene import Scene
from .state import AppState
from .window_fields import WindowFields

_TOOLS = ("tool-window", "tool-scroll", "tool-zoom", "tool-pan", "tool-crosshair")
_MODES = ("compare-side", "compare-swipe", "compare-difference", "compare-flicker")


class ToolBar(QWidget):
    """One thin row; below 1500 px its buttons show icons only."""

    def __init__(self, state: AppState, actions: Actions, presets: QMenu) -> None:
        super().__init__()
        self._state, self._actions = state, actions
        self.setObjectName("tool-bar")
        self.setAccessibleName(self.tr("Tools"))
        theme.set_role(self, "bar")
        self._worded: list[IconButton] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(8, 0, 8, 0)
        self._row.setSpacing(4)
        self._build(presets)
        state.changed.connect(self._follow)
        theme.notifier.changed.connect(self._scale)
        self._scale()
        self.set_narrow(False)
        self._follow(state.scene, None)

    def set_narrow(self, narrow: bool) -> None:
        """Show icons alone, or with their words."""
        for button in self._worded:
            button.set_beside(not narrow)

    def _build(self, presets: QMenu) -> None:
        self._add_actions("open-files", "demo", worded=True)
        self._line()
        self._add_actions(*_TOOLS)
        self._line()
        self._add_actions("tool-ellipse")
        self._line()
        self._row.addWidget(WindowFields(self._state, presets))
        self._line()
        self._add_actions(*_MODES, worded=True)
        self._line()
        self._link = IconButton.of(self._actions["link"])
        self._row.addWidget(self._link)
        self._row.addWidget(self._layout_button())
        self._line()
        self._add_actions("overlay")
        self._add_opacity()
        self._row.addStretch(1)
        self._add_actions("undo", "redo", "save-picture")

    def _add_actions(self, *names: str, worded: bool = False) -> None:
        for name in names:
            if name in self._actions:
                button = IconButton.of(self._actions[name], beside=worded)
                self._row.addWidget(button)
                if worded:
                    self._worded.append(button)

    def _line(self) -> None:
        self._row.addSpacing(4)
        self._row.addWidget(Line())
        self._row.addSpacing(4)

    def _layout_button(self) -> IconButton:
        button = IconButton.plain(
            "button-layout", "squares-four", "Layout", "Layout: rows and columns of panes, 1 × 1 to 3 × 3"
        )
        self._chooser = LayoutChooser()
        self._popup = QMenu(self)
        self._popup.setObjectName("menu-layout-chooser")
        holder = QWidgetAction(self._popup)
        holder.setDefaultWidget(self._chooser)
        self._popup.addAction(holder)
        self._chooser.chosen.connect(self._choose_layout)
        button.clicked.connect(lambda: self._show_chooser(button))
        return button

    def _show_chooser(self, button: IconButton) -> None:
        self._popup.popup(button.mapToGlobal(QPoint(0, button.height() + 2)))
        self._chooser.setFocus()

    def _choose_layout(self, chosen: tuple[int, int]) -> None:
        self._popup.close()
        self._state.settle()
        self._state.become(commands.layout(*chosen)(self._state.scene), self.tr("Layout"))

    def _add_opacity(self) -> None:
        self._opacity = QSlider(Qt.Orientation.Horizontal)
        self._opacity.setObjectName("overlay-opacity")
        self._opacity.setAccessibleName(self.tr("Overlay fill"))
        self._opacity.setToolTip(self.tr("Fill of the label overlay in percent; outlines stay (Q, Shift Q)"))
        self._opacity.setRange(0, 100)
        self._opacity.valueChanged.connect(self._set_opacity)
        self._opacity.sliderReleased.connect(self._state.settle)
        self._percent = label("", "second", "overlay-percent")
        self._row.addWidget(self._opacity)
        self._row.addSpacing(4)
        self._row.addWidget(self._percent)

    def _set_opacity(self, percent: int) -> None:
        self._state.update(self.tr("Overlay fill"), opacity=percent / 100)

    def _follow(self, scene: Scene, old: Scene | None) -> None:
        self._chooser.show_layout(scene.rows, scene.columns)
        self._opacity.blockSignals(True)
        self._opacity.setValue(round(100 * scene.opacity))
        self._opacity.blockSignals(False)
        self._percent.setText(f"{round(100 * scene.opacity)}{figures.NBSP}%")
        linked = scene.panes[scene.active].own is None
        self._actions["link"].setIcon(icon("link-simple" if linked else "link-break"))

    def _scale(self) -> None:
        tokens = theme.current()
        self.setFixedHeight(tokens.size("toolbar"))
        self._opacity.setFixedWidth(tokens.px(84))
        self._percent.setMinimumWidth(self._percent.fontMetrics().horizontalAdvance(f"100{figures.NBSP}%"))
