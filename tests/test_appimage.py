"""The runtime of the AppImage: a tiny program starts, ends and leaves nothing, mounted or unpacked."""

from __future__ import annotations

import ctypes
import os
import select
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
_COMPILED = "import sys, appimage; sys.stdout.buffer.write(appimage.compiled())"
_IN_DELETE = 0x200  # inotify: something in a folder was deleted
_APP_RUN = r"""#!/bin/sh
case "$1" in
show)
    printf '%s\n' "$APPIMAGE" "$APPDIR" "$ARGV0" "$OWD" "$(cat "$APPDIR/docs/link")"
    shift; printf '<%s>' "$@"; exit 42;;
wait) echo started; exec cat "$2";;
leave)
    # Without what is inherited, as Python starts its processes.
    "$APPDIR/sh" -c 'echo up >"$1"; read word <"$1"; "$APPDIR/AppRun" late >"$2"' sh "$2" "$3" \
        3>&- 4>&- 5>&- 6>&- 7>&- 8>&- 9>&- &
    read word <"$2";;
late) echo "still here";;
esac
"""


def _fuse_works() -> bool:
    if not os.access("/dev/fuse", os.R_OK | os.W_OK):
        return False
    if os.geteuid() != 0:
        return shutil.which("fusermount3") is not None
    status = Path("/proc/self/status").read_text(encoding="ascii")
    rights = int(status.partition("CapEff:")[2].split()[0], 16)
    return bool(rights >> 21 & 1)  # CAP_SYS_ADMIN


@pytest.fixture(scope="module")
def runtime() -> bytes:
    if sys.platform != "linux" or shutil.which("mksquashfs") is None:
        pytest.skip("needs Linux and squashfs-tools")
    words = [sys.executable, "-c", _COMPILED]
    done = subprocess.run(words, cwd=ROOT / "packaging", capture_output=True, timeout=60, check=False)
    if b"cannot be compiled" in done.stderr:
        pytest.skip(done.stderr.decode().strip())
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


@pytest.fixture(scope="module")
def app_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    top = tmp_path_factory.mktemp("image") / "AppDir"
    (top / "docs").mkdir(parents=True)
    (top / "closed" / "empty").mkdir(parents=True)
    (top / "AppRun").write_text(_APP_RUN, encoding="utf-8")
    (top / "AppRun").chmod(0o755)
    shutil.copy("/bin/sh", top / "sh")
    (top / "docs" / "text ü").write_text("content", encoding="utf-8")
    (top / "docs" / "text ü").chmod(0o640)
    (top / "docs" / "link").symlink_to("text ü")
    (top / "docs" / "outside").symlink_to("/etc/passwd")
    (top / "docs" / "nowhere").symlink_to("../../nowhere")
    (top / "large").write_bytes(os.urandom(2_500_000))
    (top / "elsewher").write_bytes(b"")  # as long as ../../out
    (top / "closed").chmod(0o555)
    return top


def _packed(app_dir: Path, runtime: bytes, path: Path, *options: str) -> Path:
    image = path.with_suffix(".squashfs")
    words = ["mksquashfs", app_dir, image, "-noappend", "-quiet", "-no-progress", "-comp", "zstd", *options]
    subprocess.run(words, check=True, timeout=60, stdout=subprocess.DEVNULL)
    return _written(path, runtime + image.read_bytes())


def _written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    path.chmod(0o755)
    return path


@pytest.fixture(scope="module")
def packed(runtime: bytes, app_dir: Path) -> Path:
    return _packed(app_dir, runtime, app_dir.parent / "a program.AppImage")


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    """Return an empty folder for temporary files, which is empty again in the end."""
    home = tmp_path / "temporary"
    home.mkdir()
    yield home
    _wait_until_gone(home)
    assert str(home) not in Path("/proc/self/mounts").read_text(encoding="utf-8")


def _wait_until_gone(home: Path) -> None:
    """Wait until the runtime has cleared up, which ends after the program and is no child of ours."""
    libc, end = ctypes.CDLL(None), time.monotonic() + 20
    heard = libc.inotify_init1(os.O_CLOEXEC)
    try:
        assert libc.inotify_add_watch(heard, os.fsencode(home), _IN_DELETE) >= 0
        while os.listdir(home):
            left = max(end - time.monotonic(), 0)
            assert select.select([heard], [], [], left)[0], os.listdir(home)
            os.read(heard, 4096)
    finally:
        os.close(heard)


@pytest.fixture(params=["mounted", "unpacked"])
def environment(request: pytest.FixtureRequest, home: Path) -> dict[str, str]:
    if request.param == "unpacked":
        return {**os.environ, "TMPDIR": str(home), "APPIMAGE_EXTRACT_AND_RUN": "1"}
    if not _fuse_works():
        pytest.skip("FUSE does not work here")
    return {**os.environ, "TMPDIR": str(home)}


def _run(*words: str | Path, home: Path, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "TMPDIR": str(home)}
    return subprocess.run(
        words, env=environment, cwd=cwd, capture_output=True, text=True, timeout=60, check=False
    )


def _assert_shown(done: subprocess.CompletedProcess[str], packed: Path, home: Path, here: Path) -> None:
    image, folder, name, started_in, text, words = done.stdout.split("\n")
    assert (image, name, started_in) == (str(packed), str(packed), str(here))
    assert Path(folder).parent == home
    assert (text, words) == ("content", "<two words><*>")
    assert done.returncode == 42


def test_arguments_environment_and_exit_status_arrive(
    packed: Path, environment: dict[str, str], home: Path, tmp_path: Path
) -> None:
    words = [packed, "show", "two words", "*"]
    done = subprocess.run(words, env=environment, cwd=tmp_path, capture_output=True, text=True, timeout=60)
    _assert_shown(done, packed, home, tmp_path)
    assert done.stderr == ""


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_a_signal_ends_the_program(
    packed: Path, environment: dict[str, str], home: Path, tmp_path: Path, number: signal.Signals
) -> None:
    os.mkfifo(tmp_path / "never")
    words = [packed, "wait", tmp_path / "never"]
    with subprocess.Popen(words, env=environment, stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None
        assert program.stdout.readline() == "started\n"
        (folder,) = home.iterdir()
        assert folder.stat().st_mode & 0o077 == 0 or str(folder) in Path("/proc/self/mounts").read_text()
        program.send_signal(number)
        assert program.wait(20) == -number


def test_what_the_program_leaves_running_keeps_its_files(
    packed: Path, environment: dict[str, str], tmp_path: Path
) -> None:
    pipe, report = tmp_path / "pipe", tmp_path / "report"
    os.mkfifo(pipe)
    os.mkfifo(report)
    subprocess.run([packed, "leave", pipe, report], env=environment, check=True, timeout=60)
    pipe.write_text("go on\n", encoding="utf-8")
    assert report.read_text(encoding="utf-8") == "still here\n"


def _without_fuse() -> list[list[str]]:
    if os.geteuid() != 0:
        return [["setpriv", "--no-new-privs"]]  # so that fusermount3 does not get its rights
    hidden = 'mount --bind /dev/null /dev/fuse && exec "$0" "$@"'
    return [["setpriv", "--bounding-set=-sys_admin"], ["unshare", "--mount", "sh", "-c", hidden]]


@pytest.mark.parametrize("around", _without_fuse() if sys.platform == "linux" else [], ids=lambda one: one[0])
def test_without_fuse_it_unpacks_and_says_so(
    packed: Path, home: Path, tmp_path: Path, around: list[str]
) -> None:
    if "--mount" in around and not _fuse_works():
        pytest.skip("FUSE does not work here anyway")
    done = _run(*around, packed, "show", "two words", "*", home=home, cwd=tmp_path)
    _assert_shown(done, packed, home, tmp_path)
    assert done.stderr.startswith("FUSE does not work here; unpacking into ")
    assert done.stderr.count("\n") == 1


def _facts(top: Path) -> dict[str, tuple[int, bytes | str]]:
    found = {}
    for path in top.rglob("*"):
        content = os.readlink(path) if path.is_symlink() else path.read_bytes() if path.is_file() else ""
        found[path.relative_to(top).as_posix()] = (path.lstat().st_mode, content)
    return found


def test_extraction_gives_the_folder_again(packed: Path, app_dir: Path, home: Path, tmp_path: Path) -> None:
    assert _run(packed, "--appimage-extract", home=home, cwd=tmp_path).returncode == 0
    assert _facts(tmp_path / "squashfs-root") == _facts(app_dir)
    again = _run(packed, "--appimage-extract", home=home, cwd=tmp_path)
    assert again.returncode == 1
    assert "squashfs-root could not be made: File exists" in again.stderr
    done = _run(packed, "--appimage-extract-and-run", "show", "two words", "*", home=home, cwd=tmp_path)
    _assert_shown(done, packed, home, tmp_path)


def test_the_mount_alone_lasts_until_it_is_interrupted(packed: Path, app_dir: Path, home: Path) -> None:
    if not _fuse_works():
        pytest.skip("FUSE does not work here")
    words = [packed, "--appimage-mount"]
    environment = {**os.environ, "TMPDIR": str(home)}
    with subprocess.Popen(words, env=environment, stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None
        folder = Path(program.stdout.readline().strip())
        try:
            assert _facts(folder) == _facts(app_dir)
        finally:  # not SIGINT, which is ignored where the tests run in the background
            program.terminate()
        assert program.wait(20) == -signal.SIGTERM


def test_offset_help_and_what_is_unknown(packed: Path, runtime: bytes, home: Path) -> None:
    assert _run(packed, "--appimage-offset", home=home).stdout == f"{len(runtime)}\n"
    assert "--appimage-extract-and-run" in _run(packed, "--appimage-help", home=home).stdout
    done = _run(packed, "--appimage-updateinfo", home=home)
    assert (done.returncode, done.stdout) == (1, "")
    assert "--appimage-updateinfo is unknown" in done.stderr


@pytest.mark.parametrize("option", ["", "--appimage-extract-and-run"])
@pytest.mark.parametrize("damage", ["no image", "cut off", "no magic", "no tables", "no content"])
def test_a_damaged_file_ends_with_a_sentence(
    packed: Path, runtime: bytes, home: Path, tmp_path: Path, damage: str, option: str
) -> None:
    start, whole = len(runtime), packed.read_bytes()
    content = {
        "no image": whole[:start],
        "cut off": whole[:-5000],
        "no magic": whole[:start] + b"HSQS" + whole[start + 4 :],
        "no tables": whole[:-3000] + bytes(3000),
        "no content": whole[: start + 96] + b"\xff" * 2_700_000 + whole[start + 96 + 2_700_000 :],
    }[damage]
    assert content != whole
    broken = _written(tmp_path / "broken.AppImage", content[: len(whole)])
    done = _run(broken, *([option] if option else []), "show", home=home)
    assert done.returncode == 1
    assert "damaged" in done.stderr
    assert done.stderr.endswith(".\n")


@pytest.mark.parametrize("name", [b"../../ou", b"elsew/er", b"..\0\0\0\0\0\0"])
def test_no_name_leads_out_of_the_folder(
    runtime: bytes, app_dir: Path, home: Path, tmp_path: Path, name: bytes
) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    path = _packed(app_dir, runtime, tmp_path / "plain.AppImage", "-noI")
    whole = path.read_bytes()
    assert whole.count(b"elsewher") == 1
    _written(path, whole.replace(b"elsewher", name))
    done = _run(path, "--appimage-extract", home=home, cwd=tmp_path / "a" / "b")
    assert (done.returncode, "damaged" in done.stderr) == (1, True)
    assert [one.name for one in (tmp_path / "a").iterdir()] == ["b"]
