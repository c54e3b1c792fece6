"""The installers: names, versions and file types from one source, nothing that must not ship."""

from __future__ import annotations

import importlib
import json
import plistlib
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from configparser import ConfigParser
from importlib.metadata import distribution
from pathlib import Path
from types import ModuleType

import pytest

from ldct_studio import __version__
from ldct_studio.gui.session_file import SUFFIX

ROOT = Path(__file__).resolve().parent.parent
PACKAGING = ROOT / "packaging"
SCRIPTS = (
    "product",
    "contents",
    "licenses",
    "desktop",
    "deb",
    "appimage",
    "windows",
    "macos",
    "trimming",
    "build",
)


@pytest.fixture
def scripts(monkeypatch: pytest.MonkeyPatch) -> dict[str, ModuleType]:
    """Return the scripts of the folder packaging by name; they are forgotten after the test."""
    monkeypatch.syspath_prepend(str(PACKAGING))
    for name in (*SCRIPTS, "icons"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    found = {name: importlib.import_module(name) for name in SCRIPTS}
    for name in (*SCRIPTS, "icons"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    return found


def test_the_version_stands_in_one_place(scripts: dict[str, ModuleType]) -> None:
    assert scripts["product"].version() == __version__
    stated = [
        path.relative_to(ROOT).as_posix()
        for path in [*PACKAGING.rglob("*"), ROOT / "pyproject.toml"]
        if path.suffix in (".py", ".iss", ".sh", ".plist", ".toml", ".spec", ".xml", ".desktop")
        if re.search(rf"(?<![\d.]){re.escape(__version__)}(?![\d.])", path.read_text(encoding="utf-8"))
    ]
    assert set(stated) <= {"packaging/try_deb.sh"}  # an example


def test_file_types_are_those_of_the_program(scripts: dict[str, ModuleType]) -> None:
    kinds = scripts["product"].FILE_TYPES
    assert SUFFIX in {ending for kind in kinds for ending in kind.endings}
    entry = ConfigParser(interpolation=None)
    entry.read(PACKAGING / "linux" / f"{scripts['product'].ID}.desktop", encoding="utf-8")
    told = entry["Desktop Entry"]["MimeType"].strip(";").split(";")
    assert told == [kind.mime for kind in kinds]
    space = "{http://www.freedesktop.org/standards/shared-mime-info}"
    tree = ET.fromstring(scripts["desktop"].mime_types())
    assert [node.get("type") for node in tree.iter(f"{space}mime-type")] == told
    assert {node.get("pattern") for node in tree.iter(f"{space}glob")} >= {"*.dcm", "*.nii.gz", "*.ldct"}


def test_the_debian_package_has_all_that_dpkg_reads(scripts: dict[str, ModuleType], tmp_path: Path) -> None:
    program = tmp_path / "opt" / "ldct-studio"
    program.mkdir(parents=True)
    (program / "ldct-studio").write_text("program")
    scripts["deb"].lay(tmp_path)
    scripts["deb"].control(tmp_path)
    told = (tmp_path / "DEBIAN" / "control").read_text()
    assert f"Version: {__version__}\n" in told
    assert "libegl1" in told
    assert (tmp_path / "usr/bin/ldct-studio").readlink() == Path("/opt/ldct-studio/ldct-studio")
    sums = (tmp_path / "DEBIAN" / "md5sums").read_text()
    assert "opt/ldct-studio/ldct-studio" in sums
    for script in ("postinst", "postrm"):
        assert (tmp_path / "DEBIAN" / script).stat().st_mode & 0o111
        subprocess.run(["sh", "-n", str(tmp_path / "DEBIAN" / script)], check=True, timeout=20)


def test_an_appimage_begins_with_a_runtime_and_nothing_else(
    scripts: dict[str, ModuleType], tmp_path: Path
) -> None:
    appimage, head = scripts["appimage"], b"\x7fELF\x02\x01\x01\x00AI\x02" + bytes(53)
    runtime, image = tmp_path / "runtime", tmp_path / "image"
    runtime.write_bytes(head)
    image.write_bytes(b"hsqs")
    appimage.joined(appimage.read_runtime(runtime), image, tmp_path / "made.AppImage")
    assert (tmp_path / "made.AppImage").read_bytes() == head + b"hsqs"
    assert (tmp_path / "made.AppImage").stat().st_mode & 0o111
    with pytest.raises(SystemExit, match="no AppImage runtime"):
        appimage.read_runtime(image)
    appimage.lay(tmp_path / "AppDir")
    assert {path.name for path in (tmp_path / "AppDir").iterdir()} == {
        ".DirIcon", "AppRun", "usr", "org.ldct_studio.Studio.desktop", "org.ldct_studio.Studio.svg"
    }  # fmt: skip


def test_the_packages_that_the_runtime_of_an_appimage_lacks_are_named(
    scripts: dict[str, ModuleType], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(SystemExit, match="gcc, libsquashfuse-dev, libfuse3-dev, libzstd-dev, libc6-dev"):
        scripts["appimage"].read_runtime(None)


def test_what_is_linked_into_the_runtime_is_named_with_the_licenses(scripts: dict[str, ModuleType]) -> None:
    licenses = scripts["licenses"]
    linked = {name: license for name, (license, _) in scripts["appimage"].LINKED.items()}
    assert scripts["appimage"].linked() == (linked if sys.platform == "linux" else {})
    assert not [word for word in linked.values() if licenses.FORBIDDEN.search(word)]
    texts = licenses.runtime_libraries(linked)
    assert [text.partition(",")[0] for text in texts[: len(linked)]] == list(linked)
    assert licenses.runtime_libraries({}) == []
    components = json.loads(licenses.bill([distribution("numpy")], linked))["components"]
    told = {one["name"]: one["licenses"][0]["license"]["name"] for one in components}
    assert told.items() >= linked.items()


def test_the_windows_installer_is_given_every_name_it_uses(scripts: dict[str, ModuleType]) -> None:
    script = (PACKAGING / "inno" / "installer.iss").read_text(encoding="utf-8")
    told = scripts["windows"].definitions(Path("C:/frozen"), Path("C:/out"))
    defined = dict(re.findall(r'^#define (\w+) "(.*)"$', told, re.MULTILINE))
    assert set(re.findall(r"\{#(\w+)\}", script + told)) <= set(defined)
    assert defined["Version"] == __version__
    assert defined["Program"] == f"{scripts['product'].TITLE}.exe"
    for kind in scripts["product"].FILE_TYPES:
        for ending in kind.endings:
            assert f"Classes\\.{ending.rpartition('.')[2]}\\OpenWithProgids" in told
    assert set(re.findall(r"^\[(\w+)\]$", script, re.MULTILINE)) >= {
        "Setup",
        "Files",
        "Icons",
        "UninstallDelete",
    }


def test_windows_shows_the_version(scripts: dict[str, ModuleType], tmp_path: Path) -> None:
    scripts["windows"].write_version_info(tmp_path / "build" / "info.txt")
    text = (tmp_path / "build" / "info.txt").read_text()
    assert f"filevers=({__version__.replace('.', ', ')}, 0)" in text
    compile(text, "info.txt", "eval")


def test_macos_signs_inside_out_and_only_with_the_secrets(
    scripts: dict[str, ModuleType], tmp_path: Path
) -> None:
    macos = scripts["macos"]
    bundle = tmp_path / "LDCT Studio.app"
    (bundle / "Contents").mkdir(parents=True)
    for name in ("a.dylib", "b.so", "c.txt"):
        (bundle / "Contents" / name).write_text("")
    commands = macos.signing(bundle, "Developer ID Application: Somebody")
    assert [Path(words[-1]).name for words in commands] == ["a.dylib", "b.so", bundle.name, bundle.name]
    assert str(macos.ENTITLEMENTS) in commands[-2]
    rights = plistlib.loads(macos.ENTITLEMENTS.read_bytes())
    assert not any("network" in right for right in rights)
    plain = macos.imaging(tmp_path, tmp_path / "x.dmg", None, "profile")
    assert [words[0] for words in plain] == ["hdiutil"]
    full = macos.imaging(tmp_path, tmp_path / "x.dmg", "Somebody", "profile")
    assert [words[1] for words in full if words[0] == "xcrun"] == ["notarytool", "stapler"]
    assert scripts["product"].info_plist()["CFBundleShortVersionString"] == __version__


def test_the_frozen_program_gets_what_plug_ins_import(scripts: dict[str, ModuleType]) -> None:
    contents, product = scripts["contents"], scripts["product"]
    assert {"matplotlib.figure", "monai.losses", "torch"} <= contents.imports_of(ROOT / "plugins")
    modules = set(contents.standard_library())
    assert {"graphlib", "zoneinfo", "wave", "shelve", "xml.etree.ElementTree", "email.mime.text"} <= modules
    assert not {"readline", "dbm.gnu", "tkinter", "test"} & modules  # GPL, another toolkit, tests
    targets = dict(contents.data_files(product.data_folders()))
    assert targets[str(ROOT / "plugins" / "alara" / "__init__.py")] == "ldct_studio/_plugins/alara"
    assert targets[str(ROOT / "docs" / "using.md")] == "ldct_studio/_docs"


def test_what_stays_out_is_not_needed(scripts: dict[str, ModuleType]) -> None:
    out = scripts["contents"].stays_out
    assert out("torch/include/ATen/ATen.h")
    assert out("libreadline.so.8")
    assert out("PySide6/Qt/translations/qtbase_fr.qm")
    assert not out("PySide6/Qt/translations/qtbase_de.qm")
    assert out("torch/_inductor/codegen/cpp.py")  # its compiled form is there
    for name in ("torch/_inductor/config.py", "torch/distributed/config.py", "torch/bin/torch_shm_manager"):
        assert not out(name)  # torch does not load without them
    assert not out("PySide6/Qt/plugins/platforms/libqxcb.so")
    assert not out("PySide6/Qt/plugins/platforms/libqoffscreen.so")


def test_libraries_that_nothing_needs_any_more_go(
    scripts: dict[str, ModuleType], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    trimming = scripts["trimming"]
    needs = {
        "libgtk.so.3": {"libatk.so.1"},
        "libatk.so.1": set(),
        "libssl.so.3": set(),
        "_ssl.so": {"libssl.so.3"},
    }
    for name in needs:
        (tmp_path / name).write_bytes(b"")
    monkeypatch.setattr(trimming, "_dynamic", lambda path, kind: needs[path.name])
    assert {path.name for path in trimming.orphans(tmp_path)} == {"libgtk.so.3", "libatk.so.1"}


def test_large_files_that_are_there_twice_are_found(scripts: dict[str, ModuleType], tmp_path: Path) -> None:
    for name, content in (("a", b"1"), ("b", b"1"), ("c", b"2")):
        (tmp_path / name).write_bytes(content * 10_000_001)
    sizes = {path: path.stat().st_size for path in sorted(tmp_path.iterdir())}
    assert scripts["build"].doubles(sizes) == [f"{tmp_path / 'b'} = {tmp_path / 'a'}"]


def test_no_package_of_the_shipped_set_is_copyleft_or_non_commercial(scripts: dict[str, ModuleType]) -> None:
    pytest.importorskip("onnxruntime", reason="needs the extra onnx")
    pytest.importorskip("tensorboard", reason="needs the extra train")
    licenses = scripts["licenses"]
    parts = licenses.shipped()
    assert len(parts) > 50
    told = {licenses.plain(part.name): licenses.license_of(part) for part in parts}
    assert not [name for name, license in told.items() if not license], "no license is stated"
    assert not {name: word for name, word in told.items() if licenses.FORBIDDEN.search(word)}
    for word in ("GPL-3.0", "AGPL", "GNU General Public License v3", "Free for non-commercial use"):
        assert licenses.FORBIDDEN.search(word)
    assert not licenses.FORBIDDEN.search("LGPL-3.0-only")
    bill = json.loads(licenses.bill(parts))
    assert bill["bomFormat"] == "CycloneDX"
    assert {"torch", "pydicom", "Qt"} <= {component["name"] for component in bill["components"]}
    assert "Permission is hereby granted" in licenses.text(parts)
