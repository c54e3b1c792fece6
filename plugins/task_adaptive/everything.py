"""The evaluation set: every model of the study's table, for several seeds, in one resumable job."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeVar

import torch
from torch import nn

from ldct_studio.api import Config, Field, Kept, Recipe, Run, load_model

from .recipes import Joint, Reconstruction, Segmentation

ALPHAS = (0.001, 0.01, 0.1)
SHARES = (0.1, 0.9)
PAPER = {"size": 512, "width": 64, "batch": 16, "patients": 15_330, "views": 1000, "steps": 95_800}
"""The publication's constants: 19,163 slices, four fifths of them to learn from; steps are 100 epochs."""

C = TypeVar("C", bound=Config)


class Everything(Recipe, name="task_adaptive.all", title="Evaluation set"):
    """Train segmenter, base, task-adaptive and joint networks for every seed, as the table needs them."""

    class Config(Config):
        """How large and how long."""

        preset: Literal["small", "paper"] = Field(
            "small",
            title="Preset",
            description="Small: 64², a quarter of the width. Paper: 512², full width.",
        )
        seeds: int = Field(3, ge=1, le=20, title="Seeds")
        steps: int = Field(
            5000, ge=1, le=10_000_000, title="Steps", description="Of each network of the small preset."
        )
        photons: float = Field(1e4, ge=100, le=1e9, title="Photons per ray")

    config: Config

    def train(self, run: Run) -> None:
        """Train one network after the other, each into a folder of its own below ``models``."""
        for seed in range(self.config.seeds):
            folder = run.folder / "models" / f"seed-{seed}"
            segmenter = self._part(run, folder / "segmenter", seed)
            Segmentation(self._set(Segmentation.Config, loss="dice-ce")).train(segmenter)
            judge = load_model(folder / "segmenter" / "model")
            for alpha in (0.0, *ALPHAS):
                part = self._part(run, folder / name_of(alpha), seed)
                config = self._set(Reconstruction.Config, alpha=alpha)
                Reconstruction(config).train_beside(part, judge if alpha else None)
            for share in SHARES:
                part = self._part(run, folder / f"joint-{share:g}", seed)
                Joint(self._set(Joint.Config, share=share)).train(part)

    def _set(self, kind: type[C], **more: object) -> C:
        """Return the settings of a recipe for this preset."""
        chosen = PAPER if self.config.preset == "paper" else {"steps": self.config.steps}
        photons = {"photons_low": self.config.photons, "photons_high": self.config.photons}
        return kind.model_validate({**chosen, **photons, "window": "ram-lak", **more})

    def _part(self, run: Run, folder: Path, seed: int) -> Part:
        folder.mkdir(parents=True, exist_ok=True)
        part = Part(run, folder, run.seed + seed)
        torch.manual_seed(part.generator(0, f"weights of {folder.name}").initial_seed())
        return part


def name_of(alpha: float) -> str:
    """Return the folder name of a reconstruction network."""
    return f"task-{alpha:g}" if alpha else "base"


@dataclass(frozen=True)
class Part:
    """A part of a run, with a folder and a seed of its own."""

    run: Run
    folder: Path
    seed: int

    @property
    def device(self) -> torch.device:
        """Where to compute."""
        return self.run.device

    def steps(self, total: int, kept: Mapping[str, Kept]) -> Iterator[int]:
        """Yield the steps of a stage of the whole run."""
        self.run.message(f"{self.folder.parent.name}, {self.folder.name}: {total} steps.")
        return self.run.steps(total, kept)

    def generator(self, step: int, purpose: str = "") -> torch.Generator:
        """Return chance that depends on this part's seed too."""
        return self.run.generator(step, f"{self.seed}/{purpose}")

    def setup(
        self, net: nn.Module, *optimizers: torch.optim.Optimizer
    ) -> tuple[nn.Module, tuple[torch.optim.Optimizer, ...]]:
        """Bring a network and its optimizers to the devices of the run."""
        return self.run.setup(net, *optimizers)

    def backward(self, loss: torch.Tensor) -> None:
        """Compute the gradients of a loss."""
        self.run.backward(loss)

    def metrics(self, step: int, values: Mapping[str, float]) -> None:
        """Report numbers under the name of this part."""
        self.run.metrics(step, {f"{self.folder.name}: {name}": value for name, value in values.items()})

    def picture(
        self, step: int, title: str, hu: torch.Tensor, window: tuple[float, float] = (-160, 240)
    ) -> None:
        """Report an example picture under the name of this part."""
        self.run.picture(step, f"{self.folder.name}: {title}", hu, window)

    def message(self, text: str) -> None:
        """Report a sentence."""
        self.run.message(text)
