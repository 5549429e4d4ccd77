"""The exact interval: known values, scipy, and its own promise."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import beta, binom

from pipeline.quality.intervals import beta_share, binomial_at_most, interval


@pytest.mark.parametrize(
    ("wrong", "judged", "low", "high"),
    [
        (0, 10, 0.0, 0.3085),
        (10, 10, 0.6915, 1.0),
        (1, 10, 0.0025, 0.4450),
        (5, 10, 0.1871, 0.8129),
        (0, 100, 0.0, 0.0362),
        (1, 100, 0.0003, 0.0545),
        (5, 100, 0.0164, 0.1128),
        (20, 100, 0.1267, 0.2918),
    ],
)
def test_published_values(wrong: int, judged: int, low: float, high: float) -> None:
    assert interval(wrong, judged) == pytest.approx((low, high), abs=5e-5)


def test_nothing_judged_tells_nothing() -> None:
    assert interval(0, 0) == (0.0, 1.0)


@pytest.mark.parametrize(("wrong", "judged", "confidence"), [(-1, 5, 0.95), (6, 5, 0.95), (1, 5, 1.0), (1, 5, 0.0)])
def test_counts_that_cannot_be_are_refused(wrong: int, judged: int, confidence: float) -> None:
    with pytest.raises(ValueError, match="wrong <= judged"):
        interval(wrong, judged, confidence)


@settings(deadline=None)
@given(st.integers(0, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), st.sampled_from([0.8, 0.95, 0.99]))
def test_it_agrees_with_scipy(counts: tuple[int, int], confidence: float) -> None:
    wrong, judged = counts
    low, high = interval(wrong, judged, confidence)
    tail = (1 - confidence) / 2
    assert low == pytest.approx(0 if wrong == 0 else beta.ppf(tail, wrong, judged - wrong + 1), abs=1e-9)
    assert high == pytest.approx(1 if wrong == judged else beta.ppf(1 - tail, wrong + 1, judged - wrong), abs=1e-9)


@pytest.mark.parametrize("judged", [1, 7, 50])
@pytest.mark.parametrize("rate", [0.01, 0.2, 0.5, 0.93])
def test_the_true_rate_is_inside_as_often_as_promised(judged: int, rate: float) -> None:
    outside = [wrong for wrong in range(judged + 1) if not interval(wrong, judged)[0] <= rate <= interval(wrong, judged)[1]]
    assert sum(float(binom.pmf(wrong, judged, rate)) for wrong in outside) <= 0.05


@settings(deadline=None)
@given(st.floats(0.001, 0.999), st.integers(1, 400), st.integers(1, 400))
def test_the_incomplete_beta_function_is_right_and_mirrors(x: float, a: int, b: int) -> None:
    assert beta_share(x, a, b) == pytest.approx(beta.cdf(x, a, b), abs=1e-10)
    assert beta_share(x, a, b) + beta_share(1 - x, b, a) == pytest.approx(1, abs=1e-10)


def test_the_binomial_tail() -> None:
    for tries in (1, 20, 1250):
        for most in range(min(tries, 22) + 1):
            assert binomial_at_most(most, tries, 0.013) == pytest.approx(binom.cdf(most, tries, 0.013), abs=1e-10)
