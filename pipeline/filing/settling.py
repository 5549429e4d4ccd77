"""A held document as a person settled it: everything that was doubtful is answered, or it stays held."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from pipeline.model.errors import DecisionRefused
from pipeline.model.record import DecisionJson, NameJson, PatientJson, Record, TypeJson
from pipeline.model.types import Patient

Outcome = Literal["filed", "duplicate"]
_WHOSE = frozenset({"no_patient", "ambiguous_patient"})
_SAY_WHOSE = frozenset({"mrn", "name", "birth_date", "sex"})


@dataclass(frozen=True, slots=True)
class Settlement:
    """What a person says of one document. `patient` None leaves the one that the machine found (a record that has none can't be filed);
    the same goes for the type (its code), the date (ISO 8601) and the encounter. `accepted`: reasons that were looked at.
    """

    outcome: Outcome
    patient: Patient | None = None
    type_code: str | None = None
    service_date: str | None = None
    encounter: str | None = None
    accepted: frozenset[str] = frozenset()


def settled(record: Record, said: Settlement, who: str, at: str, type_names: Mapping[str, str]) -> Record:
    """The record with the person's verdict. DecisionRefused for a verdict that leaves a doubt open or says what can't be."""
    decision = DecisionJson(outcome=said.outcome, by=who, at=at, accepted=sorted(record["reasons"]))
    if said.outcome == "duplicate":
        if "possible_duplicate" not in record["reasons"]:
            raise DecisionRefused("nothing says that the document is a duplicate", "Open the document that it repeats, and compare.")
        return {**record, "decision": decision}
    patient = _patient(said.patient) if said.patient else record["patient"]
    if patient is None:
        raise DecisionRefused("nobody was chosen whose document it is", "Choose a candidate, or look the patient up.")
    if patient["mpi_id"] is None and said.patient is None:
        raise DecisionRefused("the patient is not in the patient index", "Import the patient first, then choose.")
    left = (
        set(record["reasons"]) - set(said.accepted) - {"no_patient", "ambiguous_patient"} - ({"unknown_type"} if said.type_code else set())
    )
    if left:
        raise DecisionRefused("not every doubt was answered", f"Still open: {', '.join(sorted(left))}.")
    return {
        **record,
        "patient": patient,
        "document_type": _type(record, said.type_code, type_names),
        "service_date": _date(said.service_date, patient["birth_date"], at) or record["service_date"],
        "encounter": {"number": said.encounter or record["encounter"]["number"]},
        "status": "filed",
        "reasons": [],
        "decision": decision,
    }


def carried(before: Sequence[Record], after: Record) -> Record:
    """A document filed anew after its pages were turned, ordered, blanked or put together: what people had answered stays answered.

    Only where all of it had been settled to one patient, and nothing that says whose it is was read that had not been read before.
    """
    settled_ones = [record for record in before if "decision" in record and record["decision"]["outcome"] == "filed"]
    whose = {record["patient"]["mpi_id"] if record["status"] == "filed" and record["patient"] else None for record in before}
    known = {key for record in before for key in _named(record)}
    if not settled_ones or len(whose) != 1 or None in whose or not _named(after) <= known:
        return after
    last = settled_ones[-1]
    answered = {reason for record in settled_ones for reason in record["decision"]["accepted"]}
    left = [reason for reason in after["reasons"] if reason not in answered]
    if left:
        return {**after, "reasons": [reason for reason in after["reasons"] if reason in left or reason in _WHOSE]}
    return {
        **after,
        "patient": last["patient"],
        "document_type": last["document_type"],
        "service_date": last["service_date"],
        "encounter": last["encounter"],
        "status": "filed",
        "reasons": [],
        "decision": last["decision"],
    }


def _named(record: Record) -> set[tuple[str, str]]:
    return {(one["kind"], one["value"]) for one in record["identifiers"] if one["kind"] in _SAY_WHOSE}


def _patient(patient: Patient) -> PatientJson:
    name = NameJson(family=patient.name.family, given=patient.name.given)
    return PatientJson(mpi_id=patient.mpi_id, mrn=patient.mrn, name=name, birth_date=patient.birth_date, sex=patient.sex)


def _type(record: Record, code: str | None, names: Mapping[str, str]) -> TypeJson:
    if code is None:
        return record["document_type"]
    if code not in names:
        raise DecisionRefused("no such document type", "Choose one of the list.")
    return {**record["document_type"], "code": code, "name": names[code], "confidence": 1.0}


def _date(text: str | None, born: str | None, today: str) -> str | None:
    if not text:
        return None
    try:
        date.fromisoformat(text)
    except ValueError:
        raise DecisionRefused("the service date is no date", "Write it as 2019-02-28.") from None
    if text > today[:10] or (born and text < born):
        raise DecisionRefused("the service date lies before the birth or after today", "Look at the date on the page again.")
    return text
