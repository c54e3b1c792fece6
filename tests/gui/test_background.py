"""Work in the background: what was replaced still ends before the program does."""

from __future__ import annotations

import threading

from ldct_studio.gui.background import Background


def test_closing_waits_for_work_that_was_replaced(qapp: object) -> None:
    work: Background[None] = Background("Test")
    go, ended = threading.Event(), list[bool]()

    def slow() -> None:
        go.wait(20)
        ended.append(True)

    work.start(lambda report, cancelled: slow())
    work.start(lambda report, cancelled: None)
    threading.Timer(0.2, go.set).start()
    work.close()
    assert ended == [True]
