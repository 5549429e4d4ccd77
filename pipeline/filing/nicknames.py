"""Given names and the short forms they go by: William is Bill."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def _pairs() -> frozenset[tuple[str, str]]:
    lines = (Path(__file__).parent / "nicknames.txt").read_text(encoding="utf-8").splitlines()
    rows = [line.split() for line in lines if line and not line.startswith("#")]
    return frozenset((row[0], short) for row in rows for short in row[1:])


def is_nickname(one: str, other: str) -> bool:
    """Whether one of two given names, folded to capitals, is a short form of the other."""
    return (one, other) in _pairs() or (other, one) in _pairs()
