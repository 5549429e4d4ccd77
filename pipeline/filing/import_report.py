"""What an import did."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import groupby

EARLIEST_YEAR = 1850  # of birth; charts of the dead are scanned too


@dataclass(frozen=True, slots=True)
class RejectedRow:
    """A row that was not taken: the line it ends on (1 is the header), or the message's number, and why.

    `mrn_shape`: how its record number is written, where the site's format is why: 9 for each figure, A for each letter.
    """

    line: int
    cause: str
    mrn_shape: str = ""


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did, in patients; rejected rows in the file's order. `repeated` rows gave way to a later one of their mpi_id.

    `merged` entries became part of another, `gone` rows were of entries merged away before; `ignored` messages tell of no patient; of
    `older` ones, which came behind a newer one of the same patient, only the names were taken.
    """

    added: int
    changed: int
    unchanged: int
    rejected: tuple[RejectedRow, ...]
    repeated: int = 0
    merged: int = 0
    gone: int = 0
    ignored: int = 0
    messages: bool = False  # whether the file held messages; else rows
    older: int = 0

    @property
    def refused_shapes(self) -> list[tuple[str, int]]:
        """How the record numbers are written that the site's format refused, and how many of each; most first."""
        return Counter(row.mrn_shape for row in self.rejected if row.mrn_shape).most_common()


def shape_of(mrn: str) -> str:
    """9 for each figure, A for each letter, whatever else as it is: what may be shown of somebody's number. "" where it has no figure."""
    if not any(map(str.isdigit, mrn)):
        return ""
    return re.sub(r"[^\W\d_]", "A", re.sub(r"\d", "9", mrn))


def pattern_of(shape: str) -> str:
    """The regular expression, for `[extract.mrn] patterns`, of all numbers that are written so."""
    runs = [(one, len(list(same))) for one, same in groupby(shape)]
    kinds = {"9": r"\d", "A": "[A-Z]"}
    return "".join(f"{kinds.get(one) or re.escape(one)}{f'{{{count}}}' if count > 1 else ''}" for one, count in runs)
