"""The disk image for macOS: signed and notarized where the secrets are there, plain where they are not.

``LDCT_SIGN_AS`` names the certificate ("Developer ID Application: …") in the keychain;
``LDCT_NOTARY_PROFILE`` the profile that ``xcrun notarytool store-credentials`` made.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import product

ENTITLEMENTS = product.PACKAGING / "mac" / "entitlements.plist"


def make(folder: Path, out: Path) -> Path:
    """Write the disk image and return it."""
    bundle = folder.parent / f"{product.TITLE}.app"
    path = out / f"{product.COMMAND}-{product.version()}-macos-arm64.dmg"
    name, profile = os.environ.get("LDCT_SIGN_AS"), os.environ.get("LDCT_NOTARY_PROFILE")
    if name:
        for words in signing(bundle, name):
            subprocess.run(words, check=True)
    stage = out / "dmg"
    shutil.rmtree(stage, ignore_errors=True)
    stage.mkdir()
    subprocess.run(["ditto", str(bundle), str(stage / bundle.name)], check=True)
    (stage / "Applications").symlink_to("/Applications")
    for words in imaging(stage, path, name, profile):
        subprocess.run(words, check=True)
    shutil.rmtree(stage)
    return path


def signing(bundle: Path, name: str) -> list[list[str]]:
    """Return the commands that sign a bundle, the libraries first, the bundle last, and check it."""
    sign = ["codesign", "--force", "--timestamp", "--options", "runtime", "--sign", name]
    inner = [path for path in sorted(bundle.rglob("*")) if _is_code(path)]
    return [
        *([*sign, str(path)] for path in inner),
        [*sign, "--entitlements", str(ENTITLEMENTS), str(bundle)],
        ["codesign", "--verify", "--deep", "--strict", str(bundle)],
    ]


def _is_code(path: Path) -> bool:
    return path.suffix in (".so", ".dylib") and path.is_file() and not path.is_symlink()


def imaging(stage: Path, path: Path, name: str | None, profile: str | None) -> list[list[str]]:
    """Return the commands that make the image and, with the secrets, sign, notarize and staple it."""
    commands = [
        [
            "hdiutil",
            "create",
            "-volname",
            product.TITLE,
            "-srcfolder",
            str(stage),
            "-format",
            "ULMO",
            "-ov",
            str(path),
        ]
    ]
    if name:
        commands.append(["codesign", "--timestamp", "--sign", name, str(path)])
    if name and profile:
        commands.append(["xcrun", "notarytool", "submit", str(path), "--keychain-profile", profile, "--wait"])
        commands.append(["xcrun", "stapler", "staple", str(path)])
        commands.append(
            ["spctl", "--assess", "--type", "open", "--context", "context:primary-signature", str(path)]
        )
    return commands
