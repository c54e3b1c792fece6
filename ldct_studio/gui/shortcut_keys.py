"""Which keys mean what: the table's, those that the user chose instead, and what is in each other's way."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtGui import QKeySequence

from .command import Command, shown
from .language import tr

Keys = Mapping[str, tuple[str, ...]]
"""Keys by the name of the command."""

RESERVED = {
    "Space": tr("showing the reference"),
    "F6": tr("the next area"),
    "Shift+F6": tr("the area before"),
}
"""Keys that no command can have."""
_LETTERS_AT_LEAST = 2


def defaults(commands: Iterable[Command]) -> dict[str, tuple[str, ...]]:
    """Return the keys of the table."""
    return {command.name: command.keys for command in commands}


def changed(keys: Keys, table: Keys) -> dict[str, tuple[str, ...]]:
    """Return what differs from the table, which is all that is stored."""
    return {name: tuple(of) for name, of in keys.items() if name in table and tuple(of) != tuple(table[name])}


def resolved(table: Keys, chosen: Keys) -> dict[str, tuple[str, ...]]:
    """Return the keys in force: the chosen ones, and of the table what they do not take away."""
    taken = {_portable(key) for name, of in chosen.items() if name in table for key in of}
    kept = {name: tuple(k for k in of if _portable(k) not in taken) for name, of in table.items()}
    return kept | {name: tuple(of) for name, of in chosen.items() if name in table}


def owners(key: str, keys: Keys) -> list[str]:
    """Return the names of the commands that a key means."""
    wanted = _portable(key)
    return [name for name, of in keys.items() if any(_portable(other) == wanted for other in of)]


def conflicts(keys: Keys) -> dict[str, list[str]]:
    """Return every key that means more than one command, with their names."""
    all_keys = dict.fromkeys(_portable(key) for of in keys.values() for key in of)
    found = {key: owners(key, keys) for key in all_keys}
    return {key: names for key, names in found.items() if len(names) > 1}


def refusal(key: str, command: Command) -> str:
    """Return why a command cannot have a key, in a sentence, or ''."""
    key = _portable(key)
    if not key:
        return tr("Press a key first.")
    if key in RESERVED:
        return tr("{0} is {1} and stays so. Press another key.").format(shown(key), RESERVED[key])
    if command.scope == "window" and _types_a_letter(key):
        return tr(
            "A letter alone works over the pictures only, or it would be missing while you type. Add Ctrl."
        )
    return ""


def with_key(keys: Keys, name: str, key: str) -> dict[str, tuple[str, ...]]:
    """Return the keys with one more of a command, taken away from whoever had it."""
    wanted = _portable(key)
    freed = {other: tuple(k for k in of if _portable(k) != wanted) for other, of in keys.items()}
    freed[name] = (*freed.get(name, ()), wanted)
    return freed


def _portable(key: str) -> str:
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.PortableText)


def _types_a_letter(key: str) -> bool:
    plain = key.removeprefix("Shift+")
    return len(plain) < _LETTERS_AT_LEAST
