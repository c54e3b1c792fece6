"""The examples of docs/plugins.md, dropped in as they stand there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import torch

from ldct_studio import discovery
from ldct_studio.core.events import Event, Metric, Picture
from ldct_studio.core.paths import user_plugins
from ldct_studio.core.resources import Resources
from ldct_studio.core.step import Step
from ldct_studio.nets.model import load_model
from ldct_studio.plugin import Recipe, make
from ldct_studio.training.run import FabricRun

DOCS = Path(__file__).resolve().parents[2] / "docs" / "plugins.md"
EXAMPLES = re.findall(r"```python\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)


def _drop_in(number: int) -> None:
    path = user_plugins() / f"example_{number}.py"
    path.write_text(EXAMPLES[number])
    assert discovery.load_file(path) is not None


@pytest.mark.usefixtures("registry")
def test_the_recipe_trains_a_model_that_can_be_loaded(tmp_path: Path) -> None:
    _drop_in(1)
    assert len(EXAMPLES[1].splitlines()) < 60
    recipe = make(Step("recipe", "small_denoiser", (("size", 32), ("steps", 3))))
    assert isinstance(recipe, Recipe)
    told: list[Event] = []
    with torch.random.fork_rng():
        run = FabricRun(tmp_path, 7, Resources(), told.append)
        recipe.train(run)
        run.close()
    net, card = load_model(tmp_path / "model")
    assert (card.kind, card.seed) == ("denoiser", 7)
    assert net(torch.zeros(1, 1, 32, 32)).shape == (1, 1, 32, 32)
    assert any(isinstance(event, Picture) for event in told)
    assert [event.step for event in told if isinstance(event, Metric)][-1] == 2
