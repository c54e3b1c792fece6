"""Command: one thing that can be done, by key, menu, button or palette."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from . import commands
from .language import tr
from .scene import Scene

Scope = Literal["window", "pane"]
FIGURE_SPACE = "\u2007"


@dataclass(frozen=True)
class Command:
    """One thing that can be done.

    ``change`` acts on the scene; without it the window supplies what to do, and where it supplies
    nothing the command does not exist. ``menu`` is ``Menu`` or ``Menu/Submenu``, empty for keys alone.
    Commands of the scope ``pane`` listen to their keys only while the stage has the focus. ``merges``
    makes one undo step of a run of them. ``sheet`` is the row of the shortcut sheet.
    """

    name: str
    text: str
    menu: str = ""
    keys: tuple[str, ...] = ()
    scope: Scope = "window"
    change: commands.Change | None = None
    tip: str = ""
    icon: str = ""
    section: int = 0
    sheet: str = ""
    merges: bool = False
    checked: Callable[[Scene], bool] | None = None
    enabled: Callable[[Scene], bool] | None = None
    label: str = ""
    """The text in the menu, where it differs."""
    short: str = ""
    """The text on a button, where it differs."""

    @property
    def place(self) -> str:
        """The menu and submenu as they are read, '' without one."""
        return " › ".join(tr(part) for part in self.menu.split("/"))

    def tooltip(self) -> str:
        """Return what it does and its key."""
        text = self.tip or self.text.rstrip("…")
        keys = ", ".join(shown(key) for key in self.keys)
        return f"{text} ({keys})" if keys else text


def shown(key: str) -> str:
    """Print a key for people: ``Ctrl Shift P``, ``↑``."""
    marks = {
        "Up": "↑",
        "Down": "↓",
        "Left": "←",
        "Right": "→",
        "PgUp": tr("Page up"),
        "PgDown": tr("Page down"),
        "Del": tr("Delete"),
        "Ctrl": tr("Ctrl"),
        "Shift": tr("Shift"),
        "Space": tr("Space"),
        "Esc": tr("Esc"),
        "Home": tr("Home"),
        "End": tr("End"),
    }
    return " ".join(marks.get(part, part) for part in key.split("+"))
