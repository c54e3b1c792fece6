"""What the files of an MR scan say, in the words that people use."""

from __future__ import annotations

import pytest

from ldct_studio.core.magnet import Magnet


@pytest.mark.parametrize(
    ("recorded", "usual"),
    [(2.89362, 3.0), (1.494, 1.5), (1.5, 1.5), (7.0, 7.0), (0.55, 0.55), (2.0, 2.0), (None, None)],
)
def test_a_field_is_called_by_its_usual_name(recorded: float | None, usual: float | None) -> None:
    assert Magnet(recorded).usual_field == usual


@pytest.mark.parametrize(
    ("recorded", "agent"),
    [
        ("Gadovist 1.0", "gadobutrol"),
        ("GADAVIST", "gadobutrol"),
        ("DOTAREM", "gadoterate"),
        ("Clariscan", "gadoterate"),
        ("Gadoterate meglumine", "gadoterate"),
        ("Gadoteridol", "gadoteridol"),
        ("ProHance", "gadoteridol"),
        ("MultiHance", None),
        ("Applied", None),
        ("", None),
    ],
)
def test_an_agent_is_known_by_name_or_brand(recorded: str, agent: str | None) -> None:
    assert Magnet(agent=recorded).known_agent == agent
