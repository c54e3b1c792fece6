"""The process in which the recipe of a job runs; its worker watches over it."""

from __future__ import annotations

import faulthandler
import os
import sys
import traceback
from pathlib import Path

import torch

from .. import methods, studies  # noqa: F401  (they register what is built in)
from ..core.cancel import stop_when
from ..core.device import choose, device, ran_out
from ..core.errors import Cancelled, PluginError, StudioError
from ..core.events import Done, Failed, LastWord, Stopped, shortened
from ..discovery import discover, fingerprint
from ..plugin import Recipe, find, make
from ..training.run import FabricRun
from .job import Job, Spec
from .stopping import Stopping, end_with_parent


def main() -> None:
    """Run the recipe of the job in the folder that is the last argument, and say how it ended."""
    end_with_parent()
    faulthandler.enable()
    job = Job(Path(sys.argv[-1]))
    word = _last_word(job)
    if word is not None and _first():
        job.journal.append(word)
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(word is None or isinstance(word, Failed))  # whatever a library still waits for


def _first() -> bool:
    return all(os.environ.get(name, "0") == "0" for name in ("LOCAL_RANK", "SLURM_PROCID"))


def _last_word(job: Job) -> LastWord | None:
    """Run the recipe; return None where the system ended it, which its worker knows more about."""
    stopping = Stopping(job, job.spec().on)
    try:
        # Of several processes the first one alone stops: the others would be at another step.
        with stop_when(stopping if _first() else lambda: False):
            _train(job, job.spec())
    except Cancelled:
        return Stopped() if stopping.canceled else None
    except BaseException as error:  # a recipe may raise anything, SystemExit too
        traceback.print_exception(error)
        return Failed(error=shortened(_sentence(error)))
    return Done()


def _train(job: Job, spec: Spec) -> None:
    choose(spec.resources.compute)
    torch.set_num_threads(spec.resources.threads)
    if device().type == "cpu":
        # Some sums on the CPU have a faster form whose order changes from time to time. A GPU has no fixed
        # order for what the projector needs; weights of resumed work agree there within rounding.
        torch.use_deterministic_algorithms(True, warn_only=True)
        torch.utils.deterministic.fill_uninitialized_memory = False  # type: ignore[attr-defined]
    discover()
    recipe = make(spec.step)
    if not isinstance(recipe, Recipe):
        raise PluginError(f"{recipe.title} is no recipe.")
    run = FabricRun(job.folder, spec.seed, spec.resources, job.journal.append, spec.on)
    if fingerprint(Path(find(spec.step).file)) != spec.plugin:
        run.message("The recipe was changed after this job was made; its result may differ.")
    try:
        recipe.train(run)
    finally:
        run.close()


def _sentence(error: BaseException) -> str:
    if ran_out(error):
        return f"The memory of the {device().type.upper()} does not suffice; let the job take less at a time."
    if isinstance(error, StudioError):
        return str(error)
    if isinstance(error, OSError) and error.strerror:
        name = error.filename or "A file"
        return f"{name} cannot be read or written ({error.strerror}); set that right and resume."
    return f"The recipe failed ({type(error).__name__}: {error}); its log tells where."


if __name__ == "__main__":
    main()
