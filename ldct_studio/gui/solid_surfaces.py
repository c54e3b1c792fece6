"""Label maps as smooth surfaces in VTK, cut to the box."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import torch

from ..core.grid import Grid
from ..core.volume import Label, LabelMap
from ..methods.contrast_study import BRAIN
from .solid import Solid
from .solid_body import image, placed

if TYPE_CHECKING:
    from vtkmodules.vtkCommonDataModel import vtkImageData, vtkPlaneCollection
    from vtkmodules.vtkCommonMath import vtkMatrix4x4
    from vtkmodules.vtkRenderingCore import vtkActor

_THROUGH = 0.12
Maps = tuple[tuple[str, LabelMap], ...]
"""Label maps by name."""


def sides(solid: Solid, grid: Grid) -> vtkPlaneCollection:
    """Return the sides of the box that cut something off, in the patient; what they keep lies inward."""
    from vtkmodules.vtkCommonDataModel import vtkPlane, vtkPlaneCollection

    kept, across = vtkPlaneCollection(), np.linalg.inv(grid.matrix)
    for axis, (start, end) in enumerate(solid.cut):
        for share, inward, whole in ((start, 1.0, 0.0), (end, -1.0, 1.0)):
            if share == whole:
                continue
            index = [1.0, 1.0, 1.0]
            index[axis] += share * (grid.shape[axis] - 3)
            normal = inward * across[2 - axis]
            side = vtkPlane()
            side.SetOrigin(*grid.patient((index[0], index[1], index[2])))
            side.SetNormal(*(normal / np.linalg.norm(normal)))
            kept.AddItem(side)
    return kept


def surfaces(labels: LabelMap, grid: Grid) -> dict[int, vtkActor]:
    """Return every label of a map as a smooth surface in its color, by its value."""
    step = max(round(grid.spacing[1] / labels.grid.spacing[1]), 1)
    voxels = labels.data[:, ::step, ::step].to(torch.int16).contiguous().numpy()
    z, y, x = labels.grid.spacing
    own = Grid(voxels.shape, (z, y * step, x * step), labels.grid.origin, labels.grid.direction)
    drawn, place = image(voxels, own), placed(own)
    return {label.value: _surface(drawn, place, label) for label in labels.labels}


def _surface(voxels: vtkImageData, place: vtkMatrix4x4, label: Label) -> vtkActor:
    from vtkmodules.vtkFiltersCore import vtkPolyDataNormals, vtkWindowedSincPolyDataFilter
    from vtkmodules.vtkFiltersGeneral import vtkDiscreteFlyingEdges3D
    from vtkmodules.vtkRenderingCore import vtkActor, vtkPolyDataMapper

    edges, smooth = vtkDiscreteFlyingEdges3D(), vtkWindowedSincPolyDataFilter()
    edges.SetInputData(voxels)
    edges.SetValue(0, label.value)
    smooth.SetInputConnection(edges.GetOutputPort())
    smooth.SetNumberOfIterations(25)
    smooth.SetPassBand(0.01)
    smooth.BoundarySmoothingOff()
    smooth.NonManifoldSmoothingOn()
    normals = vtkPolyDataNormals()
    normals.SetInputConnection(smooth.GetOutputPort())
    normals.SplittingOff()
    normals.Update()  # while the voxels live
    mapper, actor = vtkPolyDataMapper(), vtkActor()
    mapper.SetInputData(normals.GetOutput())
    mapper.ScalarVisibilityOff()
    actor.SetMapper(mapper)
    actor.SetUserMatrix(place)
    if label.name == BRAIN:  # what lies in it is what one looks for
        actor.GetProperty().SetOpacity(_THROUGH)
    actor.GetProperty().SetColor(*(int(label.color[i : i + 2], 16) / 255 for i in (1, 3, 5)))
    return actor
