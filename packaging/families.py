"""Train the six segmentation models of the study of dose robustness and copy them into the resources.

``python packaging/families.py FOLDER`` takes half an hour on two cores; the same command again resumes it.
There are two sizes, each without noise augmentation (plain), with nnU-Net's as in the published study
(augmented), and with low doses among what is learned from (lowdose). Full dose is the same for all.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from ship_set import RESOURCES, ship

from ldct_studio.nets.model import CARD, read_card

SIZES = {"small": "width=8,depth=3", "base": "width=12,depth=4"}
FAMILIES = {
    "plain": "photons_low=6e5",
    "augmented": "photons_low=6e5,augmentation=1.0",
    "lowdose": "photons_low=3e4",
}
ALIKE = "anatomy=organs,size=96,batch=4,patients=500,steps=2500,rate=2e-3,loss=dice-ce,noise=True,views=120"
FULL = "photons_high=6e5"
NOTE = "Trained on synthetic patients; finds no lesions."
TITLES = {"plain": "plain", "augmented": "noise-augmented", "lowdose": "with low doses"}


def main(folder: Path) -> None:
    """Train what is not finished, and ship all six."""
    for size, network in SIZES.items():
        for family, learned in FAMILIES.items():
            job = folder / f"family-{family}-{size}"
            if not (job / "model" / CARD).is_file():
                train(f"task_adaptive.segmenter:{ALIKE},{FULL},{network},{learned}", job)
            said = {"title": f"Organs, {TITLES[family]}, {size}", "note": NOTE}
            card = read_card(job / "model").model_copy(update=said)
            ship(job / "model", RESOURCES / "models" / job.name, card)


def train(recipe: str, job: Path) -> None:
    """Train with a recipe into a folder."""
    command = [sys.executable, "-m", "ldct_studio", "train", recipe, "--seed", "1", "--out", str(job)]
    subprocess.run(command, check=True, env={**os.environ, "LDCT_STUDIO_HOME": str(job.parent / "home")})


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
