"""A predictor at work: the volume goes into a folder of its own, a command turns it into labels."""

from __future__ import annotations

import os
import shutil
import signal
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory

from ..core.atomic import write_text
from ..core.cancel import check
from ..core.channel import Child
from ..core.errors import GeometryError, PluginError
from ..core.paths import log_dir
from ..core.volume import LabelMap, Volume
from ..io.command_guard import GRACE, Order, Outcome
from ..io.save import save_nifti
from ..nets.predictor_card import PredictorCard
from .command_answer import read_answer

_LOOK = 0.05
_PATIENCE = 5.0
"""Seconds beyond its grace that a command's guard has to end it."""
_KEPT = frozenset(
    (
        *("HOME", "USER", "LOGNAME", "PATH", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "SHELL"),
        *("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "OMP_NUM_THREADS"),
        *("XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR"),
        *("SYSTEMROOT", "SYSTEMDRIVE", "WINDIR", "COMSPEC", "PATHEXT", "USERPROFILE", "USERNAME"),
        *("APPDATA", "LOCALAPPDATA", "PROGRAMDATA", "PROGRAMFILES"),
        *("NUMBER_OF_PROCESSORS", "PROCESSOR_ARCHITECTURE"),
    )
)
_KEPT_FAMILIES = ("CUDA_", "NVIDIA_", "ROCM_", "HIP_", "ROCR_", "TOTALSEG_", "nnUNet_", "nnunet_")
_LINES, _LETTERS = 3, 300
"""What of a log a sentence takes at most."""


def predicted(name: str, card: PredictorCard, volume: Volume) -> LabelMap:
    """Return what a predictor finds in a whole volume, on the volume's grid; takes as long as its command.

    Raises ``PluginError`` with a sentence where the command or its answer is wrong, ``GeometryError`` where
    the predictor is not made for such volumes, and ``Cancelled``. Nothing is left of command and files.
    """
    check()
    _refuse(card, volume)
    with TemporaryDirectory(prefix="ldct-studio-", ignore_cleanup_errors=True) as place:
        folder = Path(place).resolve()
        for part in ("in", "out", "tmp"):
            (folder / part).mkdir()
        save_nifti(volume, folder / "in" / card.input)
        outcome = _run(_order(card, folder))
        _complain(name, card, outcome)
        return read_answer(card, _answer(card, folder / "out", outcome.log), volume.grid)


def last_lines(log: str) -> str:
    """Return the last lines of a log as a part of a sentence, or ''."""
    lines = [line.strip() for line in log.splitlines() if line.strip()][-_LINES:]
    said = "".join(c if c.isprintable() else " " for c in " / ".join(lines))
    return said if len(said) <= _LETTERS else f"…{said[-_LETTERS:]}"


def _refuse(card: PredictorCard, volume: Volume) -> None:
    if card.modality == "CT" and volume.unit != "HU":
        raise GeometryError(
            f"{card.title} takes CT in HU, and this volume is none; choose another segmenter."
        )
    if card.spacing_mm is None:
        return
    (low, high), sides = card.spacing_mm, volume.grid.spacing
    if min(sides) < low or max(sides) > high:
        raise GeometryError(
            f"{card.title} is made for voxels of {low:.3g} to {high:.3g} mm, and these have "
            f"{min(sides):.3g} to {max(sides):.3g} mm; choose another model or resample the volume."
        )


def _order(card: PredictorCard, folder: Path) -> Order:
    program = shutil.which(card.command[0]) if _is_name_or_full(card.command[0]) else None
    if program is None:
        raise PluginError(
            f"{card.title} needs the program “{card.command[0]}”, which is not there; install it, or name it "
            "by its full path in the card."
        )
    places = {
        "{in}": folder / "in" / card.input,
        "{out}": folder / "out" / card.output,
        "{folder}": folder,
    }
    words = [program]
    for word in card.command[1:]:
        for place, path in places.items():
            word = word.replace(place, str(path))
        words.append(word)
    return Order(
        words=words,
        folder=str(folder),
        environment=_environment(folder / "tmp") | card.environment,
        seconds=card.timeout,
        bytes=int(card.memory * 2**30),
    )


def _is_name_or_full(word: str) -> bool:
    """Say whether a word names a program whatever the folder is that this one was started in."""
    return Path(word).name == word or Path(word).is_absolute()


def _environment(temporary: Path) -> dict[str, str]:
    """Return the variables that a command gets: who and where the user is, and no secrets of others."""
    kept = {name: value for name, value in os.environ.items() if _is_kept(name)}
    return kept | dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(temporary))


def _is_kept(name: str) -> bool:
    return name.upper() in _KEPT or name.startswith(_KEPT_FAMILIES)


def _run(order: Order) -> Outcome:
    """Have a command run to its end by its guard; where nobody waits, end it and raise ``Cancelled``."""
    guard = Child("command-guard", "ldct_studio.io.command_guard")
    try:
        guard.send(asdict(order))
        while True:
            with suppress(TimeoutError):
                return Outcome(**guard.receive(_LOOK))
            check()
    except EOFError:
        raise PluginError("What watches over the command was ended; try again.") from None
    except BaseException:  # nobody waits, or Ctrl+C: a guard that is killed would leave its command behind
        _stop(guard)
        raise
    finally:
        guard.kill()


def _stop(guard: Child) -> None:
    """Have the guard end its command, and wait until it has."""
    with suppress(EOFError, TimeoutError):
        guard.send({"stop": True})
        guard.receive(GRACE + _PATIENCE)


def _complain(name: str, card: PredictorCard, outcome: Outcome) -> None:
    """Raise ``PluginError`` where a command was not done; its log is then kept beside the program's."""
    if outcome.error:
        raise PluginError(f"{card.title} could not be started ({outcome.error.lower()}); check its card.")
    if not outcome.ended_for and outcome.code == 0:
        return
    with suppress(OSError):
        write_text(log_dir() / f"predictor-{name}.log", outcome.log)
    if outcome.ended_for == "time":
        raise PluginError(
            f"{card.title} was not done after {card.timeout:g} s and was ended; allow it more time in its "
            f"card, or take a smaller volume.{_said(outcome.log)}"
        )
    if outcome.ended_for == "memory":
        raise PluginError(
            f"{card.title} took more than {card.memory:g} GiB of memory and was ended; allow it more in its "
            "card, or take a smaller volume."
        )
    how = f"exit code {outcome.code}" if outcome.code >= 0 else _signal(-outcome.code)
    raise PluginError(
        f"{card.title} failed ({how}); check its installation and its card.{_said(outcome.log)}"
    )


def _answer(card: PredictorCard, folder: Path, log: str) -> Path:
    """Return the one file that a command has written as its answer."""
    found = [path for path in sorted(folder.glob(card.output)) if path.is_file()]
    if len(found) == 1:
        return found[0]
    if found:
        raise PluginError(
            f"{card.title} wrote {len(found)} files that “{card.output}” fits; name one in its card."
        )
    raise PluginError(
        f"{card.title} ended without its answer, “{card.output}”; check its command in the card.{_said(log)}"
    )


def _said(log: str) -> str:
    said = last_lines(log)
    return f" It said: “{said}”" if said else ""


def _signal(number: int) -> str:
    with suppress(ValueError):
        return signal.Signals(number).name
    return f"signal {number}"
