"""The card of finished trainings: read, or one of two sentences."""

from __future__ import annotations

from pathlib import Path

import pytest

from ldct_studio.core.config import Config
from ldct_studio.core.errors import PluginError
from ldct_studio.training.finished import read_finished


class SetCard(Config):
    """A card."""

    steps: int


def read(path: Path) -> SetCard:
    return read_finished(path, SetCard, missing="Train it.", damaged="Train it again.")


def test_a_card_is_read(tmp_path: Path) -> None:
    path = tmp_path / "card.json"
    path.write_text(SetCard(steps=5).model_dump_json())
    assert read(path) == SetCard(steps=5)


@pytest.mark.parametrize("data", [b"", b"{}", b'{"steps": "many"}', b'{"steps": 5, "other": 1}', b"\xff"])
def test_one_that_is_missing_or_damaged_is_the_sentence_that_was_given(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "card.json"
    with pytest.raises(PluginError, match=r"^Train it\.$"):
        read(path)
    path.write_bytes(data)
    with pytest.raises(PluginError, match=r"^Train it again\.$"):
        read(path)
