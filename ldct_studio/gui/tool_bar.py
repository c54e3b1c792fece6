"""The tool bar: open, tools, window, compare, link, layout, overlay, undo."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSlider, QWidget, QWidgetAction

from . import commands, figures, theme
from .actions import Actions
from .buttons import IconButton, Line, label
from .icons import icon
from .language import tr
from .layout_chooser import LayoutChooser
from .scene import Scene
from .state import AppState, only_dose
from .window_fields import WindowFields

_TOOLS = ("tool-window", "tool-scroll", "tool-zoom", "tool-pan", "tool-crosshair")
_MEASURE = ("tool-circle", "tool-rectangle", "tool-freehand", "tool-ruler", "tool-angle", "tool-profile")
_MODES = ("compare-side", "compare-swipe", "compare-checkerboard", "compare-difference", "compare-flicker")


@dataclass(frozen=True)
class Group:
    """Neighbors in the bar, with the line before them; the highest ``rank`` leaves first."""

    rank: int
    widgets: tuple[QWidget, ...]


class ToolBar(QWidget):
    """One thin row; below 1500 px its buttons show icons only, and what has no room goes under “…”."""

    def __init__(self, state: AppState, actions: Actions, presets: QMenu) -> None:
        super().__init__()
        self._state, self._actions = state, actions
        self.setObjectName("tool-bar")
        self.setAccessibleName(self.tr("Tools"))
        theme.set_role(self, "bar")
        self._worded: list[IconButton] = []
        self._wide = self._has_words = False
        self._groups: list[Group] = []
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
        self._wide = not narrow
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """Return a small width: what has no room goes under “…”."""
        return QSize(theme.current().px(320), self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show what there is room for."""
        super().resizeEvent(event)
        self._fit()

    def _build(self, presets: QMenu) -> None:
        self._add(1, *self._buttons("open-files", "demo", worded=True))
        self._add(0, *self._buttons(*_TOOLS))
        self._add(2, *self._buttons("tool-ellipse"), self._measure_button())
        self._add(3, WindowFields(self._state, presets))
        self._add(4, *self._buttons(*_MODES, worded=True))
        self._add(5, *self._buttons("link"), self._layout_button())
        self._add(6, *self._buttons("overlay"), *self._opacity_controls())
        self._row.addStretch(1)
        self._more = IconButton.plain("button-more", "dots-three", tr("More tools"), tr("Tools without room"))
        self._more.clicked.connect(self._show_more)
        self._row.addWidget(self._more)
        self._add(7, *self._buttons("undo", "redo", "save-picture"), line=False)

    def _add(self, rank: int, *widgets: QWidget, line: bool = True) -> None:
        parts = (Line(margin=4), *widgets) if line and self._groups else widgets
        for widget in parts:
            self._row.addWidget(widget)
        self._groups.append(Group(rank, parts))

    def _buttons(self, *names: str, worded: bool = False) -> list[IconButton]:
        buttons = [IconButton.of(self._actions[name]) for name in names if name in self._actions]
        self._worded += buttons if worded else []
        return buttons

    def _fit(self) -> None:
        """Leave the words away where not everything fits; then hide groups, the highest rank first."""
        room = self.width() - 2 * 8
        self._show_words(self._wide)
        widths = {group.rank: self._width_of(group) for group in self._groups}
        if self._wide and sum(widths.values()) > room:
            self._show_words(False)
            widths = {group.rank: self._width_of(group) for group in self._groups}
        total = sum(widths.values())
        hidden: set[int] = set()
        for rank in sorted(widths, reverse=True):
            if total + (self._more.sizeHint().width() + 4 if hidden else 0) > room and rank:
                hidden.add(rank)
                total -= widths[rank]
        for group in self._groups:
            for widget in group.widgets:
                widget.setVisible(group.rank not in hidden)
        self._more.setVisible(bool(hidden))

    def _show_words(self, on: bool) -> None:
        if on != self._has_words:
            self._has_words = on
            for button in self._worded:
                button.set_beside(on)

    def _width_of(self, group: Group) -> int:
        return sum(widget.sizeHint().expandedTo(widget.minimumSize()).width() + 4 for widget in group.widgets)

    def _show_more(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for group in self._groups:
            hidden = [w for w in group.widgets if isinstance(w, IconButton) and w.isHidden()]
            for button in hidden:
                if button.defaultAction() is not None:
                    menu.addAction(button.defaultAction())
        menu.popup(self._more.mapToGlobal(QPoint(0, self._more.height() + 2)))

    def _measure_button(self) -> IconButton:
        """Return the button of the other measuring tools; it shows the one in the hand."""
        self._measure = IconButton.plain(
            "button-measure",
            "ruler",
            tr("Measuring tools"),
            tr("Regions, ruler (D), angle (A), line profile (L)"),
        )
        menu = QMenu(self._measure)
        menu.setObjectName("menu-measure-tools")
        menu.setToolTipsVisible(True)
        menu.addActions([self._actions[name] for name in _MEASURE])
        self._measure.setMenu(menu)
        self._measure.setPopupMode(IconButton.ToolButtonPopupMode.InstantPopup)
        self._measure.setCheckable(True)
        return self._measure

    def _layout_button(self) -> IconButton:
        button = IconButton.plain(
            "button-layout",
            "squares-four",
            tr("Layout"),
            tr("Layout: rows and columns of panes, 1 × 1 to 3 × 3"),
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

    def _opacity_controls(self) -> tuple[QWidget, QWidget]:
        self._opacity = QSlider(Qt.Orientation.Horizontal)
        self._opacity.setObjectName("overlay-opacity")
        self._opacity.setAccessibleName(self.tr("Overlay fill"))
        self._opacity.setToolTip(self.tr("Fill of the label overlay in percent; outlines stay (Q, Shift Q)"))
        self._opacity.setRange(0, 100)
        self._opacity.valueChanged.connect(self._set_opacity)
        self._opacity.sliderReleased.connect(self._state.settle)
        self._percent = label("", "second", "overlay-percent")
        return self._opacity, self._percent

    def _set_opacity(self, percent: int) -> None:
        self._state.update(self.tr("Overlay fill"), opacity=percent / 100)

    def _follow(self, scene: Scene, old: Scene | None) -> None:
        if old is not None and only_dose(scene, old):
            return
        self._chooser.show_layout(scene.rows, scene.columns)
        held = f"tool-{scene.tool}"
        self._measure.setIcon(self._actions[held if held in _MEASURE else "tool-ruler"].icon())
        self._measure.setChecked(held in _MEASURE)
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
        self._fit()
