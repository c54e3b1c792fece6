"""LayersDock: the labels over the pictures: what finds them, shown or hidden, their color, size and fill."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QMouseEvent, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHBoxLayout, QListView, QSlider, QWidget

from ..core.lane import Frame, Lane
from ..core.study import Study
from ..core.volume import Label
from . import figures, theme
from .background import Background
from .dock import Dock, text_label
from .label_facts import LabelCounts, count
from .language import tr
from .layers_list import Key, Layer, LayersDelegate, LayersModel
from .measuring import keep
from .pane_numbers import LETTERS
from .scene import FOUND, Scene
from .segmenter_choice import SegmenterChoice
from .state import AppState, only_dose

_LEAST_ROWS, _MOST_ROWS = 3, 12
"""Rows of the list: where height is short, it gives way to what is below it."""
_DEFAULT_OPACITY = Scene().opacity
EMPTY = tr("This study has no labels. Open a label map together with the volume.")
FINDING = tr("The labels are being found.")


class LayersDock(Dock):
    """Lists every label of the study, whose voxels are counted in the background, and of the segmenter."""

    def __init__(self, state: AppState, parent: QWidget | None = None) -> None:
        super().__init__(state, "layers-dock", tr("Layers"), parent)
        self._counts: dict[str, LabelCounts] = {}
        self._frames: dict[Lane, Frame] = {}
        self._errors: dict[Lane, str] = {}
        self._names: tuple[Label, ...] = ()
        self._work: Background[dict[str, LabelCounts]] = Background(tr("Measuring labels"))
        self._choice = SegmenterChoice(state)
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

    def show_frame(self, frame: Frame) -> None:
        """Take a new picture, and what was found in it."""
        scene = self.state.scene
        if frame.request.study is not scene.study:
            return
        keep(self._frames, frame, scene)
        if frame.request.segmenter != scene.segmenter or scene.segmenter is None:
            return
        if frame.labels is not None:
            self._names = frame.labels.labels
        if frame.labels is not None or frame.labels_error:  # else new ones are under way, and nothing jumps
            self._errors[frame.lane] = frame.labels_error
        if frame.lane == scene.panes[scene.active].lane:
            self._take_found(scene)

    def close_work(self) -> None:
        """Wait for a count under way; call before the window goes."""
        self._work.close()

    def go_to(self, key: Key) -> None:
        """Scroll to the middle of a label and set the crosshair there; a heading has none."""
        counts, scene = self._counts.get(key[0]), self.state.scene
        point = counts.center(key[1]) if counts and key[1] else None
        if point is None or scene.source is None:
            return
        moved = scene.with_row(scene.active, round(scene.source.grid.index(point)[0]))
        self.state.become(replace(moved, crosshair=point), "Go to label")
        self.state.settle()

    def _go_to_row(self, row: int) -> None:
        if 0 <= row < len(self._model.layers):
            self.go_to(self._model.layers[row].key)

    def _make_list(self) -> QListView:
        view = _YieldingList()
        view.setObjectName("layers-list")
        view.setAccessibleName(self.tr("Labels"))
        view.setToolTip(self.tr("Labels of the study and the segmenter: show, hide, go to"))
        view.setModel(self._model)
        view.setItemDelegate(self._delegate)
        view.setMouseTracking(True)
        enter = QShortcut(QKeySequence(Qt.Key.Key_Return), view)
        enter.setContext(Qt.ShortcutContext.WidgetShortcut)
        enter.activated.connect(lambda: self._go_to_row(view.currentIndex().row()))
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
        self.body.addWidget(self._choice)
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
        if new.segmenter != old.segmenter:
            self._names, self._errors = (), {}
        if new.study is not old.study or new.volume != old.volume:
            self._frames, self._errors = {}, {}
        labels = new.study.labels if new.study else {}
        if labels is not (old.study.labels if old.study else {}):
            self._measure(new.study)
        self._take_found(new)

    def _measure(self, study: Study | None) -> None:
        self._counts = {}
        self._work.cancel()
        maps = dict(study.labels) if study else {}
        if maps:
            self._work.start(lambda report, cancelled: {name: count(labels) for name, labels in maps.items()})

    def _take(self, counts: dict[str, LabelCounts]) -> None:
        self._counts |= counts
        self._show(self.state.scene)

    def _take_found(self, scene: Scene) -> None:
        """Measure what was found in the picture of the active pane: one slice, at once."""
        frame = self._frames.get(scene.panes[scene.active].lane)
        found = frame.labels if frame and frame.request.segmenter == scene.segmenter else None
        known = self._counts.get(FOUND)
        self._choice.show_error(self._errors.get(scene.panes[scene.active].lane, ""))
        if found is None:
            self._counts.pop(FOUND, None)
        elif known is None or known.labels is not found:
            self._counts[FOUND] = count(found)
        self._show(scene)

    def _show(self, scene: Scene) -> None:
        before = len(self._model.layers)
        self._model.show_layers(tuple(self._layers(scene)))
        if len(self._model.layers) != before or before == 0:
            self._fit()
        some = bool(self._model.layers)
        self._choice.setVisible(_finds(scene))
        self._list.setVisible(some)
        self._empty.setVisible(not some)
        self._empty.setText(self.tr(FINDING if scene.segmenter is not None and _finds(scene) else EMPTY))
        self._slider.setEnabled(some)
        self._slider.blockSignals(True)
        self._slider.setValue(round(100 * scene.opacity))
        self._slider.blockSignals(False)
        self._fill.setText(figures.with_unit(str(round(100 * scene.opacity)), "%"))

    def _layers(self, scene: Scene) -> list[Layer]:
        """Return the labels of every map, under the map's name where there are several."""
        maps = [(name, labels.labels) for name, labels in scene.study.labels.items()] if scene.study else []
        if scene.segmenter is not None and self._names and _finds(scene):
            maps.insert(0, (FOUND, self._names))
        layers: list[Layer] = []
        for name, labels in maps:
            shown = [(name, label.value) not in scene.hidden for label in labels]
            if len(maps) > 1:
                title = name or self.tr("Found in pane {}").format(LETTERS[scene.active])
                layers.append(Layer((name, 0), title, "", "", any(shown), heading=True))
            for label, on in zip(labels, shown, strict=True):
                key = (name, label.value)
                layers.append(Layer(key, label.name, label.color, self._size(key), on))
        return layers

    def _size(self, key: Key) -> str:
        """Return the volume of a label, or its area in the slice where it was found in one."""
        counts = self._counts.get(key[0])
        if counts is None:
            return ""
        size = counts.square_centimeters(key[1]) if key[0] == FOUND else counts.milliliters(key[1])
        text = figures.fixed(size, 0) if size >= 10 else figures.number(size, 2)
        return figures.with_unit(text, "cm²" if key[0] == FOUND else "mL")

    def _toggle(self, key: Key) -> None:
        keys, hidden = self._keys(key), self.state.scene.hidden
        self.state.update("Show or hide label", hidden=hidden - keys if keys <= hidden else hidden | keys)
        self.state.settle()

    def _show_alone(self, key: Key) -> None:
        """Show one label or map alone; all of them where it was alone already."""
        keys = frozenset(layer.key for layer in self._model.layers if not layer.heading)
        others, hidden = keys - self._keys(key), self.state.scene.hidden
        self.state.update("Show label alone", hidden=frozenset() if hidden == others else others)
        self.state.settle()

    def _keys(self, key: Key) -> frozenset[Key]:
        """Return a label's key, or of a heading those of all labels under it."""
        labels = (layer.key for layer in self._model.layers if not layer.heading)
        under = frozenset(other for other in labels if other[0] == key[0])
        return under & {key} or under


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


def _finds(scene: Scene) -> bool:
    """Whether segmenters find anything in the volume on show: they know CT."""
    return scene.source is None or scene.source.unit == "HU"
