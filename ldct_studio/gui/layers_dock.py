"""LayersDock: the labels over the pictures: shown or hidden, their color, size and fill."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHBoxLayout, QListView, QSlider, QWidget

from ..core.study import Study
from . import figures, theme
from .background import Background
from .dock import Dock, text_label
from .label_facts import LabelCounts, count
from .layers_list import Key, Layer, LayersDelegate, LayersModel
from .scene import Scene
from .state import AppState, only_dose

_LEAST_ROWS, _MOST_ROWS = 3, 12
"""Rows of the list: where height is short, it gives way to what is below it."""
_DEFAULT_OPACITY = Scene().opacity
EMPTY = "This study has no labels. Open a label map together with the volume."


class LayersDock(Dock):
    """Lists every label of the study; the voxels are counted in the background."""

    def __init__(self, state: AppState, parent: QWidget | None = None) -> None:
        super().__init__(state, "layers-dock", "Layers", parent)
        self._counts: dict[str, LabelCounts] = {}
        self._work: Background[dict[str, LabelCounts]] = Background("Measuring labels")
        self._model = LayersModel(self)
        self._delegate = LayersDelegate(self)
        self._list = self._make_list()
        self._empty = text_label("layers-empty", "caption", self.tr(EMPTY), wrap=True)
        self._slider = self._make_slider()
        self._fill = text_label("layers-opacity-value", "second")
        self._arrange()
        self._work.done.connect(self._take)
        self._model.toggled.connect(self._toggle)
        self._delegate.alone.connect(self._show_alone)
        self._delegate.sought.connect(self.go_to)
        state.changed.connect(self._follow)
        theme.notifier.changed.connect(self._fit)
        self._measure(state.scene.study)
        self._show(state.scene)

    def close_work(self) -> None:
        """Wait for a count under way; call before the window goes."""
        self._work.close()

    def go_to(self, key: Key) -> None:
        """Scroll to the middle of a label and set the crosshair there."""
        counts, scene = self._counts.get(key[0]), self.state.scene
        point = counts.center(key[1]) if counts else None
        if point is None or scene.source is None:
            return
        row = min(max(round(scene.source.grid.index(point)[0]), 0), scene.source.grid.shape[0] - 1)
        self.state.update("Go to label", row=row, crosshair=point)
        self.state.settle()

    def _make_list(self) -> QListView:
        view = _YieldingList()
        view.setObjectName("layers-list")
        view.setAccessibleName(self.tr("Labels"))
        view.setToolTip(self.tr("Labels of the study: show, hide, go to"))
        view.setModel(self._model)
        view.setItemDelegate(self._delegate)
        view.setMouseTracking(True)
        view.setFrameShape(QFrame.Shape.NoFrame)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return view

    def _make_slider(self) -> QSlider:
        slider = _ResettingSlider(round(100 * _DEFAULT_OPACITY))
        slider.setObjectName("layers-opacity")
        slider.setRange(0, 100)
        slider.setAccessibleName(self.tr("Fill of the labels in percent"))
        slider.setToolTip(
            self.tr("Fill of the labels, 0 to 100 %; outlines stay. Q and Shift+Q; double-click for 5 %.")
        )
        slider.valueChanged.connect(lambda value: self.state.update("Label fill", opacity=value / 100))
        slider.sliderReleased.connect(self.state.settle)
        return slider

    def _arrange(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(theme.current().px(8))
        line.addWidget(text_label("layers-opacity-name", "second", self.tr("Fill")))
        line.addWidget(self._slider, 1)
        line.addWidget(self._fill)
        self.body.addWidget(self._empty)
        self.body.addWidget(self._list)
        self.body.addLayout(line)

    def _fit(self) -> None:
        rows = min(len(self._model.layers), _MOST_ROWS)
        row = theme.current().size("row")
        self._list.setMinimumHeight(min(rows, _LEAST_ROWS) * row + 2)
        self._list.setMaximumHeight(rows * row + 2)
        self._list.updateGeometry()
        self._fill.setMinimumWidth(theme.current().px(40))
        self._fill.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

    def _follow(self, new: Scene, old: Scene) -> None:
        if only_dose(new, old):
            return
        labels = new.study.labels if new.study else {}
        if labels is not (old.study.labels if old.study else {}):
            self._measure(new.study)
        self._show(new)

    def _measure(self, study: Study | None) -> None:
        self._counts = {}
        maps = dict(study.labels) if study else {}
        if maps:
            self._work.start(lambda report, cancelled: {name: count(labels) for name, labels in maps.items()})

    def _take(self, counts: dict[str, LabelCounts]) -> None:
        self._counts = counts
        self._show(self.state.scene)

    def _show(self, scene: Scene) -> None:
        before = len(self._model.layers)
        self._model.show_layers(tuple(self._layers(scene)))
        if len(self._model.layers) != before or before == 0:
            self._fit()
        some = bool(self._model.layers)
        self._list.setVisible(some)
        self._empty.setVisible(not some)
        self._slider.setEnabled(some)
        self._slider.blockSignals(True)
        self._slider.setValue(round(100 * scene.opacity))
        self._slider.blockSignals(False)
        self._fill.setText(figures.with_unit(str(round(100 * scene.opacity)), "%"))

    def _layers(self, scene: Scene) -> list[Layer]:
        maps = scene.study.labels.items() if scene.study else ()
        return [
            Layer(
                (name, label.value),
                label.name,
                label.color,
                self._volume((name, label.value)),
                (name, label.value) not in scene.hidden,
            )
            for name, labels in maps
            for label in labels.labels
        ]

    def _volume(self, key: Key) -> str:
        counts = self._counts.get(key[0])
        if counts is None:
            return ""
        volume = counts.milliliters(key[1])
        return figures.with_unit(
            figures.fixed(volume, 0) if volume >= 10 else figures.number(volume, 2), "mL"
        )

    def _toggle(self, key: Key) -> None:
        self.state.update("Show or hide label", hidden=self.state.scene.hidden ^ {key})
        self.state.settle()

    def _show_alone(self, key: Key) -> None:
        """Show one label alone; all of them where it was alone already."""
        others = frozenset(layer.key for layer in self._model.layers) - {key}
        hidden = self.state.scene.hidden
        self.state.update("Show label alone", hidden=frozenset() if hidden == others else others)
        self.state.settle()


class _YieldingList(QListView):
    """Wants its greatest height, and takes what it gets."""

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.maximumHeight())

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.minimumHeight())


class _ResettingSlider(QSlider):
    """A double click goes back to the default."""

    def __init__(self, default: int) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._default = default

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.setValue(self._default)
        self.sliderReleased.emit()
