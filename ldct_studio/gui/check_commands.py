"""The commands that show something else of the active pane's method than its picture."""

from __future__ import annotations

from collections.abc import Iterator

from .check_views import WORDS, Shown
from .command import Command
from .language import tr

_TEXTS: dict[Shown, tuple[str, str]] = {
    "picture": (tr("Show picture"), "Shift+P"),
    "residual": (tr("Show residual"), "Shift+R"),
    "consistency": (tr("Show data consistency"), "Shift+C"),
    "error": (tr("Show error against full dose"), "Shift+D"),
}


def rows() -> Iterator[Command]:
    """Return the commands; the window supplies what they do, as it says why where they cannot."""
    for shown, (text, key) in _TEXTS.items():
        yield Command(
            command(shown),
            text,
            "Compare",
            (key,),
            "pane",
            tip=WORDS[shown][1],
            section=3,
            sheet=tr("Picture, residual, data, error"),
            enabled=lambda scene: scene.study is not None,
        )


def command(shown: Shown) -> str:
    """Return the name of the command that shows it."""
    return f"show-{shown}"
