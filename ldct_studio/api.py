"""Everything a plug-in may import; plug-ins see nothing else of the program."""

from pydantic import Field

from .core.atomic import write_text
from .core.cancel import interruptible
from .core.case import Case
from .core.config import Config
from .core.dose import Apodization, DoseLevel, Exposure, Scan
from .core.effort import Effort
from .core.errors import Cancelled, DeviceError, GeometryError, LoadError, PluginError, StudioError
from .core.grid import Grid
from .core.growth import grown
from .core.lane import Frame, Lane, Request
from .core.projections import FanGeometry, Projections, ScanGeometry
from .core.run import Kept, Run
from .core.step import Step
from .core.study import Facts, Study
from .core.volume import Label, LabelMap, Volume
from .methods.enhancing import condition_vector, outside_range, predict, seen
from .nets.architecture import (
    Architecture,
    ConditionalBody,
    LogitsHead,
    RedCnnBody,
    ResidualHead,
    SigmoidHead,
    SubtractionHead,
    UNetBody,
)
from .nets.catalog import network
from .nets.model import Card, ClassName, TrainedFor, TrainingFile, load_model, save_model
from .nets.scale import logits_at
from .physics.attenuation import hu_to_mu, mu_to_hu
from .physics.beams import backproject, fbp, project
from .physics.contrast.brains import Brain, draw_brain
from .physics.contrast.enhancement import weight as signal_weight
from .physics.contrast.scans import Condition, Scans
from .physics.contrast.scans import image as brain_image
from .physics.contrast.scans import scan as scan_brain
from .physics.contrast.signal import Sequence as GradientEcho
from .physics.contrast.signal import relaxivity
from .physics.contrast.subtraction import Subtraction, local_statistics, radiometric_scale, subtract
from .physics.denoise.bm3d import bm3d
from .physics.noise import insertion_noise, normal_field, photon_noise
from .physics.patients import draw as draw_patient
from .physics.patients import patient, reproduction_patient
from .physics.rows import pixel_of, size_of, square, unsquare
from .physics.similarity import body, disc, ssim
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
from .training.folders import FullAndQuarter, Lits, TotalSegmentator, Volumes
from .training.lodopab import Lodopab
from .training.pairs import draw_photons, low_dose, lowered
from .training.sources import Slices, Source
from .training.split import split

__all__ = [
    "API_VERSION",
    "Apodization",
    "Architecture",
    "Brain",
    "Cancelled",
    "Card",
    "Case",
    "ClassName",
    "Condition",
    "ConditionalBody",
    "Config",
    "Denoiser",
    "DeviceError",
    "DoseLevel",
    "Effort",
    "Exposure",
    "Facts",
    "FanGeometry",
    "Field",
    "Frame",
    "FullAndQuarter",
    "GeometryError",
    "GradientEcho",
    "Grid",
    "Kept",
    "Label",
    "LabelMap",
    "Lane",
    "LanePlugin",
    "Lits",
    "LoadError",
    "Loader",
    "Lodopab",
    "LogitsHead",
    "Metric",
    "Plugin",
    "PluginError",
    "Projections",
    "Recipe",
    "Reconstructor",
    "RedCnnBody",
    "Request",
    "ResidualHead",
    "Run",
    "Scan",
    "ScanGeometry",
    "Scans",
    "Segmenter",
    "SigmoidHead",
    "Simulator",
    "Slices",
    "Source",
    "Step",
    "StudioError",
    "Study",
    "Subtraction",
    "SubtractionHead",
    "TotalSegmentator",
    "TrainedFor",
    "TrainingFile",
    "UNetBody",
    "Volume",
    "Volumes",
    "backproject",
    "bm3d",
    "body",
    "brain_image",
    "condition_vector",
    "disc",
    "draw_brain",
    "draw_patient",
    "draw_photons",
    "fbp",
    "grown",
    "hu_to_mu",
    "insertion_noise",
    "interruptible",
    "load_model",
    "local_statistics",
    "logits_at",
    "low_dose",
    "lowered",
    "mu_to_hu",
    "network",
    "normal_field",
    "outside_range",
    "patient",
    "photon_noise",
    "pixel_of",
    "predict",
    "project",
    "radiometric_scale",
    "relaxivity",
    "reproduction_patient",
    "save_model",
    "scan_brain",
    "seen",
    "signal_weight",
    "size_of",
    "split",
    "square",
    "ssim",
    "subtract",
    "unsquare",
    "write_text",
]
