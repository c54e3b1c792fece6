"""Contrast of text on what lies under it, after WCAG 2, over the whole palette in both themes."""

from __future__ import annotations

import re

import pytest
from PySide6.QtGui import QColor

from ldct_studio.core.paths import resource
from ldct_studio.gui import theme

LEAST = 4.5
GRAPHICS = 3.0
"""Of outlines and marks that are no text (WCAG 1.4.11)."""

TEXT = ("text", "text_2", "text_3", "accent", "ok", "warn", "bad", "info")
SURFACES = ("base", "panel", "raised", "field", "hover", "selected")
USED: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(TEXT, SURFACES),
    "text": (*SURFACES, "pressed"),
    "text_2": (*SURFACES, "pressed"),  # a tool button under the pointer
    "disabled": ("base", "panel", "raised", "field"),
    "on_accent": ("accent", "accent_hover"),
}
"""Every token that text is painted in, and what it is painted on."""
ON_STAGE = ("text", "text_2", "text_3", "corner")
STAGE = ("image", "canvas", "header", "header_active")


def luminance(color: QColor) -> float:
    """Return the relative luminance (WCAG 2.2, with the constants of sRGB)."""
    parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in color.getRgbF()[:3]]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: QColor, other: QColor) -> float:
    """Return the contrast ratio, 1 to 21."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.fixture(params=[("dark", False), ("dark", True), ("light", False), ("light", True)], ids=str)
def tokens(request: pytest.FixtureRequest) -> theme.Tokens:
    """Return the tokens of a theme, also with the colors for color-blind users."""
    name, color_blind = request.param
    return theme.load(name, color_blind=color_blind)


def test_the_formula_is_that_of_wcag() -> None:
    assert contrast(QColor("#000000"), QColor("#FFFFFF")) == pytest.approx(21)
    assert contrast(QColor("#777777"), QColor("#FFFFFF")) == pytest.approx(4.48, abs=0.01)


def test_text_is_readable_on_every_surface_that_it_is_used_on(tokens: theme.Tokens) -> None:
    faint = [
        f"{text} on {surface}: {ratio:.2f}"
        for text, surfaces in USED.items()
        for surface in surfaces
        if (ratio := contrast(getattr(tokens, text), getattr(tokens, surface))) < LEAST
    ]
    assert not faint


def test_text_is_readable_on_the_stage(tokens: theme.Tokens) -> None:
    texts = {name: getattr(tokens.stage, name) for name in ON_STAGE} | tokens.stage_states
    faint = [
        f"{name} on {surface}: {ratio:.2f}"
        for name, color in texts.items()
        for surface in STAGE
        if (ratio := contrast(color, getattr(tokens.stage, surface))) < LEAST
    ]
    assert not faint


def test_letters_of_curves_and_names_of_labels_are_readable(tokens: theme.Tokens) -> None:
    for color in tokens.series:
        assert contrast(color, tokens.panel) >= LEAST, color.name()
        assert contrast(color, tokens.selected) >= LEAST, color.name()
    for color in tokens.labels:
        assert contrast(color, tokens.stage.image) >= LEAST, color.name()


def test_outlines_and_marks_of_controls_stand_out(tokens: theme.Tokens) -> None:
    for surface in ("base", "panel", "raised", "field"):
        assert contrast(tokens.control, getattr(tokens, surface)) >= GRAPHICS, surface
        assert contrast(tokens.accent, getattr(tokens, surface)) >= GRAPHICS, surface
    assert contrast(tokens.stage.frame_active, tokens.stage.canvas) >= GRAPHICS


def test_the_sheet_writes_with_known_colors_on_known_surfaces() -> None:
    sheet = resource("theme.qss.in").read_text(encoding="utf-8")
    written = set(re.findall(r"(?<![-\w])color:\s*@(\w+)", sheet)) | set(
        re.findall(r"selection-color:\s*@(\w+)", sheet)
    )
    assert {name for name in written if not name.startswith("stage_")} <= set(USED)
    assert {name for name in written if name.startswith("stage_")} <= {f"stage_{name}" for name in ON_STAGE}
    under = set(re.findall(r"background(?:-color)?:\s*@(\w+)", sheet))
    known = {surface for surfaces in USED.values() for surface in surfaces}
    no_text = {"line", "line_strong", "control", "text", "text_2"}
    stage = {f"stage_{name}" for name in STAGE}
    assert under <= known | no_text | stage, "a surface that the table of contrast does not know"
