"""SegmenterChoice: what finds labels in every picture, its settings, and what has to be known of it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from ..core.lane import Lane
from . import theme
from .buttons import IconButton
from .dock import text_label
from .lane_dialog import LaneDialog
from .lanes import note, segmenters, variant_of
from .language import tr
from .scene import Scene
from .state import AppState, only_dose


class SegmenterChoice(QWidget):
    """A box with every segmenter that can run here, and a button for the settings of the chosen one."""

    def __init__(self, state: AppState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self._box = _Box()
        self._box.setObjectName("segmenter")
        self._box.setMinimumContentsLength(8)  # a long title may not widen the panel
        self._box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._box.setAccessibleName(self.tr("Segmentation"))
        self._box.setToolTip(self.tr("What finds labels in every picture (Shift+G for the next)"))
        self._settings = IconButton.plain(
            "segmenter-settings", "sliders-horizontal", tr("Settings"), tr("Settings of the segmenter"), 16
        )
        self._note = text_label("segmenter-note", "caption", wrap=True)
        self._error = text_label("segmenter-error", "bad", wrap=True)
        self._arrange()
        self._box.opening.connect(self._fill)
        self._box.activated.connect(self._choose)
        self._settings.clicked.connect(self._open_settings)
        state.changed.connect(self._follow)
        self._show(state.scene)

    def show_error(self, sentence: str) -> None:
        """Say why there are no labels in the picture of the active pane; '' takes the words away."""
        self._error.setText(tr(sentence))
        self._error.setVisible(bool(sentence))

    def _arrange(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme.current().px(4))
        row.addWidget(self._box, 1)
        row.addWidget(self._settings)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().px(4))
        column.addLayout(row)
        column.addWidget(self._note)
        column.addWidget(self._error)
        self._error.hide()

    def _follow(self, new: Scene, old: Scene) -> None:
        if not only_dose(new, old) and new.segmenter != old.segmenter:
            self.show_error("")
            self._show(new)

    def _show(self, scene: Scene) -> None:
        self._fill()
        step = scene.segmenter
        known = step is not None and bool(variant_of(step, segmenters()))
        self._settings.setEnabled(step is not None and known and LaneDialog.has_settings(Lane("", (step,))))
        said = note(step) if step is not None else ""
        self._note.setText(tr(said))
        self._note.setVisible(bool(said))

    def _fill(self) -> None:
        """List what there is now: a model may have been trained meanwhile, or be gone."""
        offered, step = segmenters(), self._state.scene.segmenter
        self._box.clear()
        self._box.addItem(self.tr("No segmentation"), "")
        for title in offered:
            self._box.addItem(tr(title), title)
        here = variant_of(step, offered)
        if step is not None and not here:
            here = str(step)
            self._box.addItem(here, here)
        self._box.setCurrentIndex(self._box.findData(here))

    def _choose(self, index: int) -> None:
        offered, title = segmenters(), self._box.itemData(index)
        if title in offered and title == variant_of(self._state.scene.segmenter, offered):
            return  # with the settings that it has
        if index == 0 or title in offered:
            self._state.update("Segmentation", segmenter=offered.get(title))
            self._state.settle()

    def _open_settings(self) -> None:
        step = self._state.scene.segmenter
        if step is None:
            return
        dialog = LaneDialog(Lane(self._box.currentText(), (step,)), self.window())
        dialog.changed.connect(
            lambda lane: self._state.update("Segmentation settings", segmenter=lane.steps[0])
        )
        dialog.finished.connect(lambda _: self._state.settle())
        dialog.open()


class _Box(QComboBox):
    """Tells before it opens."""

    opening = Signal()

    def showPopup(self) -> None:
        self.opening.emit()
        bar = self.view().verticalScrollBar().sizeHint().width()
        self.view().setMinimumWidth(self.view().sizeHintForColumn(0) + bar)  # titles are whole there
        super().showPopup()
