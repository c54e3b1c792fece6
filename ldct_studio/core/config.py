"""Config: the frozen base of every plug-in's and the program's settings."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, ValidationError


class Config(BaseModel):
    """Typed settings: one declaration makes the form, the command line, the JSON and the error.

    Fields carry limits and words: ``Field(0.1, ge=0, le=1, title="Strength",
    description="one sentence", json_schema_extra={"unit": "mm"})``. A number that may be a word instead,
    ``Annotated[float, Field(ge=1)] | Literal["auto"]``, says with "empty" which word an empty field stands
    for, and with "placeholder" what the empty field shows.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")


def sentence(error: ValidationError) -> str:
    """Say in one sentence which field has which wrong value and what is allowed."""
    first = error.errors()[0]
    if not first["loc"]:  # a check of all settings together says it itself
        said = first["msg"].removeprefix("Value error, ").rstrip(".")
        return f"{said[:1].upper()}{said[1:]}."
    # where a field takes numbers or words, pydantic names which of them it tried last
    field = ".".join(part for part in map(str, first["loc"]) if part != "constrained-float")
    if first["type"] == "extra_forbidden":
        return f"“{field}” is not a setting here."
    limit = first["msg"][0].lower() + first["msg"][1:]
    return f"“{field}” is {first['input']!r}: {limit}."
