"""The task loss on RED-CNN: ``python -m tests.bench.task_loss [--steps 2500] [--patients 60] [--json FILE]``.

Trains a segmenter at full dose, RED-CNN, and RED-CNN with the task loss (64², a few minutes each), and
compares the two on synthetic patients that were held back: PSNR, Dice under the frozen segmenter, and a
paired t-test of the Dice. Ends with 1 where the task loss does not raise it with p < 0.05.
"""

from __future__ import annotations

import importlib
import sys
import tempfile
from pathlib import Path

import numpy as np
import torch
from scipy import stats
from torch import nn

from ldct_studio import methods  # noqa: F401  (registers them)
from ldct_studio.core.paths import shipped_plugins
from ldct_studio.core.resources import Resources
from ldct_studio.discovery import load_file
from ldct_studio.nets.model import load_model
from ldct_studio.training.run import FabricRun
from tests.bench import timing  # before torch

load_file(shipped_plugins() / "task_adaptive" / "__init__.py")
recipes = importlib.import_module("ldct_studio_plugins.task_adaptive.recipes")
examples = importlib.import_module("ldct_studio_plugins.task_adaptive.examples")
scores = importlib.import_module("ldct_studio_plugins.task_adaptive.scores")

SEEN = {"size": 64, "photons_low": 1e4, "photons_high": 1e4, "window": "ram-lak"}
ALPHA = 0.1
HELD_BACK_FROM = 1_000_000


def trained(folder: Path, steps: int) -> dict[str, nn.Module]:
    """Train the three networks, and return them by name."""

    def run(name: str) -> FabricRun:
        (folder / name).mkdir()
        return FabricRun(folder / name, 0, Resources(threads=torch.get_num_threads()), lambda event: None)

    common = {**SEEN, "batch": 4, "width": 16}
    segmenter = recipes.Segmentation.Config.model_validate(
        {**common, "steps": 8 * steps // 5, "loss": "dice-ce"}
    )
    recipes.Segmentation(segmenter).train(run("segmenter"))
    judge = load_model(folder / "segmenter" / "model")
    for name, alpha in (("RED-CNN", 0.0), ("RED-CNN with the task loss", ALPHA)):
        settings = {**common, "steps": steps, "body": "redcnn", "alpha": alpha}
        config = recipes.Reconstruction.Config.model_validate(settings)
        recipes.Reconstruction(config).train_beside(run(name), judge if alpha else None)
        print(f"{name} is trained", flush=True)
    return {path.name: load_model(path / "model")[0] for path in folder.iterdir()}


def measured(nets: dict[str, nn.Module], patients: int) -> dict[str, tuple[list[float], list[float]]]:
    """Return PSNR and Dice (mean of liver and tumor) of every picture of each patient, by method."""
    config = examples.Examples.model_validate(SEEN)
    pool = examples.draw_pool(config, range(HELD_BACK_FROM, HELD_BACK_FROM + patients))
    found: dict[str, tuple[list[float], list[float]]] = {}
    with torch.inference_mode():
        for i in range(patients):
            chance = torch.Generator().manual_seed(i)
            batch = examples.scan(config, pool, torch.tensor([i]), chance, torch.device("cpu"))
            made = {"low dose": batch.low, "full dose": batch.full}
            made |= {name: net(batch.low) for name, net in nets.items() if name != "segmenter"}
            for name, picture in made.items():
                classes = nets["segmenter"](picture).argmax(1)[0]
                dice = [v for v in scores.dice_of_classes(classes, batch.labels[0], 3) if v is not None]
                psnrs, dices = found.setdefault(name, ([], []))
                psnrs.append(scores.psnr(picture, batch.full))
                dices.append(float(np.mean(dice)))
    return found


def main() -> int:
    """Train, measure and print; return the exit code."""
    parser = timing.options(__doc__)
    parser.add_argument("--steps", type=int, default=2500)
    parser.add_argument("--patients", type=int, default=60)
    chosen = parser.parse_args()
    facts = timing.machine()
    with tempfile.TemporaryDirectory() as folder:
        found = measured(trained(Path(folder), chosen.steps), chosen.patients)
    for name, (psnrs, dices) in found.items():
        print(f"{name:28} PSNR {np.mean(psnrs):6.2f} dB   Dice {np.mean(dices):.3f}")
    with_task, without = found["RED-CNN with the task loss"][1], found["RED-CNN"][1]
    test = stats.ttest_rel(with_task, without)
    gain = float(np.mean(with_task) - np.mean(without))
    print(f"the task loss adds {gain:+.3f} Dice, paired t-test p = {test.pvalue:.2g}, n = {chosen.patients}")
    timing.write(chosen.json, facts, {"gain": gain, "p": float(test.pvalue)})
    return int(not (gain > 0 and test.pvalue < 0.05))


if __name__ == "__main__":
    sys.exit(main())
