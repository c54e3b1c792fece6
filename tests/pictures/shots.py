"""Every picture of the documentation, by name: the states, the layouts, the workspaces and the dialogs."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from ldct_studio.gui.top_bar import WORKSPACES
from tests.pictures import acquired, contrast, demos, dialogs, doses, states
from tests.pictures.hand import Hand
from tests.pictures.layouts import box, chosen, console, laid_out, loaded, solid, solid_beside_planes

Prepare = Callable[[Hand], QWidget | None]
"""Brings the window into a state; returns what is drawn instead of the window, such as a dialog."""

STATES: dict[str, Prepare] = {
    "home": states.home,
    "home-wide": states.home_wide,
    "dragging": states.dragging,
    "refining": states.refining,
    "stale": states.stale,
    "failed": states.failed,
    "cpu-only": states.cpu_only,
    "recovery": states.recovery,
    "opening": states.opening,
    "welcome": states.welcome,
    "training-beside": states.training_beside,
    "train-wide": states.train_wide,
    "cancelling": states.cancelling,
    "cancelled": states.cancelled,
}
"""What ``home`` shows is the state “full”; the wide ones are of 1920 × 1080 pixels."""

DIALOGS: dict[str, Prepare] = {
    "dialog-shortcuts": partial(dialogs.overlay, command="shortcuts"),
    "dialog-palette": partial(dialogs.overlay, command="palette"),
    "dialog-menu": dialogs.menu,
    "dialog-photons": dialogs.photons,
    "dialog-method": dialogs.method_settings,
    "dialog-probe": dialogs.probe,
    "dialog-tags": dialogs.tags,
    "dialog-about": dialogs.about,
    "dialog-clip-box": box,
    "dialog-suggest-dose": doses.popover,
    **{
        f"dialog-{command}": partial(dialogs.chosen, command=command)
        for command in (
            "preferences", "shortcut-editor", "plugins", "help", "open-log", "compute",
            "save-picture", "export-movie", "export-labels", "new-training", "display-check",
            "validate-scanner", "new-study", "import-report",
        )
    },
}  # fmt: skip

LAYOUTS: dict[str, Prepare] = {
    **{command: partial(laid_out, command=command) for command in ("layout-1x1", "layout-1x2", "layout-3x3")},
    **{
        command: partial(loaded, command=command) for command in ("plane-coronal", "three-planes", "slab-max")
    },
    **{
        f"compare-{mode}": partial(chosen, command=f"compare-{mode}")
        for mode in ("swipe", "checkerboard", "difference", "flicker")
    },
    "solid-bone": solid,
    "solid-planes": solid_beside_planes,
    "plane-oblique": partial(loaded, command="plane-oblique"),
    "layout-2x3": partial(laid_out, command="layout-2x3"),
    "console": console,
}
"""Of 2 × 2 panes side by side is ``home``."""


CONTRAST: dict[str, Prepare] = {
    "contrast": contrast.demo,
    "contrast-wide": contrast.demo_wide,
    "contrast-planes": contrast.planes,
    "contrast-dialog": contrast.pair_dialog,
}
DEMOS: dict[str, Prepare] = {"demo-mvct": partial(demos.opened, name="mvct_to_kvct")}
"""The demos of plug-ins."""
DOSES: dict[str, Prepare] = {"suggested": doses.used, "proposal": doses.evaluated}
PATIENTS: dict[str, Prepare] = {
    **{f"contrast-{name.lower()}": partial(contrast.real, patient=name) for name in contrast.PATIENTS},
    "suggested-abdomen": doses.used_on_abdomen,
}
"""Real patients, whose files are not part of the project."""
PROJECTIONS: dict[str, Prepare] = {
    f"projections-{name}": partial(acquired.opened, name=name) for name in acquired.FILES
}
"""Measured scans, whose files are not part of the project either."""


def workspaces() -> dict[str, Prepare]:
    """Return every workspace."""
    return {f"workspace-{name}": partial(_workspace, name=name) for name, _, _ in WORKSPACES}


def shots() -> dict[str, Prepare]:
    """Return all pictures by name, in the order in which they are taken."""
    return {
        **LAYOUTS,
        **workspaces(),
        **DIALOGS,
        **STATES,
        **CONTRAST,
        **DEMOS,
        **DOSES,
        **PATIENTS,
        **PROJECTIONS,
    }


def _workspace(hand: Hand, name: str) -> None:
    hand.begin()
    hand.state.update("Workspace", workspace=name)
    hand.settle()
