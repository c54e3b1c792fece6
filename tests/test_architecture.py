"""The rules of docs/architecture.md, checked."""

from __future__ import annotations

import ast
import inspect
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from ldct_studio import api

ROOT = Path(__file__).resolve().parent.parent
MODULES = sorted([*(ROOT / "ldct_studio").rglob("*.py"), *(ROOT / "plugins").rglob("*.py")])
Function = ast.FunctionDef | ast.AsyncFunctionDef


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _functions(tree: ast.Module) -> Iterator[Function]:
    return (node for node in ast.walk(tree) if isinstance(node, Function))


def _python(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60)


def test_imports_point_down() -> None:
    done = _python("import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports())")
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_modules_and_functions_stay_short(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 400
    long = [f.name for f in _functions(ast.parse(text)) if (f.end_lineno or 0) - f.lineno + 1 > 60]
    assert not long, f"longer than 60 lines: {long}"


@pytest.mark.parametrize("path", [p for p in MODULES if p.parent.name != "plugins"], ids=_name)
def test_every_public_name_says_what_it_is(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    silent = [] if ast.get_docstring(tree) else [path.stem]
    for node in tree.body:
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            silent += [] if ast.get_docstring(node) else [node.name]
            silent += [f"{node.name}.{method}" for method in _silent(node.body)]
    silent += _silent(tree.body)
    assert not silent, f"no docstring: {silent}"


def _silent(body: list[ast.stmt]) -> list[str]:
    """Return the functions without a docstring; camelCase ones are Qt's and documented there."""
    return [
        node.name
        for node in body
        if isinstance(node, Function)
        and not node.name.startswith("_")
        and node.name == node.name.lower()
        and not ast.get_docstring(node)
    ]


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_nothing_is_unpickled_or_slept_through(path: Path) -> None:
    calls = [
        node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)
    ]
    loads = [node for node in calls if ast.unparse(node.func) == "torch.load"]
    assert all("weights_only=True" in map(ast.unparse, node.keywords) for node in loads)
    assert not {ast.unparse(node.func) for node in calls} & {
        "pickle.load",
        "pickle.loads",
        "eval",
        "exec",
        "time.sleep",
        "os.system",
    }


def test_the_api_is_the_one_that_was_promised() -> None:
    promised = (ROOT / "tests" / "api.txt").read_text(encoding="utf-8").split()
    assert sorted(api.__all__) == promised, "write it in tests/api.txt and changelog.d/"


@pytest.mark.parametrize("name", sorted(api.__all__))
def test_the_api_is_documented(name: str) -> None:
    thing = getattr(api, name)
    if inspect.isclass(thing) or inspect.isroutine(thing):
        assert inspect.getdoc(thing), name


_SLOW = "skimage, SimpleITK, vtkmodules, lightning_fabric, matplotlib, scipy.optimize, scipy.stats"
"""What takes its time to import and has no place in the start of the window."""


@pytest.mark.parametrize(
    ("module", "absent"),
    [
        ("ldct_studio.__main__", "torch, PySide6"),  # a process begins here before it knows its part
        ("ldct_studio.io.process", "torch, PySide6"),
        ("ldct_studio.io.command_guard", "torch, PySide6, numpy, pydantic"),
        ("ldct_studio.live.process", "PySide6"),
        ("ldct_studio.jobs.worker", "torch, PySide6"),
        ("ldct_studio.jobs.process", "PySide6, lightning_fabric"),
        ("ldct_studio.cli", "PySide6, lightning_fabric"),
        ("ldct_studio.api", "PySide6, skimage, nibabel, scipy.optimize, scipy.stats"),
        ("ldct_studio.gui.splash", "torch, numpy, qtawesome"),
        ("ldct_studio.gui.app", _SLOW),
    ],
)
def test_processes_import_only_what_they_need(module: str, absent: str) -> None:
    done = _python(f"import sys, {module}; print(*sys.modules)")
    assert done.returncode == 0, done.stderr
    assert not set(absent.split(", ")) & set(done.stdout.split())


def test_plug_ins_cost_the_window_no_slow_imports() -> None:
    code = "import sys, ldct_studio.gui.app as app; app.discovery.discover(); print(*sys.modules)"
    done = _python(code)
    assert done.returncode == 0, done.stderr
    assert "ldct_studio_plugins.dose_robustness.verdicts" in done.stdout.split()
    assert not set(_SLOW.split(", ")) & set(done.stdout.split())


def test_qt_loses_no_references() -> None:
    """PySide6 6.12.0 on Python 3.11 drops one reference to None or True per call, until Python aborts."""
    code = """
import sys
from PySide6.QtCore import QObject, Signal
class Source(QObject):
    told = Signal(object)
source = Source()
before = [sys.getrefcount(x) for x in (None, True, False)]
for _ in range(1000):
    source.told.emit(1)
    source.setObjectName("x")
lost = [b - sys.getrefcount(x) for b, x in zip(before, (None, True, False))]
sys.exit(f"lost {lost}" if max(lost) > 100 else 0)
"""
    done = _python(code)
    assert done.returncode == 0, done.stderr
