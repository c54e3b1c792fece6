"""SIRT, the simultaneous iterative reconstruction technique (Gilbert 1972): the example to copy."""

import torch

from ldct_studio import api


class Sirt(api.Reconstructor, name="sirt", title="SIRT"):
    """Begin with vacuum; again and again, correct each pixel by what its rays still miss."""

    class Config(api.Config):
        iterations: int = api.Field(20, ge=1, le=200, title="Iterations")
        relaxation: float = api.Field(1.0, ge=0.1, le=1.9, title="Relaxation")

    def reconstruct(self, projections: api.Projections, grid: api.Grid) -> api.Volume:
        rays, size, pixel = projections.geometry, api.size_of(grid), api.pixel_of(grid)
        image = torch.zeros(len(projections.rows), size, size, device=projections.data.device)
        length = api.project(torch.ones_like(image[:1]), rays, pixel)  # of each ray in the picture, in m
        weight = torch.where(length > pixel / 1000, 1 / length, 0)  # none on rays that graze it
        seen = api.backproject(torch.ones_like(length), rays, size, pixel)
        for done in range(self.config.iterations):
            missing = (projections.data - api.project(image, rays, pixel)) * weight
            image += self.config.relaxation * api.backproject(missing, rays, size, pixel) / seen
            volume = api.Volume(api.mu_to_hu(api.unsquare(image, grid)).contiguous(), grid)
            api.grown(volume, done + 1, self.config.iterations)
        return volume
