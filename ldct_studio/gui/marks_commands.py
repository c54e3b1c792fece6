"""Commands of measuring: the tools for regions and marks, and what is done with what was drawn."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from . import commands
from .command import Command
from .language import tr
from .scene import Scene, Tool

# A table reads best as a table.
# fmt: off
_TOOLS: tuple[tuple[Tool, str, str, str, str], ...] = (
    ("circle", tr("Circle region"), "Shift+E", "circle", tr("Circle region: drag from its center outward")),
    ("rectangle", tr("Rectangle region"), "Alt+E", "rectangle",
     tr("Rectangle region: drag from corner to corner")),
    ("freehand", tr("Freehand region"), "Alt+Shift+E", "scribble-loop",
     tr("Freehand region: drag its outline")),
    ("ruler", tr("Ruler"), "D", "ruler", tr("Ruler: drag or click its two ends; the distance is in mm")),
    ("angle", tr("Angle"), "A", "mdi6.angle-acute",
     tr("Angle in degrees: drag one arm, click the end of the other")),
    ("profile", tr("Line profile"), "L", "chart-line",
     tr("Line profile: drag a line; its values are plotted")),
)


def rows() -> Iterator[Command]:
    """Return the commands of the menu Measure but for the ellipse."""
    for name, text, key, picture, tip in _TOOLS:
        shape = name in ("circle", "rectangle", "freehand")
        yield Command(f"tool-{name}", text, "Measure", (key,), "pane", commands.tool(name), tip, picture,
                      section=0 if shape else 1, checked=_holds(name),
                      sheet=tr("Circle, rectangle, freehand") if shape else tr("Ruler, angle, line profile"))
    yield Command("copy-measurement", tr("Copy measurement"), "Measure", ("Ctrl+C",), "pane", section=2,
                  enabled=_any,
                  tip=tr("Copy the selected region or mark, or all where none is, at its place"),
                  sheet=tr("Copy, paste measurements"))
    yield Command("copy-measurements", tr("Copy all measurements"), "Measure", ("Ctrl+Shift+C",), "pane",
                  section=2, enabled=_any,
                  tip=tr("Copy every region and mark, to paste them into another study"))
    yield Command("paste-measurements", tr("Paste measurements"), "Measure", ("Ctrl+V",), "pane", section=2,
                  tip=tr("Draw what was copied at the same place in the patient, in mm"),
                  sheet=tr("Copy, paste measurements"))
    yield Command("delete", tr("Delete measurement"), "Measure", ("Del",), "pane", commands.delete_region,
                  tr("Delete the selected region or mark"), section=2, enabled=_any,
                  sheet=tr("Delete measurement"))
    yield Command("export-measurements", tr("Export measurements…"), "Measure", section=3, enabled=_any,
                  tip=tr("Write every region and mark with its numbers in every pane as CSV"))
# fmt: on


def _any(scene: Scene) -> bool:
    return bool(scene.rois or scene.marks)


def _holds(name: Tool) -> Callable[[Scene], bool]:
    return lambda scene: scene.tool == name
