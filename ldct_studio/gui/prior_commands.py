"""The commands of the prior beside the current scan."""

from __future__ import annotations

from collections.abc import Iterator

from .command import Command
from .language import tr
from .scene import Scene


def _open(scene: Scene) -> bool:
    return scene.study is not None


def _there(scene: Scene) -> bool:
    return scene.study is not None and scene.prior is not None


# A table reads best as a table.
# fmt: off
def rows() -> Iterator[Command]:
    """Return the commands in the order of their menu."""
    yield Command("prior-open", tr("Open prior…"), "View/Prior", section=1, enabled=_open,
                  tip=tr("Open an earlier scan of the patient beside the one on show"))
    yield Command("prior-show", tr("Show as prior"), "View/Prior", ("Alt+P",), section=1, enabled=_open,
                  tip=tr("Show the volume or series chosen in the data list beside the one on show"),
                  sheet=tr("Show as prior, register it"))
    yield Command("prior-register", tr("Register to current"), "View/Prior", ("Alt+R",), section=2,
                  enabled=_there, sheet=tr("Show as prior, register it"),
                  tip=tr("Turn and move the prior so that it lies on the current scan; undo takes it back"))
    yield Command("prior-close", tr("Close prior"), "View/Prior", section=2, enabled=_there,
                  tip=tr("Take the prior and its pane away"))
# fmt: on
