"""The rows of the command table for the windows of the program, the guards, cine and key images."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from . import key_images
from .command import Command
from .commands import Change
from .language import tr
from .scene import Scene

STARVED = (1, 3, 10, 30, 100)
"""Photons that a ray may be asked to have; the middle one at first."""


def starved_below(photons: int | None) -> Change:
    """Show which pixels lie on rays with fewer photons; None shows nothing."""
    return lambda scene: replace(scene, starved=photons)


def toggle_starved(scene: Scene) -> Scene:
    """Show the starved rays, or nothing."""
    return replace(scene, starved=STARVED[len(STARVED) // 2] if scene.starved is None else None)


def _asks(photons: int) -> Callable[[Scene], bool]:
    return lambda scene: scene.starved == photons


# A table reads best as a table.
# fmt: off
def rows() -> Iterator[Command]:
    """Yield the commands in the order of their menus."""
    yield Command("starved", tr("Starved rays"), "View", ("X",), "pane", toggle_starved, section=2,
                  tip=tr("Hatch what lies on rays that too few photons survive"), sheet=tr("Starved rays"),
                  checked=lambda scene: scene.starved is not None)
    for photons in STARVED:
        text = tr("Fewer than 1 photon") if photons == 1 else tr("Fewer than {0} photons").format(photons)
        yield Command(f"starved-{photons}", text, "View/Starved below", (), "pane", starved_below(photons),
                      tr("Hatch rays that expect so few photons"), section=2, checked=_asks(photons))
    yield Command("cine", tr("Cine"), "View/Cine", ("C",), "pane", section=2, sheet=tr("Cine"),
                  label=tr("Run"),
                  tip=tr("Run through the slices; a click or scrolling stops"), checked=lambda scene: False)
    yield Command("cine-faster", tr("Faster"), "View/Cine", (), section=3, tip=tr("More frames per second"))
    yield Command("cine-slower", tr("Slower"), "View/Cine", (), section=3, tip=tr("Fewer frames per second"))
    yield Command("key-image", tr("Mark key image"), "View/Key images", ("K",), "pane", key_images.toggle,
                  tr("Mark this slice with what the pane shows, or take its mark away"), section=2,
                  sheet=tr("Mark key image"), checked=lambda scene: key_images.marked(scene) is not None)
    yield Command("key-next", tr("Next key image"), "View/Key images", ("Shift+K",), "pane",
                  key_images.step(1),
                  tr("Show the next key image as it was marked"), section=2, sheet=tr("Next key image"),
                  enabled=lambda scene: bool(scene.key_images))
    yield Command("key-clear", tr("Clear key images"), "View/Key images", (), "pane", key_images.clear,
                  tr("Take all marks away"), section=2, enabled=lambda scene: bool(scene.key_images))
    yield Command("tags", tr("DICOM tags…"), "View", ("Ctrl+I",), section=3, sheet=tr("DICOM tags"),
                  tip=tr("The header of the file behind the slice on show, DICOM or NIfTI, with search"))
    yield Command("import-report", tr("Import report…"), "View", section=3,
                  enabled=lambda scene: scene.study is not None,
                  tip=tr("What was opened, assumed and left out, to read and to copy"))
    yield Command("console", tr("Python console"), "View", ("Ctrl+`",), section=3, sheet=tr("Python console"),
                  tip=tr("Type Python under the pictures; off until you switch it on in the preferences"))
    yield Command("shortcut-editor", tr("Edit shortcuts…"), "Edit", section=2,
                  tip=tr("Give commands other keys"))
    yield Command("help", tr("Help"), "Help", ("F1",), icon="question", sheet=tr("Help"),
                  tip=tr("The pages of the documentation"))
    yield Command("open-log", tr("Log…"), "Help", section=1,
                  tip=tr("What the program did, without patient names"))
    yield Command("compute", tr("Compute…"), "Help", section=1,
                  tip=tr("Test what computes the pictures, and see what takes over when it fails"))
    yield Command("validate-scanner", tr("Validate my scanner…"), "Dose", section=3,
                  tip=tr("Compare real scans of a phantom at several mAs with their simulation, and keep the "
                         "photons of the scanner"))
    yield Command("display-check", tr("Display check…"), "Help", section=1,
                  tip=tr("A pattern to look at, and what software can and cannot say of this screen"))


# fmt: on
