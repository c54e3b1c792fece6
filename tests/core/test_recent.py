"""The list of recent cases."""

from __future__ import annotations

from datetime import datetime

import pytest

from ldct_studio.core import recent
from ldct_studio.core.recent import Recent


def case(tmp_path, name):
    path = tmp_path / name
    path.mkdir(exist_ok=True)
    return Recent.now(str(path), f"Abdomen {name}", "20 images")


def test_newest_first_without_doubles_and_bounded(tmp_path):
    for n in range(12):
        recent.remember(case(tmp_path, f"c{n}"))
    recent.remember(case(tmp_path, "c5"))
    titles = [entry.title for entry in recent.read()]
    assert titles[:3] == ["Abdomen c5", "Abdomen c11", "Abdomen c10"]
    assert len(titles) == recent.KEPT == len(set(titles))


def test_a_case_that_is_gone_is_not_offered(tmp_path):
    recent.remember(case(tmp_path, "here"))
    gone = case(tmp_path, "gone")
    recent.remember(gone)
    (tmp_path / "gone").rmdir()
    assert [entry.title for entry in recent.read()] == ["Abdomen here"]


def test_a_size_counts_one_image_as_one():
    assert recent.size_words(20, 256, 512) == "20 images · 512 × 256 pixels"
    assert recent.size_words(1, 256, 512) == "1 image · 512 × 256 pixels"


def test_clear_leaves_no_file(tmp_path):
    recent.remember(case(tmp_path, "a"))
    recent.clear()
    recent.clear()
    assert recent.read() == ()
    assert not recent.recent_file().exists()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "{}",
        '[1, {"path": "/"}, null]',
        '[{"path": "/", "title": "t", "detail": "", "opened": "long ago"}]',
    ],
)
def test_a_damaged_list_is_an_empty_list(text):
    recent.recent_file().write_text(text)
    assert recent.read() == ()


@pytest.mark.parametrize(
    ("opened", "said"),
    [
        ("2025-11-14T14:02:10", "today, 14:02"),
        ("2025-11-13T23:59:00", "yesterday"),
        ("2025-11-02T08:00:00", "Nov 2"),
        ("2024-12-31T08:00:00", "Dec 31, 2024"),
    ],
)
def test_when(opened, said):
    assert recent.when(opened, datetime(2025, 11, 14, 20, 0)) == said
