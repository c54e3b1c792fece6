#!/usr/bin/env bash
# Try the .deb in a bare Debian: bash packaging/try_deb.sh dist/ldct-studio_0.1.0_amd64.deb [FOLDER]
# Needs root, debootstrap, Xvfb and ImageMagick here; FOLDER gets pictures and reports. With DICOM=SERIES the window opens
# that series by its file association instead of a written one; with IMAGE=FILE that file is tried as well, as by
# try_appimage.sh. ROOT=DIR keeps the Debian for the next time.
set -euo pipefail
source "$(dirname "$0")/bare_debian.sh"

say "installing"
inside apt-get purge -y -qq ldct-studio >/dev/null 2>&1 || true  # of an earlier trial
cp "$package" "$root/tmp/try.deb"
inside apt-get install -y -qq /tmp/try.deb >>"$out/apt.txt"
inside dpkg -L ldct-studio | sort >"$out/installed.txt"
inside ldconfig -p >/dev/null
user "XDG_DATA_DIRS=/usr/share; xdg-mime query default application/dicom; xdg-mime query filetype /opt/ldct-studio/_internal/ldct_studio/_resources/self_test/truth/slice.dcm || true" | tee "$out/association.txt"
grep -q org.ldct_studio.Studio.desktop "$out/association.txt"

say "self-test"
time user "ldct-studio self-test" | tee "$out/self-test.txt"

say "window, by file association"
open_screen
if [ -n "${DICOM:-}" ]; then
  cp -r "$DICOM" "$root$home/scan"
else
  user "ldct-studio simulate /opt/ldct-studio/_internal/ldct_studio/_resources/self_test/truth/slice.dcm --dose 0.5 --n0 1e5 --out scan" || true
fi
inside chown -R tester "$home"
first="$(chroot "$root" find "$home/scan" -type f ! -name '*.txt' | sort | head -1)"
user "export DISPLAY=$display GDK_BACKEND=x11; gio mime application/dicom; gio open $first" | tee -a "$out/association.txt" &
sleep "${WINDOW_SECONDS:-90}"
DISPLAY="$display" import -window root "$out/window.png"
running ldct-studio | xargs -r ps -o pid,args -p | tee "$out/processes.txt" || true
running ldct-studio | xargs -r kill || true  # some end by themselves

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
say "nothing is left"
[ -z "${IMAGE:-}" ] || source "$(dirname "$0")/try_appimage.sh"
say "all went well"
