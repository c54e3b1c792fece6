"""What tests of jobs stand on: recipes that were dropped in, and a process that stays as it was."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import torch

from ldct_studio import discovery
from ldct_studio.core.paths import user_plugins
from ldct_studio.core.resources import Resources
from ldct_studio.core.step import Step
from ldct_studio.jobs import store
from ldct_studio.jobs.job import Job

Make = Callable[..., Job]

RECIPES = Path(__file__).with_name("dropped_in.py")


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    """Set back what the process of a job sets for the rest of its life."""
    handler, threads = signal.getsignal(signal.SIGTERM), torch.get_num_threads()
    yield
    signal.signal(signal.SIGTERM, handler)
    torch.set_num_threads(threads)
    if torch.are_deterministic_algorithms_enabled():
        torch.use_deterministic_algorithms(False)


@pytest.fixture
def make(registry: None, tmp_path: Path) -> Make:
    """Return what makes a job of a recipe in ``dropped_in.py``; its folder has the name of the job."""
    path = user_plugins() / "dropped_in.py"
    path.write_text(RECIPES.read_text())
    discovery.allow(path)
    discovery.load_file(path)

    def job(text: str, name: str = "job", seed: int = 3, **resources: float) -> Job:
        plan = store.plan(Step.parse(f"recipe:{text}"), seed, "local", Resources(**resources))
        return store.create(plan, tmp_path / name)

    return job
