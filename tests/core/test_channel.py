"""Two processes talk, whatever one of them prints, and neither waits for a dead one."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from ldct_studio.core.channel import Child


@pytest.fixture
def child() -> Iterator[Child]:
    process = Child("talk", "tests.core.talking_child")
    yield process
    process.kill()


def test_messages_come_back(child: Child) -> None:
    message = {"do": "echo", "text": "Größe “x” \udcff", "numbers": [1, 2.5, None]}
    child.send(message)
    assert child.receive(30) == message


def test_what_the_child_prints_spoils_nothing(child: Child, capfd: pytest.CaptureFixture[str]) -> None:
    child.send({"do": "print"})
    assert child.receive(30) == {"printed": True}
    assert capfd.readouterr() == ("", "")


def test_silence_is_a_timeout_and_kill_ends_it(child: Child) -> None:
    child.send({"do": "wait"})
    with pytest.raises(TimeoutError):
        child.receive(0.05)
    assert child.alive
    child.kill()
    assert not child.alive
    with pytest.raises(ProcessLookupError):
        os.kill(child.pid, 0)


def test_a_dead_child_is_noticed(child: Child) -> None:
    child.send({"do": "die"})
    with pytest.raises(EOFError):
        child.receive(30)
    with pytest.raises(EOFError):
        child.receive(30)


def test_kill_after_death_and_twice(child: Child) -> None:
    child.send({"do": "die"})
    with pytest.raises(EOFError):
        child.receive(30)
    child.kill()
    child.kill()
    with pytest.raises(EOFError):
        child.send({"do": "echo", "text": "x" * 100_000})
