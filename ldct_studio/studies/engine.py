"""Engines: who computes cells. Processes of this machine, or tasks of a Ray cluster; neither is ours."""

from __future__ import annotations

import multiprocessing
import os
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from threading import Event, Thread

from ..core.cancel import check
from ..core.device import cores
from ..core.errors import StudioError
from .cells import Cells, Result
from .plan import Cell

TRIES = 3
"""Times that a cell may take its process with it before it is given up."""
_LOOK = 0.2
Finished = tuple[Cell, Result]


def processes(cells: Cells, wanted: Sequence[Cell], workers: int) -> Iterator[Finished]:
    """Yield cells as they are finished, computed by so many processes of this machine.

    Where a process dies, those cells that were under way are begun again one by one, so that it shows whose
    fault it was; one whose process dies three times is given up. Raises ``Cancelled`` where somebody stops
    it.
    """
    left, suspects, deaths = list(wanted), list[Cell](), Counter[str]()
    if left:
        _try()
    while left:
        under_way: list[Cell] = []
        chosen, count = (list(suspects), 1) if suspects else (left, workers)
        with _pool(count) as pool:
            try:
                for cell, result in _through(pool, cells, list(chosen), count, under_way):
                    for some in (left, suspects):
                        if cell in some:
                            some.remove(cell)
                    yield cell, result
            except BrokenProcessPool:
                if suspects:
                    deaths[under_way[0].name] += 1
                suspects = suspects or list(under_way)
            finally:
                _end(pool)
        for cell in [cell for cell in suspects if deaths[cell.name] >= TRIES]:
            left.remove(cell)
            suspects.remove(cell)
            yield (
                cell,
                cells.give_up(cell, f"Its process ended {TRIES} times; the log of the job tells more."),
            )


def _try() -> None:
    """Raise ``StudioError`` where a process cannot even begin, which is no fault of a cell."""
    with _pool(1) as pool:
        try:
            pool.submit(os.getpid).result()
        except BrokenProcessPool:
            raise StudioError(
                "A process for cells cannot begin; the log of the job tells more, or memory is short."
            ) from None
        finally:
            _end(pool)


def _through(
    pool: ProcessPoolExecutor, cells: Cells, wanted: Sequence[Cell], workers: int, under_way: list[Cell]
) -> Iterator[Finished]:
    """Yield cells as a pool finishes them; ``under_way`` are those that it was given."""
    waiting, given, pause = list(reversed(wanted)), dict[Future[Result | None], Cell](), Event()
    while waiting or given:
        check()
        while waiting and len(given) < workers:
            cell = waiting.pop()
            under_way.append(cell)
            given[pool.submit(cells.compute, cell)] = cell
        for future in wait(given, _LOOK, FIRST_COMPLETED).done:
            cell = given.pop(future)
            result = future.result()
            under_way.remove(cell)
            if result is None:  # a process of an earlier run is still at it
                waiting.insert(0, cell)
                pause.wait(_LOOK)
            else:
                yield cell, result


def _pool(workers: int) -> ProcessPoolExecutor:
    """Return fresh processes: forked ones would share the threads of this one."""
    context = multiprocessing.get_context("spawn")
    threads = max(1, cores() // workers)
    return ProcessPoolExecutor(workers, context, initializer=_begin, initargs=(threads, os.getpid()))


def _begin(threads: int, parent: int) -> None:
    """Make a process ready for cells; it ends with the one that began it."""
    import torch

    from .. import methods  # noqa: F401  (registers the built-in methods)
    from ..discovery import discover

    Thread(target=_end_with, args=(parent,), daemon=True).start()
    torch.set_num_threads(threads)
    discover()


def _end_with(parent: int) -> None:
    pause = Event()
    while os.getppid() == parent:
        pause.wait(_LOOK)
    os._exit(1)


def _end(pool: ProcessPoolExecutor) -> None:
    """End the processes of a pool at once; a cell that is stopped so leaves nothing behind."""
    for process in list((pool._processes or {}).values()):
        process.kill()


def ray(cells: Cells, wanted: Sequence[Cell]) -> Iterator[Finished]:
    """Yield cells as the tasks of a Ray cluster finish them, to which this process belongs."""
    import ray as cluster

    cluster.init(address="auto", ignore_reinit_error=True, log_to_driver=False)
    task = cluster.remote(max_retries=TRIES, num_cpus=1)(_task)
    given, pause = {task.remote(cells, cell): cell for cell in wanted}, Event()
    while given:
        check()
        done, _ = cluster.wait(list(given), timeout=_LOOK)
        for handle in done:
            cell = given.pop(handle)
            try:
                result = cluster.get(handle)
            except cluster.exceptions.RayTaskError as error:  # it never came to the cell
                raise StudioError(f"A node cannot compute cells ({error.cause}); set it right.") from None
            except cluster.exceptions.RayError as error:
                result = cells.give_up(cell, f"Its node was lost {TRIES} times ({type(error).__name__}).")
            if result is None:
                pause.wait(_LOOK)
                given[task.remote(cells, cell)] = cell
            else:
                yield cell, result


def _task(cells: Cells, cell: Cell) -> Result | None:
    """Compute a cell in a process of Ray."""
    import torch

    from .. import methods  # noqa: F401  (registers the built-in methods)
    from ..discovery import discover

    torch.set_num_threads(1)
    discover()
    return cells.compute(cell)
