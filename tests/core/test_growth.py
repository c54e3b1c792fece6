from __future__ import annotations

import pytest
import torch

from ldct_studio.core.cancel import stop_when
from ldct_studio.core.errors import Cancelled
from ldct_studio.core.grid import Grid
from ldct_studio.core.growth import grown, watched_by
from ldct_studio.core.volume import Volume

ROWS = Volume(torch.zeros(1, 2, 2), Grid((1, 2, 2), (1.0, 1.0, 1.0)))


def test_whoever_watches_hears_of_every_round():
    heard = []
    with watched_by(lambda volume, done, total: heard.append((volume, done, total))):
        grown(ROWS, 1, 2)
        grown(ROWS, 2, 2)
    grown(ROWS, 3, 3)
    assert heard == [(ROWS, 1, 2), (ROWS, 2, 2)]


def test_growing_stops_where_nobody_waits():
    with stop_when(lambda: True), pytest.raises(Cancelled):
        grown(ROWS, 1, 2)
