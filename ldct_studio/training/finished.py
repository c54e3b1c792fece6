"""The card of trainings that belong together, which says that all of them are finished."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from ..core.config import Config
from ..core.errors import PluginError
from ..core.paths import data_dir, resource

CARD = "card.json"
SetCard = TypeVar("SetCard", bound=Config)


def read_finished(path: Path, kind: type[SetCard], *, missing: str, damaged: str) -> SetCard:
    """Return a card, a JSON file that is written when all of a training is finished.

    Raises ``PluginError`` with the sentence ``missing`` where there is none, and with ``damaged`` where it is
    of another kind or cannot be read as one; either says what to do.
    """
    try:
        return kind.model_validate_json(path.read_bytes())
    except FileNotFoundError:
        raise PluginError(missing) from None
    except ValueError:
        raise PluginError(damaged) from None


def finished_sets(study: str) -> tuple[Path, ...]:
    """Return the models of the finished sets of a study: the user's jobs, newest first, then what ships."""
    jobs = data_dir() / "jobs"
    own = sorted(jobs.glob(f"*_{study}.all*/models/{CARD}"), key=lambda card: card.stat().st_mtime)
    shipped = sorted(resource("studies").glob(f"{study}-*/{CARD}"))
    return tuple(card.parent for card in (*reversed(own), *shipped))
