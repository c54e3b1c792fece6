"""Plug-ins and jobs: files that a user could have dropped in, a good and a broken one, and its recipe."""

from __future__ import annotations

import threading
import time
from pathlib import Path

from ... import discovery
from ...core.paths import resource, user_plugins
from ...core.resources import Resources
from ...core.step import Step
from ...jobs import store
from ...jobs.status import Status, status
from ...nets.model import CARD, load_model, read_card
from ...plugin import find
from .check import Check, demand

INVERT = Step("denoiser", "self-test-invert")
"""The denoiser that was dropped in: it changes the sign, by which its picture is known."""
_PATIENCE = 900.0
"""Seconds that the job may take: a job comes last, after all that this computer does."""
_GOOD = '''"""Methods that the self-test drops in."""

import torch

from ldct_studio.api import Denoiser, Recipe, Volume


class Invert(Denoiser, name="self-test-invert", title="Invert"):
    """Change the sign."""

    def denoise(self, volume: Volume) -> Volume:
        return volume.made(-volume.data)


class Fit(Recipe, name="self-test-fit", title="Fit"):
    """Fit one weight in three steps."""

    def train(self, run):
        net = torch.nn.Linear(1, 1)
        net, (optimizer,) = run.setup(net, torch.optim.Adam(net.parameters(), 0.1))
        for step in run.steps(3, {"net": net, "optimizer": optimizer}):
            loss = net(torch.ones(1, 1)).square().mean()
            optimizer.zero_grad()
            run.backward(loss)
            optimizer.step()
            run.metrics(step, {"loss": loss.item()})
        (run.folder / "fitted.txt").write_text(f"{loss.item():.3f}")
'''
_BROKEN = "this is no Python\n"


def drop_in() -> None:
    """Put the files where the user's plug-ins are, allow them, and load all plug-ins."""
    for name, text in (("self_test.py", _GOOD), ("self_test_broken.py", _BROKEN)):
        path = user_plugins() / name
        path.write_text(text, encoding="utf-8")
        discovery.allow(path)
    discovery.discover()


def _dropped_in(folder: Path) -> str:
    return f"{find(INVERT).title} and {find(Step('recipe', 'self-test-fit')).title} are there"


def _broken(folder: Path) -> str:
    found = [one for one in discovery.broken() if Path(one.file).name == "self_test_broken.py"]
    others = [one for one in discovery.broken() if one not in found]
    demand(len(found) == 1, "A broken plug-in was not noticed.")
    demand(not others, f"Plug-ins cannot be loaded: {'; '.join(one.reason for one in others)}")
    return f"kept out: {found[0].reason}"


def _model_cards(folder: Path) -> str:
    models = sorted(path.parent for path in resource("models").rglob(CARD))
    others = sorted(path.parent for path in resource("studies").rglob(CARD))
    demand(bool(models) and bool(others), "The models are missing.")
    for model in models:
        load_model(model)
    for model in others:
        read_card(model)
    return f"{len(models)} models load, {len(others)} more cards are good"


def _job(folder: Path) -> str:
    fit = Step("recipe", "self-test-fit")
    if find(fit).missing():
        return "not installed: the extra train"
    spec = store.plan(fit, seed=1, resources=Resources())
    job = store.create(spec, folder / "job")
    store.start(job)
    end, deadline, pause = status(job), time.monotonic() + _PATIENCE, threading.Event()
    while end.active and time.monotonic() < deadline:
        pause.wait(0.2)
        end = status(job)
    if end.active:
        store.end(job)
    demand(_done(end) and (job.folder / "fitted.txt").is_file(), f"The job ended with: {end.text}")
    return f"three steps in its own process: {end.text or end.state}"


def _done(end: Status) -> bool:
    return end.state == "done"


CHECKS = (
    Check("drop-in plug-in", _dropped_in),
    Check("broken plug-in", _broken),
    Check("model cards", _model_cards),
    Check("job", _job),
)
