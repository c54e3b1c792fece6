"""What two pictures are compared by: the second layer of VGG16, or a fixed bank of filters in its place."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from pathlib import Path

import torch
from torch import nn
from torch.nn import functional

from ldct_studio.api import PluginError

NOT_VGG = "not VGG: fixed bank of 64 filters"
VGG = "VGG16 conv1_2"
_SIDE, _LARGEST = 9, 1 << 30
_MEAN, _SD = (0.485, 0.456, 0.406), (0.229, 0.224, 0.225)
"""Of ImageNet, by which torchvision's VGG takes colors."""
_SHAPES = {
    "features.0.weight": (64, 3, 3, 3),
    "features.0.bias": (64,),
    "features.2.weight": (64, 64, 3, 3),
    "features.2.bias": (64,),
}


class FilterBank(nn.Module):
    """64 filters of 9×9 with a mean of 0 and a length of 1: slopes, blobs and gratings of several sizes."""

    said = NOT_VGG
    kernels: torch.Tensor

    def __init__(self) -> None:
        super().__init__()
        kernels = torch.stack([_unit(kernel) for kernel in _kernels()])
        self.register_buffer("kernels", kernels[:, None], persistent=False)

    def forward(self, picture: torch.Tensor) -> torch.Tensor:
        """Return (n, 64, y, x) of pictures (n, 1, y, x)."""
        wide = functional.pad(picture, (_SIDE // 2,) * 4, mode="replicate")
        found: torch.Tensor = functional.conv2d(wide, self.kernels.to(picture))
        return found


class VggFeatures(nn.Module):
    """The output of conv1_2 of VGG16 behind its ReLU, for gray pictures in [-1, 1]."""

    said = VGG

    def __init__(self, weights: Mapping[str, torch.Tensor]) -> None:
        super().__init__()
        for name in _SHAPES:
            self.register_buffer(name.replace(".", "_"), weights[name].float(), persistent=False)

    def forward(self, picture: torch.Tensor) -> torch.Tensor:
        """Return (n, 64, y, x) of pictures (n, 1, y, x)."""
        shape = (1, 3, 1, 1)
        colors = ((picture + 1) / 2 - picture.new_tensor(_MEAN).view(shape)) / picture.new_tensor(_SD).view(
            shape
        )
        weight = {name: getattr(self, name.replace(".", "_")).to(picture) for name in _SHAPES}
        first = functional.conv2d(colors, weight["features.0.weight"], weight["features.0.bias"], padding=1)
        second = functional.conv2d(
            first.relu(), weight["features.2.weight"], weight["features.2.bias"], padding=1
        )
        return second.relu()


def features_of(weights: Path) -> FilterBank | VggFeatures:
    """Return the features of a file of VGG16's weights, or the bank of filters where none is named.

    The file is torchvision's ``vgg16`` as ``.safetensors`` or ``.pth``; only tensors are read from it.
    Raises ``PluginError`` where it cannot be read or lacks the first two layers.
    """
    if weights == Path():
        return FilterBank()
    state = _read(weights.expanduser())
    wrong = [
        name for name, shape in _SHAPES.items() if name not in state or tuple(state[name].shape) != shape
    ]
    if wrong:
        raise PluginError(
            f"“{weights.name}” is no VGG16 of torchvision: {wrong[0]} is missing; choose another file."
        )
    return VggFeatures(state)


def _read(path: Path) -> Mapping[str, torch.Tensor]:
    import pickle

    from safetensors import SafetensorError
    from safetensors.torch import load_file

    try:
        if path.stat().st_size > _LARGEST:
            raise PluginError(f"“{path.name}” is too large for VGG16; choose another file.")
        if path.suffix == ".safetensors":
            return dict(load_file(path))
        state = torch.load(path, map_location="cpu", weights_only=True)
    except (OSError, RuntimeError, SafetensorError, pickle.UnpicklingError, EOFError, ValueError):
        raise PluginError(f"“{path.name}” holds no weights that can be read; choose another file.") from None
    if not isinstance(state, Mapping) or not all(isinstance(value, torch.Tensor) for value in state.values()):
        raise PluginError(f"“{path.name}” holds no weights of a network; choose another file.")
    return {str(name): value for name, value in state.items()}


def _kernels() -> Iterator[torch.Tensor]:
    half = _SIDE // 2
    y, x = torch.meshgrid(*(torch.arange(-half, half + 1, dtype=torch.float64),) * 2, indexing="ij")
    squared = x * x + y * y
    for sigma in (0.6, 0.9, 1.3, 1.8):
        gauss = torch.exp(-squared / (2 * sigma**2))
        for turn in range(4):
            angle = turn * math.pi / 4
            yield (x * math.cos(angle) + y * math.sin(angle)) * gauss
    for sigma in (0.5, 0.65, 0.8, 1.0, 1.2, 1.5, 1.8, 2.1):
        yield (squared / (2 * sigma**2) - 1) * torch.exp(-squared / (2 * sigma**2))
    for wave in (2.5, 3.5, 5.0, 7.0):
        for turn in range(5):
            angle = turn * math.pi / 5
            along = x * math.cos(angle) + y * math.sin(angle)
            envelope = torch.exp(-squared / (2 * (0.35 * wave + 0.6) ** 2))
            yield envelope * torch.cos(2 * math.pi * along / wave)
            yield envelope * torch.sin(2 * math.pi * along / wave)


def _unit(kernel: torch.Tensor) -> torch.Tensor:
    centered = kernel - kernel.mean()
    unit: torch.Tensor = centered / centered.square().sum().sqrt()
    return unit.float()
