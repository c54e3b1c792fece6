"""Libraries that are loaded late, and that a frozen program could have lost."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import numpy as np
import torch

from ...physics import itk
from .check import Check, demand
from .codecs import truth


def _report(folder: Path) -> str:
    from matplotlib.backends.backend_pdf import PdfPages
    from matplotlib.figure import Figure

    path = folder / "report.pdf"
    figure = Figure()
    figure.subplots().plot([0, 1], [1, 0])
    with PdfPages(path) as pages:
        pages.savefig(figure)
    figure.savefig(path.with_suffix(".png"))
    return f"a page of {path.stat().st_size} bytes"


def _registration(folder: Path) -> str:
    import SimpleITK

    volume = truth()
    image = itk.image(volume, volume.data.numpy())
    smooth = SimpleITK.GetArrayFromImage(SimpleITK.DiscreteGaussian(image, 4.0))
    demand(float(smooth.std()) < float(volume.data.std()), "SimpleITK did not smooth.")
    return f"SimpleITK {SimpleITK.Version_VersionString()}"


def _hdf5(folder: Path) -> str:
    import h5py

    with h5py.File(folder / "self-test.h5", "w") as file:
        file.create_dataset("rows", data=np.arange(4.0), compression="gzip")
    with h5py.File(folder / "self-test.h5") as file:
        demand(float(file["rows"][3]) == 3.0, "HDF5 gave other numbers back.")
    return f"HDF5 {h5py.version.hdf5_version}"


def _losses(folder: Path) -> str:
    if find_spec("monai") is None:
        return "not installed: the extra train"
    from monai.losses import DiceLoss

    same = torch.ones(1, 1, 4, 4)
    demand(float(DiceLoss()(same, same)) < 1e-3, "MONAI's Dice loss of equal pictures is not 0.")
    return "MONAI's Dice loss"


def _onnx(folder: Path) -> str:
    if find_spec("onnxruntime") is None:
        return "not installed: the extra onnx"
    import onnxruntime

    demand("CPUExecutionProvider" in onnxruntime.get_available_providers(), "ONNX has no CPU.")
    return f"onnxruntime {onnxruntime.__version__}"


CHECKS = (
    Check("report", _report),
    Check("registration", _registration),
    Check("HDF5", _hdf5),
    Check("losses", _losses),
    Check("ONNX", _onnx),
)
