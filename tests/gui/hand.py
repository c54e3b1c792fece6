"""A mouse on one pane, for tests of gestures."""

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent

LEFT, MIDDLE, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton, Qt.MouseButton.RightButton
NONE, CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


class Hand:
    """A mouse on one pane."""

    def __init__(self, canvas):
        self.canvas = canvas

    def send(self, kind, place, button=Qt.MouseButton.NoButton, buttons=None, keys=NONE):
        held = button if buttons is None else buttons
        where = self.canvas.mapToGlobal(QPointF(place))
        event = QMouseEvent(kind, QPointF(place), where, button, held, keys)
        handlers = {
            QEvent.Type.MouseButtonPress: self.canvas.mousePressEvent,
            QEvent.Type.MouseMove: self.canvas.mouseMoveEvent,
            QEvent.Type.MouseButtonRelease: self.canvas.mouseReleaseEvent,
            QEvent.Type.MouseButtonDblClick: self.canvas.mouseDoubleClickEvent,
        }
        handlers[kind](event)

    def press(self, place, button=LEFT, keys=NONE):
        self.send(QEvent.Type.MouseButtonPress, QPoint(*place), button, keys=keys)

    def move(self, place, buttons=LEFT, keys=NONE):
        self.send(QEvent.Type.MouseMove, QPoint(*place), buttons=buttons, keys=keys)

    def release(self, place, button=LEFT, keys=NONE):
        self.send(QEvent.Type.MouseButtonRelease, QPoint(*place), button, keys=keys)

    def drag(self, start, end, button=LEFT, keys=NONE):
        self.press(start, button, keys)
        for part in (0.3, 0.7, 1.0):
            step = [round(a + (b - a) * part) for a, b in zip(start, end, strict=True)]
            self.move(step, button, keys)
        self.release(end, button, keys)

    def double(self, place, keys=NONE):
        self.send(QEvent.Type.MouseButtonDblClick, QPoint(*place), LEFT, keys=keys)

    def wheel(self, notches=0.0, keys=NONE, place=(300, 200), pixels=0, sideways=False):
        angle = QPoint(round(120 * notches), 0) if sideways else QPoint(0, round(120 * notches))
        phase = Qt.ScrollPhase.ScrollUpdate if pixels else Qt.ScrollPhase.NoScrollPhase
        where = QPointF(*place)
        event = QWheelEvent(
            where, where, QPoint(0, pixels), angle, Qt.MouseButton.NoButton, keys, phase, False
        )
        self.canvas.wheelEvent(event)

    def hover(self, place):
        self.move(place, Qt.MouseButton.NoButton)

    def click(self, place):
        self.press(place)
        self.release(place)
