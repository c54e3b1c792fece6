"""Events: what was told is read again, whatever happened to whoever told it."""

from __future__ import annotations

import json
import math
from pathlib import Path

import pytest
from pydantic import ValidationError

from ldct_studio.core.events import (
    Done,
    Failed,
    Journal,
    Message,
    Metric,
    Picture,
    Progress,
    shortened,
)


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    return Journal(tmp_path / "events.jsonl")


def test_each_event_is_one_line_of_json_and_comes_back(journal: Journal) -> None:
    progress, metric = Progress(step=3, total=9, stage=1), Metric(step=3, values={"loss": 0.5})
    told = (progress, metric, Message(text="ä\nb"), Done())
    for event in told:
        journal.append(event)
    assert journal.read().events == told
    lines = journal.path.read_text().splitlines()
    assert [json.loads(line)["event"] for line in lines] == ["progress", "metric", "message", "done"]


def test_a_loss_may_be_no_number(journal: Journal) -> None:
    journal.append(Metric(step=0, values={"loss": math.nan, "norm": math.inf}))
    (event,) = journal.read().events
    assert isinstance(event, Metric)
    assert math.isnan(event.values["loss"])
    assert event.values["norm"] == math.inf


def test_there_is_no_news_before_the_first_word(journal: Journal) -> None:
    assert journal.read() == ((), 0)
    assert journal.recent() == ()


def test_half_a_line_is_left_for_the_next_time(journal: Journal) -> None:
    journal.append(Message(text="one"))
    line = Done().model_dump_json().encode() + b"\n"
    with journal.path.open("ab") as file:
        file.write(line[:17])
    first = journal.read()
    assert [type(event) for event in first.events] == [Message]
    with journal.path.open("ab") as file:
        file.write(line[17:])
    second = journal.read(first.offset)
    assert [type(event) for event in second.events] == [Done]
    assert journal.read(second.offset).events == ()


def test_a_line_that_was_never_finished_costs_that_line(journal: Journal) -> None:
    journal.path.write_bytes(b'{"event":"progress","st')
    journal.append(Failed(error="killed"))
    journal.append(Done())
    assert [type(event) for event in journal.read().events] == [Failed, Done]


@pytest.mark.parametrize("line", ['{"event":"later"}', "[]", "\x00\x00", '{"event":"done","new":1}', ""])
def test_what_is_not_known_is_passed_over(journal: Journal, line: str) -> None:
    journal.path.write_text(f"{line}\n{Done().model_dump_json()}\n")
    assert [type(event) for event in journal.read().events] == [Done]


def test_the_end_of_a_long_file_is_found_without_its_beginning(journal: Journal) -> None:
    line = Metric(step=1, values={"loss": 1.0}).model_dump_json() + "\n"
    journal.path.write_text(line * 5000)
    journal.append(Done())
    recent = journal.recent()
    assert isinstance(recent[-1], Done)
    assert len(recent) < 2000


@pytest.mark.parametrize("path", ["../x.png", "/etc/x.png", "pictures/../x.png", "pictures/x.txt", "x.png"])
def test_a_picture_lies_in_the_folder_of_pictures(path: str) -> None:
    with pytest.raises(ValidationError):
        Picture(step=0, title="x", path=path)


def test_sentences_are_short_and_one_line() -> None:
    assert shortened("a\n  b") == "a b"
    assert len(shortened("x" * 10_000)) == 2000
