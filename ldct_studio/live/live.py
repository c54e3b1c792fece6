"""The live thread: what is finished is delivered, then it looks whether something newer waits."""

from __future__ import annotations

import logging
import math
import sys
import threading
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

from ..core import device
from ..core.cancel import stop_when
from ..core.case import Case
from ..core.errors import Cancelled, DeviceError, StudioError
from ..core.growth import watched_by
from ..core.lane import Frame, Lane, Request
from ..core.memo import Memo
from ..core.volume import Volume
from ..pipeline import Elsewhere, frame, known_labels, part, preview, segmented
from ..plugin import needs_all_rows, shows_map
from .noise_maps import NoiseMapper, NoiseMaps
from .quick import SLOW, Quick
from .turns import AT_ONCE, Turns
from .worker import Answer, LaneWorker, Task

log = logging.getLogger(__name__)

SWITCH = 3e-5
"""Seconds after which a busy thread hands Python over. A picture takes some hundred short calls, and
with Python's 5 ms each of them would wait for a window that is drawing."""
GROWS = 0.25
"""Seconds between two pictures of a cut through rows that are being made."""
STILL = 0.05
"""Seconds without anything new after which a map is begun, which holds a newer request up for 80 ms."""
REST = 0.3
"""Seconds without anything new after which noise maps are computed: a hand that drags never waits so long."""


class Live:
    """Answer requests with frames, lane by lane in the order of the request.

    ``deliver`` is called in a thread of this object with every finished frame, also with one that
    answers an older request where the lane has none of the newest yet: a late picture beats none.
    ``fell_back`` hears why the GPU was left. ``tell_noise`` hears what noise is to be expected at any dose,
    once no picture of a request is owed any more. ``close`` joins the thread.
    """

    def __init__(
        self,
        deliver: Callable[[Frame], None],
        memo: Memo | None = None,
        fell_back: Callable[[str], None] = lambda reason: None,
        tell_noise: Callable[[NoiseMaps], None] | None = None,
    ) -> None:
        self._deliver = deliver
        self._fell_back = fell_back
        self._tell_noise = tell_noise
        self._memo = memo or Memo()
        self._wake = threading.Condition()
        self._newest: Request | None = None
        self._current: Request | None = None
        self._answers: deque[Answer] = deque()
        self._closed = False
        self._forgets = False
        self._delivered: dict[Lane, Frame] = {}
        self._failed: dict[tuple[object, ...], str] = {}
        self._stopped: dict[Lane, tuple[object, ...]] = {}
        self._quick = Quick(self._memo)
        self._mapper = NoiseMapper(self._memo)
        self._slow: set[Lane] = set()
        self._turns = Turns()
        sys.setswitchinterval(SWITCH)
        self._worker = LaneWorker(self._answer)
        self._thread = threading.Thread(target=self._loop, name="live", daemon=True)
        self._thread.start()

    def submit(self, request: Request) -> None:
        """Ask for a request; a newer one replaces it."""
        with self._wake:
            self._newest = request
            self._failed.clear()
            self._stopped = {
                lane: values
                for lane, values in self._stopped.items()
                if lane in request.lanes and values == _values(request, lane)
            }
            self._wake.notify()

    def stop(self, lane: Lane) -> None:
        """Leave a lane at the picture that it has, until it is wanted with other values."""
        with self._wake:  # else the thread could hear that it was stopped, and offer it again, too early
            if self._newest is not None:
                self._stopped[lane] = _values(self._newest, lane)
            self._worker.stop(lane)

    def forget(self) -> None:
        """Let go of every case: the one on show was closed or replaced."""
        with self._wake:
            self._newest = None
            self._forgets = True
            self._stopped.clear()
            self._wake.notify()
        self._memo.clear()

    def restart_worker(self) -> None:
        """Start the lane worker process anew, so that it finds newly allowed plug-ins."""
        self._worker.restart()

    def close(self) -> None:
        """End the thread and the lane worker."""
        with self._wake:
            self._closed = True
            self._wake.notify()
        self._thread.join(timeout=20)
        self._worker.close()

    def _answer(self, answer: Answer) -> None:
        with self._wake:
            self._answers.append(answer)
            self._wake.notify()

    def _loop(self) -> None:
        while not self._closed:
            try:
                self._react()
            except Exception:  # without this thread there would be no picture any more
                log.exception("a request was not finished")

    def _react(self) -> None:
        """Wait for news and work on them; what this holds of a case ends before it waits again."""
        with self._wake:
            self._wake.wait_for(self._has_news)
            if self._closed:
                return
            answers, request = list(self._answers), self._newest
            self._answers.clear()
            forgets, self._forgets = self._forgets, False
        if forgets:  # what a picture that was under way has left
            self._memo.clear()
            self._failed.clear()
        if request is not self._current:
            self._current = request
            self._delivered.clear()
            self._worker.keep(request.lanes if request is not None else ())
        for answer in answers:
            self._store(answer, request)
        if request is not None:
            self._work(request)

    def _has_news(self) -> bool:
        return self._closed or self._forgets or bool(self._answers) or self._newest is not self._current

    def _hears_news(self, seconds: float) -> bool:
        """Wait for news, at most so long; say whether any came."""
        with self._wake:
            return self._wake.wait_for(self._has_news, seconds)

    def _store(self, answer: Answer, request: Request | None) -> None:
        """Keep what the lane worker finished; show it even if it answers an older request."""
        task = answer.task
        if request is None:
            return  # the case was closed
        if answer.rounds is not None and answer.case is not None:
            self._show_growth(task, answer.case, answer.rounds)
            return
        if answer.error:
            self._failed[task.key] = answer.error
        elif answer.case is not None:
            self._memo.put(task.key, answer.case.labels if task.labels else answer.case)
        late = answer.case is not None and task.request is not request and not task.labels
        if late and task.lane not in self._delivered:
            self._finish(task.request, task.lane)

    def _show_growth(self, task: Task, case: Case, rounds: tuple[int, int]) -> None:
        """Deliver what a method that iterates has so far; half of a difference is no picture."""
        if task.lane in self._delivered or task.lane.minus is not None or task.labels:
            return
        try:
            self._deliver(preview(task.request, task.lane, case, rounds, self._memo))
        except Exception:  # the exact picture follows
            log.exception("no picture of %s while it grows", task.lane.title)

    def _work(self, request: Request) -> None:
        """Make the pictures that are missing: at once what can be, then exactly, then what the next needs."""
        self._deliver_previews(request)
        self._make_missing(request)
        if self._newest is not request or self._closed:
            return
        self._segment(request)
        self._prepare_previews(request)
        if self._worker.idle:
            self._map_noise(request)

    def _make_missing(self, request: Request) -> None:
        """Finish the first lane, one in its turn, and the others as long as nothing newer waits."""
        made = (lane for lane in request.lanes if not lane.is_reference and not _takes_many_rows(lane))
        first = next(made, None)
        missing = [lane for lane in request.lanes if lane not in self._delivered]
        missing.sort(key=lambda lane: (_takes_many_rows(lane), lane != first and self._turns.holds_up(lane)))
        due = self._turns.due(lane for lane in missing if lane != first and not shows_map(lane.steps))
        for lane in missing:
            if lane == first:
                with self._worker.resting(lane):
                    self._try(request, lane, math.inf)
                continue
            if self._turns.holds_up(lane) and self._hears_news(STILL):
                return
            seconds = self._try(request, lane, AT_ONCE * (lane is due))
            if lane is due and self._newest is not request:
                self._turns.delayed(lane, seconds)

    def _try(self, request: Request, lane: Lane, spare: float) -> float:
        """Finish a lane, unless something newer waits after ``spare`` seconds; return how long it took."""
        begin = time.perf_counter()

        def stops() -> bool:
            if self._closed or self._newest is None or lane in self._stopped:
                return True
            if not lane.is_axial and self._answers:  # a cut goes on where it was
                return True
            return self._newest is not request and time.perf_counter() - begin >= spare

        with stop_when(stops), suppress(Cancelled):
            if not stops():
                self._finish(request, lane)
                self._turns.finished(lane, time.perf_counter() - begin)
        return time.perf_counter() - begin

    def _deliver_previews(self, request: Request) -> None:
        for lane in request.lanes:
            if lane not in self._slow or lane in self._delivered:
                continue
            try:
                preview = self._quick.frame(request, lane)
            except Exception:  # the exact picture follows
                log.exception("no preview of %s", lane.title)
                continue
            if preview is not None:
                self._deliver(preview)

    def _segment(self, request: Request) -> None:
        """Deliver the finished pictures again with what the segmenter finds in them, here or elsewhere."""
        if request.segmenter is None:
            return
        for lane, made in list(self._delivered.items()):
            if made.labels is not None or made.labels_error:
                continue
            with stop_when(lambda: self._closed or self._newest is not request):
                try:
                    found = self._labeled(made)
                except Cancelled:
                    return
            if found is not made:
                self._delivered[lane] = found
                self._deliver(found)

    def _labeled(self, made: Frame) -> Frame:
        """Return a picture with its labels, or why it has none; as it is while the lane worker finds them."""
        try:
            return segmented(made, self._memo)
        except Cancelled:
            raise
        except Elsewhere as rest:
            why = self._hand_over(rest, made.request, made.lane, labels=True)
        except StudioError as error:
            why = str(error)
        except Exception as error:  # a plug-in may raise anything; the picture stays
            log.exception("no labels in %s", made.lane.title)
            why = f"The segmenter failed: {error}. Choose another."
        return replace(made, labels_error=why) if why else made

    def _prepare_previews(self, request: Request) -> None:
        """Make ready what previews of the next doses need, as long as nothing newer waits."""
        for lane in self._slow.intersection(request.lanes):
            with stop_when(lambda: self._closed or self._newest is not request):
                try:
                    self._quick.prepare(request, lane)
                except Cancelled:
                    return
                except Exception:  # exact pictures do without; the memory of a GPU may not suffice
                    log.exception("no previews of %s", lane.title)
                    self._slow.discard(lane)

    def _map_noise(self, request: Request) -> None:
        """Tell what noise is to be expected at any dose; compute it only while nothing else is wanted."""
        if self._tell_noise is None:
            return
        maps = self._mapper.kept(request)
        if maps is None:
            if self._hears_news(REST):
                return
            try:
                with stop_when(self._has_news):
                    maps = self._mapper.make(request)
            except StudioError:  # something newer waits, or the lanes said why nothing can be computed here
                return
            except Exception:  # the dose bar does without; the memory of a GPU may not suffice
                log.exception("no noise maps")
                self._tell_noise = None
                return
        if maps is not None:
            self._tell_noise(maps)

    def _finish(self, request: Request, lane: Lane) -> None:
        """Deliver the picture of a lane, or hand the rest of its steps to the lane worker."""
        try:
            result = self._frame(request, lane)
        except Elsewhere as rest:
            error = self._hand_over(rest, request, lane)
            if not error:
                return
            result = Frame(request, lane, None, error)
        result = known_labels(result, self._memo)
        if request is self._newest:
            self._delivered[lane] = result
        (self._slow.add if result.seconds > SLOW else self._slow.discard)(lane)
        self._deliver(result)

    def _hand_over(self, rest: Elsewhere, request: Request, lane: Lane, labels: bool = False) -> str:
        """Hand steps to the lane worker, unless they were stopped; return why they failed before, or ''."""
        error = self._failed.get(rest.key, "")
        with self._wake:
            stopped = lane in self._stopped and not labels
            if not error and not stopped:
                self._worker.offer(Task(rest.key, request, lane, rest.case, rest.steps, labels))
        return "" if stopped else error

    def _made(self, request: Request, lane: Lane) -> Frame:
        """Make a picture; the loaded slice is the same at every dose and is kept."""
        if _takes_many_rows(lane):
            with watched_by(self._growth(request, lane)):
                return frame(request, lane, self._memo)
        if lane.prior or not lane.is_reference:
            return frame(request, lane, self._memo)
        key = ("loaded", lane, request.source, request.row_of(lane))
        alone = replace(request, prior=None)  # which a kept picture would keep, and count as its own
        return replace(self._memo.make(key, lambda: frame(alone, lane, self._memo)), request=request)

    def _growth(self, request: Request, lane: Lane) -> Callable[[Volume, int, int], None]:
        """Return who delivers what there is of a picture that many rows are needed for, now and then.

        A step that takes all rows has none until it is done; how far it is is told without a picture.
        """
        shown = time.perf_counter()

        def show(volume: Volume, done: int, total: int) -> None:
            nonlocal shown
            if time.perf_counter() - shown < GROWS or done >= total:
                return
            if not lane.is_axial and len(volume.data) == 1:
                self._deliver(part(request, lane, volume.data[0].clone(), (done, total)))
            else:
                self._deliver(Frame(request, lane, None, state="preview", rounds=(done, total)))
            shown = time.perf_counter()

        return show

    def _frame(self, request: Request, lane: Lane) -> Frame:
        try:
            try:
                return self._made(request, lane)
            except DeviceError as error:
                self._leave_gpu(error)
                return self._made(request, lane)
        except (Elsewhere, Cancelled):
            raise
        except DeviceError as error:
            return Frame(request, lane, None, str(error))
        except Exception as error:  # a plug-in may raise anything; the lane says so, the others go on
            log.exception("lane %s failed", lane.title)
            return Frame(
                request, lane, None, f"{lane.title} failed: {error}. Change its settings or remove it."
            )

    def _leave_gpu(self, error: DeviceError) -> None:
        """Free the GPU and go on with the CPU; raise the error again where there is no GPU to leave."""
        if device.device().type == "cpu":
            raise error
        log.warning("%s Going on with the CPU.", error)
        self._memo.clear()
        device.free_cache()
        device.use_cpu()
        self._fell_back(str(error))


def _takes_many_rows(lane: Lane) -> bool:
    """Say whether a picture needs more rows than its own: others go first, and it grows."""
    if lane.is_reference:
        return False
    return not lane.is_axial or any(needs_all_rows(step) for step in (*lane.steps, *(lane.minus or ())))


def _values(request: Request, lane: Lane) -> tuple[object, ...]:
    """Return what the picture of a lane depends on beside its steps."""
    return (request.source, request.row_of(lane), request.dose, request.seed)
