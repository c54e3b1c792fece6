"""Open every file of an unpacked wheel with the program's own readers: ``python wheel_opening.py FOLDER``.

`test_wheel` starts it in a process of its own, as the program there may not be the one of the checkout. It
prints what it opened, a path below the package in each line.
"""

from __future__ import annotations

import importlib
import sys
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from pathlib import Path

PACKAGE = Path(sys.argv[1]).resolve() / "ldct_studio"
RESOURCES, PLUGINS = PACKAGE / "_resources", PACKAGE / "_plugins"


def load_models() -> Iterator[Path]:
    """Load the weights of every model into its network."""
    from ldct_studio.nets.model import CARD, WEIGHTS, load_model

    for card in sorted(RESOURCES.rglob(CARD)):
        load_model(card.parent)
        yield from (card, card.with_name(WEIGHTS))


def import_plugins() -> Iterator[Path]:
    """Discover the plug-ins as the program does, then import their modules that wait until they are used."""
    from ldct_studio import discovery, methods  # noqa: F401

    discovery.discover()
    assert not discovery.broken(), discovery.broken()
    for path in sorted(PLUGINS.rglob("*.py")):
        parts = path.relative_to(PLUGINS).with_suffix("").parts
        names = [part for part in parts if part != "__init__"]
        if names:
            module = importlib.import_module(".".join(("ldct_studio_plugins", *names)))
            assert module.__file__ == str(path)
        yield path


def read_sets() -> Iterator[Path]:
    """Read the cards of sets of models by the plug-in that trained them."""
    for folder in sorted((RESOURCES / "studies").iterdir()):
        plugin = f"ldct_studio_plugins.{folder.name.partition('-')[0]}"
        importlib.import_module(f"{plugin}.everything").read_set(folder)
        yield folder / "card.json"
        if (folder / "calibration.json").is_file():
            names = importlib.import_module(f"{plugin}.everything").ADVISED
            assert importlib.import_module(f"{plugin}.calibration").read_calibration(folder, names)
            yield folder / "calibration.json"


def read_scans() -> Iterator[Path]:
    """Open the files of the self-test."""
    from ldct_studio.methods.loaders import open_study

    for path in sorted((RESOURCES / "self_test").rglob("*.dcm")):
        assert open_study([path]).first.data.numel()
        yield path


def read_tables() -> Iterator[Path]:
    """Read presets and the cards of programs of others."""
    from ldct_studio.core.presets import presets
    from ldct_studio.nets.predictor_card import held_in, read_predictor_card

    assert presets()
    yield RESOURCES / "presets.json"
    for path in sorted((RESOURCES / "predictors").glob("*.toml")):
        if "classes" in held_in(path):  # that of nnU-Net is filled in for every trained model
            assert read_predictor_card(path).title
        yield path


def show_window() -> Iterator[Path]:
    """Load all that the window is drawn with: words, colors, letters and pictures."""
    from PySide6.QtGui import QFontDatabase, QPixmap
    from PySide6.QtSvg import QSvgRenderer

    from ldct_studio.gui import language, theme
    from ldct_studio.gui.application import application

    language.begin("de")
    app = application([])
    assert language.tr("Open") == "Öffnen"
    assert language.tr("no text of the program")  # looked for among sentences with places
    yield from (RESOURCES / "translations" / name for name in ("de.qm", "sentences.txt"))
    ET.parse(RESOURCES / "translations" / "de.ts")  # which the .qm was made from
    yield RESOURCES / "translations" / "de.ts"
    assert theme.stylesheet(theme.load("dark"))
    yield from (RESOURCES / name for name in ("tokens.json", "theme.qss.in"))
    for path in sorted((RESOURCES / "fonts").iterdir()):
        assert QFontDatabase.addApplicationFont(str(path)) >= 0, path
        yield path
    for path in sorted((RESOURCES / "demo").iterdir()):
        assert not QPixmap(str(path)).isNull(), path
        yield path
    for path in sorted((RESOURCES / "icons").iterdir()):
        assert QSvgRenderer(str(path)).isValid(), path
        yield path
    app.quit()


READERS: tuple[Callable[[], Iterator[Path]], ...] = (
    load_models,
    import_plugins,
    read_sets,
    read_tables,
    show_window,
    read_scans,
)

if __name__ == "__main__":
    import torch  # noqa: F401  (before Qt)

    import ldct_studio

    assert Path(ldct_studio.__file__).parent == PACKAGE, ldct_studio.__file__
    for reader in READERS:
        for opened in reader():
            print(opened.relative_to(PACKAGE).as_posix(), flush=True)
