"""The example pictures of a training: those of one moment in a row, and a slider over the moments."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QSlider, QVBoxLayout, QWidget

from ..core.events import Picture
from . import figures, theme
from .buttons import label
from .language import tr

_HIGH, _CAPTION, _GAP = 176, 20, 2
_LARGEST = 4096
"""Pixels along a side above which a picture is not read."""

Sample = tuple[Picture, ...]


def samples(pictures: Sequence[Picture]) -> list[Sample]:
    """Return the pictures by moment: those in a row that show the same step."""
    return [tuple(members) for _, members in groupby(pictures, key=lambda picture: picture.step)]


class TrainPictures(QWidget):
    """Follows the newest pictures until the user goes back to earlier ones."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("train-pictures")
        self._folder = Path()
        self._samples: list[Sample] = []
        self._title = label("", "section", "train-sample")
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setObjectName("train-sample-slider")
        self.slider.setAccessibleName(self.tr("Moment of the example pictures"))
        self.slider.setToolTip(self.tr("Go back to earlier example pictures; at the right end the newest"))
        self.slider.valueChanged.connect(self._show)
        self.strip = PictureStrip()
        head = QHBoxLayout()
        head.addWidget(self._title)
        head.addStretch()
        head.addWidget(label(self.tr("Step"), "second"))
        head.addWidget(self.slider)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().px(6))
        column.addLayout(head)
        column.addWidget(self.strip)
        self.slider.setFixedWidth(theme.current().px(180))

    def show_pictures(self, folder: Path, pictures: Sequence[Picture]) -> None:
        """Show the pictures of a job in its folder; the moment stays unless it was the newest one."""
        same = folder == self._folder
        at_end = not same or self.slider.value() == self.slider.maximum()
        made = samples(pictures)
        if same and made == self._samples:
            return
        self._folder, self._samples = folder, made
        self.slider.blockSignals(True)
        self.slider.setRange(0, max(0, len(made) - 1))
        if at_end:
            self.slider.setValue(self.slider.maximum())
        self.slider.blockSignals(False)
        self.slider.setEnabled(len(made) > 1)
        self.setVisible(bool(made))
        self._show()

    def _show(self) -> None:
        if not self._samples:
            self.strip.show_images(())
            return
        sample = self._samples[self.slider.value()]
        self._title.setText(self.tr("Example at step {0}").format(figures.fixed(sample[0].step + 1, 0)))
        self.strip.show_images([(tr(one.title), read_picture(self._folder / one.path)) for one in sample])


class PictureStrip(QWidget):
    """Pictures of one height with a caption each, drawn as they are stored."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("train-strip")
        self._images: Sequence[tuple[str, QImage]] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.notifier.changed.connect(self.updateGeometry)

    @property
    def titles(self) -> tuple[str, ...]:
        """What the pictures on show are called."""
        return tuple(title for title, image in self._images if not image.isNull())

    def show_images(self, images: Sequence[tuple[str, QImage]]) -> None:
        """Show other pictures; one that could not be read leaves its place black."""
        self._images = images
        self.setAccessibleName(", ".join(title for title, _ in images))
        self.update()

    def sizeHint(self) -> QSize:
        """Return the height of pictures and captions."""
        px = theme.current().px
        return QSize(px(320), px(_HIGH) + px(_CAPTION))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the pictures side by side."""
        if not self._images:
            return
        tokens = theme.current()
        gap, caption = tokens.px(_GAP), tokens.px(_CAPTION)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        high = self.height() - caption
        room = (self.width() - gap * (len(self._images) - 1)) / len(self._images)
        widest = max((image.width() / max(image.height(), 1) for _, image in self._images), default=1.0)
        wide = min(room, max(widest, 1.0) * high)
        painter.setFont(tokens.font("label"))
        for place, (title, image) in enumerate(self._images):
            box = QRectF(place * (wide + gap), 0, wide, high)
            painter.fillRect(box, tokens.stage.image)
            size = image.size().scaled(box.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
            target = QRectF(0, 0, size.width(), size.height())
            target.moveCenter(box.center())
            painter.drawImage(target, image)
            painter.setPen(tokens.text_2)
            words = QRectF(box.left(), high, wide, caption)
            shown = painter.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, int(wide))
            painter.drawText(words, Qt.AlignmentFlag.AlignCenter, shown)
        painter.end()


def read_picture(path: Path) -> QImage:
    """Return an example picture, a null image where the file is none or is too large."""
    reader = QImageReader(str(path), b"png")
    size = reader.size()
    if not size.isValid() or max(size.width(), size.height()) > _LARGEST:
        return QImage()
    return reader.read()
