"""Error rates with their intervals: by station, operator, type and field."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from pipeline.quality.intervals import interval
from pipeline.quality.types import FIELDS, Candidate, Field, Judged

GroupKind = Literal["all", "station", "operator", "type"]
KINDS: tuple[GroupKind, ...] = get_args(GroupKind)
ANY: Literal["any"] = "any"

_GROUPS: dict[GroupKind, Callable[[Candidate], str]] = {
    "all": lambda _: "",
    "station": lambda one: one.station,
    "operator": lambda one: one.operator,
    "type": lambda one: one.type_code,
}


@dataclass(frozen=True, slots=True)
class RateRow:
    """How many of a group's judged documents were wrong in a field; rate and the interval's ends are shares from 0 to 1."""

    kind: GroupKind
    group: str  # "" for all, and where the station, operator or type is not known
    field: Field | Literal["any"]  # "any": wrong in at least one
    judged: int
    wrong: int
    rate: float
    low: float
    high: float


def rates(judged: Iterable[Judged], confidence: float = 0.95) -> list[RateRow]:
    """Every group's rows, for any field and for each: first all documents, then the stations, operators and types by name.

    Empty where nothing was judged. The interval is Clopper and Pearson's, exact for one row, not for the worst of many. A row in which
    stations of different rates meet tells of the documents that were judged, not of all in the proportion in which they were scanned.
    """
    known = list(judged)
    return [row for kind in KINDS for row in _of_kind(kind, known, confidence)]


def _of_kind(kind: GroupKind, judged: Sequence[Judged], confidence: float) -> list[RateRow]:
    groups: dict[str, list[Judged]] = {}
    for one in judged:
        groups.setdefault(_GROUPS[kind](one.candidate), []).append(one)
    return [_row(kind, group, field, groups[group], confidence) for group in sorted(groups) for field in (ANY, *FIELDS)]


def _row(kind: GroupKind, group: str, field: Field | Literal["any"], judged: Sequence[Judged], confidence: float) -> RateRow:
    wrong = sum(bool(one.judgement.wrong) if field == ANY else field in one.judgement.wrong for one in judged)
    low, high = interval(wrong, len(judged), confidence)
    return RateRow(kind, group, field, len(judged), wrong, wrong / len(judged), low, high)
