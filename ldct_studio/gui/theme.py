"""Colors, fonts, sizes and the stylesheet of the window, from ``resources/tokens.json``."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any, Literal

from PySide6.QtCore import QDir, QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from ..core.atomic import write_text
from ..core.paths import cache_dir, resource

Mode = Literal["dark", "light", "system"]
Role = Literal["caption", "label", "body", "strong", "title", "display", "corner"]

_FONTS = ("Inter-Regular.otf", "Inter-Medium.otf", "Inter-SemiBold.otf")
_ON_ACCENT = frozenset({"check", "dash", "dot"})


@dataclass(frozen=True)
class Stage:
    """Colors of the pictures' surroundings, the same in both themes."""

    image: QColor
    canvas: QColor
    header: QColor
    header_active: QColor
    frame: QColor
    frame_active: QColor
    text: QColor
    text_2: QColor
    text_3: QColor
    corner: QColor
    corner_outline: QColor
    roi: QColor
    hatch: QColor


@dataclass(frozen=True)
class Tokens:
    """Everything that widgets paint with; sizes are px at 100 %, ``px`` and ``font`` scale them."""

    dark: bool
    scale: float
    reduce_motion: bool
    base: QColor
    panel: QColor
    raised: QColor
    hover: QColor
    pressed: QColor
    selected: QColor
    field: QColor
    line: QColor
    line_strong: QColor
    control: QColor
    text: QColor
    text_2: QColor
    text_3: QColor
    disabled: QColor
    accent: QColor
    accent_hover: QColor
    on_accent: QColor
    ok: QColor
    warn: QColor
    bad: QColor
    info: QColor
    series: tuple[QColor, ...]
    """Curve colors of panes A to D."""
    stage: Stage
    stage_states: dict[str, QColor]
    """ok, warn, bad and text_3 as drawn on the stage, which is dark in both themes."""
    labels: tuple[QColor, ...]
    """Twelve colors of label maps."""
    difference: tuple[QColor, ...]
    """Blue, black, orange: the map of signed differences."""
    uptake: tuple[QColor, ...]
    """Black to cream: the map of contrast uptake."""

    def px(self, size: float) -> int:
        """Return a length in px at this scale; lines of 1 and 2 px grow at whole scales only."""
        return _px(size, self.scale)

    def size(self, name: str) -> int:
        """Return a named size such as ``top_bar`` in px at this scale."""
        return self.px(_source()["size"][name])

    def font(self, role: Role = "body") -> QFont:
        """Return the font of a role, with tabular figures."""
        size, weight = _source()["type"][role]
        return QFont(_font(self.px(size), weight))  # a copy: callers change its weight

    def motion(self, milliseconds: int) -> int:
        """Return how long something may move: 0 where motion is reduced."""
        return 0 if self.reduce_motion else milliseconds


class _Theme(QObject):
    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.tokens: Tokens | None = None
        self.arguments: tuple[Mode, float, bool, bool] = ("dark", 1.0, False, False)
        self.follows_system = False


notifier = _Theme()
"""``notifier.changed`` is emitted after colors or scale changed; painters then call ``update()``."""


def current() -> Tokens:
    """Return the tokens in force; dark at 100 % before ``apply``."""
    if notifier.tokens is None:
        notifier.tokens = load("dark")
    return notifier.tokens


def load(
    theme: Literal["dark", "light"],
    scale: float = 1.0,
    color_blind: bool = False,
    reduce_motion: bool = False,
) -> Tokens:
    """Return the tokens of a theme."""
    source = _source()
    colors = _colors(theme, color_blind)
    names = {f.name for f in fields(Tokens)}
    on_stage = _colors("dark", color_blind)
    return Tokens(
        dark=theme == "dark",
        scale=scale,
        reduce_motion=reduce_motion,
        **{name: color for name, color in colors.items() if name in names},
        series=tuple(colors[f"series_{letter}"] for letter in "abcd"),
        stage=Stage(**{name: _color(text) for name, text in source["stage"].items()}),
        stage_states={name: on_stage[name] for name in ("ok", "warn", "bad", "text_3")},
        labels=tuple(_color(text) for text in source["labels"]),
        difference=tuple(_color(text) for text in source["maps"]["difference"]),
        uptake=tuple(_color(text) for text in source["maps"]["enhancement"]),
    )


def apply(
    app: QApplication,
    mode: Mode = "dark",
    scale: float = 1.0,
    color_blind: bool = False,
    reduce_motion: bool = False,
) -> None:
    """Dress the whole program: style, palette, fonts, glyphs and the one stylesheet."""
    notifier.arguments = (mode, scale, color_blind, reduce_motion)
    hints = QGuiApplication.styleHints()
    _follow_system()
    schemes = {"dark": Qt.ColorScheme.Dark, "light": Qt.ColorScheme.Light, "system": Qt.ColorScheme.Unknown}
    hints.setColorScheme(schemes[mode])
    light = mode == "light" or (mode == "system" and hints.colorScheme() == Qt.ColorScheme.Light)
    tokens = load("light" if light else "dark", scale, color_blind, reduce_motion)
    notifier.tokens = tokens
    _load_fonts()
    app.setStyle("Fusion")
    app.setPalette(_palette(tokens))
    app.setFont(tokens.font("body"))
    QDir.setSearchPaths("glyph", [str(_write_glyphs(tokens))])
    app.setStyleSheet(stylesheet(tokens))
    notifier.changed.emit()


def stylesheet(tokens: Tokens) -> str:
    """Return the sheet with colors and lengths filled in; ``11px-1px`` is a difference of scaled lengths."""
    text = resource("theme.qss.in").read_text(encoding="utf-8")
    values = {f.name: getattr(tokens, f.name) for f in fields(Tokens)}
    values |= {f"stage_{f.name}": getattr(tokens.stage, f.name) for f in fields(Stage)}
    families = _source()["type"]["family"]

    def fill(match: re.Match[str]) -> str:
        name = match[1]
        return ", ".join(f'"{family}"' for family in families) if name == "font" else values[name].name()

    def scale(match: re.Match[str]) -> str:
        less = tokens.px(int(match[2])) if match[2] else 0
        return f"{tokens.px(int(match[1])) - less}px"

    return re.sub(r"(-?\d+)px(?:-(\d+)px)?", scale, re.sub(r"@(\w+)", fill, text))


def set_role(widget: QWidget, role: str) -> None:
    """Give a widget its role in the stylesheet and draw it anew."""
    widget.setProperty("role", role)
    widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    repolish(widget)


def repolish(widget: QWidget) -> None:
    """Apply the stylesheet again after a property changed."""
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)


@cache
def _source() -> dict[str, Any]:
    source: dict[str, Any] = json.loads(resource("tokens.json").read_text(encoding="utf-8"))
    return source


def _colors(theme: str, color_blind: bool) -> dict[str, QColor]:
    source = _source()
    texts = source[theme] | (source["states_cvd"][theme] if color_blind else {})
    return {name: _color(text) for name, text in texts.items()}


def _color(text: str) -> QColor:
    """Read ``#RRGGBB`` or ``#RRGGBBAA``; Qt itself would read the alpha first."""
    color = QColor(text[:7])
    if len(text) == 9:
        color.setAlpha(int(text[7:], 16))
    return color


def _px(size: float, scale: float) -> int:
    if abs(size) <= 2:
        return round(size * max(1, int(scale)))
    return round(size * scale)


@cache
def _font(pixels: int, weight: int) -> QFont:
    font = QFont(_source()["type"]["family"][:-1])
    font.setPixelSize(pixels)
    font.setWeight(QFont.Weight(weight))
    font.setFeature(QFont.Tag("tnum"), 1)
    font.setHintingPreference(QFont.HintingPreference.PreferVerticalHinting)
    return font


@cache
def _load_fonts() -> None:
    _font.cache_clear()  # what was made before found other files
    for name in _FONTS:
        QFontDatabase.addApplicationFont(str(resource(f"fonts/{name}")))


def _follow_system() -> None:
    if notifier.follows_system:
        return
    notifier.follows_system = True
    QGuiApplication.styleHints().colorSchemeChanged.connect(_system_changed)


def _system_changed() -> None:
    app = QApplication.instance()
    if not isinstance(app, QApplication) or notifier.arguments[0] != "system":
        return
    light = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Light
    if current().dark == light:
        apply(app, *notifier.arguments)


def _palette(tokens: Tokens) -> QPalette:
    """Return the palette, which covers what a stylesheet misses: links, placeholders, the disabled."""
    role = QPalette.ColorRole
    colors = {
        role.Window: tokens.base,
        role.WindowText: tokens.text,
        role.Base: tokens.field,
        role.AlternateBase: tokens.panel,
        role.Text: tokens.text,
        role.Button: tokens.raised,
        role.ButtonText: tokens.text,
        role.BrightText: tokens.text,
        role.PlaceholderText: tokens.text_3,
        role.ToolTipBase: tokens.raised,
        role.ToolTipText: tokens.text,
        role.Highlight: tokens.accent,
        role.HighlightedText: tokens.on_accent,
        role.Link: tokens.accent,
        role.LinkVisited: tokens.accent,
        role.Accent: tokens.accent,
        role.Light: tokens.hover,
        role.Midlight: tokens.line_strong,
        role.Mid: tokens.line,
        role.Dark: tokens.base,
        role.Shadow: tokens.base,
    }
    palette = QPalette()
    for name, color in colors.items():
        palette.setColor(name, color)
    for name in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, name, tokens.disabled)
    return palette


def _write_glyphs(tokens: Tokens) -> Path:
    """Write the marks and carets of the stylesheet as SVG; return their folder."""
    folder = cache_dir() / "glyphs" / ("dark" if tokens.dark else "light")
    folder.mkdir(parents=True, exist_ok=True)
    for name, outline in _source()["glyphs"].items():
        color = tokens.on_accent if name in _ON_ACCENT else tokens.text_2
        paint = f'fill="{color.name()}"' if name == "dot" else f'fill="none" stroke="{color.name()}"'
        text = (
            '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16" width="16" height="16">'
            f'<path d="{outline}" {paint} stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round"/>'
            "</svg>"
        )
        path = folder / f"{name}.svg"
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            write_text(path, text)
    return folder
