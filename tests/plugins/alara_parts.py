"""What tests of End2end-ALARA share: the plug-in, loaded with few cases, and its smallest training."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

import pytest

from ldct_studio.core.paths import shipped_plugins
from ldct_studio.discovery import load_file

TINY = {"size": 32, "views": 32, "upsample": 1, "patients": 8, "width": 4, "depth": 2, "dose_width": 4}
SHORT = {**TINY, "warm_steps": 2, "steps": 2, "batch": 4}


@contextmanager
def loaded() -> Iterator[None]:
    """Load the plug-in, with few cases and doses."""
    assert load_file(shipped_plugins() / "alara" / "__init__.py") is not None
    with pytest.MonkeyPatch.context() as patch:
        for module in ("recipes", "members", "evaluation"):
            patch.setattr(part(module), "HELD_BACK", 2)
        for module in ("members", "evaluation"):
            patch.setattr(part(module), "TUNING", 6)
            patch.setattr(part(module), "CASES", 40)
        patch.setattr(part("measuring"), "POINTS", 6)
        patch.setitem(part("everything").PRESETS, "small", SHORT)
        yield


def part(name: str) -> ModuleType:
    return importlib.import_module(f"ldct_studio_plugins.alara.{name}")


def training(**changes: object) -> Any:
    return part("recipes").Training.model_validate({**TINY, **changes})
