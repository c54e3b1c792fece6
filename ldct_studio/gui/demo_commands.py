"""The demos of plug-ins: their commands in the menu File, and what these do."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from ..plugin import plugins
from .command import Command
from .language import tr

_PREFIX = "demo-"


def rows() -> Iterator[Command]:
    """Yield a command for the demo of every plug-in that is there as the window is built."""
    for cls in plugins("demo"):
        yield Command(f"{_PREFIX}{cls.name}", tr(cls.title), "File/Demos", icon="flask",
                      tip=tr("Make this synthetic case and open it"))  # fmt: skip


def deeds(open_demo: Callable[[str], None]) -> dict[str, Callable[[], None]]:
    """Return what the commands do, where a demo is opened by its name.

    One that cannot run here is opened all the same: what it needs may have come meanwhile, else a sentence
    says what to do.
    """
    return {f"{_PREFIX}{cls.name}": partial(open_demo, cls.name) for cls in plugins("demo")}
