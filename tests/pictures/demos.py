"""The demos of plug-ins, as they open."""

from __future__ import annotations

from tests.pictures.hand import Hand


def opened(hand: Hand, name: str) -> None:
    """Choose a demo in the menu."""
    hand.put_away()
    hand.size(1280, 800)
    hand.do(f"demo-{name}")
    hand.until(lambda: _is_there(hand, name) and not hand.studio.busy, "The demo", 300)
    hand.window.panels.tabs.setCurrentIndex(0)
    hand.stage_focus()
    hand.settle()


def _is_there(hand: Hand, name: str) -> bool:
    study = hand.state.scene.study
    return study is not None and study.origin is not None and study.origin.demo == name
