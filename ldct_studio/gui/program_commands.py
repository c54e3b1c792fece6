"""The rows of the command table for the windows of the program, the guards, cine and key images."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from . import key_images
from .command import Command
from .commands import Change
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
    yield Command("starved", "Starved rays", "View", ("X",), "pane", toggle_starved, section=2,
                  tip="Hatch what lies on rays that too few photons survive", sheet="Starved rays",
                  checked=lambda scene: scene.starved is not None)
    for photons in STARVED:
        unit = "photon" if photons == 1 else "photons"
        yield Command(f"starved-{photons}", f"Fewer than {photons} {unit}", "View/Starved below", (), "pane",
                      starved_below(photons), f"Hatch rays that expect fewer than {photons} {unit}",
                      section=2, checked=_asks(photons))
    yield Command("cine", "Cine", "View/Cine", ("C",), "pane", section=2, sheet="Cine", label="Run",
                  tip="Run through the slices; a click or scrolling stops", checked=lambda scene: False)
    yield Command("cine-faster", "Faster", "View/Cine", (), section=3, tip="More frames per second")
    yield Command("cine-slower", "Slower", "View/Cine", (), section=3, tip="Fewer frames per second")
    yield Command("key-image", "Mark key image", "View/Key images", ("K",), "pane", key_images.toggle,
                  "Mark this slice with what the pane shows, or take its mark away", section=2,
                  sheet="Mark key image", checked=lambda scene: key_images.marked(scene) is not None)
    yield Command("key-next", "Next key image", "View/Key images", ("Shift+K",), "pane", key_images.step(1),
                  "Show the next key image as it was marked", section=2, sheet="Next key image",
                  enabled=lambda scene: bool(scene.key_images))
    yield Command("key-clear", "Clear key images", "View/Key images", (), "pane", key_images.clear,
                  "Take all marks away", section=2, enabled=lambda scene: bool(scene.key_images))
    yield Command("tags", "DICOM tags…", "View", ("Ctrl+I",), section=3, sheet="DICOM tags",
                  tip="The header of the file behind the slice on show, DICOM or NIfTI, with search")
    yield Command("shortcut-editor", "Edit shortcuts…", "Edit", section=2, tip="Give commands other keys")
    yield Command("help", "Help", "Help", ("F1",), icon="question", sheet="Help",
                  tip="The pages of the documentation")
    yield Command("open-log", "Log…", "Help", section=1, tip="What the program did, without patient names")
    yield Command("compute", "Compute…", "Help", section=1,
                  tip="Test what computes the pictures, and see what takes over when it fails")


# fmt: on
