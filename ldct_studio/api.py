"""Everything a plug-in may import; plug-ins see nothing else of the program."""

from pydantic import Field

from .core.cancel import interruptible
from .core.case import Case
from .core.config import Config
from .core.dose import Apodization, DoseLevel, Exposure, Scan
from .core.errors import Cancelled, DeviceError, GeometryError, LoadError, PluginError, StudioError
from .core.grid import Grid
from .core.growth import grown
from .core.lane import Frame, Lane, Request
from .core.projections import FanGeometry, Projections, ScanGeometry
from .core.step import Step
from .core.study import Facts, Study
from .core.volume import Label, LabelMap, Volume
from .physics.attenuation import hu_to_mu, mu_to_hu
from .physics.beams import backproject, fbp, project
from .physics.noise import insertion_noise, normal_field, photon_noise
from .physics.rows import pixel_of, size_of, square, unsquare
from .plugin import (
    API_VERSION,
    Denoiser,
    LanePlugin,
    Loader,
    Metric,
    Plugin,
    Recipe,
    Reconstructor,
    Segmenter,
    Simulator,
)

__all__ = [
    "API_VERSION",
    "Apodization",
    "Cancelled",
    "Case",
    "Config",
    "Denoiser",
    "DeviceError",
    "DoseLevel",
    "Exposure",
    "Facts",
    "FanGeometry",
    "Field",
    "Frame",
    "GeometryError",
    "Grid",
    "Label",
    "LabelMap",
    "Lane",
    "LanePlugin",
    "LoadError",
    "Loader",
    "Metric",
    "Plugin",
    "PluginError",
    "Projections",
    "Recipe",
    "Reconstructor",
    "Request",
    "Scan",
    "ScanGeometry",
    "Segmenter",
    "Simulator",
    "Step",
    "StudioError",
    "Study",
    "Volume",
    "backproject",
    "fbp",
    "grown",
    "hu_to_mu",
    "insertion_noise",
    "interruptible",
    "mu_to_hu",
    "normal_field",
    "photon_noise",
    "pixel_of",
    "project",
    "size_of",
    "square",
    "unsquare",
]
