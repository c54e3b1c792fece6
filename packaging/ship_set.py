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

from ldct_studio.nets.model import CARD, WEIGHTS, load_model

STUDIES = Path(__file__).parents[1] / "resources" / "studies"


def main(models: Path, name: str) -> None:
    """Write every finished model, and the card of the set where there is one."""
    for found in sorted(models.rglob(CARD)):
        folder = STUDIES / name / found.parent.relative_to(models)
        folder.mkdir(parents=True, exist_ok=True)
        net, card = load_model(found.parent)
        state = net.state_dict()
        weights = save({key: value.half() if value.ndim >= 4 else value for key, value in state.items()})
        shipped = card.model_copy(update={"sha256": hashlib.sha256(weights).hexdigest()})
        (folder / WEIGHTS).write_bytes(weights)
        (folder / CARD).write_text(shipped.model_dump_json(indent=1) + "\n", encoding="utf-8")
    if (models / "card.json").is_file():
        shutil.copyfile(models / "card.json", STUDIES / name / "card.json")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
