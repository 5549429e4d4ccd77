"""What an import did."""

from __future__ import annotations

from dataclasses import dataclass

EARLIEST_YEAR = 1850  # of birth; charts of the dead are scanned too


@dataclass(frozen=True, slots=True)
class RejectedRow:
    """A row that was not taken: the line it ends on (1 is the header), or the message's number, and why."""

    line: int
    cause: str


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
