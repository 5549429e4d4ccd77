"""Which documents are drawn: by hashes, so that a seed draws the same from the same lot, however it is ordered and whatever Python runs."""

from __future__ import annotations

import hashlib
import hmac
import math
from collections.abc import Iterable, Sequence

from pipeline.model.errors import ConfigError
from pipeline.quality.tables import Plan
from pipeline.quality.types import Candidate, Rates

OTHERS = "*"  # in rates: every station that is not named
_ALL = 1 << 64


def drawn(lot: Sequence[Candidate], how: Plan | Rates, seed: int) -> list[Candidate]:
    """Without replacement, in random order. By rates, each station gives its share, rounded up; rates outside 0 to 1 are a ConfigError."""
    shuffled = sorted(lot, key=lambda one: _hash(str(seed).encode(), one.document_id))
    if isinstance(how, Plan):
        return shuffled[: how.sample_size]
    check(how)
    lots: dict[str, int] = {}
    for one in lot:
        lots[one.station] = lots.get(one.station, 0) + 1
    left = {station: math.ceil(rate_of(how, station) * count - 1e-9) for station, count in lots.items()}  # 0.07 * 100 is 7.000000000000001
    chosen = []
    for one in shuffled:
        if left[one.station] > 0:
            left[one.station] -= 1
            chosen.append(one)
    return chosen


def falls(document_id: str, rate: float, key: bytes) -> bool:
    """Whether a document is in the standing sample: always the same answer, which nobody foresees without the key."""
    return int.from_bytes(_hash(key, document_id)[:8], "big") < rate * _ALL


def rate_of(rates: Rates, station: str) -> float:
    """The station's rate, or that of all others, or 0."""
    return rates.get(station, rates.get(OTHERS, 0.0))


def check(rates: Rates) -> None:
    """ConfigError unless every rate is a share."""
    wrong = [station for station, rate in rates.items() if not 0 <= rate <= 1]
    if wrong:
        raise ConfigError(f"the rate of {len(wrong)} stations is no share", "A rate lies between 0 (none) and 1 (every document).")


def check_lot(lot: Iterable[Candidate]) -> None:
    """ConfigError for a lot of nothing, or with a document twice."""
    ids = [one.document_id for one in lot]
    if not ids:
        raise ConfigError("the lot is empty: no filed document is as asked for", "Ask for other dates, another station or batch.")
    if len(set(ids)) < len(ids):
        raise ConfigError("a document is in the lot twice", "Give each document once.")


def _hash(key: bytes, document_id: str) -> bytes:
    return hmac.digest(key, document_id.encode(), hashlib.sha256)
