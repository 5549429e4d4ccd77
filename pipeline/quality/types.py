"""What a quality sample is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from pipeline.quality.tables import Plan

Field = Literal["patient", "type", "service_date", "encounter", "pages", "reading", "image"]  # what can be wrong with a document
State = Literal["open", "accepted", "rejected", "measured"]
FIELDS: tuple[Field, ...] = get_args(Field)
Rates = Mapping[str, float]  # the share (0 to 1) of a station's documents; "*" stands for every station that is not named


@dataclass(frozen=True, slots=True)
class Candidate:
    """A document that may be drawn; "" where a thing is not known. `handled_by`: who else, after the operator, worked on it."""

    document_id: str
    revision: int
    station: str = ""
    operator: str = ""
    type_code: str = ""
    handled_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sample:
    """A sample as it was drawn: by a plan of ISO 2859-1, or, where `plan` is None, by rates."""

    sample_id: str
    drawn_at: str  # ISO 8601, UTC
    seed: int  # with the same lot it draws the same documents; 0 for the standing sample, which a key decides
    scope: str
    lot_size: int
    size: int  # documents in the sample
    plan: Plan | None
    rates: Rates


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a person found. No field wrong means that the document is right. `note_code`: small letters, figures and _, never free text."""

    sample_id: str
    document_id: str
    judge: str
    at: str  # ISO 8601, UTC
    wrong: tuple[Field, ...]
    note_code: str = ""


@dataclass(frozen=True, slots=True)
class Judged:
    """A judgement beside the document it is about, as that was when the sample was drawn."""

    candidate: Candidate
    judgement: Judgement


@dataclass(frozen=True, slots=True)
class Verdict:
    """How far a sample is, in documents. Rejected as soon as `wrong` reaches the plan's number, accepted when all are judged.

    A sample by rates has no such number: it is open, or measured when all are judged.
    """

    state: State
    judged: int
    wrong: int
    left: int
