"""Everything a plug-in may import; plug-ins see nothing else of the program."""

from pydantic import Field

from .core.advice import Advice, Ask, Askable
from .core.atomic import write_bytes, write_text
from .core.cancel import interruptible
from .core.case import Case
from .core.cell_view import CellView
from .core.config import Config
from .core.dose import Apodization, DoseLevel, Exposure, Scan
from .core.effort import Effort
from .core.errors import Cancelled, DeviceError, GeometryError, LoadError, PluginError, StudioError
from .core.grid import Grid
from .core.growth import grown
from .core.lane import Frame, Lane, Request
from .core.progress import Progress
from .core.projections import FanGeometry, Projections, ScanGeometry
from .core.rigid import Rigid
from .core.run import Kept, Run
from .core.step import Step
from .core.study import Facts, Study
from .core.volume import Label, LabelMap, Volume
from .io.save import save_labels_nifti, save_nifti
from .methods.enhancing import condition_vector, outside_range, predict, seen
from .methods.loaders import open_study
from .methods.scans import reference_scan
from .nets.architecture import (
    Architecture,
    ClipHead,
    ConditionalBody,
    DoseHead,
    LogitsHead,
    RedCnnBody,
    ResidualHead,
    ResNetBody,
    SigmoidHead,
    SubtractionHead,
    TranslatorBody,
    UNetBody,
)
from .nets.catalog import card_of, network
from .nets.catalog import titles as model_titles
from .nets.model import Card, ClassName, Familiar, TrainedFor, TrainingFile, load_model, save_model
from .nets.scale import logits_at
from .nets.translator import Discriminator
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
from .physics.neck import LABELS as NECK_LABELS
from .physics.neck import Neck, neck
from .physics.neck import draw as draw_neck
from .physics.noise import insertion_noise, normal_field, photon_noise
from .physics.noise_models import post_log_sigma
from .physics.overlap import dice, effective_radius, hausdorff95
from .physics.patients import draw as draw_patient
from .physics.patients import patient, reproduction_patient
from .physics.registration import Registration, register
from .physics.rows import geometry_of, pixel_of, size_of, square, unsquare
from .physics.similarity import body, disc, ssim
from .pipeline.running import run as run_lane
from .plugin import (
    API_VERSION,
    Advisor,
    Demo,
    Denoiser,
    LanePlugin,
    Loader,
    Metric,
    Plugin,
    Recipe,
    Reconstructor,
    Segmenter,
    Simulator,
    make,
)
from .training.descent import descend, schedule
from .training.findings import Verdict, said_p, said_verdicts, unmet, write_findings
from .training.finished import finished_sets, read_finished
from .training.folders import FullAndQuarter, Lits, TotalSegmentator, Volumes
from .training.lodopab import Lodopab
from .training.looks import Looks
from .training.paired import Paired, mean, paired_test, sd
from .training.pairs import draw_photons, low_dose, lowered
from .training.part import PartOfRun
from .training.sources import Slices, Source
from .training.split import split
from .training.tables import KeptRows

__all__ = [
    "API_VERSION",
    "NECK_LABELS",
    "Advice",
    "Advisor",
    "Apodization",
    "Architecture",
    "Ask",
    "Askable",
    "Brain",
    "Cancelled",
    "Card",
    "Case",
    "CellView",
    "ClassName",
    "ClipHead",
    "Condition",
    "ConditionalBody",
    "Config",
    "Demo",
    "Denoiser",
    "DeviceError",
    "Discriminator",
    "DoseHead",
    "DoseLevel",
    "Effort",
    "Exposure",
    "Facts",
    "Familiar",
    "FanGeometry",
    "Field",
    "Frame",
    "FullAndQuarter",
    "GeometryError",
    "GradientEcho",
    "Grid",
    "Kept",
    "KeptRows",
    "Label",
    "LabelMap",
    "Lane",
    "LanePlugin",
    "Lits",
    "LoadError",
    "Loader",
    "Lodopab",
    "LogitsHead",
    "Looks",
    "Metric",
    "Neck",
    "Paired",
    "PartOfRun",
    "Plugin",
    "PluginError",
    "Progress",
    "Projections",
    "Recipe",
    "Reconstructor",
    "RedCnnBody",
    "Registration",
    "Request",
    "ResNetBody",
    "ResidualHead",
    "Rigid",
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
    "TranslatorBody",
    "UNetBody",
    "Verdict",
    "Volume",
    "Volumes",
    "backproject",
    "bm3d",
    "body",
    "brain_image",
    "card_of",
    "condition_vector",
    "descend",
    "dice",
    "disc",
    "draw_brain",
    "draw_neck",
    "draw_patient",
    "draw_photons",
    "effective_radius",
    "fbp",
    "finished_sets",
    "geometry_of",
    "grown",
    "hausdorff95",
    "hu_to_mu",
    "insertion_noise",
    "interruptible",
    "load_model",
    "local_statistics",
    "logits_at",
    "low_dose",
    "lowered",
    "make",
    "mean",
    "model_titles",
    "mu_to_hu",
    "neck",
    "network",
    "normal_field",
    "open_study",
    "outside_range",
    "paired_test",
    "patient",
    "photon_noise",
    "pixel_of",
    "post_log_sigma",
    "predict",
    "project",
    "radiometric_scale",
    "read_finished",
    "reference_scan",
    "register",
    "relaxivity",
    "reproduction_patient",
    "run_lane",
    "said_p",
    "said_verdicts",
    "save_labels_nifti",
    "save_model",
    "save_nifti",
    "scan_brain",
    "schedule",
    "sd",
    "seen",
    "signal_weight",
    "size_of",
    "split",
    "square",
    "ssim",
    "subtract",
    "unmet",
    "unsquare",
    "write_bytes",
    "write_findings",
    "write_text",
]
