#!/usr/bin/env bash
# Try the .deb in a bare Debian: bash packaging/try_deb.sh dist/ldct-studio_0.1.0_amd64.deb [FOLDER]
# Needs root, debootstrap, Xvfb and ImageMagick here; FOLDER gets pictures and reports. With DICOM=SERIES the window opens
# that series by its file association instead of a written one. ROOT=DIR keeps the Debian for the next time.
set -euo pipefail
# Mounts of its own, which nobody else sees and which end with it.
[ -n "${ALONE:-}" ] || ALONE=1 exec unshare --mount --propagation private bash "$0" "$@"
deb="$(realpath "$1")"
out="$(realpath -m "${2:-dist/try}")"
root="${ROOT:-$(mktemp -d)/debian}"
display=":${DISPLAY_NUMBER:-77}"
home=/home/tester
mkdir -p "$out"

inside() { chroot "$root" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 "$@"; }
user() { inside su tester -s /bin/sh -c "cd; export LC_ALL=C.UTF-8; $1"; }
say() { echo "== $*"; }

finish() {
  [ -z "${screen:-}" ] || kill "$screen" 2>/dev/null || true
  mountpoint -q "$root/tmp/.X11-unix" && umount "$root/tmp/.X11-unix"
  for place in proc dev/shm dev/pts dev; do mountpoint -q "$root/$place" && umount "$root/$place"; done
  [ -n "${ROOT:-}" ] || rm -rf "$root"
}
trap finish EXIT

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
inside apt-get update -qq
# What a desktop has, before the list of files is made: it stays.
inside apt-get install -y -qq --no-install-recommends xdg-utils libglib2.0-bin shared-mime-info desktop-file-utils >"$out/apt.txt"
! inside sh -c 'command -v python3' || { echo "This Debian has a Python."; exit 1; }

say "installing"
inside apt-get purge -y -qq ldct-studio >/dev/null 2>&1 || true  # of an earlier trial
cp "$deb" "$root/tmp/try.deb"
inside apt-get install -y -qq /tmp/try.deb >>"$out/apt.txt"
inside dpkg -L ldct-studio | sort >"$out/installed.txt"
inside ldconfig -p >/dev/null
user "XDG_DATA_DIRS=/usr/share; xdg-mime query default application/dicom; xdg-mime query filetype /opt/ldct-studio/_internal/ldct_studio/_resources/self_test/truth/slice.dcm || true" | tee "$out/association.txt"
grep -q org.ldct_studio.Studio.desktop "$out/association.txt"

say "self-test"
time user "ldct-studio self-test" | tee "$out/self-test.txt"

say "window, by file association"
Xvfb "$display" -screen 0 1600x900x24 >/dev/null 2>&1 &
screen=$!
mkdir -p "$root/tmp/.X11-unix"
mount --bind /tmp/.X11-unix "$root/tmp/.X11-unix"
if [ -n "${DICOM:-}" ]; then
  rm -rf "$root$home/scan"
  cp -r "$DICOM" "$root$home/scan"
else
  user "ldct-studio simulate /opt/ldct-studio/_internal/ldct_studio/_resources/self_test/truth/slice.dcm --dose 0.5 --n0 1e5 --out scan" || true
fi
inside chown -R tester "$home"
first="$(chroot "$root" find "$home/scan" -type f ! -name '*.txt' | sort | head -1)"
user "export DISPLAY=$display GDK_BACKEND=x11; gio mime application/dicom; gio open $first" | tee -a "$out/association.txt" &
sleep "${WINDOW_SECONDS:-90}"
DISPLAY="$display" import -window root "$out/window.png"
pgrep -a ldct-studio | tee "$out/processes.txt" || true
pkill ldct-studio || true

say "a training: started, cancelled, resumed"
recipe="${RECIPE:-gadolinium:network:heads=2,scans=1,steps=40,voxel_mm=6,patch=16,width=4}"
user "ldct-studio train $recipe --out training --threads 1" >"$out/training.txt" 2>&1 &
for _ in $(seq 600); do
  grep -qs '"progress"' "$root$home/training/events.jsonl" && break
  sleep 1
done
user "ldct-studio jobs cancel training" | tee -a "$out/training.txt"
wait $! || true
user "ldct-studio jobs resume training" | tee -a "$out/training.txt"
chroot "$root" test -f "$home/training/model/weights.safetensors"

say "purging"
inside apt-get purge -y -qq ldct-studio >>"$out/apt.txt"
left="$(grep -v '/\.$' "$out/installed.txt" | while read -r path; do [ -d "$root$path" ] || [ ! -e "$root$path" ] || echo "$path"; done)"
left+="$(chroot "$root" find / -xdev \( -path /proc -o -path /dev -o -path /home -o -path /tmp -o -path /var/cache -o -path /var/log \) -prune -o -iname '*ldct*' -print)"
left+="$(chroot "$root" grep -rls 'ldct' /usr/share/mime /usr/share/applications || true)"
[ -z "$left" ] || { echo "Left behind: $left"; exit 1; }
chroot "$root" test ! -e /opt/ldct-studio
say "nothing is left; all went well"
