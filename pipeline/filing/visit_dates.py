"""The date that a document is about: by its type, and never one that can't be."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.filing.fields import best_value
from pipeline.model.types import Identifier, IdentifierKind

# What a type is dated by before anything else that is a service date: a discharge summary by the day the patient left.
DATES = ("service_date", "discharge_date")
BEFORE_ALL: dict[str, IdentifierKind] = {"18842-5": "discharge_date"}


def service_date(found: Sequence[Identifier], type_code: str | None, received_at: str, margin: float, unanimous: bool) -> str | None:
    """ISO 8601; None where none was read, two are equally sure, or none is possible.

    Impossible is a day after `received_at` (ISO 8601: paper can't tell of what was to come) or before the birth date on the same pages.
    """
    born = best_value(found, "birth_date", margin, unanimous)
    possible = [one for one in found if one.kind in DATES and _is_possible(one.value, born, received_at)]
    possible = [one for one in possible if one.rule != "dictation"] or possible  # dictation last
    kind = BEFORE_ALL.get(type_code or "")
    chosen = best_value(possible, kind, margin, unanimous) if kind else None
    return chosen or best_value(possible, "service_date", margin, unanimous)


def _is_possible(value: str, born: str | None, received_at: str) -> bool:
    return value <= received_at[:10] and (born is None or value >= born)
