"""What stands over the table of numbers: the region, the domain of the comparison, or the label."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QHBoxLayout, QWidget

from . import figures, theme
from .buttons import narrow_box
from .dock import text_label
from .image_numbers import domain_of
from .language import tr
from .region_numbers import headline
from .scene import Domain, Scene
from .state import AppState

_AREAS = {"body": tr("In the body"), "disc": tr("In the disc")}
_RANGES = {Domain().data_range: tr("Range 4{0}096 HU").format(figures.THIN), None: tr("Range of the slice")}


class RegionHead(QWidget):
    """The name of the region and its size."""

    def __init__(self, prefix: str = "numbers", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = text_label(f"{prefix}-region", "", "")
        self.size_ = text_label(f"{prefix}-size", "caption", "")
        row = _row(self)
        row.addWidget(self.name)
        row.addWidget(self.size_)
        row.addStretch()

    def show_scene(self, scene: Scene) -> None:
        """Name the region of a scene."""
        name, size = headline(scene)
        self.name.setText(tr(name))
        self.size_.setText(size)


class ImageHead(QWidget):
    """Where pictures are compared, and with which data range."""

    def __init__(self, state: AppState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self._area = narrow_box(
            "numbers-area", tr("Where pictures are compared"), tr("The body, or the inscribed disc")
        )
        self._range = narrow_box(
            "numbers-range",
            tr("Data range of PSNR and SSIM"),
            tr(
                "Data range of PSNR and SSIM: fixed, or from the lowest to the highest value "
                "of the loaded slice, as always where a scan is not in HU"
            ),
        )
        for area, text in _AREAS.items():
            self._area.addItem(text, area)
        for width, text in _RANGES.items():
            self._range.addItem(text, width)
        row = _row(self)
        row.addWidget(self._area, 1)
        row.addWidget(self._range, 1)
        self._area.activated.connect(lambda _: self._choose(area=self._area.currentData()))
        self._range.activated.connect(lambda _: self._choose(data_range=self._range.currentData()))

    def show_scene(self, scene: Scene) -> None:
        """Show the domain of a scene."""
        self._area.setCurrentIndex(list(_AREAS).index(scene.domain.area))
        domain = domain_of(scene)
        self._range.setCurrentIndex(list(_RANGES).index(domain.data_range))
        self._range.setEnabled(domain == scene.domain)

    def _choose(self, **changes: object) -> None:
        self._state.update(domain=replace(self._state.scene.domain, **changes))  # type: ignore[arg-type]


class LabelHead(QWidget):
    """Which label is compared."""

    def __init__(self, state: AppState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names: tuple[str, ...] = ()
        self._box = narrow_box("numbers-label", tr("Label"), tr("The label whose numbers are on show"))
        _row(self).addWidget(self._box, 1)
        self._box.textActivated.connect(lambda name: state.update(label=name))

    def show_names(self, names: tuple[str, ...], name: str) -> None:
        """Offer labels by name, and show which one it is."""
        if names != self._names:
            self._names = names
            self._box.clear()
            self._box.addItems(names)
        self._box.setCurrentText(name)
        self._box.setEnabled(bool(names))


def _row(widget: QWidget) -> QHBoxLayout:
    row = QHBoxLayout(widget)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.current().px(8))
    return row
