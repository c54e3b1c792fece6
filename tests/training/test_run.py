"""A run: resumed work ends like work that was left alone, and what it reports can be read."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
import torch
from PIL import Image

from ldct_studio.core.cancel import check, stop_when
from ldct_studio.core.errors import Cancelled, PluginError, StudioError
from ldct_studio.core.events import Event, Message, Metric, Picture, Progress, Resumed, Saved
from ldct_studio.core.resources import Resources
from ldct_studio.nets.unet import UNet
from ldct_studio.training import run as module
from ldct_studio.training.run import FabricRun

STEPS = 20


class Work:
    """A run over a folder, and all that it reported."""

    def __init__(self, folder: Path, seed: int = 3) -> None:
        self.told: list[Event] = []
        self.run = FabricRun(folder, seed, Resources(), self.told.append)

    def of(self, kind: type[Event]) -> list[Event]:
        return [event for event in self.told if isinstance(event, kind)]


@pytest.fixture(autouse=True)
def _chance() -> Iterator[None]:
    """Leave torch's own generator as it was."""
    with torch.random.fork_rng():
        yield


def _train(run: FabricRun, steps: int = STEPS) -> bytes:
    """Train with batch norm, dropout, momentum and a schedule; return every bit of the state."""
    layers = (torch.nn.Linear(3, 8), torch.nn.BatchNorm1d(8), torch.nn.Dropout(0.3), torch.nn.Linear(8, 1))
    net: torch.nn.Module = torch.nn.Sequential(*layers)
    net, (optimizer,) = run.setup(net, torch.optim.Adam(net.parameters(), 1e-2))
    scheduler = torch.optim.lr_scheduler.ExponentialLR(optimizer, 0.9)
    for step in run.steps(steps, {"net": net, "optimizer": optimizer, "scheduler": scheduler}):
        x = torch.randn(16, 3, generator=run.generator(step))
        optimizer.zero_grad()
        run.backward(net(x).square().mean())
        optimizer.step()
        scheduler.step()
    return b"".join(tensor.detach().numpy().tobytes() for tensor in net.state_dict().values())


@pytest.mark.parametrize("at", [0, 1, 13, STEPS - 1])
def test_stopped_and_resumed_it_ends_with_the_same_bits(tmp_path: Path, at: int) -> None:
    whole = _train(Work(tmp_path / "whole").run) if (tmp_path / "whole").mkdir() is None else b""
    (tmp_path / "stopped").mkdir()
    looks = count()
    with stop_when(lambda: next(looks) >= at), pytest.raises(Cancelled):
        _train(Work(tmp_path / "stopped").run)
    again = Work(tmp_path / "stopped")
    assert _train(again.run) == whole
    (resumed,) = again.of(Resumed)
    assert resumed.step == at


def test_a_network_that_looks_whether_to_stop_ends_its_step_and_is_saved(tmp_path: Path) -> None:
    net, wishes = UNet(width=2, depth=1), list[int]()

    def train() -> None:
        for step in Work(tmp_path).run.steps(6, {"net": net}):
            if step == 3:
                wishes.append(step)
            net(torch.rand(1, 1, 4, 4))

    with stop_when(lambda: bool(wishes)), pytest.raises(Cancelled):
        train()
    saved = {name: tensor.clone() for name, tensor in net.state_dict().items()}
    again = UNet(width=2, depth=1)
    assert list(Work(tmp_path).run.steps(6, {"net": again})) == [4, 5]
    assert all(torch.equal(tensor, saved[name]) for name, tensor in again.state_dict().items())


@pytest.mark.parametrize("error", [None, ValueError()])
def test_outside_of_a_step_a_wish_to_stop_counts_at_once(tmp_path: Path, error: Exception | None) -> None:
    wishes: list[int] = []
    with stop_when(lambda: bool(wishes)):
        try:
            for step in Work(tmp_path).run.steps(3, {}):
                wishes.append(step)
                check()
                if error is not None:
                    raise error
                break
        except ValueError:
            pass
        with pytest.raises(Cancelled):
            check()


def test_another_seed_gives_another_result(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    assert _train(Work(tmp_path).run) != _train(Work(tmp_path / "other", seed=4).run)


def test_stages_that_are_finished_only_load_their_state(tmp_path: Path) -> None:
    first = Work(tmp_path)
    early = _train(first.run)
    looks = count()
    with stop_when(lambda: next(looks) >= 5), pytest.raises(Cancelled):
        _train(first.run)
    again = Work(tmp_path)
    assert _train(again.run) == early
    _train(again.run)
    assert [(event.stage, event.step) for event in again.of(Resumed)] == [(1, STEPS), (2, 5)]
    assert {event.stage for event in again.of(Progress)} == {2}


@pytest.mark.parametrize("left", [False, True])
def test_fresh_weights_do_not_depend_on_what_was_done_before(tmp_path: Path, left: bool) -> None:
    """A second network is the same whether the stage before it was done now, stopped, or only loaded."""

    def fresh(folder: Path) -> torch.Tensor:
        run = Work(folder).run
        for step in run.steps(5, {}):
            torch.rand(step + 1)
            if step == 3 and left:
                break
        return torch.rand(1)

    first = fresh(tmp_path)
    torch.rand(9)
    assert fresh(tmp_path) == first


def test_chance_depends_on_seed_step_and_purpose_alone(tmp_path: Path) -> None:
    one, two = Work(tmp_path).run, Work(tmp_path, seed=4).run

    def drawn(run: FabricRun, *words: object) -> float:
        return float(torch.rand(1, generator=run.generator(*words)))  # type: ignore[arg-type]

    torch.rand(7)
    assert drawn(one, 5, "noise") == drawn(one, 5, "noise")
    values = {drawn(one, 5), drawn(one, 6), drawn(two, 5), drawn(one, 5, "noise"), drawn(one, 5, "dose")}
    assert len(values) == 5


def test_a_checkpoint_is_saved_on_the_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "SAVE_SECONDS", -1.0)
    first = Work(tmp_path)
    for step in first.run.steps(5, {}):
        if step == 3:
            break  # as a crash would
    size = (tmp_path / "checkpoint-1.pt").stat().st_size
    assert [(saved.step, saved.stage) for saved in first.of(Saved)] == [(1, 1), (2, 1), (3, 1)]
    assert first.of(Saved)[-1].size == size
    assert list(Work(tmp_path).run.steps(5, {})) == [3, 4]


def test_numbers_are_thinned_and_the_last_is_kept(tmp_path: Path) -> None:
    work = Work(tmp_path)
    for step in work.run.steps(200, {}):
        work.run.metrics(step, {"loss": 1.0 / (step + 1)})
        if step % 100 == 50:
            work.run.metrics(step, {"psnr": 30.0})
    work.run.close()
    losses = [event for event in work.of(Metric) if "loss" in event.values]
    assert len(losses) < 20
    assert losses[0].step == 0
    assert losses[-1].step == 199
    assert [event.step for event in work.of(Metric) if "psnr" in event.values] == [50, 150]
    assert work.of(Progress)[-1] == work.of(Progress)[-1].model_copy(update={"step": 200, "total": 200})


def test_tensorboard_can_read_the_numbers(tmp_path: Path) -> None:
    from tensorboard.backend.event_processing.event_file_loader import RawEventFileLoader

    work = Work(tmp_path)
    work.run.metrics(7, {"loss": 0.25})
    work.run.close()
    (file,) = (tmp_path / "tensorboard").iterdir()
    assert any(b"loss" in record for record in RawEventFileLoader(str(file)).Load())


@pytest.mark.parametrize("title", ["Slice 12: liver", "../../../etc/passwd", "…"])
def test_a_picture_is_gray_over_its_window_and_stays_in_the_folder(tmp_path: Path, title: str) -> None:
    work = Work(tmp_path)
    hu = torch.tensor([[-1000.0, -160.0, 40.0], [240.0, 3000.0, float("nan")]])
    work.run.picture(12, title, hu)
    work.run.close()
    (event,) = work.of(Picture)
    assert (event.step, event.title) == (12, title)
    path = (tmp_path / event.path).resolve()
    assert path.parent == (tmp_path / "pictures").resolve()
    assert list(Image.open(path).get_flattened_data()) == [0, 0, 128, 255, 255, 0]


def test_a_flood_of_messages_is_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MESSAGES", 5)
    work = Work(tmp_path)
    for _ in range(20):
        work.run.message("x" * 9999)
    assert len(work.of(Message)) == 5
    assert all(len(event.text) <= 2000 for event in work.of(Message))


def test_a_full_disk_is_a_sentence_and_costs_no_checkpoint(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _train(Work(tmp_path).run, 5)
    before = (tmp_path / "checkpoint-1.pt").read_bytes()

    def full(path: Path, data: bytes) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(module, "write_bytes", full)
    with pytest.raises(StudioError, match=r"No space left on device\); make room there and resume"):
        _train(Work(tmp_path).run, 9)
    assert (tmp_path / "checkpoint-1.pt").read_bytes() == before


@pytest.mark.parametrize("data", [b"", b"PK", b"\x80\x02cposix\nsystem\nX\x01\x00\x00\x00x\x85R."])
def test_a_damaged_checkpoint_is_a_sentence(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "checkpoint-1.pt").write_bytes(data)
    with pytest.raises(PluginError, match=r"checkpoint-1\.pt .* is damaged"):
        _train(Work(tmp_path).run)


def test_a_checkpoint_of_another_network_is_a_sentence(tmp_path: Path) -> None:
    net = torch.nn.Linear(2, 2)
    list(Work(tmp_path).run.steps(1, {"net": net}))
    with pytest.raises(PluginError, match="of another recipe"):
        list(Work(tmp_path).run.steps(1, {"net": torch.nn.Linear(3, 2)}))
    with pytest.raises(PluginError, match="of another recipe"):
        list(Work(tmp_path).run.steps(1, {"other": net}))


@pytest.mark.parametrize("first", [True, False])
def test_the_first_of_several_processes_works_and_the_others_wait(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, first: bool
) -> None:
    run, done = Work(tmp_path).run, list[str]()
    monkeypatch.setattr(type(run._fabric), "is_global_zero", first)
    monkeypatch.setattr(run._fabric, "barrier", lambda: done.append("waited"))
    run.once(lambda: done.append("written"))
    assert done == (["written", "waited"] if first else ["waited"])
