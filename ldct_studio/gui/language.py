"""Language: the one way from the English text in the code to the words that a person sees.

``tr`` takes a text that stands in the code, a text that a value of the layers below carries (the title of a
method, the sentence of an error), and what ``self.tr`` asks Qt for. The language is chosen once, before the
other modules of the window are imported, so that ``tr`` may also stand in a constant.
"""

from __future__ import annotations

import atexit
import re
from functools import cache, lru_cache
from itertools import pairwise

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from ..core.errors import StudioError
from ..core.paths import resource
from ..core.settings import Language

CONTEXT = "LDCT Studio"
"""The one context of the .ts files: a text has one translation, wherever it stands."""
SHIPPED = ("de",)
"""Languages besides English, by the names of their files."""
_PLACE = re.compile(r"\{\d*\}")
_JOINTS = re.compile(r"((?<=\.) (?=.)| · )")
"""Between sentences, and between words about one thing."""
_NAMED = re.compile("“([^”]*)”(:?) (.+)", re.DOTALL)
_OF_FILE = "“{0}”{1} {2}"
"""A sentence of a file that says a reason, such as "is empty", which is known by itself."""
_LONGEST = 1000
"""A longer text is no sentence of ours, and would take long to compare."""
_words = QTranslator()


class _Qt(QTranslator):
    """Answers Qt, and ``self.tr``, whatever class asks."""

    def translate(self, context: str, source: str, disambiguation: str | None = None, n: int = -1) -> str:
        return tr(source)


_for_qt, _of_qt = _Qt(), QTranslator()


def chosen(language: Language) -> str:
    """Return the language to show, “en” or one of the shipped; the system's where it is one of them."""
    code = QLocale.system().name().partition("_")[0] if language == "system" else language
    return code if code in SHIPPED else "en"


def begin(code: str) -> None:
    """Take a language, before the other modules of the window are imported."""
    tr.cache_clear()
    if not _words.load("" if code == "en" else str(resource(f"translations/{code}.qm"))) and code != "en":
        raise StudioError(f"The program is incomplete: {code}.qm is missing. Install it again.")


def install(app: QCoreApplication) -> None:
    """Let the widgets of Qt, such as its dialogs, speak the language that was taken."""
    if _words.isEmpty():
        return
    app.installTranslator(_for_qt)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if _of_qt.load(f"qtbase_{_words.language().partition('_')[0]}", folder):
        app.installTranslator(_of_qt)  # the last one is asked first


@atexit.register
def remove() -> None:
    """Take the words from Qt while Python is there: as Qt ends it asks once more, and would ask nobody."""
    for words in (_of_qt, _for_qt) if QCoreApplication.instance() else ():
        QCoreApplication.removeTranslator(words)


@lru_cache(maxsize=4096)
def tr(text: str) -> str:
    """Return a text in the language of the window, or the text itself where it has no other.

    A sentence of the layers below has its numbers and names in it already; it is known by the template that
    made it, the most particular first, and what stands in its places is looked up as well.
    """
    if _words.isEmpty() or not text:
        return text
    if known := _words.translate(CONTEXT, text):
        return known
    for pattern, template in _sentences() if len(text) < _LONGEST else ():
        if said := pattern.fullmatch(text):
            return (_words.translate(CONTEXT, template) or template).format(*map(tr, said.groups()))
    if named := _NAMED.fullmatch(text):
        name, colon, reason = named.groups()
        told = tr(reason)
        if told == reason and reason.endswith("."):
            told = tr(reason.removesuffix(".")) + "."
        return (_words.translate(CONTEXT, _OF_FILE) or _OF_FILE).format(name, colon, told)
    parts = _JOINTS.split(text)
    return "".join(part if place % 2 else tr(part) for place, part in enumerate(parts)) if parts[1:] else text


@cache
def _sentences() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Return the templates of sentences made below, with what knows them; the one that says most first."""
    templates = resource("translations/sentences.txt").read_text(encoding="utf-8").splitlines()
    templates.sort(key=lambda template: len(_PLACE.sub("", template)), reverse=True)
    return tuple((_pattern(template), template) for template in templates)


def _pattern(template: str) -> re.Pattern[str]:
    """Return what matches a template; its places are numbered in their order."""
    parts = [re.escape(part) for part in _PLACE.split(template)]
    joined = parts[0]
    for before, after in pairwise(parts):
        quoted = before.endswith("“") and after.startswith("”")  # a name ends with its quotation marks
        joined += ("([^“”]+?)" if quoted else "(.+?)") + after
    return re.compile(joined, re.DOTALL)
