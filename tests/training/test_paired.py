"""What is said about differences: Student's test, and where there is nothing to test."""

from __future__ import annotations

import math

import pytest

from ldct_studio.training.paired import mean, paired_test, sd


def test_the_paired_test_is_scipys() -> None:
    from scipy.stats import ttest_rel

    a, b = [0.51, 0.62, 0.70, 0.43], [0.42, 0.60, 0.55, 0.45]
    test, known = paired_test([above - below for above, below in zip(a, b, strict=True)]), ttest_rel(a, b)
    assert test.p == pytest.approx(known.pvalue)
    assert test.difference == pytest.approx(mean(a) - mean(b))
    assert test.difference + test.margin == pytest.approx(known.confidence_interval(0.95).high)
    assert test.n == 4


@pytest.mark.parametrize("differences", [[], [0.3], [0.3, 0.3], [0.1 + 0.2, 0.3, 0.3]])
def test_differences_that_do_not_scatter_are_not_tested(differences: list[float]) -> None:
    test = paired_test(differences)
    assert test.n == len(differences)
    assert test.difference == pytest.approx(0.3 if differences else math.nan, nan_ok=True)
    assert math.isnan(test.p)
    assert math.isnan(test.margin)


def test_mean_and_deviation_of_a_sample() -> None:
    assert mean([1.0, 2.0, 6.0]) == 3.0
    assert math.isnan(mean([]))
    assert sd([1.0, 2.0, 6.0]) == pytest.approx(7**0.5)
    assert sd([5.0]) == sd([]) == 0.0
