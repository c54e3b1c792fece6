"""The command of physics at a place."""

from __future__ import annotations

from collections.abc import Iterator

from .command import Command
from .language import tr


def rows() -> Iterator[Command]:
    """Return the command."""
    yield Command(
        "probe",
        tr("Physics at this place…"),
        "Measure",
        ("P",),
        "pane",
        section=4,
        enabled=lambda scene: scene.study is not None,
        tip=tr(
            "Put a known disc at the crosshair or into the region, and measure what every pane keeps of it"
        ),
        sheet=tr("Physics at this place"),
    )
