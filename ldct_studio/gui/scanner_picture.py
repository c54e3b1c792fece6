"""The phantom with the regions that are compared, and the noise power of one of them."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ..core.grid import Grid
from ..core.roi import Region
from ..probe.compared import Compared, Validation
from . import theme
from .language import tr
from .outlined import draw_text, text_width
from .pane import View
from .picture import Picture
from .plot_view import Chart, Curve
from .transform import Placement

_WINDOW = (-160.0, 240.0)
_SIDE = 200


class RegionsPicture(QWidget):
    """The mean of the reference with its regions; the one of the chosen row is drawn thicker."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("scanner-picture")
        self.setAccessibleName(self.tr("The phantom and its regions"))
        self.setToolTip(self.tr("The mean of the reference; noise is compared in the circles"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self._picture = Picture()
        self._grid: Grid | None = None
        self._regions: tuple[Region, ...] = ()
        self._chosen = ""

    def sizeHint(self) -> QSize:
        """Return the size of a small square."""
        side = theme.current().px(_SIDE)
        return QSize(side, side)

    def show_validation(self, found: Validation, grid: Grid) -> None:
        """Show another phantom; ``grid`` is that of its reference."""
        image: npt.NDArray[np.float32] = found.picture.float().cpu().numpy()
        self._picture.show(image)
        self._grid, self._regions = grid.rows(0, 1), found.regions
        self.update()

    def choose(self, name: str) -> None:
        """Draw one region thicker."""
        self._chosen = name
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the picture and the outlines with their names."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.current().stage.image)
        grid = self._grid
        if grid is not None:
            placement = Placement.of(grid, 0, View(), self.width(), self.height())
            self._picture.draw(painter, placement, *_WINDOW)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for region in self._regions:
                self._draw(painter, placement, grid, region)
        painter.end()

    def _draw(self, painter: QPainter, placement: Placement, grid: Grid, region: Region) -> None:
        _, row, column = grid.index(region.center)
        middle = placement.screen(column, row)
        wide, tall = region.half_x * placement.scale, region.half_y * placement.scale
        thick = 2.6 if region.name == self._chosen else 1.4
        for color, width in ((QColor(0, 0, 0, 160), thick + 1.6), (QColor("#F2F2F2"), thick)):
            painter.setPen(QPen(color, width))
            if region.kind == "rectangle":
                painter.drawRect(int(middle.x() - wide), int(middle.y() - tall), int(2 * wide), int(2 * tall))
            else:
                painter.drawEllipse(middle, wide, tall)
        font = theme.current().font("caption")
        text = tr(region.name)
        corner = QPointF(text_width(text, font) / 2, QFontMetricsF(font).height() / 2)
        draw_text(painter, middle - corner, text, font, QColor("#F2F2F2"))


def spectra_chart(row: Compared) -> Chart | None:
    """Return the noise power of a region, real and simulated; None where no square lies in it."""
    real, simulated = row.real.spectrum, row.simulated.spectrum
    if real is None or simulated is None:
        return None
    tokens = theme.current()
    curves = [
        Curve(tr("real"), *_points(real.frequency, real.power), tokens.text_2, dashed=True),
        Curve(tr("simulated"), *_points(simulated.frequency, simulated.power), tokens.series[1]),
    ]
    return Chart(tr("Frequency (1/mm)"), tr("NPS (HU²·mm²)"), tuple(curves))


def _points(x: object, y: object) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    return np.asarray(x, np.float64), np.asarray(y, np.float64)
