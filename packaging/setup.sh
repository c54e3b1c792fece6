# Set-up shared by run.sh and test.sh: `source setup.sh run|dev`, from the root of the checkout.
# Leaves $python pointing at a virtual environment that holds the program. The second time it only
# compares a fingerprint.

extra="$1"
export PIP_DISABLE_PIP_VERSION_CHECK=1
venv="$PWD/.venv"
python="$venv/bin/python"

fail() {
  echo "$*" >&2
  exit 1
}

# A stamp names everything the environment was made from; the path too, as it is not relocatable.
fingerprint() {
  "$1" - <<'PY'
import hashlib, pathlib, sys
files = ["pyproject.toml", "packaging/constraints.txt", "packaging/setup.sh"]
digest = hashlib.sha256(repr((sys.version, str(pathlib.Path.cwd()))).encode())
for file in files:
    digest.update(pathlib.Path(file).read_bytes())
print(digest.hexdigest())
PY
}

ready() {
  [ -x "$python" ] || return 1
  local now
  now="$(fingerprint "$python")" || return 1
  [ "$(cat "$venv/ready-dev" 2>/dev/null)" = "$now" ] && return 0
  [ "$extra" = run ] && [ "$(cat "$venv/ready-run" 2>/dev/null)" = "$now" ]
}

find_python() {
  local candidate
  for candidate in python3.13 python3.12 python3.11 python3 python; do
    if "$candidate" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null; then
      command -v "$candidate"
      return
    fi
  done
  fail "LDCT Studio needs Python 3.11, 3.12 or 3.13; install one of them and run this command again."
}

# Debian packages may be installed by root, or where sudo asks for no password.
may_install() {
  command -v apt-get >/dev/null && { [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null; }
}

install_packages() {
  local sudo=""
  [ "$(id -u)" = 0 ] || sudo="sudo -n"
  echo "Installing $* with apt-get …"
  { $sudo apt-get update -qq &&
    $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@"; } >/dev/null ||
    fail "apt-get could not install: $*. Install them and run this command again."
}

make_environment() {
  local base version
  base="$(find_python)" || exit 1
  if ! "$base" -c 'import ensurepip, venv' 2>/dev/null; then
    version="$("$base" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')"
    may_install || fail "Python cannot make virtual environments here; install the package $version and run this again."
    install_packages "$version"
  fi
  echo "Making the virtual environment .venv with $("$base" --version) (once, a few minutes) …"
  "$base" -m venv --clear "$venv" || fail "Python could not make the virtual environment $venv."
}

# PyTorch comes first, and on Linux from its own CPU index where that answers: PyPI's build for Linux
# brings gigabytes of CUDA libraries that would stay behind when it is replaced.
install_program() {
  local torch index=() project=".[train]"
  torch="$(grep '^torch==' packaging/constraints.txt)"
  if [ "$(uname)" = Linux ] && cpu_index_answers; then
    index=(--extra-index-url https://download.pytorch.org/whl/cpu)
  fi
  [ "$extra" = dev ] && project=".[dev,train,onnx]"
  "$python" -m pip install --quiet ${index[@]+"${index[@]}"} -c packaging/constraints.txt "$torch" &&
    "$python" -m pip install --quiet -c packaging/constraints.txt --editable "$project" ||
    fail "The Python packages could not be installed; pip says why above."
}

cpu_index_answers() {
  "$python" - 2>/dev/null <<'PY'
import urllib.request
urllib.request.urlopen("https://download.pytorch.org/whl/cpu/torch/", timeout=5).close()
PY
}

# The libraries of the system that Qt's own files ask for and do not find.
missing_libraries() {
  local qt
  qt="$("$python" -c 'import importlib.util as u, pathlib; print(pathlib.Path(u.find_spec("PySide6").origin).parent / "Qt")')"
  ldd "$qt"/lib/libQt6{Gui,Widgets,OpenGL,DBus}.so.6 "$qt"/plugins/platforms/lib{qxcb,qoffscreen}.so 2>/dev/null |
    sed -n 's/^[[:space:]]*\([^ ]*\) => not found.*/\1/p' | sort -u
}

install_libraries() {
  local packages missing
  # libglib2.0-0 and others are called …t64 on newer systems; apt-get finds them by the old name.
  packages="libegl1 libgl1 libopengl0 libxkbcommon0 libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-image0
    libxcb-keysyms1 libxcb-randr0 libxcb-render-util0 libxcb-shape0 libxcb-sync1 libxcb-xfixes0 libxcb-xkb1
    libx11-xcb1 libdbus-1-3 libfontconfig1 libfreetype6 libglib2.0-0"
  [ "$(uname)" = Linux ] || return 0
  missing="$(missing_libraries)"
  [ -n "$missing" ] || return 0
  packages="$(echo $packages)"
  may_install ||
    fail "Qt needs libraries that this system lacks ($(echo $missing)); install them (Debian: $packages) and run this again."
  install_packages $packages
  missing="$(missing_libraries)"
  [ -z "$missing" ] || fail "Qt still needs $(echo $missing); install the packages that hold them and run this again."
}

# What the tests of exported DICOM files ask whether they obey the standard. Without it they leave that out.
install_verifier() {
  [ "$(uname)" = Linux ] && ! command -v dciodvfy >/dev/null || return 0
  { may_install && (install_packages dicom3tools); } || echo "dciodvfy is absent; its tests are skipped."
}

# What the tests of the AppImage's runtime compile and pack it with, two megabytes; a compiler is not brought for them.
install_runtime_tools() {
  local packages
  [ "$(uname)" = Linux ] || return 0
  command -v gcc >/dev/null || { echo "gcc is absent; the tests of the AppImage's runtime are skipped."; return 0; }
  packages="$(cd packaging && "$python" -c 'import appimage; print(*appimage.missing_packages())')"
  command -v mksquashfs >/dev/null || packages+=" squashfs-tools"
  packages="$(echo $packages)"
  [ -n "$packages" ] || return 0
  { may_install && (install_packages $packages); } ||
    echo "$packages are absent; the tests of the AppImage's runtime are skipped."
}

# What the tests of jobs on clusters start: Slurm, and Ray, whose nodes have the program as well. Without them
# those tests are skipped.
install_clusters() {
  if ! command -v slurmctld >/dev/null; then
    { may_install && (install_packages slurm-wlm munge); } || echo "Slurm is absent; its tests are skipped."
  fi
  "$python" -m pip install --quiet -c packaging/constraints.txt "$(ray_requirement)" ||
    echo "Ray is absent; its tests are skipped."
}

ray_requirement() {
  "$python" -c 'import tomllib; print(tomllib.load(open("pyproject.toml", "rb"))["project"]["optional-dependencies"]["cluster"][0])'
}

# Drawing and scanning the demo takes the program some 20 seconds; from then on it is loaded.
prepare_demo() {
  echo "Making the demo study (once) …"
  "$python" -c 'from ldct_studio.methods.demo import demo_study; demo_study()' ||
    fail "The demo study could not be made; the lines above say why."
}

# Compiled here, the program starts quicker where Python may not write beside it, or is told not to.
compile_program() {
  "$python" -m compileall -q ldct_studio plugins
}

if ! ready; then
  "$python" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null &&
    "$python" -m pip --version >/dev/null 2>&1 || make_environment
  install_program
  install_libraries
  [ "$extra" = run ] || { install_verifier && install_runtime_tools; }
  [ "$extra" = dev ] || { compile_program && prepare_demo; }
  fingerprint "$python" >"$venv/ready-$extra"
fi
