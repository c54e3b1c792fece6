"""Most tests of what is read do it in this process; those that need the other one take no ``here``."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from .here import reading_here


@pytest.fixture
def here() -> Iterator[None]:
    """Have files read in this process."""
    with reading_here():
        yield
