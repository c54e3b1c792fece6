"""Resources: what work in the background may take."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from .config import Config

Compute = Literal["auto", "cpu", "cuda", "mps"]
"""What the user says to compute on."""


class Resources(Config):
    """What a job takes of the machine it runs on; kept with the job, so that resumed work computes alike.

    Sums in another order differ in their last bits, so the number of threads is part of what makes a
    resumed training end with the same weights.
    """

    threads: int = Field(default=1, ge=1, le=1024, title="CPU threads")
    compute: Compute = Field(
        default="auto",
        title="Compute on",
        description="Automatic takes a GPU where there is one.",
        json_schema_extra={"names": {"auto": "Automatic", "cpu": "CPU", "cuda": "GPU", "mps": "Apple GPU"}},
    )
    devices: int = Field(default=1, ge=1, le=64, title="Devices per node")
    nodes: int = Field(default=1, ge=1, le=1024, title="Nodes")
    precision: Literal["32-true", "bf16-mixed"] = Field(
        default="32-true",
        title="Precision",
        description="Of the numbers in the network; mixed is faster on a GPU that knows it.",
        json_schema_extra={"names": {"32-true": "32 bits", "bf16-mixed": "bfloat16, mixed"}},
    )
    memory_gb: float = Field(
        default=0.0,
        ge=0,
        title="Memory",
        description="The job is ended where it takes more; 0 for four fifths of what the machine has.",
        json_schema_extra={"unit": "GB"},
    )
