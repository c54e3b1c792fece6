"""The commands of scans before and after contrast."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from .command import Command
from .contrast_lanes import contrast_home, is_pair
from .language import tr
from .scene import Scene

THRESHOLDS = (2.0, 3.0, 4.0, 5.0)
"""Times the noise from which uptake is drawn."""


def _above(sigma: float) -> Callable[[Scene], Scene]:
    return lambda scene: replace(scene, uptake_sigma=sigma)


def _is(sigma: float) -> Callable[[Scene], bool]:
    return lambda scene: scene.uptake_sigma == sigma


def six_panes(scene: Scene) -> Scene:
    """Show before, low, predicted and full dose, uptake and error, as the case opened."""
    partner = scene.study.partner if scene.study else None
    if partner is None:
        return scene
    panes = contrast_home(partner.pair)
    return replace(
        scene, volume=partner.pair.after, panes=panes, rows=2, columns=3, active=2, maximized=False,
        compare="side", second=None,
    )  # fmt: skip


# A table reads best as a table.
# fmt: off
def rows() -> Iterator[Command]:
    """Return the commands in the order of their menu."""
    yield Command("contrast-pair", tr("Open scans before and after…"), "Contrast", ("Ctrl+Alt+O",), section=1,
                  sheet=tr("Open scans before and after contrast"),
                  tip=tr("Register two MR scans of a head, and show what contrast agent changed"))
    yield Command("contrast-demo", tr("Open brain demo"), "Contrast", section=1,
                  tip=tr("Open the synthetic head with lesions of known size before and after contrast"))
    yield Command("contrast-panes", tr("Six panes"), "Contrast", change=six_panes, section=2, enabled=is_pair,
                  tip=tr("Before, low dose, prediction, full dose, uptake and error side by side"))
    for sigma in THRESHOLDS:
        yield Command(f"uptake-{sigma:g}", tr("Above {0} σ").format(f"{sigma:g}"), "Contrast/Uptake from",
                      change=_above(sigma), section=3, enabled=is_pair, checked=_is(sigma),
                      tip=tr("Draw uptake from so many times the noise of the subtraction on"))
# fmt: on
