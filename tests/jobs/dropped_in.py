"""Recipes that a user could have dropped in, good and bad ones."""

import hashlib
import os
import time
from itertools import count
from pathlib import Path
from typing import Literal

import torch

from ldct_studio import api


class Tiny(api.Recipe, name="tiny.base", title="Tiny"):
    """Fit a few hundred weights; all that a resumed training could forget is there."""

    class Config(api.Config):
        steps: int = api.Field(150, ge=1, title="Steps")
        data: Path = api.Field(Path(), title="Data")

    def train(self, run: api.Run) -> None:
        nets = [self.fit(run, 4)]
        for _ in api.interruptible(count()):  # as long as a test holds it here
            if not (self.config.data / "hold").exists():
                break
            time.sleep(0.01)
        nets.append(self.fit(run, 8))
        weights = [tensor.numpy().tobytes() for net in nets for tensor in net.state_dict().values()]
        (run.folder / "sha256").write_text(hashlib.sha256(b"".join(weights)).hexdigest())

    def fit(self, run: api.Run, width: int) -> torch.nn.Module:
        layers = (torch.nn.Linear(4, width), torch.nn.BatchNorm1d(width), torch.nn.Dropout(0.2))
        net: torch.nn.Module = torch.nn.Sequential(*layers, torch.nn.ReLU(), torch.nn.Linear(width, 1))
        net, (optimizer,) = run.setup(net, torch.optim.Adam(net.parameters(), 1e-2))
        scheduler = torch.optim.lr_scheduler.StepLR(optimizer, 30, 0.7)
        kept = {"net": net, "optimizer": optimizer, "scheduler": scheduler}
        for step in run.steps(self.config.steps, kept):
            x = torch.randn(32, 4, generator=run.generator(step, "examples"))
            loss = (net(x)[:, 0] - x.prod(1)).square().mean()
            optimizer.zero_grad()
            run.backward(loss)
            optimizer.step()
            scheduler.step()
            run.metrics(step, {"loss": loss.item()})
        return net


class TinySet(api.Recipe, name="tiny.all", title="Tiny set"):
    """Train nothing, and leave what a finished set of models is known by."""

    class Config(api.Config):
        preset: Literal["small", "paper"] = api.Field("small", title="Preset")

    def effort(self, device: torch.device) -> api.Effort:
        return api.Effort(steps=12_345, memory=2.34e9, seconds=1.23e7)

    def train(self, run: api.Run) -> None:
        (run.folder / "models").mkdir(exist_ok=True)
        (run.folder / "models" / "card.json").write_text("{}")


class TinyEvaluation(api.Recipe, name="tiny.evaluation", title="Tiny evaluation"):
    """Count patients; files beside the models make it fail, or miss a precondition."""

    class Config(api.Config):
        models: Path = api.Field(Path("models"), title="Models")
        patients: int = api.Field(2, ge=1, title="Patients")

    def train(self, run: api.Run) -> None:
        for step in run.steps(self.config.patients, {}):
            if step and (self.config.models / "broken").exists():
                raise api.StudioError("A patient cannot be read; repair it.")
        (run.folder / "table.csv").write_text("method,patient\n")
        (run.folder / "report.txt").write_text(f"{self.config.patients} patients of {self.config.models}\n")
        if (self.config.models / "poor").exists():
            (run.folder / "unmet.txt").write_text("The models are poor.\n")


class Raises(api.Recipe, name="raises", title="Raises"):
    """End with an error of some kind."""

    class Config(api.Config):
        kind: str = api.Field("ValueError", title="Kind")
        told: int = api.Field(0, title="Numbers that are told before")

    def train(self, run: api.Run) -> None:
        for step in range(self.config.told):
            run.metrics(step, {"loss": 1.0})
        errors = {
            "StudioError": api.StudioError("The scans have no labels; take others."),
            "OSError": OSError(28, "No space left on device", "/full/disk"),
            "MemoryError": MemoryError(),
            "SystemExit": SystemExit(0),
            "Cancelled": api.Cancelled("by itself"),
        }
        raise errors.get(self.config.kind, ValueError("x" * 10_000))


class Dies(api.Recipe, name="dies", title="Dies"):
    """Abort the process."""

    def train(self, run: api.Run) -> None:
        for step in run.steps(3, {}):
            run.message(f"step {step}")
        os.abort()
