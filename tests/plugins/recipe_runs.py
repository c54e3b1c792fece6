"""Recipes of plug-ins, run by tests in this process."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from ldct_studio.core.resources import Resources
from ldct_studio.core.step import Step
from ldct_studio.plugin import Recipe, make
from ldct_studio.training.run import FabricRun


def run_recipe(text: str, folder: Path) -> list[Any]:
    """Run a recipe in a folder, to its end or until it is stopped; return what it told."""
    recipe, told = make(Step.parse(f"recipe:{text}")), list[Any]()
    assert isinstance(recipe, Recipe)
    folder.mkdir(exist_ok=True)
    work = FabricRun(folder, 5, Resources(), told.append)
    try:
        recipe.train(work)
    finally:
        work.close()
    return told


def digests(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of all weights below a folder, by path."""
    files = sorted(folder.rglob("*.safetensors"))
    return {str(p.relative_to(folder)): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}
