# A bare Debian for try_deb.sh and try_appimage.sh: `source bare_debian.sh PACKAGE [FOLDER]`, as the first thing.
# Sets $package, $out for pictures and reports, $root, $display and $home; `inside` and `user` run something in there,
# as root and as an ordinary user, and `running NAME` tells what runs there. ROOT=DIR keeps the Debian for the next time.

# Mounts of its own, which nobody else sees and which end with it.
[ -n "${ALONE:-}" ] || ALONE=1 exec unshare --mount --propagation private bash "$0" "$@"
package="$(realpath "$1")"
out="$(realpath -m "${2:-dist/try}")"
root="${ROOT:-$(mktemp -d)/debian}"
display=":${DISPLAY_NUMBER:-77}"
home=/home/tester
mkdir -p "$out"

inside() { chroot "$root" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 "$@"; }
user() { inside su tester -s /bin/sh -c "cd; export LC_ALL=C.UTF-8; $1"; }
running() { for pid in $(pgrep "$1"); do [ "$(readlink "/proc/$pid/root")" != "$root" ] || echo "$pid"; done; }
say() { echo "== $*"; }

finish() {
  [ -z "${screen:-}" ] || kill "$screen" 2>/dev/null || true
  for place in tmp/.X11-unix proc dev/shm dev/pts dev/fuse dev; do mountpoint -q "$root/$place" && umount "$root/$place"; done
  [ -n "${ROOT:-}" ] || rm -rf "$root"
}
trap finish EXIT

open_screen() {
  Xvfb "$display" -screen 0 1600x900x24 >/dev/null 2>&1 &
  screen=$!
  mkdir -p "$root/tmp/.X11-unix"
  mount --bind /tmp/.X11-unix "$root/tmp/.X11-unix"
}

if [ ! -x "$root/bin/sh" ]; then
  say "making a bare Debian"
  debootstrap --variant=minbase bookworm "$root" >"$out/debootstrap.txt"
fi
cp /etc/resolv.conf "$root/etc/resolv.conf"
[ ! -d /etc/ssl/certs ] || { mkdir -p "$root/etc/ssl"; cp -a /etc/ssl/certs "$root/etc/ssl/"; }
mount -t proc proc "$root/proc"
mount --bind /dev "$root/dev"
mount -t tmpfs tmpfs "$root/dev/shm"
mount --bind /dev/pts "$root/dev/pts"
inside id tester >/dev/null 2>&1 || inside useradd --create-home tester
find "$root$home" -mindepth 1 -delete  # of an earlier trial
inside apt-get update -qq
# What a desktop has, before the list of files is made: it stays.
inside apt-get install -y -qq --no-install-recommends xdg-utils libglib2.0-bin shared-mime-info desktop-file-utils >"$out/apt.txt"
! inside sh -c 'command -v python3' || { echo "This Debian has a Python."; exit 1; }
