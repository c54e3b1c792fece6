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
from ldct_studio.core.paths import data_dir, shipped_plugins
from ldct_studio.core.step import Step
from ldct_studio.discovery import load_file
from ldct_studio.nets.architecture import Architecture
from ldct_studio.nets.model import Card, TrainingFile, load_model
from ldct_studio.plugin import Recipe, make
from ldct_studio.training.sources import Phantoms, Slices
from tests.plugins.test_task_adaptive import PlainRun


@pytest.fixture(scope="module", autouse=True)
def _loaded() -> None:
    assert load_file(shipped_plugins() / "task_adaptive" / "__init__.py") is not None


def part(name: str) -> ModuleType:
    return importlib.import_module(f"ldct_studio_plugins.task_adaptive.{name}")


def write(
    folder: Path, name: str, shape: tuple[int, int, int], labels: bool = False, lesion: int = 0
) -> Path:
    """Write a scan of x, y, z voxels of 2 × 2 × 3 mm, of a value of its own; some slices with a lesion."""
    affine = np.diag([-2.0, -2.0, 3.0, 1.0])
    hu = np.full(shape, -1000, np.int16)
    hu[4:-4, 4:-4] = 40 + len(list(folder.iterdir()))
    path = folder / f"{name}.nii.gz"
    nib.save(nib.Nifti1Image(hu, affine), path)
    if labels:
        values = (hu > 0).astype(np.uint8)
        values[10:30, 10:30, :lesion] = 15
        nib.save(nib.Nifti1Image(values, affine), folder / f"{name}_labels.nii.gz")
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


@pytest.mark.slow
def test_of_many_patients_some_are_held_back_and_few_do_not_do_alone(tmp_path: Path) -> None:
    for number in range(12):
        write(tmp_path, f"p{number:02d}", (32, 32, 2))
    learned, held = part("scans").read_scans(config(tmp_path, share=1), labeled=False)
    assert len(learned) + len(held) == 12
    assert len(held) == 1
    values = [{float(pool.hu.max()) for pool in pools} for pools in (learned, held)]
    assert not values[0] & values[1]
    few = tmp_path / "few"
    few.mkdir()
    write(few, "one", (32, 32, 2))
    with pytest.raises(PluginError, match="too few"):
        part("scans").read_scans(config(few, share=1), labeled=False)
    with pytest.raises(PluginError, match="no scans"):
        part("scans").read_scans(config(tmp_path / "nothing"), labeled=False)


def test_a_tenth_is_held_back_whatever_the_names_are() -> None:
    for number in range(40):
        for count in (10, 19, 30):
            names = tuple(f"{number}-{i}" for i in range(count))
            held = part("scans")._held_back(names)
            assert len(held) == count // 10
            assert held == part("scans")._held_back(names[::-1])


def test_lodopab_alone_needs_its_table_of_patients(tmp_path: Path) -> None:
    (tmp_path / "ground_truth_train_000.hdf5").touch()
    with pytest.raises(PluginError, match=r"Without “patient_ids_rand_train.csv” nobody knows"):
        part("scans").read_scans(config(tmp_path, layout="lodopab", share=1), labeled=False)


def test_scans_alone_are_all_drawn_alike(tmp_path: Path) -> None:
    examples, chosen = part("examples"), config(tmp_path, share=1)
    pools = [
        examples.Pool(torch.zeros(1, 32, 32), torch.zeros(1, 32, 32, dtype=torch.uint8), float(i))
        for i in range(3)
    ]
    drawn = [
        examples._drawn_pool(chosen, pools, torch.Generator().manual_seed(s)).pixel_mm for s in range(300)
    ]
    assert all(drawn.count(i) == pytest.approx(100, abs=30) for i in range(3))


def test_the_card_names_the_files_by_their_digest(tmp_path: Path) -> None:
    scans = tmp_path / "scans"
    scans.mkdir()
    path = write(scans, "one", (48, 48, 4))
    small = "size=48,patients=4,views=32,width=2,depth=2,steps=2,batch=2"
    text = f"{small},head=residual,data={scans},target=scanned"
    recipe = make(Step.parse(f"recipe:task_adaptive.base:{text}"))
    assert isinstance(recipe, Recipe)
    recipe.train(PlainRun(data_dir() / "models" / "first", 0))
    _, card = load_model(data_dir() / "models" / "first" / "model")
    assert [(file.name, file.sha256) for file in card.files] == [
        ("one.nii.gz", hashlib.sha256(path.read_bytes()).hexdigest())
    ]
    assert "25% scans" in card.data
    assert card.note == "Trained mostly on synthetic patients."
    assert card.spacing_mm == pytest.approx((400 / 48 * 0.75, 400 / 48 * 1.25), rel=0.02)
    later = make(Step.parse(f"recipe:task_adaptive.base:{small},head=residual,start=first"))
    assert isinstance(later, Recipe)
    later.train(PlainRun(tmp_path / "later", 0))
    _, again = load_model(tmp_path / "later" / "model")
    assert again.files == card.files
    assert again.data == f"4 synthetic patients from number 0 on; went on from U-Net ({card.data})"
    assert again.note == "Trained mostly on synthetic patients."


def teacher(title: str, note: str, *names: str) -> Card:
    files = tuple(TrainingFile(name=name, sha256=64 * name) for name in names)
    return Card(title=title, kind="denoiser", architecture=Architecture(), data="A", files=files, note=note)


def test_the_card_names_what_the_teachers_learned_from(tmp_path: Path) -> None:
    cards = part("cards")
    start = teacher("First", "Trained partly on synthetic patients.", "a", "b")
    both = cards.Teachers(start, teacher("Judge", "Made for one scanner.", "b", "c"))
    assert [file.name for file in cards.files_of(config(Path()), both)] == ["a", "b", "c"]
    told = cards.data_of(config(Path()), both)
    assert told.endswith("from number 0 on; went on from First (A); judged by Judge (A)")
    note = cards.note_of(config(Path()), both)
    assert note == "Trained mostly on synthetic patients. Made for one scanner."
    assert cards.note_of(config(tmp_path, share=1), both).startswith("Trained partly on")
    assert cards.note_of(config(tmp_path, share=1), cards.Teachers(teacher("Real", "", "a"))) == ""


def test_scans_come_to_the_pixels_of_the_phantoms_but_for_patches_of_pictures(tmp_path: Path) -> None:
    write(tmp_path, "one", (200, 160, 3), labels=True)

    def pixel(labeled: bool, **more: object) -> float:
        (pool,), _ = part("scans").read_scans(config(tmp_path, size=64, **more), labeled)
        assert pool.hu.shape == pool.labels.shape
        assert pool.hu.shape[-1] == round(400 / pool.pixel_mm)
        assert float(pool.hu[0, 30, 30]) == 40
        return float(pool.pixel_mm)

    assert pixel(labeled=False) == pixel(labeled=True) == pixel(labeled=True, patch=32) == 6.25
    assert pixel(labeled=False, patch=32) == 2.0


def test_low_doses_are_resampled_with_their_scan() -> None:
    hu = torch.full((3, 160, 200), 40.0)
    slices = Slices(hu, 2.0, low=hu + 5)
    pool = part("scans").pool_of(slices, torch.tensor([0, 2]), config(Path(), size=64), resampled=True)
    assert pool.low.shape == pool.hu.shape == (2, 64, 64)
    assert torch.equal(pool.low[:, :50], pool.hu[:, :50] + 5)


def test_patches_around_lesions_are_of_scans_that_show_one(tmp_path: Path) -> None:
    write(tmp_path, "healthy", (64, 64, 40), labels=True)
    chosen = config(tmp_path, lesions=True, patch=32)
    with pytest.raises(PluginError, match="None of these scans has a labeled lesion"):
        part("scans").read_scans(chosen, labeled=False)
    write(tmp_path, "ill", (64, 64, 40), labels=True, lesion=3)
    write(tmp_path, "unknown", (64, 64, 40))
    (pool,), _ = part("scans").read_scans(chosen, labeled=False)
    assert len(pool) == 3
    batch = part("examples").draw_batch(chosen, [pool], torch.Generator(), torch.device("cpu"))
    assert bool((batch.labels == 2).flatten(1).any(1).all())


@pytest.mark.parametrize(
    ("anatomy", "slices", "missing"),
    [
        ("organs", {"structures": frozenset({1}), "lesions": True}, "spleen, kidneys, bone, lung"),
        ("organs", {"structures": frozenset(range(1, 15)), "lesions": False}, "liver lesion"),
        ("reproduction", {"structures": frozenset({1}), "lesions": False}, "tumor"),
        ("reproduction", {"structures": frozenset({1}), "lesions": True}, ""),
        ("organs", {"structures": None, "lesions": True}, ""),
    ],
)
def test_a_source_that_labels_a_part_teaches_no_wrong_background(
    anatomy: str, slices: dict[str, object], missing: str
) -> None:
    scans, labels = part("scans"), torch.ones(1, 40, 40, dtype=torch.uint8)
    lesions = labels if slices["lesions"] else None
    found = Slices(torch.zeros(1, 40, 40), 2.0, labels, lesions, slices["structures"])  # type: ignore[arg-type]
    chosen = config(Path(), anatomy=anatomy)
    scans._pool(chosen, found, labeled=False)
    if missing:
        with pytest.raises(PluginError, match=f"no labels of {missing}, and the task"):
            scans._pool(chosen, found, labeled=True)
    else:
        scans._pool(chosen, found, labeled=True)


def test_nothing_is_held_back_or_read_that_is_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(part("scans").LAYOUTS, "volumes", lambda folder: Phantoms(12, 32, 1))
    learned, held = part("scans").read_scans(config(tmp_path, share=0.5), labeled=False)
    assert (len(learned), held) == (12, [])
    learned, held = part("scans").read_scans(config(tmp_path, share=1), labeled=False)
    assert len(learned) + len(held) == 12
    unused = config(tmp_path, share=0)
    assert part("scans").read_scans(unused, labeled=False) == ([], [])
    assert part("scans").training_files(unused) == ()


def test_progress_is_measured_on_all_scans_held_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pool = part("examples").Pool
    held = [
        pool(torch.full((n, 32, 32), float(i)), torch.zeros(n, 32, 32, dtype=torch.uint8), 8.0, scanned=True)
        for i, n in enumerate((2, 30, 20))
    ]
    patients = part("patients")
    batches = list(patients.held_batches(config(Path(), target="scanned"), held, PlainRun(tmp_path, 0)))
    assert [float(batch.full.max()) for batch in batches] == [0, 1, 2]
    assert sum(len(batch.full) for batch in batches) == 32
    assert patients.averaged([{"a": 1.0}, {"a": 3.0, "b": 5.0}]) == {"a": 2.0, "b": 5.0}


@pytest.mark.parametrize(
    ("share", "note"),
    [
        (0, "Trained on synthetic patients."),
        (0.2, "Trained mostly on synthetic patients."),
        (0.5, "Trained partly on synthetic patients."),
        (1, ""),
    ],
)
def test_the_note_says_how_much_was_synthetic(tmp_path: Path, share: float, note: str) -> None:
    cards = part("cards")
    assert cards.note_of(config(tmp_path, share=share), cards.Teachers()) == note
