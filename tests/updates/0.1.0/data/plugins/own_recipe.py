"""A recipe that a user keeps in the folder of plug-ins."""

import torch

from ldct_studio.api import Config, Field, Recipe


class Line(Recipe, name="my-line", title="My line"):
    """Fit a line; its steps can be resumed."""

    class Config(Config):
        """How long."""

        steps: int = Field(20, ge=1, title="Steps")

    def train(self, run):
        """Fit, and write how far the line is off."""
        net = torch.nn.Linear(1, 1)
        net, (optimizer,) = run.setup(net, torch.optim.Adam(net.parameters(), 0.1))
        for step in run.steps(self.config.steps, {"net": net, "optimizer": optimizer}):
            x = torch.rand(8, 1, generator=run.generator(step, "points"))
            loss = (net(x) - 3 * x - 1).square().mean()
            optimizer.zero_grad()
            run.backward(loss)
            optimizer.step()
            run.metrics(step, {"loss": loss.item()})
        (run.folder / "loss.txt").write_text(f"{loss.item():.6f}\n")
