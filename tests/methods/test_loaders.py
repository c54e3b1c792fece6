"""Loader plug-ins are asked first; everything else goes to the formats of the program."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from ldct_studio.core.errors import LoadError
from ldct_studio.core.grid import Grid
from ldct_studio.core.study import Study
from ldct_studio.core.volume import Volume
from ldct_studio.methods.loaders import open_study
from ldct_studio.plugin import Loader


@pytest.mark.usefixtures("registry")
def test_a_loader_plug_in_opens_what_it_accepts(tmp_path: Path) -> None:
    class Text(Loader, name="text-in-tests"):
        """One slice of numbers in a text file."""

        def accepts(self, path: Path) -> bool:
            return path.suffix == ".txt"

        def read(self, path: Path) -> Study:
            data = torch.from_numpy(np.loadtxt(path, dtype=np.float32))[None]
            return Study(path.stem, {"text": Volume(data, Grid((1, *data.shape[1:]), (1.0, 1.0, 1.0)))})

    file = tmp_path / "slice.txt"
    np.savetxt(file, np.eye(4))
    study = open_study([file])
    assert study.first.data.sum() == 4
    assert study.path == str(file)


def test_what_nobody_accepts_is_one_sentence(tmp_path: Path) -> None:
    file = tmp_path / "slice.txt"
    file.write_text("hello", encoding="utf-8")
    with pytest.raises(LoadError):
        open_study([file])


@pytest.mark.usefixtures("registry")
def test_a_broken_loader_stops_nothing(tmp_path: Path) -> None:
    class Broken(Loader, name="broken-in-tests"):
        """Raises when asked."""

        def accepts(self, path: Path) -> bool:
            raise ValueError("broken on purpose")

        def read(self, path: Path) -> Study:
            raise AssertionError

    file = tmp_path / "slice.npy"
    np.save(file, np.zeros((2, 4, 4), np.float32))
    assert open_study([file], spacing=(1.0, 1.0, 1.0)).first.grid.shape == (2, 4, 4)
