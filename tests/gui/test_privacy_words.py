"""What a folder is called hides a patient, and not the words that a recipe is made of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import ldct_studio.methods  # noqa: F401  (registers the steps that recipes name)
from ldct_studio.gui import privacy
from ldct_studio.gui.export_words import recipe
from ldct_studio.gui.scene import Scene
from tests.gui.session_case import study


@pytest.fixture(autouse=True)
def _no_secrets() -> Iterator[None]:
    yield
    privacy.forget()


@pytest.fixture
def scene() -> Scene:
    return replace(Scene().opened(study(Path("/data/scan.nii.gz"))), active=2)


@pytest.mark.parametrize(
    "folder", ["FBP", "fbp", "Insert", "denoiser", "U-Net", "unet", "model", "hann", "dose", "seed", "7"]
)
def test_a_folder_called_like_a_method_hides_no_recipe(folder: str, scene: Scene) -> None:
    before = recipe(scene, 2)
    assert "U-Net" in before
    assert "Hann" in before
    privacy.keep_path_secret(Path("/exports") / folder)
    assert recipe(scene, 2) == before
    assert privacy.redact(f"Writing /exports/{folder} failed") == "Writing ••• failed"


def test_a_folder_called_like_a_person_stays_hidden(scene: Scene) -> None:
    privacy.keep_path_secret(Path("/exports/Quetzal FBP"))
    assert privacy.redact("the case quetzal fbp, FBP") == "the case •••, FBP"


def test_a_patient_called_like_a_method_is_hidden_everywhere(scene: Scene) -> None:
    privacy.keep_secret("Hann^Otto")
    privacy.keep_path_secret(Path("/exports/Hann"))
    assert "Hann" not in recipe(scene, 2)
