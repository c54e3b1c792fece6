"""Bring the translations in step with the code: .venv/bin/python packaging/translations.py

Collects every text that a person may see and writes ``resources/translations``: ``sentences.txt`` with the
templates of sentences that are made below the window, and each ``.ts`` with its ``.qm``. Translations stay;
new texts stand in the ``.ts`` as unfinished, those that are gone are dropped.
"""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "resources" / "translations"
CONTEXT = "LDCT Studio"
GUI = ROOT / "ldct_studio" / "gui"


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


VALUES = _set(
    "contrast_card contrast_lanes contrast_lesions contrast_measures contrast_numbers contrast_recipe "
    "drags expected_noise facts image_numbers label_facts label_numbers lanes marks_values measuring "
    "pane pane_numbers plot_charts plot_detect plot_dose plot_edge plot_embedding plot_kinds plot_network "
    "plot_noise plot_profile plot_repeats plot_sweeps plot_uptake probe_survey recipe region_numbers report "
    "scene session_scene solid_scene task_stability told"
)
"""Modules of the window whose texts also go into files: English there, translated where they are shown."""
_FILES_ONLY = re.compile(
    r"/cli/|/api\.py|/__main__|(task_adaptive|gadolinium|mvct_to_kvct)/(report|table|verdicts|cards|scores|plots)\.py|"
    r"dose_robustness/(report|verdicts|plots|pages)\.py|"
    r"/io/(dicom_tags|dicom_writing|picture_writing|segment_codes|nifti_tags|target)\.py|"
    r"/jobs/(ray|slurm|log)\.py|/core/(channel|encoding|cancel)\.py"
)
UNSEEN = _set(
    "exception critical error warning info debug getLogger compile startswith removeprefix endswith get "
    "glob ValueError TypeError RuntimeError EOFError OSError PermissionError TimeoutError "
    "AssertionError DecodeError Thread ThreadPoolExecutor TypeVar frozenset Subscript cast update "
    "become run text number Round"
)
"""Calls whose texts are for logs, for programs, for the stack of undo or for nobody."""
MENU = re.compile(r"(File|Edit|View|Compare|Dose|Measure|Contrast|Train|Plugins|Help)(/[A-Z0-9][\w -]+)?")
PLACE = re.compile(r"\{\d*\}")
_NAMES = _set("Field Label Metric Measure Sheet Plot Lane Fact Lesion Study")
"""Calls whose single words are read by people."""
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_ALSO = (
    *(
        "{0} − reference",
        "CPU, {0} cores",
        "noise-free",
        "Advisors",
        "mean",
        "background",
        "{0} Dice {1}",
        "today, {0}",
        "yesterday",
        "{0} images",
        "{0} × {1} pixels",
        "bone",
        "soft tissue",
        "lung",
        "vessels",
        "lesion",
        "% full",
    ),
    *(
        "as loaded",
        "“{0}”{1} {2}",
        "A file",
        "localizer",
        "holds no projections: neither /exchange/data nor observations of LoDoPaB-CT",
        "{0}, {1} × {2} × {3} mm, in {4}.",
        "{0}, {1}, {2} × {3} × {4} mm, in {5}.",
        "{0} (recorded: {1})",
        "Opened",
        "Series",
        "σₑ = {0}, seed {1}",
        "{0}, {1} views",
        "Simulators",
        "Reconstructors",
        "Denoisers",
        "Segmenters",
    ),
    *("Loaders", "Metrics", "Recipes"),
    *("before", "after", "95 % quantile before contrast", "{0}, {1} % at {2} T", "a = {0}, seed {1}"),
    *("Lesion {0}: {1} mm, {2} mmol/L", "Lesion {0}: {1} mm, {2} mmol/L, ring"),
    "estimated from {0} patches; {1}",
    *(
        "Outside the training range: {0} of the standard dose (trained with {1} to {2}).",
        "Outside the training range: {0} of the standard dose (trained with {1} to {2}); {3}.",
        "{0} T (trained at {1} and {2} T)",
        "{0} T (trained at {1} and {2} T); {3}",
        "r1 of {0} L/(mmol·s) (trained with {1} to {2}); {3}",
        "voxels of {0} mm (trained with up to {1} mm); {2}",
    ),
    *("dose", "field", "noise", "Field", "Agent", "PC {0} follows {1}, r = {2}.", "{0} of {1} predictions"),
    *("1 image lies", "{0} images lie", "1 slice is", "{0} slices are", "1 slice empty", "{0} slices empty"),
    *("1 file was", "{0} files were", "tilt {0}°", "tilt {0}°, straightened"),
    *("1 image of this series differs", "{0} images of this series differ"),
    *(f"{month} {place}" for month in _MONTHS for place in ("{0}", "{0}, {1}")),
)
"""Texts that no literal holds as a whole."""


@cache
def window_texts() -> dict[str, str]:
    """Return what stands in ``tr(…)`` in the window, and its menus, by the file it stands in first."""
    found: dict[str, str] = {}
    for path in sorted(GUI.glob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for name in (name for text in _texts(tree) if MENU.fullmatch(text) for name in text.split("/")):
            found.setdefault(name, path.stem)
        for call in _calls(tree):
            texts = [template(call.args[0])] if _name(call) == "tr" and call.args else []
            for text in filter(None, texts):
                found.setdefault(text, path.stem)
    return found


@cache
def value_texts() -> dict[str, str]:
    """Return the texts of the layers below, and of values of the window, by the file they stand in first."""
    paths = [*(ROOT / "ldct_studio").rglob("*.py"), *(ROOT / "plugins").rglob("*.py")]
    found: dict[str, str] = {}
    for path in sorted(paths):
        in_window = path.parent == GUI
        if path.stem in VALUES if in_window else not _FILES_ONLY.search(path.as_posix()):
            for text in _seen(ast.parse(path.read_text(encoding="utf-8"))):
                found.setdefault(text, path.stem)
    for sheet in ast.walk(ast.parse((GUI / "numbers_dock.py").read_text(encoding="utf-8"))):
        if isinstance(sheet, ast.Call) and _name(sheet) == "Sheet":
            found.setdefault(str(template(sheet.args[0])), "numbers_dock")
    for path in (
        ROOT / "resources" / "presets.json",
        *sorted((ROOT / "resources" / "models").glob("*/*.json")),
    ):
        held = json.loads(path.read_text(encoding="utf-8"))
        cards = held if isinstance(held, list) else [held, *held["classes"]]
        named = (card.get(key) for card in cards for key in ("name", "title", "note"))
        found |= {text: path.parent.name for text in named if text and text not in found}
    return found | dict.fromkeys(_ALSO, "translations")


def sentences(values: dict[str, str]) -> list[str]:
    """Return the templates among texts of values that say enough to be known again."""
    return sorted(text for text in values if PLACE.search(text) and len(re.findall("[A-Za-z]", text)) > 2)


def _seen(tree: ast.Module) -> Iterator[str]:
    above = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            yield from _titles(node)
        text = template(node)
        if text is None or isinstance(above.get(node), (ast.Expr, ast.JoinedStr, ast.FormattedValue)):
            continue
        calls = calls_around(node, above)
        if not UNSEEN.intersection(calls) and reads(text, bool(_NAMES.intersection(calls))):
            yield text


def calls_around(node: ast.AST, above: Mapping[ast.AST, ast.AST]) -> list[str]:
    """Return the names of the calls that a node is an argument of in its statement, the nearest first."""
    names = []
    while node in above and not isinstance(node, ast.stmt):
        node = above[node]
        if isinstance(node, ast.Call):
            names.append(_name(node))
        elif isinstance(node, ast.Assert):
            names.append("AssertionError")
    return names


def _titles(node: ast.ClassDef) -> Iterator[str]:
    """Yield title and purpose of a plug-in, and names and choices of the fields that have no other."""
    yield from (str(template(word.value)) for word in node.keywords if word.arg == "title")
    if "Recipe" in map(ast.unparse, node.bases):
        yield " ".join((ast.get_docstring(node) or "").partition("\n\n")[0].split())
    for line in node.body:
        if not isinstance(line, ast.AnnAssign) or not isinstance(line.value, ast.Call):
            continue
        words = {word.arg: word.value for word in line.value.keywords}
        if _name(line.value) != "Field" or "hidden" in _texts(words.get("json_schema_extra")):
            continue
        if "title" not in words and isinstance(line.target, ast.Name):
            yield line.target.id.replace("_", " ").capitalize()
        named = _texts(words.get("json_schema_extra"))
        for choice in _texts(line.annotation) if "Literal" in ast.unparse(line.annotation) else ():
            if choice not in named:
                yield choice.replace("-", " ").capitalize()
        if "unit" in named and re.search("[a-z]{4}", unit := named[named.index("unit") + 1]):
            yield unit


def reads(text: str, named: bool) -> bool:
    """Say whether a text is for people: words with spaces, or where ``named``, a name."""
    plain = PLACE.sub("", text)
    if re.match(r"from |import |%\(", plain):
        return False
    if plain != text and re.fullmatch(r"[A-Z][a-z]{3,}\W*", plain):
        return True
    if re.search(r"[<>]|\w\(|[=_\\/]\w|^\W*$|\n", plain):
        return bool(re.search(r"[a-z]{3}\S* \S*[a-z]{2}.*\.$", plain)) and "<" not in plain
    if named:
        return bool(re.match(r"[A-Z]..|.*[a-z]{3}\.$", plain))
    return bool(re.search(r"[A-Za-z]{2}\S* \S*[A-Za-z(]", text)) and bool(re.search(r"[a-z]{3}", plain))


def template(node: ast.AST | None) -> str | None:
    """Return the text of a literal, with numbered places where an f-string has values."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if not isinstance(node, ast.JoinedStr):
        return None
    parts, places = [], 0
    for part in node.values:
        if isinstance(part, ast.Constant):
            parts.append(str(part.value))
        else:
            parts.append(f"{{{places}}}")
            places += 1
    return "".join(parts)


def _texts(node: ast.AST | None) -> list[str]:
    return [text for child in ast.walk(node) if (text := template(child))] if node is not None else []


def _calls(tree: ast.AST) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def _name(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def read(path: Path) -> dict[str, str]:
    """Return the finished translations of a .ts file, by their sources."""
    found = {}
    for message in ElementTree.parse(path).iter("message") if path.exists() else ():
        said = message.find("translation")
        if said is not None and said.get("type") != "unfinished" and said.text:
            found[message.findtext("source", "")] = said.text
    return found


def write(path: Path, sources: dict[str, str], translations: dict[str, str]) -> None:
    """Write a .ts file with the texts of the code, each with its translation or as unfinished."""
    root = ElementTree.Element("TS", version="2.1", language=path.stem, sourcelanguage="en")
    context = ElementTree.SubElement(root, "context")
    ElementTree.SubElement(context, "name").text = CONTEXT
    for source, place in sorted(sources.items(), key=lambda item: (item[1], item[0])):
        message = ElementTree.SubElement(context, "message")
        ElementTree.SubElement(message, "source").text = source
        ElementTree.SubElement(message, "extracomment").text = place
        said = ElementTree.SubElement(message, "translation")
        if source in translations:
            said.text = translations[source]
        else:
            said.set("type", "unfinished")
    ElementTree.indent(root, " ")
    text = ElementTree.tostring(root, encoding="unicode")
    path.write_text(f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{text}\n', encoding="utf-8")


def compile_to(source: Path, target: Path) -> None:
    """Make a .qm file of a .ts file with Qt's own tool."""
    tool = Path(sys.executable).with_name("pyside6-lrelease")
    subprocess.run([str(tool), str(source), "-qm", str(target)], check=True, capture_output=True)


def main() -> None:
    """Write all files, and say what is left to translate."""
    values = value_texts()
    sources = values | window_texts()
    lines = "".join(f"{text}\n" for text in sentences(values))
    (FOLDER / "sentences.txt").write_text(lines, encoding="utf-8")
    for path in sorted(FOLDER.glob("*.ts")):
        known = read(path)
        write(path, sources, known)
        compile_to(path, path.with_suffix(".qm"))
        print(f"{path.name}: {len(sources)} texts, {len(sources.keys() - known.keys())} to translate")


if __name__ == "__main__":
    main()
