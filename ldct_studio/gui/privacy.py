"""What must not be told: strings that no log, title or report may contain."""

from __future__ import annotations

import logging
import re
from pathlib import Path
from typing import get_args

from ..plugin import LanePlugin, Plugin, plugins

HIDDEN = "•••"
SHORTEST = 3
"""Shorter strings are parts of too many words to be hidden."""
# fmt: off
_OF_RECIPES = frozenset((
    "picture", "geometry", "parallel", "views", "bins", "dose", "photons", "noise", "seed", "kernel", "mode",
    "steps", "reference", "input", "volume", "image", "pane", "slice", "series", "spacing", "window", "out",
    "demo", "simulate", "ldct-studio", "loaded", "boost", "cut-off",
))
# fmt: on
"""Words that recipes are made of, besides those of the methods."""

_secrets: set[str] = set()
_words: set[str] = set()
"""Parts of secrets; hidden only as whole words, or “Lee” would spoil “fleet”."""


def keep_secret(*texts: str) -> None:
    """Hide these from now on, wherever they stand: names and IDs, also their parts (``DOE^JANE``)."""
    for text in texts:
        if len(text.strip()) >= SHORTEST:
            _secrets.add(text.strip())
        _words.update(part for part in re.split(r"[\^=\s,;/\\]+", text) if len(part) >= SHORTEST)


def keep_path_secret(path: Path) -> None:
    """Hide a path: folders and files are often called like the patient.

    A last part that is a word of recipes, such as the name of a method, names nobody; it stays readable, or
    a volume that was exported into a folder “FBP” would hide what every picture was made with.
    """
    resolved = path.resolve()
    whole = {str(path), str(resolved), resolved.as_posix()} - {"", ".", "/"}
    _secrets.update(text for text in whole if not _is_of_recipes(text))
    if len(resolved.name) >= SHORTEST and not _is_of_recipes(resolved.name):
        _words.add(resolved.name)


def redact(text: str) -> str:
    """Return the text with every secret hidden, whatever its case."""
    for secrets, pattern in ((_secrets, "{}"), (_words, r"(?<![^\W_])(?:{})(?![^\W_])")):
        if secrets:
            longest_first = sorted(secrets, key=len, reverse=True)
            any_of_them = "|".join(map(re.escape, longest_first))
            text = re.sub(pattern.format(any_of_them), HIDDEN, text, flags=re.IGNORECASE)
    return text


def _is_of_recipes(name: str) -> bool:
    word = name.casefold()
    return word in _OF_RECIPES or any(word in _words_of(cls) for cls in plugins())


def _words_of(cls: type[Plugin]) -> set[str]:
    """Return what recipes may say of a plug-in: kind, name, titles, settings and their choices."""
    variants = cls.variants() if issubclass(cls, LanePlugin) else {}
    titles = [cls.title, *variants]
    fields = cls.Config.model_fields
    choices = [str(choice) for field in fields.values() for choice in get_args(field.annotation)]
    choices += [str(value) for settings in variants.values() for value in settings.values()]
    words = [cls.kind, cls.name, *titles, *" ".join(titles).split(), *fields, *choices]
    return {word.casefold() for word in words}


def forget() -> None:
    """Forget the secrets."""
    _secrets.clear()
    _words.clear()


class RedactingFormatter(logging.Formatter):
    """Hides secrets in the finished line: message, arguments, traceback, of every library's logger."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line without secrets."""
        return redact(super().format(record))
