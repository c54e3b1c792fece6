"""Copy an evaluation set, or what of it is finished, into the resources, at half its size.

``python packaging/ship_set.py RUN/models task_adaptive-small``: the weights of convolutions are rounded to
half precision, all others stay as they are. What ships has to be evaluated as it ships.
"""

from __future__ import annotations

import hashlib
import shutil
import sys
from pathlib import Path

from safetensors.torch import save

from ldct_studio.nets.model import CARD, WEIGHTS, Card, load_model

RESOURCES = Path(__file__).parents[1] / "resources"


def main(models: Path, name: str) -> None:
    """Write every finished model, and the card of the set where there is one."""
    study = RESOURCES / "studies" / name
    for found in sorted(models.rglob(CARD)):
        ship(found.parent, study / found.parent.relative_to(models))
    if (models / "card.json").is_file():
        shutil.copyfile(models / "card.json", study / "card.json")


def ship(model: Path, folder: Path, card: Card | None = None) -> None:
    """Write a model into a folder, with another card where one is given."""
    folder.mkdir(parents=True, exist_ok=True)
    net, own = load_model(model)
    state = net.state_dict()
    weights = save({key: value.half() if value.ndim >= 4 else value for key, value in state.items()})
    shipped = (card or own).model_copy(update={"sha256": hashlib.sha256(weights).hexdigest()})
    (folder / WEIGHTS).write_bytes(weights)
    (folder / CARD).write_text(shipped.model_dump_json(indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
