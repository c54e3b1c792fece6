"""A plug-in for tests: cells that take a while, fail, die with their process, or say where they ran."""

import json
import math
import os
import time
from pathlib import Path

from ldct_studio.api import Config, Field, PluginError, Recipe, Run, write_text


class Cell(Recipe, name="toy_study.cell"):
    """Multiplies two numbers, slowly; some numbers are trouble."""

    class Config(Config):
        """What is multiplied."""

        a: int = Field(1)
        b: int = Field(1)
        seconds: float = Field(0.0, ge=0)
        busy: float = Field(0.0, ge=0)
        fail_at: int = Field(-1)
        die_at: int = Field(-1)
        journal: Path = Field(Path())

    config: Config

    def train(self, run: Run) -> None:
        """Leave the product, and a line in the journal when all is done."""
        config = self.config
        time.sleep(config.seconds)
        end = time.process_time() + config.busy
        while time.process_time() < end:
            math.factorial(500)
        if config.a == config.fail_at:
            raise PluginError(f"{config.a} was not wanted.")
        if config.a == config.die_at:
            os._exit(9)
        if config.journal != Path():
            with config.journal.open("a", encoding="utf-8") as file:
                file.write(f"{config.a} {config.b} {os.getpid()}\n")
        write_text(run.folder / "cell.json", json.dumps({"product": config.a * config.b}))


class Report(Recipe, name="toy_study.report"):
    """Adds all products up."""

    class Config(Config):
        """Where the cells are."""

        plan: Path = Field(Path())
        cells: Path = Field(Path())

    config: Config

    def train(self, run: Run) -> None:
        """Write the sum."""
        found = [json.loads(file.read_text()) for file in self.config.cells.glob("*/result.json")]
        total = sum(one["found"].get("product", 0) for one in found)
        (run.folder / "report.txt").write_text(f"The sum is {total}.\n", encoding="utf-8")
