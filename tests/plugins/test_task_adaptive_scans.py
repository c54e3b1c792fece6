"""Real scans as training data: pools, labels, what is held back, and the card's list of files."""

from __future__ import annotations

import hashlib
import importlib
from pathlib import Path
from types import ModuleType

import nibabel as nib
import numpy as np
import pytest
import torch

from ldct_studio.core.errors import PluginError
from ldct_studio.core.paths import shipped_plugins
from ldct_studio.core.step import Step
from ldct_studio.discovery import load_file
from ldct_studio.nets.model import load_model
from ldct_studio.plugin import Recipe, make
from tests.plugins.test_task_adaptive import PlainRun


@pytest.fixture(scope="module", autouse=True)
def _loaded() -> None:
    assert load_file(shipped_plugins() / "task_adaptive" / "__init__.py") is not None


def part(name: str) -> ModuleType:
    return importlib.import_module(f"ldct_studio_plugins.task_adaptive.{name}")


def write(folder: Path, name: str, shape: tuple[int, int, int], labels: bool = False) -> Path:
    """Write a scan of x, y, z voxels of 2 × 2 × 3 mm, of a value of its own."""
    affine = np.diag([-2.0, -2.0, 3.0, 1.0])
    hu = np.full(shape, -1000, np.int16)
    hu[4:-4, 4:-4] = 40 + len(list(folder.iterdir()))
    path = folder / f"{name}.nii.gz"
    nib.save(nib.Nifti1Image(hu, affine), path)
    if labels:
        nib.save(nib.Nifti1Image((hu > 0).astype(np.uint8), affine), folder / f"{name}_labels.nii.gz")
    return path


def config(folder: Path, **more: object) -> object:
    return part("examples").Examples.model_validate(
        {"size": 48, "patients": 4, "views": 32, "anatomy": "organs", "data": folder, **more}
    )


def test_a_scan_is_a_pool_of_its_own_padded_with_air(tmp_path: Path) -> None:
    write(tmp_path, "one", (40, 32, 50))
    pools, held = part("scans").read_scans(config(tmp_path, patch=48), labeled=False)
    assert held == []
    (pool,) = pools
    assert pool.hu.shape == (32, 48, 48)
    assert pool.pixel_mm == 2.0
    assert pool.scanned
    assert float(pool.hu[0, 16, 20]) == 40
    assert float(pool.hu[0, -1, -1]) == -1000


def test_batches_are_of_scans_as_often_as_asked(tmp_path: Path) -> None:
    write(tmp_path, "one", (48, 48, 4))
    examples = part("examples")
    chosen = config(tmp_path, share=0.3, target="scanned")
    scans, _ = part("scans").read_scans(chosen, labeled=False)
    drawn = examples.Pool(torch.zeros(1, 48, 48), torch.zeros(1, 48, 48, dtype=torch.uint8), 8.0)
    numbers = [
        examples._drawn_pool(chosen, [drawn, *scans], torch.Generator().manual_seed(s)) for s in range(400)
    ]
    assert sum(pool.scanned for pool in numbers) / 400 == pytest.approx(0.3, abs=0.07)
    batch = examples.scan(chosen, scans[0], torch.tensor([0]), torch.Generator(), torch.device("cpu"))
    assert torch.equal(batch.full[0], scans[0].hu[:1])


def test_labels_become_classes_and_are_needed_for_a_task(tmp_path: Path) -> None:
    write(tmp_path, "one", (48, 48, 4), labels=True)
    (pool,), _ = part("scans").read_scans(config(tmp_path), labeled=True)
    assert set(pool.labels.unique().tolist()) == {0, 1}
    write(tmp_path, "two", (48, 48, 4))
    with pytest.raises(PluginError, match="no labels"):
        part("scans").read_scans(config(tmp_path), labeled=True)


def test_of_many_patients_some_are_held_back_and_few_do_not_do_alone(tmp_path: Path) -> None:
    for number in range(12):
        write(tmp_path, f"p{number:02d}", (32, 32, 2))
    learned, held = part("scans").read_scans(config(tmp_path, share=1), labeled=False)
    assert len(learned) + len(held) == 12
    assert 1 <= len(held) <= 5
    values = [{float(pool.hu.max()) for pool in pools} for pools in (learned, held)]
    assert not values[0] & values[1]
    few = tmp_path / "few"
    few.mkdir()
    write(few, "one", (32, 32, 2))
    with pytest.raises(PluginError, match="too few"):
        part("scans").read_scans(config(few, share=1), labeled=False)
    with pytest.raises(PluginError, match="no scans"):
        part("scans").read_scans(config(tmp_path / "nothing"), labeled=False)


def test_the_card_names_the_files_by_their_digest(tmp_path: Path) -> None:
    scans = tmp_path / "scans"
    scans.mkdir()
    path = write(scans, "one", (48, 48, 4))
    small = "size=48,patients=4,views=32,width=2,depth=2,steps=2,batch=2"
    text = f"{small},head=residual,data={scans},target=scanned"
    recipe = make(Step.parse(f"recipe:task_adaptive.base:{text}"))
    assert isinstance(recipe, Recipe)
    recipe.train(PlainRun(tmp_path / "run", 0))
    _, card = load_model(tmp_path / "run" / "model")
    assert [(file.name, file.sha256) for file in card.files] == [
        ("one.nii.gz", hashlib.sha256(path.read_bytes()).hexdigest())
    ]
    assert "25% scans" in card.data
    assert card.note == ""
