"""Sampling by attributes after ISO 2859-1:1999 (ANSI/ASQ Z1.4 has the same tables): how many documents of a lot are judged.

Table 1 gives a code letter for a lot's size and an inspection level. The letter has a sample size; Tables 2-A (normal), 2-B (tightened) and
2-C (reduced) give for letter and AQL how many wrong documents are accepted. On each diagonal of these tables, where letter and AQL
together grow alike, the acceptance number is the same, so a table is told by one row of diagonals.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, TypeVar, get_args

from pipeline.model.errors import ConfigError
from pipeline.quality.intervals import binomial_at_most

Level = Literal["S-1", "S-2", "S-3", "S-4", "I", "II", "III"]
Severity = Literal["normal", "tightened", "reduced"]
LEVELS: tuple[Level, ...] = get_args(Level)
SEVERITIES: tuple[Severity, ...] = get_args(Severity)
# per cent of documents wrong; the standard goes on to 1000 for faults that one item may have many of, which a wrong document is not
AQLS = (0.010, 0.015, 0.025, 0.040, 0.065, 0.10, 0.15, 0.25, 0.40, 0.65, 1.0, 1.5, 2.5, 4.0, 6.5, 10.0)

_LETTERS = "ABCDEFGHJKLMNPQRS"  # no I and no O; S is in Table 2-B only, where an arrow leads to it
_LARGEST = (8, 15, 25, 50, 90, 150, 280, 500, 1200, 3200, 10_000, 35_000, 150_000, 500_000)  # the last lot size of each row but the last
_TABLE_1: Mapping[Level, str] = {
    "S-1": "AAAABBBBCCCCDDD",
    "S-2": "AAABBBCCCDDDEEE",
    "S-3": "AABBCCDDEEFFGGH",
    "S-4": "AABCCDEEFGGHJJK",
    "I": "AABCCDEFGHJKLMN",
    "II": "ABCDEFGHJKLMNPQ",
    "III": "BCDEFGHJKLMNPQR",
}
_SIZES = (2, 3, 5, 8, 13, 20, 32, 50, 80, 125, 200, 315, 500, 800, 1250, 2000)
_Word = TypeVar("_Word", bound=str)
_UP, _DOWN = -1, +1  # arrows: to the plan above or below in the same column


@dataclass(frozen=True, slots=True)
class _Table:
    """One of Tables 2-A to 2-C: sample sizes by letter, and by diagonal, from `first` on, the arrows after Ac 0 and the further Ac."""

    sizes: tuple[int, ...]
    first: int  # the diagonal (letter + AQL, counted from 0) of acceptance number 0
    arrows: tuple[int, int]  # on the two diagonals between the acceptance numbers 0 and 1
    accepts: tuple[int, ...]

    def accept(self, letter: int, aql: int) -> int | None:
        """The acceptance number in a cell; None where an arrow stands. No table has 0 at an AQL above 6.5."""
        at = letter + aql - self.first
        if at == 0 and aql < len(AQLS) - 1:
            return 0
        return self.accepts[at - 3] if 0 <= at - 3 < len(self.accepts) else None

    def follow(self, letter: int, aql: int) -> tuple[int, int]:
        """Letter and acceptance number where the arrows end."""
        arrow = self._arrow(letter + aql - self.first)
        for step in (arrow, -arrow):  # where following one would leave the table, the standard prints the other
            at = letter
            while 0 <= at < len(self.sizes):
                accept = self.accept(at, aql)
                if accept is not None:
                    return at, accept
                at += step
        raise AssertionError("every column of the tables has a plan")

    def _arrow(self, at: int) -> int:
        if at <= 0:
            return _DOWN
        return self.arrows[at - 1] if at <= len(self.arrows) else _UP


_TABLES: Mapping[Severity, _Table] = {
    "normal": _Table(_SIZES, 14, (_UP, _DOWN), (1, 2, 3, 5, 7, 10, 14, 21)),  # Table 2-A
    "tightened": _Table((*_SIZES, 3150), 15, (_DOWN, _DOWN), (1, 2, 3, 5, 8, 12, 18)),  # Table 2-B
    "reduced": _Table(  # Table 2-C
        (2, 2, 2, 3, 5, 8, 13, 20, 32, 50, 80, 125, 200, 315, 500, 800), 14, (_UP, _DOWN), (1, 2, 3, 4, 5, 6, 8, 10)
    ),
}


@dataclass(frozen=True, slots=True)
class Plan:
    """A single sampling plan: judge `sample_size` documents, accept the lot with at most `accept` wrong ones, reject it from `reject`."""

    letter: str  # of the plan, after following the arrows
    sample_size: int  # never more than the lot holds
    accept: int
    reject: int
    lot_size: int
    level: Level
    aql: float  # per cent
    severity: Severity

    @property
    def everything(self) -> bool:
        """Whether the table's sample is as large as the lot, so that each document is judged."""
        return self.sample_size >= self.lot_size


def code_letter(lot_size: int, level: str = "II") -> str:
    """Table 1. ConfigError, which says what is allowed, for a lot of nothing or an unknown level."""
    if lot_size < 1:  # the standard begins at 2; a lot of one is judged whole in any case
        raise ConfigError(f"a lot holds one document or more, not {lot_size}", "Give the number of documents in the lot.")
    return _TABLE_1[as_level(level)][bisect_left(_LARGEST, lot_size)]


def plan(lot_size: int, level: str = "II", aql: float = 1.0, severity: str = "normal") -> Plan:
    """The plan for a lot of `lot_size` documents at an AQL in per cent. ConfigError, which says what is allowed, for any other input."""
    letter, known, column = code_letter(lot_size, level), as_severity(severity), _column(aql)
    table = _TABLES[known]
    at, accept = table.follow(_LETTERS.index(letter), column)
    return Plan(_LETTERS[at], min(table.sizes[at], lot_size), accept, accept + 1, lot_size, as_level(level), AQLS[column], known)


def accept_if_tighter(of: Plan) -> int:
    """The acceptance number for the same letter at the next smaller AQL, by which the switching score is kept; -1 where there is none."""
    column = AQLS.index(of.aql) - 1
    accept = _TABLES[of.severity].accept(_LETTERS.index(of.letter), column) if column >= 0 else None
    return -1 if accept is None else accept


def acceptance(of: Plan, share_wrong: float) -> float:
    """The chance (0 to 1) that a long run of documents, of which `share_wrong` (0 to 1) are wrong, is accepted."""
    return binomial_at_most(of.accept, of.sample_size, share_wrong)


def as_level(text: str) -> Level:
    """The inspection level, in any case. ConfigError for another word."""
    return _one_of(LEVELS, text.upper(), "inspection level")


def as_severity(text: str) -> Severity:
    """The severity, in any case. ConfigError for another word."""
    return _one_of(SEVERITIES, text.lower(), "severity")


def _one_of(allowed: Iterable[_Word], text: str, what: str) -> _Word:
    for one in allowed:
        if one == text:
            return one
    raise ConfigError(f"no such {what}", f"Allowed: {', '.join(allowed)}.")


def _column(aql: float) -> int:
    for at, allowed in enumerate(AQLS):
        if math.isclose(aql, allowed, rel_tol=1e-9):
            return at
    raise ConfigError(f"{aql:g} is not an AQL of the tables", f"Allowed, in per cent: {', '.join(f'{one:g}' for one in AQLS)}.")
