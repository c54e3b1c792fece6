#!/usr/bin/env bash
# Try the AppImage in a bare Debian, unpacked and mounted: bash packaging/try_appimage.sh dist/LDCT_Studio-….AppImage
# [FOLDER]. Needs what try_deb.sh needs, which goes on with this one where IMAGE=FILE is given.
set -euo pipefail
declare -F inside >/dev/null || { IMAGE="$1" && source "$(dirname "$0")/bare_debian.sh"; }

left_in_tmp() { chroot "$root" find /tmp -mindepth 1 -maxdepth 1 -name 'appimage-*' -printf '%f\n'; }

# What is left goes a moment after the program, as jobs may go on.
wait_until_nothing_is_left() {
  for _ in $(seq 100); do
    [ -n "$(left_in_tmp)" ] || return 0
    sleep 0.2
  done
  echo "Left behind in /tmp: $(left_in_tmp)"
  exit 1
}

try_appimage() {
  local way="$1" told pid
  say "AppImage, $way: self-test"
  time user "./studio.AppImage self-test" 2>"$out/appimage-$way-told.txt" | tee "$out/appimage-$way-self-test.txt"
  cat "$out/appimage-$way-told.txt"
  told="$(grep -c "FUSE does not work here" "$out/appimage-$way-told.txt" || true)"
  [ "$told" = "$([ "$way" = unpacked ] && echo 1 || echo 0)" ] || { echo "It did not start $way."; exit 1; }
  wait_until_nothing_is_left
  say "AppImage, $way: window"
  user "export DISPLAY=$display; ./studio.AppImage & echo \$! >window.pid; wait" >"$out/appimage-$way-window.txt" 2>&1 &
  sleep "${WINDOW_SECONDS:-90}"
  DISPLAY="$display" import -window root "$out/appimage-$way.png"
  pid="$(cat "$root$home/window.pid")"
  kill "$pid" || { echo "The window did not stay open."; exit 1; }
  wait $! || true
  wait_until_nothing_is_left
}

say "AppImage: libraries of a desktop"
inside apt-get install -y -qq --no-install-recommends $(cd "$(dirname "$0")" &&
  python3 -c 'import deb; print(*(need.partition(" ")[0].replace("t64", "") for need in deb.NEEDS))') >>"$out/apt.txt"
cp "$IMAGE" "$root$home/studio.AppImage"
inside chown tester "$home/studio.AppImage"
chmod 755 "$root$home/studio.AppImage"
[ -n "${screen:-}" ] || open_screen
# As systems have it that were started: /dev/fuse is open to everybody, and fusermount3 finds the list of mounts.
[ -e "$root/fuse" ] || mknod -m 666 "$root/fuse" c 10 229
ln -sfn ../proc/self/mounts "$root/etc/mtab"
mount --bind "$root/fuse" "$root/dev/fuse"
inside apt-get purge -y -qq fuse3 >>"$out/apt.txt" 2>&1 || true  # of an earlier trial
try_appimage unpacked
inside apt-get install -y -qq --no-install-recommends fuse3 >>"$out/apt.txt"
try_appimage mounted
say "AppImage: nothing is left"
