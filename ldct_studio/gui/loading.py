"""LoadingView: how far opening is, over the first slice as soon as it is read."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QWidget

from ..core.grid import Grid
from ..core.progress import Progress
from . import theme
from .language import tr
from .pane import View
from .picture import Picture
from .transform import Placement

_RING = 44
_TRACK = QColor("#3D3D3D")


class LoadingView(QWidget):
    """A thin arc, one sentence and Cancel."""

    cancel_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("loading")
        self._progress: Progress | None = None
        self._preview = Picture()
        self._window = (-160.0, 240.0)
        self._cancel = QPushButton(self.tr("Cancel"), self)
        self._cancel.setObjectName("loading-cancel")
        self._cancel.setAccessibleName(self.tr("Cancel opening"))
        self._cancel.setToolTip(self.tr("Stop reading; what was open stays open (Esc)"))
        self._cancel.clicked.connect(self._cancelled)

    def show_progress(self, progress: Progress) -> None:
        """Show how far it is; the last preview stays."""
        if self._progress is None:
            self._cancel.setEnabled(True)
            self._cancel.setText(self.tr("Cancel"))
        self._progress = progress
        if progress.preview is not None and progress.preview[1] is not self._preview.image:
            self._preview.show(progress.preview[1])
            self._window = _fitting(progress.preview[1])
        self.setAccessibleName(tr(progress.text))
        self.update()

    def clear(self) -> None:
        """Forget what was read."""
        self._progress = None
        self._preview.show(None)

    def resizeEvent(self, event: object) -> None:
        """Keep Cancel under the arc."""
        self._cancel.adjustSize()
        center = self.rect().center()
        self._cancel.move(center.x() - self._cancel.width() // 2, center.y() + theme.current().px(72))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the first slice, the card, the arc and the sentence."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.current().stage.image)
        image = self._preview.image
        if image is not None:
            grid = Grid((1, *image.shape), (1.0, 1.0, 1.0))
            placement = Placement.of(grid, 0, View(), self.width(), self.height())
            self._preview.draw(painter, placement, *self._window)
        self._draw_card(painter)
        painter.end()

    def _cancelled(self) -> None:
        self._cancel.setEnabled(False)
        self._cancel.setText(self.tr("Cancelling…"))
        self.cancel_wanted.emit()

    def _draw_card(self, painter: QPainter) -> None:
        tokens, progress = theme.current(), self._progress
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        center = QRectF(self.rect()).center()
        card = QRectF(0, 0, tokens.px(260), tokens.px(190))
        card.moveCenter(center)
        card.translate(0, tokens.px(14))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(18, 18, 18, 225))
        painter.drawRoundedRect(card, 8, 8)
        ring = QRectF(0, 0, tokens.px(_RING), tokens.px(_RING))
        ring.moveCenter(center)
        ring.translate(0, -tokens.px(40))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(_TRACK, 3))
        painter.drawEllipse(ring)
        share = progress.done / progress.total if progress and progress.total else 0.0
        painter.setPen(QPen(tokens.stage.text, 3, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawArc(ring, 90 * 16, -round(360 * 16 * min(share, 1.0)))
        painter.setFont(tokens.font("body"))
        text = QRectF(card.left() + 16, center.y() - tokens.px(6), card.width() - 32, tokens.px(64))
        flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
        painter.drawText(text, flags, tr(progress.text) if progress else "")


def _fitting(image: npt.NDArray[np.float32]) -> tuple[float, float]:
    """Return black and white for a first look: soft tissue where there is air in HU, else the range."""
    low, high = (float(value) for value in np.percentile(image[::4, ::4], (1, 99.5)))
    return (-160.0, 240.0) if low < -500 else (low, max(high, low + 1))
