"""What must not be told: strings that no log, title or report may contain."""

from __future__ import annotations

import logging
import re
from pathlib import Path

HIDDEN = "•••"
SHORTEST = 3
"""Shorter strings are parts of too many words to be hidden."""

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
    """Hide a path: folders and files are often called like the patient."""
    resolved = path.resolve()
    _secrets.update({str(path), str(resolved), resolved.as_posix()} - {"", ".", "/"})
    _words.update({resolved.name} - {""})


def redact(text: str) -> str:
    """Return the text with every secret hidden, whatever its case."""
    for secrets, pattern in ((_secrets, "{}"), (_words, r"(?<![^\W_])(?:{})(?![^\W_])")):
        if secrets:
            longest_first = sorted(secrets, key=len, reverse=True)
            any_of_them = "|".join(map(re.escape, longest_first))
            text = re.sub(pattern.format(any_of_them), HIDDEN, text, flags=re.IGNORECASE)
    return text


def forget() -> None:
    """Forget the secrets."""
    _secrets.clear()
    _words.clear()


class RedactingFormatter(logging.Formatter):
    """Hides secrets in the finished line: message, arguments, traceback, of every library's logger."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line without secrets."""
        return redact(super().format(record))
