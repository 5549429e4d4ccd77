"""Rows of the quality file as the room's types."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable

from pipeline.quality.tables import Plan
from pipeline.quality.types import Candidate, Judged, Judgement, Sample


def sample_of(row: sqlite3.Row) -> Sample:
    """A row of `samples` with its members counted as `size`."""
    plan = None if row["plan"] is None else Plan(**json.loads(row["plan"]))
    return Sample(
        row["sample_id"], row["drawn_at"], row["seed"], row["scope"], row["lot_size"], row["size"], plan, json.loads(row["rates"])
    )


def members_of(rows: Iterable[sqlite3.Row]) -> list[Candidate]:
    """Rows of `members`."""
    return [
        Candidate(
            row["document_id"], row["revision"], row["station"], row["operator"], row["type_code"], tuple(json.loads(row["handled_by"]))
        )
        for row in rows
    ]


def judged_of(rows: list[sqlite3.Row]) -> list[Judged]:
    """Rows of `members` joined with `judgements`, whose judge is named judged_by."""
    return [
        Judged(
            candidate,
            Judgement(row["sample_id"], row["document_id"], row["judged_by"], row["at"], tuple(json.loads(row["wrong"])), row["note_code"]),
        )
        for candidate, row in zip(members_of(rows), rows, strict=True)
    ]


def same_person(judge: str, *others: str) -> bool:
    """Whether the judge is among the others; capitals and blanks around a name don't make another person."""
    return judge.strip().casefold() in {other.strip().casefold() for other in others}
