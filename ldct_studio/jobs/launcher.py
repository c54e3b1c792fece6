"""Launcher: who starts the worker of a job, and knows whether it is still there."""

from __future__ import annotations

from functools import cache
from typing import Protocol

from .job import Handle, Job, Place, Spec


class Launcher(Protocol):
    """A place where jobs run. The folder of the job has to be seen from there under the same path."""

    def start(self, job: Job, spec: Spec) -> Handle | None:
        """Start the worker, or put it in line; ``StudioError`` with a sentence where that is impossible.

        Returns None where the worker itself says what finds it.
        """

    def command(self, job: Job, spec: Spec) -> list[str]:
        """Return the words that ``start`` runs."""

    def alive(self, job: Job, handle: Handle) -> bool:
        """Say whether the worker runs or waits; ``StudioError`` where a cluster does not answer."""

    def end(self, job: Job, handle: Handle) -> None:
        """End the worker at once."""


@cache
def launcher(on: Place) -> Launcher:
    """Return the launcher of a place."""
    if on == "slurm":
        from .slurm import Slurm

        return Slurm()
    if on == "ray":
        from .ray import Ray

        return Ray()
    from .local import Local

    return Local()
