"""Config: the frozen base of every plug-in's and the program's settings."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, ValidationError


class Config(BaseModel):
    """Typed settings: one declaration makes the form, the command line, the JSON and the error.

    Fields carry limits and words: ``Field(0.1, ge=0, le=1, title="Strength",
    description="one sentence", json_schema_extra={"unit": "mm"})``.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")


def sentence(error: ValidationError) -> str:
    """Say in one sentence which field has which wrong value and what is allowed."""
    first = error.errors()[0]
    field = ".".join(str(part) for part in first["loc"]) or "The configuration"
    if first["type"] == "extra_forbidden":
        return f"“{field}” is not a setting here."
    limit = first["msg"][0].lower() + first["msg"][1:]
    return f"“{field}” is {first['input']!r}: {limit}."
