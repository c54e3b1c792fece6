from __future__ import annotations

import math

import pytest
import torch

from ldct_studio.core.projections import ScanGeometry
from ldct_studio.physics import phantom
from ldct_studio.physics.attenuation import mu_to_hu


def test_every_view_sees_the_same_mass():
    ellipses = phantom.insert_phantom(100)
    geometry = ScanGeometry.covering(256, 0.5, views=12)
    mass = phantom.line_integrals(ellipses, geometry).sum(1) * geometry.pitch
    area = sum(math.pi * e.a * e.b * e.mu / 1000 for e in ellipses)
    assert mass.numpy() == pytest.approx(area, rel=1e-3)
    picture = phantom.picture(ellipses, 256, 0.5, supersampling=4)
    assert float(picture.sum()) * 0.25 / 1000 == pytest.approx(area, rel=1e-3)


def test_rays_of_a_turned_ellipse():
    ellipse = (phantom.Ellipse(0, 0, 30, 10, 1000, angle=math.pi / 2),)
    chords = phantom.line_integrals(ellipse, ScanGeometry(2, 3, 1.0))[:, 1]
    assert chords.tolist() == pytest.approx([60, 20])


def test_offset_moves_the_shadow():
    disc = phantom.water_cylinder(40)
    centered = phantom.line_integrals(disc, ScanGeometry(3, 101, 1.0))
    moved = phantom.line_integrals(disc, ScanGeometry(3, 101, 1.0, offset=7.0))
    assert torch.equal(moved[:, 7:], centered[:, :-7])


def test_picture_and_labels_agree():
    ellipses = phantom.insert_phantom(100)
    hu = mu_to_hu(phantom.picture(ellipses, 256, 0.5))
    label = phantom.labels(ellipses, 256, 0.5)
    assert [round(float(hu[label == k].mean())) for k in range(2, 10)] == [50, -50, 50, -50, 20, -20, 20, -20]
    assert hu[label == 1].abs().max() < 0.01
    assert label[0, 0] == 0


def test_up_is_up():
    disc = (phantom.Ellipse(20, 10, 5, 5, 1.0),)
    rows, columns = torch.nonzero(phantom.picture(disc, 64, 1.0), as_tuple=True)
    assert rows.float().mean() == pytest.approx(31.5 - 10)
    assert columns.float().mean() == pytest.approx(31.5 + 20)
