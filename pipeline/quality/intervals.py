"""How sure an error rate is: exact binomial tails and the Clopper-Pearson interval, with nothing but the standard library."""

from __future__ import annotations

import math
from collections.abc import Callable

_TINY = 1e-300
_ENOUGH = 1e-15
_ROUNDS = 10_000  # of the continued fraction, which needs about the square root of the sample


def interval(wrong: int, judged: int, confidence: float = 0.95) -> tuple[float, float]:
    """Clopper and Pearson's exact interval (1934) for `wrong` of `judged`; shares from 0 to 1, (0, 1) when nothing was judged.

    The true rate lies outside in at most 1 - `confidence` of cases, at most half of them on either side. It is for a process that goes
    on: for the lot itself it is too wide where much of the lot was judged. ValueError for counts that can't be.
    """
    if not 0 <= wrong <= judged or not 0 < confidence < 1:
        raise ValueError("0 <= wrong <= judged and 0 < confidence < 1")
    tail = (1 - confidence) / 2
    low = 0.0 if wrong == 0 else _where(lambda share: beta_share(share, wrong, judged - wrong + 1) >= tail)
    high = 1.0 if wrong == judged else _where(lambda share: beta_share(share, wrong + 1, judged - wrong) >= 1 - tail)
    return low, high


def binomial_at_most(most: int, tries: int, share: float) -> float:
    """The chance of at most `most` hits in `tries`, each with chance `share`."""
    if most >= tries:
        return 1.0
    return 1 - beta_share(share, most + 1, tries - most)


def beta_share(x: float, a: float, b: float) -> float:
    """The regularised incomplete beta function I_x(a, b) for positive a, b and x from 0 to 1."""
    if x <= 0 or x >= 1:
        return 0.0 if x <= 0 else 1.0
    if x > (a + 1) / (a + b + 2):  # there the fraction converges slowly, its mirror image quickly
        return 1 - _lower(1 - x, b, a)
    return _lower(x, a, b)


def _lower(x: float, a: float, b: float) -> float:
    front = a * math.log(x) + b * math.log1p(-x) + math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b)
    return math.exp(front) / (a * _fraction(x, a, b))


def _fraction(x: float, a: float, b: float) -> float:
    """The continued fraction of the incomplete beta function (DLMF 8.17.22), from its front by Lentz's method."""
    value, c, d = 1.0, 1.0, 0.0
    for step in range(1, _ROUNDS):
        m = step // 2
        if step % 2:
            term = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        else:
            term = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        d = 1 / _not_zero(1 + term * d)
        c = _not_zero(1 + term / c)
        value *= c * d
        if abs(c * d - 1) < _ENOUGH:
            break
    return value


def _not_zero(value: float) -> float:
    return value if abs(value) > _TINY else _TINY


def _where(reached: Callable[[float], bool]) -> float:
    """The least share from 0 to 1 at which `reached` holds; it holds from there on."""
    low, high = 0.0, 1.0
    while (middle := (low + high) / 2) not in {low, high}:
        low, high = (low, middle) if reached(middle) else (middle, high)
    return high
