"""The search backends under contract, and a few documents to ask them for. A new backend is one line in BACKENDS."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.index import Change, Rejection, SearchIndex, SearchQuery, SqliteIndex
from pipeline.index.settings import IndexSettings
from pipeline.model.record import Record
from tests.support.elastic.index import emptied, set_up, settings_for
from tests.support.records import record

TYPES = {"18842-5": "Discharge summary", "11506-3": "Progress note", "34111-5": "Emergency department Note"}

SHORT = {"htn": "hypertension", "copd": "chronic obstructive pulmonary disease", "ekg": "electrocardiogram", "ecg": "electrocardiogram"}


def digits(text: str) -> str:
    return "".join(char for char in text.upper() if char.isalnum())


def embedded(folder: Path) -> SearchIndex:
    return SqliteIndex(folder / "index.sqlite", IndexSettings(), TYPES, digits, SHORT)


def _sqlite(folder: Path, _request: pytest.FixtureRequest, _name: str) -> SearchIndex:
    return embedded(folder)


def _elasticsearch(_folder: Path, request: pytest.FixtureRequest, name: str) -> SearchIndex:
    keys: Path = request.getfixturevalue("keys") / name
    settings = settings_for(request.getfixturevalue("node"), name)
    if not (keys / "elasticsearch").exists():
        set_up(settings, keys)
    return emptied(settings, TYPES, digits, keys, SHORT)


# Without a document; two of different names know nothing of each other.
BACKENDS: dict[str, Callable[[Path, pytest.FixtureRequest, str], SearchIndex]] = {"sqlite": _sqlite, "elasticsearch": _elasticsearch}


def put(index: SearchIndex, records: Sequence[Record], revisions: Sequence[int]) -> tuple[Rejection, ...]:
    return index.upsert(
        [
            Change(made["document_id"], revision, made, tuple(page["source_page"] for page in made.get("pages", ())))
            for made, revision in zip(records, revisions, strict=True)
        ]
    )


def document(
    name: str, text: str, *, code: str | None = "18842-5", mrn: str = "123456", day: str | None = "2019-02-01", station: str | None = "s"
) -> Record:
    made = record(name, text)
    made["document_type"]["code"] = code
    made["document_type"]["name"] = TYPES.get(code or "")
    made["patient"]["mrn"] = mrn  # type: ignore[index]  # the support record has a patient
    made["service_date"] = day
    made["source"]["station"] = station
    return made


CORPUS = [
    document("d1", "The patient was given metformin and insulin for type 2 diabetes. Follow-up in two weeks."),
    document("d2", "Chest pain radiating to the left arm. Troponin negative. Metformin was held.", code="34111-5", day="2019-03-15"),
    document("d3", "Pain in the chest wall after a fall; pneumonia excluded.", code="11506-3", day="2020-01-01", station="station-2"),
    document("d4", "Pneumococcal vaccine given. Hypertensive crisis resolved.", code=None, mrn="12-00-77", day=None, station=None),
    document("d5", "diabetes diabetes diabetes: diabetic foot ulcer, diabetes education", code="11506-3", mrn="999", day="2021-12-31"),
]


def found(index: SearchIndex, text: str = "", **filters: str) -> set[str]:
    return {hit.document_id for hit in index.search(replace(SearchQuery(text=text, limit=50), **filters)).hits}  # type: ignore[arg-type]
