"""What stands beside the curves of a training: memory, checkpoints."""

from __future__ import annotations

from dataclasses import replace

import psutil
import pytest

from ldct_studio.core.events import Saved
from ldct_studio.gui.train_aside import TrainAside
from ldct_studio.gui.train_memory import MemoryUse, TrainMemory, memory_use
from ldct_studio.gui.train_news import JobReader
from ldct_studio.gui.train_words import checkpoints
from tests.gui.train_case import NOW, Make, T, begun, text_of, walk

GIB = 2**30


def test_the_newest_checkpoint_of_each_stage_is_listed(make: Make, qtbot) -> None:
    def saved(stage: int, step: int) -> Saved:
        return Saved(step=step, stage=stage, size=12_340_000, time=T - 60)

    one = JobReader(make("a", *begun(), saved(1, 20), saved(1, 1200))).look("whole")
    assert checkpoints(one, NOW) == ("Step 1\u202f200 · 12.3 MB · today, 15:29",)
    two = JobReader(make("b", *begun(), saved(1, 1200), saved(2, 5))).look("whole")
    assert [line.split(" · ")[0] for line in checkpoints(two, NOW)] == [
        "Stage 2, step 5",
        "Stage 1, step 1\u202f200",
    ]
    aside = TrainAside()
    qtbot.addWidget(aside)
    aside.show_job(two)
    assert aside.kept.text().count("\n") == 1
    aside.show_job(replace(two, saved=()))
    assert aside.kept.isHidden(), "nothing was saved, so there is no heading over nothing"


def test_memory_is_told_in_parts_that_sum_to_the_whole(qtbot) -> None:
    memory = TrainMemory()
    qtbot.addWidget(memory)
    assert memory.isHidden()
    use = MemoryUse(total=16 * GIB, free=9 * GIB, program=2 * GIB, training=4 * GIB)
    assert use.others == 1 * GIB
    memory.show_use(use)
    assert [value.text() for value in memory.values.values()] == ["2.0 GB", "4.0 GB", "1.0 GB", "9.0 GB"]
    assert text_of(memory, "train-memory-total") == "16.0 GB"
    memory.show_use(replace(use, training=None))
    assert memory.values["This training"].isHidden(), "a GPU does not say which process holds what"
    memory.show_use(None)
    assert memory.isHidden()


def test_the_memory_of_a_job_that_runs_is_read(make: Make) -> None:
    use = memory_use(make("a", *begun(), *walk(1), lives=True))
    assert use.total == psutil.virtual_memory().total
    assert 0 < use.program < use.total
    assert use.training is not None
    assert use.training > 0
    assert memory_use(make("b", *begun())).training == 0, "it has no process"


@pytest.mark.parametrize("part", ["free", "program"])
def test_shared_pages_never_make_a_negative_part(part: str) -> None:
    assert replace(MemoryUse(8, 2, 2, 2), **{part: 9}).others == 0
