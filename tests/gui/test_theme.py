"""The theme: tokens, sheet, contrast, scale."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import QFile
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget

from ldct_studio.gui import icons, theme


@pytest.fixture
def app(qapp: QApplication):
    yield qapp
    theme.apply(qapp, "dark")


def luminance(color: QColor) -> float:
    parts = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in color.getRgbF()[:3]]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: QColor, other: QColor) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("name", ["dark", "light"])
@pytest.mark.parametrize("color_blind", [False, True])
def test_text_and_states_are_readable_on_every_surface(name, color_blind):
    tokens = theme.load(name, color_blind=color_blind)
    for text in (
        tokens.text,
        tokens.text_2,
        tokens.text_3,
        tokens.accent,
        tokens.ok,
        tokens.warn,
        tokens.bad,
    ):
        for surface in (tokens.base, tokens.panel, tokens.raised, tokens.field):
            assert contrast(text, surface) >= 4.5
    assert contrast(tokens.on_accent, tokens.accent) >= 4.5


@pytest.mark.parametrize("name", ["dark", "light"])
@pytest.mark.parametrize("scale", [0.75, 1.0, 1.25, 1.5, 2.0])
def test_the_sheet_has_no_names_and_no_sums_left(name, scale):
    sheet = theme.stylesheet(theme.load(name, scale))
    assert not re.search(r"@\w", sheet)
    assert not re.search(r"px-\d", sheet)
    assert "min-height: -" not in sheet


def test_chrome_is_neutral_gray_in_both_themes():
    for name in ("dark", "light"):
        tokens = theme.load(name)
        for surface in (tokens.base, tokens.panel, tokens.raised, tokens.hover, tokens.selected, tokens.line):
            assert surface.red() == surface.green() == surface.blue()
    assert theme.load("light").stage == theme.load("dark").stage


def test_outline_of_corner_text_is_black_with_alpha():
    outline = theme.load("dark").stage.corner_outline
    assert (outline.red(), outline.green(), outline.blue(), outline.alpha()) == (0, 0, 0, 0xD9)


@pytest.mark.parametrize("scale", [0.75, 1.0, 1.25, 1.5, 1.75, 2.0])
def test_focus_moves_nothing(app, qtbot, scale):
    theme.apply(app, "dark", scale)
    page = QWidget()
    qtbot.addWidget(page)
    layout = QVBoxLayout(page)
    widgets = [QPushButton("Open folder…"), QLineEdit("400"), QPushButton("Other")]
    for widget in widgets:
        layout.addWidget(widget)
    page.show()
    sizes = []
    for focused in widgets:
        focused.setFocus()
        app.processEvents()
        sizes.append([widget.sizeHint() for widget in widgets])
    assert sizes[0] == sizes[1] == sizes[2]


def test_apply_tells_painters_and_scales_fonts(app, qtbot):
    with qtbot.waitSignal(theme.notifier.changed):
        theme.apply(app, "light", 1.5)
    tokens = theme.current()
    assert not tokens.dark
    assert tokens.font("body").pixelSize() == 20
    assert tokens.size("top_bar") == 54
    assert tokens.px(1) == 1
    assert QFile.exists("glyph:check.svg")


def test_reduced_motion_stops_every_fade():
    assert theme.load("dark", reduce_motion=True).motion(180) == 0
    assert theme.load("dark").motion(180) == 180


def test_icons_follow_the_theme_by_themselves(app):
    open_folder = icons.icon("folder-open")

    def brightest() -> float:
        image = open_folder.pixmap(32, 32).toImage()
        pixels = [image.pixelColor(x, y) for x in range(32) for y in range(32)]
        return max((p.lightnessF() for p in pixels if p.alpha() > 200), default=0.0)

    theme.apply(app, "dark")
    dark = brightest()
    theme.apply(app, "light")
    assert dark > 0.6
    assert brightest() < 0.4


def test_each_state_has_its_own_shape(app):
    from PySide6.QtCore import QRectF, Qt
    from PySide6.QtGui import QImage, QPainter

    pictures = set()
    for state in ("full", "preview", "refining", "stale", "unapplied", "failed", "off"):
        image = QImage(20, 20, QImage.Format.Format_Grayscale8)
        image.fill(Qt.GlobalColor.black)
        painter = QPainter(image)
        icons.paint_state(painter, QRectF(0, 0, 20, 20), state)
        painter.end()
        mask = bytes(int(v > 60) for v in bytes(image.constBits()))
        pictures.add(mask)
    assert len(pictures) == 7
