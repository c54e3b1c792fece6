"""What goes into the frozen program, and what stays out and why."""

from __future__ import annotations

import ast
import sys
import sysconfig
from collections.abc import Iterable, Iterator
from fnmatch import fnmatchcase
from pathlib import Path

from product import ROOT

LIBRARIES = ("ldct-studio[train,onnx]",)
"""What is installed and shipped, with all that it needs."""

HIDDEN = (
    *("gdcm", "_gdcm", "openjpeg", "_openjpeg", "rle", "jpeg_ls", "_CharLS", "pylibjpeg"),
    *("vtkmodules.util.data_model", "vtkmodules.util.execution_model", "vtkmodules.util.numpy_support"),
    *("torch.utils.tensorboard", "monai.losses", "onnxruntime", "h5py", "highdicom.seg"),
    *(
        "matplotlib.backends.backend_agg",
        "matplotlib.backends.backend_pdf",
        "matplotlib.backends.backend_svg",
    ),
)
"""What is found by name only."""
WHOLE = ("pydicom.pixels", "pydicom.encoders", "pydicom.overlays", "rle", "openjpeg", "jpeg_ls", "highdicom")
"""Packages whose modules are found by name only."""
WITH_DATA = ("lightning_fabric", "pydicom", "highdicom")
"""Packages that read files of their own."""

UNUSED = {
    "tkinter": "another toolkit",
    "_tkinter": "another toolkit",
    "IPython": "the console is pyqtgraph's",
    "pytest": "for tests",
    "hypothesis": "for tests",
    "triton": "needs a compiler and CUDA",
    **dict.fromkeys(
        ("aiohttp", "aiosignal", "frozenlist", "multidict", "propcache", "yarl"), "there is no network"
    ),
    "tensorflow": "TensorBoard's writer does without it",
    "tensorboard.backend": "its server is another program",
    "tensorboard.data": "its server is another program",
    "grpc": "TensorBoard's server",
    "werkzeug": "TensorBoard's server",
    "matplotlib.tests": "for tests",
    "matplotlib.backends.backend_tkagg": "another toolkit",
    "PySide6.QtNetwork": "there is no network",
    "vtkmodules.all": "554 MB instead of what is used",
    "dl": "GDCM looks for it, and would take any folder of that name",
    "readline": "GPL",
    "dbm.gnu": "GPL",
    "_gdbm": "GPL",
    "dbm.ndbm": "AGPL where Debian built it",
    "_dbm": "AGPL where Debian built it",
}
"""Modules that stay out, with the reason."""

_MEASURED = ("task_adaptive", "mvct_to_kvct", "alara")
DROPPED = {
    "torch/include/*": "headers",
    "torch/share/*": "for CMake",
    "torch/test/*": "for tests",
    "torch/bin/protoc*": "a compiler",
    "torch/bin/test_*": "for tests",
    "torch/bin/*Test": "for tests",
    "torch/bin/upgrader_models/*": "for tests",
    "torch/lib/*_test.so": "for tests",
    "torch/lib/*.a": "static libraries",
    "torch/lib/*.lib": "static libraries",
    **dict.fromkeys(
        (f"torch/{part}/*.py" for part in ("_inductor", "_dynamo", "distributed", "testing", "onnx")),
        "sources beside what is compiled of them",
    ),
    "torch/_functorch/*.py": "sources beside what is compiled of them",
    "*/tests/*": "for tests",
    "*/testing/data/*": "for tests",
    "pydicom/data/test_files/*": "for tests",
    "pydicom/data/charset_files/*": "for tests",
    "*.pdb": "for debuggers",
    **dict.fromkeys(
        (f"ldct_studio/_resources/studies/{name}-small/*" for name in _MEASURED),
        "a set to be measured by evaluate alone",
    ),
    "tensorboard/webfiles.zip": "its server is another program",
    "*/plugins/platforminputcontexts/libqtvirtualkeyboardplugin*": "brings Qt Quick",
    "*/plugins/egldeviceintegrations/*": "for devices without a desktop",
    "*/plugins/platforms/libqeglfs*": "for devices without a desktop",
    "*/plugins/platforms/libqlinuxfb*": "for devices without a desktop",
    "*/plugins/platforms/libqvnc*": "opens a port",
    "*/plugins/platforms/libqvkkhrdisplay*": "for devices without a desktop",
    "*/plugins/platforms/libqminimal*": "for tests of Qt",
    "*/plugins/platformthemes/libqgtk3*": "brings GTK",
    "*/plugins/generic/*": "for devices without a desktop",
    "*/plugins/tls/*": "there is no network",
    "*/plugins/networkinformation/*": "there is no network",
    "*/plugins/imageformats/libqpdf*": "brings Qt PDF",
    "*/libQt6Quick*": "not used",
    "*/libQt6Qml*": "not used",
    "*/libQt6VirtualKeyboard*": "not used",
    "*/libQt6EglFS*": "for devices without a desktop",
    "*/libQt6Network.*": "there is no network",
    "libreadline*": "GPL",
    "libgdbm*": "GPL",
    "libdb-*": "AGPL",
    "matplotlib/mpl-data/sample_data/*": "examples",
    "PIL/_avif*": "pictures on the web",
    "pillow.libs/libavif*": "pictures on the web",
}
"""Files that stay out, with the reason."""

KEPT = ("torch/*/config*.py", "torch/distributed/optim/*", "torch/distributed/nn/*")
"""Sources of torch that it reads while it is imported, or compiles for itself."""

FROM_THE_SYSTEM = (
    *("libX11.so*", "libX11-xcb.so*", "libxcb.so*", "libXau.so*", "libXdmcp.so*", "libXext.so*"),
    *("libGL.so*", "libGLX.so*", "libGLdispatch.so*", "libEGL.so*", "libOpenGL.so*", "libgbm.so*"),
    *("libdrm.so*", "libwayland-*", "libfontconfig.so*", "libfreetype.so*", "libexpat.so*", "libdbus-1.so*"),
    *("libglib-2.0.so*", "libgthread-2.0.so*", "libgobject-2.0.so*", "libgio-2.0.so*", "libgmodule-2.0.so*"),
    *("libstdc++.so*", "libgcc_s.so*", "libsystemd.so*", "libcap.so*", "libgcrypt.so*", "libgpg-error.so*"),
)
"""Libraries of every Linux desktop: others would not fit its drivers, fonts and sessions."""
QT_TRANSLATIONS = ("qtbase_de.qm",)


def stays_out(path: str) -> bool:
    """Say whether a file does not go into the frozen program, by where it would go."""
    path = path.replace("\\", "/")
    name = path.rpartition("/")[2]
    if "/translations/" in path and path.startswith("PySide6/"):
        return name not in QT_TRANSLATIONS
    if any(fnmatchcase(path, one) for one in KEPT):
        return False
    if sys.platform == "linux" and any(fnmatchcase(name, one) for one in FROM_THE_SYSTEM):
        return True
    return any(fnmatchcase(path, one) or fnmatchcase(name, one) for one in DROPPED)


def standard_library() -> list[str]:
    """Return all modules of Python that a drop-in plug-in may import, except what is unused."""
    out = {"test", "idlelib", "lib2to3", "turtledemo", "turtle", "ensurepip", "antigravity", "this", *UNUSED}
    top = Path(sysconfig.get_path("stdlib"))
    names = {name for name in sys.stdlib_module_names if not name.startswith("_") and name not in out}
    return sorted(names | {module for name in names for module in _modules(top / name, name)} - out)


def _modules(folder: Path, name: str) -> Iterator[str]:
    for path in folder.rglob("*.py") if (folder / "__init__.py").is_file() else ():
        parts = path.relative_to(folder).with_suffix("").parts
        if not {"test", "tests", "__main__", "__pycache__"} & set(parts) and all(
            p.isidentifier() for p in parts
        ):
            yield ".".join((name, *(part for part in parts if part != "__init__")))


def imports_of(folder: Path) -> set[str]:
    """Return the modules that files import which are shipped as they are, unseen by PyInstaller."""
    found: set[str] = set()
    for path in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                found.add(node.module)
    return {name for name in found if not name.startswith(("ldct_studio", "plugins"))}


def data_files(included: dict[str, str]) -> Iterable[tuple[str, str]]:
    """Yield source and target folder of every file beside the code, without what Python compiled."""
    for source, target in included.items():
        top = ROOT / source
        for path in [top] if top.is_file() else sorted(top.rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                inside = Path(target) if top.is_dir() else Path(target).parent
                below = path.parent.relative_to(top) if top.is_dir() else Path()
                yield str(path), (inside / below).as_posix()
