"""Measure image quality on phantom scans whose truth is known: observers, noise power, transfer function.

    python -m tests.bench.phantom_scans DATA        DATA holds the folder phantom_dose_sim

The scans are simulated ones of the FDA (DIDSR/LCD_CT and prabhatkc/ct-recon) and the noise power that its
authors stored for the ACR phantom. ``docs/physics.md`` holds the tables.
"""

from __future__ import annotations

import argparse
import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import ldct_studio  # isort: skip  # noqa: F401  (before torch: it says how torch's threads wait)
import numpy as np
import torch
from scipy.io import loadmat

from ldct_studio.physics.detectability import Disc, disc_spectrum, npw, separation
from ldct_studio.physics.hotelling import bootstrapped, covariance, dog_channels, outputs
from ldct_studio.physics.quality import Spectrum, noise_power, radial, variance_of
from ldct_studio.physics.transfer import Transfer, disc_transfer

SIDE = 256
DOSES = (10, 55, 100)
LCD_PIXEL = 165 / SIDE
"""mm; a field of 1.1 times the phantom's 150 mm, on which the areas of the true discs agree."""
CTP404_PIXEL = 340 / 512
"""mm; on which phantom (150 mm) and rods (12.2 mm) have their size."""
ACR_PIXEL = 250 / 512
"""mm, of the authors' script."""
WATER_PIXEL = CTP404_PIXEL
"""mm; the integral of the noise power does not depend on it."""
PLACES = {
    Disc(3.0, 14.0): (94.65, 160.35),
    Disc(5.0, 7.0): (94.6, 94.6),
    Disc(7.0, 5.0): (160.4, 94.6),
    Disc(10.0, 3.0): (160.5, 160.5),
}
"""The discs of the low-contrast phantom and their centers (row, column) in pixels."""
RODS = {"acrylic, 120 HU": (67.0, 67.0), "Delrin, 340 HU": (128.0, 42.0), "Teflon, 990 HU": (188.5, 67.0)}
"""Rods of CTP404 and about where they are (row, column)."""
RADIUS, REACH = 6.1, 4.5
"""mm, of a rod and of its edge."""
PATCH, CHANNELS = 32, 5
_RING, _HALF, _STEP = 46.5, 16.0, 8
"""Patches without a signal lie as far from the middle as the discs, give or take half a patch."""


@dataclass(frozen=True)
class Observed:
    """d' of one disc at one dose (%), with the middle 95 % of bootstraps over the pictures."""

    disc: Disc
    dose: int
    npw: float
    npw_interval: tuple[float, float]
    cho: float
    cho_interval: tuple[float, float]
    expected: float
    """NPW by spectra: the disc as it is in the measured noise power."""
    patches: int
    """Patches without a signal behind the covariance."""


def picture(path: Path) -> torch.Tensor:
    """Return a raw picture (256, 256), float64."""
    return torch.from_numpy(np.fromfile(path, "<i2").reshape(SIDE, SIDE).astype(np.float64))


def observers(folder: Path, turns: int = 1000) -> Iterator[Observed]:
    """Yield what both observers see of every disc at every dose, with intervals of so many bootstraps."""
    truth = picture(folder / "fbp" / "ground_truth.raw") - 1000
    for dose in DOSES:
        at = folder / "fbp" / f"dose_{dose:03d}"
        absent, present = (
            torch.stack([picture(path) for path in sorted((at / kind).glob("*.raw"))]) - 1000
            for kind in ("signal_absent", "signal_present")
        )
        patches = torch.stack([_cut(absent, place) for place in _ring()], 1)
        for disc, place in PLACES.items():
            signal = _cut(truth, place).clamp_min(0)
            yield _observed(disc, dose, signal, _cut(present, place), patches, turns)


def _observed(
    disc: Disc, dose: int, signal: torch.Tensor, present: torch.Tensor, absent: torch.Tensor, turns: int
) -> Observed:
    """Measure d' from patches (pictures, s, s) with the signal and (pictures, places, s, s) without it.

    Both observers know the signal (s, s). What they see of a picture is one number, so d' is not biased by
    the few pictures, as that of a template taken from them would be; by chance it may be below 0.
    """
    channels = dog_channels(PATCH, CHANNELS)
    places = absent.shape[1]
    seen = outputs(absent.flatten(0, 1), channels).unflatten(0, (-1, places))
    seen_present, wanted = outputs(present, channels), outputs(signal[None], channels)[0]
    matched, matched_present = (absent * signal).sum((-2, -1)), (present * signal).sum((-2, -1))

    def npw_of(chosen: torch.Tensor) -> float:
        return separation(matched_present[chosen], matched[chosen].flatten())

    def cho_of(chosen: torch.Tensor) -> float:
        without = seen[chosen].flatten(0, 1)
        template = torch.linalg.solve(covariance(without)[0], wanted)
        return separation(seen_present[chosen] @ template, without @ template)

    everything, chance = torch.arange(len(present)), torch.Generator().manual_seed(dose)
    power = noise_power(absent.flatten(0, 1), LCD_PIXEL, "mean")
    return Observed(
        disc,
        dose,
        npw_of(everything),
        bootstrapped(npw_of, len(present), turns, chance),
        cho_of(everything),
        bootstrapped(cho_of, len(present), turns, chance),
        npw(disc_spectrum(PATCH, LCD_PIXEL, disc.diameter_mm, disc.contrast), power, LCD_PIXEL),
        absent.shape[0] * places,
    )


def _ring() -> list[tuple[float, float]]:
    middle, steps = (SIDE - 1) / 2, range(PATCH // 2, SIDE - PATCH // 2, _STEP)
    return [(y, x) for y in steps for x in steps if abs(math.hypot(y - middle, x - middle) - _RING) <= _HALF]


def _cut(pictures: torch.Tensor, place: tuple[float, float]) -> torch.Tensor:
    top, left = (round(at) - PATCH // 2 for at in place)
    return pictures[..., top : top + PATCH, left : left + PATCH]


def water(folder: Path) -> list[tuple[float, float]]:
    """Return pairs of variances in HU²: the integral of the NPS of five pictures, and that of five others.

    The first is of the middle 128 × 128 pixels in squares of 64, less their polynomial; the second is the
    variance of each pixel over the other pictures, averaged.
    """
    scans = torch.stack([picture(path) for path in sorted((folder / "water_fbp_sharp").glob("*.raw"))])
    middle = scans[:, 64:192, 64:192]
    pairs = []
    for first in (0, 1):
        squares = middle[first::2].unfold(1, 64, 64).unfold(2, 64, 64).reshape(-1, 64, 64)
        others = middle[1 - first :: 2]
        integral = variance_of(noise_power(squares, WATER_PIXEL), WATER_PIXEL)
        pairs.append((integral, float(others.var(0, correction=1).mean())))
    return pairs


def acr(folder: Path) -> dict[str, tuple[Spectrum, Spectrum]]:
    """Return for both doses the stored curve and ours of the stored 2-D spectrum, up to Nyquist.

    The curve is in steps of 1/(64 pixels) from zero frequency on. Its place and mean are compared, so that
    its unit (HU² per sample) does not matter.
    """
    stored = loadmat(folder / "acr_nps" / "acr_nd_ld_nps_3mm_sharp.mat")
    frequency = torch.arange(1, 33, dtype=torch.float64) / (64 * ACR_PIXEL)
    pairs = {}
    for dose, name in (("normal", "nd"), ("quarter", "ld")):
        curve = torch.from_numpy(stored[f"{name}_nps1d"][0, 1:33])
        power = torch.fft.ifftshift(torch.from_numpy(stored[f"{name}_nps2d"]))
        pairs[dose] = Spectrum(frequency, curve, torch.ones(32)), radial(power, ACR_PIXEL)
    return pairs


def rods(folder: Path) -> dict[str, dict[str, Transfer]]:
    """Return the transfer function of both kernels from three rods."""
    scans = {
        kernel: picture(folder / "ctp404" / f"ctp404_fbp_{kernel}_256.raw") for kernel in ("sharp", "smooth")
    }
    return {
        kernel: {
            rod: disc_transfer(scan[None], place, RADIUS, CTP404_PIXEL, REACH) for rod, place in RODS.items()
        }
        for kernel, scan in scans.items()
    }


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path, help="the folder that holds phantom_dose_sim")
    folder = parser.parse_args().data / "phantom_dose_sim"
    print("| disc | dose | NPW d′ (95 %) | CHO d′ (95 %) | NPW of the spectra |\n|---|---|---|---|---|")
    for found in observers(folder):
        npw_, cho = (
            f"{value:.2f} ({low:.2f} to {high:.2f})"
            for value, (low, high) in ((found.npw, found.npw_interval), (found.cho, found.cho_interval))
        )
        print(f"| {found.disc.text} | {found.dose} % | {npw_} | {cho} | {found.expected:.2f} |")
    for integral, variance in water(folder):
        print(f"\nwater: ∫NPS {integral:.1f}, others {variance:.1f} HU² ({integral / variance - 1:+.1%})")
    for dose, (stored, ours) in acr(folder).items():
        for name, a, b in (
            ("f_peak", stored.peak_frequency, ours.peak_frequency),
            ("f_av", stored.mean_frequency, ours.mean_frequency),
        ):
            print(f"ACR, {dose} dose: {name} stored {a:.4f}, ours {b:.4f} mm⁻¹ ({b / a - 1:+.1%})")
    for kernel, found_rods in rods(folder).items():
        for rod, transfer in found_rods.items():
            falls = (
                f"{f:.3f}" if (f := transfer.falls_to(level)) else "above Nyquist" for level in (0.5, 0.1)
            )
            print(f"CTP404 {kernel}: {rod}, f50 and f10", *falls, "mm⁻¹")


if __name__ == "__main__":
    main()
