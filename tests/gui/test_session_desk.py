"""A session whose file is gone, or whose place cannot be remembered, costs one sentence and no more."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

import ldct_studio.methods  # noqa: F401  (registers the steps of the home screen)
from ldct_studio.core import recent
from ldct_studio.gui import session_desk
from ldct_studio.gui.cases import Cases
from ldct_studio.gui.scene import Scene
from ldct_studio.gui.session_desk import SessionDesk
from ldct_studio.gui.session_file import read, session_of, text_of
from ldct_studio.gui.session_opening import Restored
from ldct_studio.gui.session_place import Place
from ldct_studio.gui.state import AppState
from tests.gui.session_case import study

Told = list[str]


@pytest.fixture
def desk(qapp: object) -> Iterator[SessionDesk]:
    """Return a desk in a window of which nothing is there but its words, in ``desk.told``."""
    state = AppState()
    cases = Cases(state)
    made = SessionDesk(state, cases, lambda: False)
    told: Told = []
    hidden = SimpleNamespace(hide=lambda: None)
    made._window = SimpleNamespace(  # type: ignore[assignment]
        notices=SimpleNamespace(tell=lambda kind, text, *answers: told.append(text)),
        welcome=SimpleNamespace(recovery=hidden, show_recovery=lambda notice: told.append(notice.text)),
        show_recent=lambda: None,
    )
    made.told = told  # type: ignore[attr-defined]
    yield made
    made.close()
    cases.close()


def told(desk: SessionDesk) -> Told:
    words: Told = desk.told  # type: ignore[attr-defined]
    return words


def denied(*_: object, **__: object) -> None:
    raise PermissionError(13, "Permission denied")


def restored(path: Path) -> Restored:
    scene = Scene().opened(study(path.parent / "scan.nii.gz"))
    path.write_text(text_of(session_of(scene)), encoding="utf-8")
    return Restored(path, read(path), scene, ())


def test_a_last_session_that_cannot_be_read_is_said(
    desk: SessionDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session_desk, "last_file", denied)
    desk.reopen_last()
    assert told(desk) == ["The last session cannot be read (permission denied); open the scan itself."]


def test_no_last_session_is_said(desk: SessionDesk) -> None:
    desk.reopen_last()
    assert told(desk) == ["No session was closed here yet; open a scan."]


@pytest.mark.parametrize("fails", ["remember", "folder"])
def test_a_session_is_open_also_where_its_place_cannot_be_remembered(
    desk: SessionDesk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, fails: str
) -> None:
    where: dict[str, object] = {"remember": recent, "folder": session_desk}
    monkeypatch.setattr(where[fails], fails, denied)
    desk._restored(restored(tmp_path / "case.ldct"))
    (text,) = told(desk)
    assert text.startswith("“case.ldct” is not in the list of recent cases (permission denied)")


def test_what_was_offered_and_is_gone_meanwhile_is_offered_no_longer(
    desk: SessionDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = Place.new()
    place.path.write_text("{}", encoding="utf-8")
    desk._offered = place
    desk._offer()
    assert told(desk)[-1].startswith("The last session ended early.")
    place.path.unlink()
    desk._offer()
    assert "could not be looked at (no such file or directory)" in told(desk)[-1]
    desk._recover()
    assert not desk._cases.busy
