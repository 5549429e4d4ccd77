"""Patients from HL7 v2 ADT messages: admissions, registrations and updates add or change, merges (A18, A34, A40) join two entries.

HL7 Messaging Standard 2.5.1, chapter 3. Messages are told by their MSH segments, whatever stands around them: MLLP bytes, batch
envelopes (FHS, BHS), any kind of line end. Messages are read with python-hl7.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import hl7

from pipeline.filing.import_messages import BY_MRN, SEXES, Change, Heard, NormaliseMrn, Refused, day_of
from pipeline.filing.import_report import RejectedRow
from pipeline.filing.names import fold
from pipeline.model.types import Merge, Patient, PersonName

UPDATES = frozenset({"A01", "A02", "A03", "A04", "A05", "A06", "A07", "A08", "A13", "A28", "A31"})
MERGES = frozenset({"A18", "A34", "A40"})
STARTS = (b"MSH", b"FHS", b"BHS")
_ENVELOPE = ("FHS", "BHS", "BTS", "FTS")
_NUMBER, _INTERNAL = "MR", ("PI", "EPI", "MPI")
_DELETED = '""'  # in a field: it is empty now; an empty one was not sent (chapter 2.5.3.2)
_FIELDS = {"birth_date": 7, "sex": 8, "address": 11, "phone": 13}  # of PID
_CURRENT = ("", "L", "D", "U", "C")  # PID-5.7: legal, display, unspecified, adopted


def read_hl7(path: Path, normalise_mrn: NormaliseMrn, authority: str) -> Heard:
    """Every message of the file. `authority`: the assigning authority (CX.4) whose MRNs count, "" for any."""
    heard = Heard()
    for number, text in enumerate(_messages(path), 1):
        try:
            _take(_Message(text, normalise_mrn, authority), heard)
        except Refused as refused:
            heard.rejected.append(RejectedRow(number, str(refused)))
        except (hl7.HL7Exception, LookupError, ValueError, TypeError):
            heard.rejected.append(RejectedRow(number, "not a readable HL7 message"))
    return heard


def _messages(path: Path) -> Iterator[str]:
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    segments = [line.strip("\x0b\x1c ") for line in re.split(r"[\r\n]+", text)]
    message: list[str] = []
    for segment in segments:
        if segment.startswith("MSH") and message:
            yield "\r".join(message)
            message = []
        if segment and not segment.startswith(_ENVELOPE):
            message.append(segment)
    if message:
        yield "\r".join(message)


def _take(message: _Message, heard: Heard) -> None:
    event = message.event
    if event not in UPDATES | MERGES:
        heard.ignored += 1
        return
    patient = message.patient()
    if event in UPDATES:
        heard.changes.append(Change(message.at, patient, deleted=message.deleted))
        return
    heard.changes.append(Change(message.at, patient, message.merge(patient), message.deleted))


class _Message:
    """One ADT message."""

    def __init__(self, text: str, normalise_mrn: NormaliseMrn, authority: str) -> None:
        if not text.startswith("MSH"):
            raise Refused("no MSH segment")
        self._message = hl7.parse(text)
        self._deletes = _DELETED in text
        self._normalise, self._authority = normalise_mrn, authority

    @property
    def event(self) -> str:
        """A01, A40…; "" for what is no ADT message."""
        if self._field("MSH", 9, 1, 1) != "ADT":
            return ""
        return self._field("MSH", 9, 1, 2) or self._field("EVN", 1)

    @property
    def at(self) -> str:
        """When it happened, or was sent: digits, the most significant first."""
        return (self._field("EVN", 2) or self._field("MSH", 7)).split("+")[0].split("-")[0].ljust(14, "0")

    def patient(self) -> Patient:
        """Who PID tells of."""
        mrn, internal, others = self._identifiers("PID", 3)
        names = self._names()
        if not names or not fold(names[0].family):
            raise Refused("PID-5 has no family name")
        sex = SEXES.get(self._field("PID", 8).upper())
        street, more, city, state, code = (self._field("PID", 11, 1, part) for part in (1, 2, 3, 4, 5))
        where = ", ".join(filter(None, (f"{street} {more}".strip(), city, f"{state} {code}".strip())))
        born = day_of(self._field("PID", 7))
        return Patient(internal or BY_MRN + mrn, mrn, names[0], born, sex, where, self._field("PID", 13), tuple(others), tuple(names[1:]))

    @property
    def deleted(self) -> frozenset[str]:
        """Fields that are said to be empty now."""
        if not self._deletes:
            return frozenset()
        return frozenset(name for name, number in _FIELDS.items() if self._said("PID", number) == _DELETED)

    def merge(self, kept: Patient) -> Merge:
        """What MRG says became part of the patient."""
        mrn, internal, _ = self._identifiers("MRG", 1)
        return Merge(kept.mpi_id, mrn, internal or BY_MRN + mrn)

    def _identifiers(self, segment: str, field: int) -> tuple[str, str, list[str]]:
        """MRN, the index's own id ("" where none), and further MRNs; Refused where no MRN is of the site's format."""
        numbers: list[tuple[bool, str]] = []
        internal = ""
        for repeat in range(1, self._repeats(segment, field) + 1):
            value, kind = self._field(segment, field, repeat, 1), self._field(segment, field, repeat, 5).upper()
            if kind in _INTERNAL:
                internal = internal or value
            elif kind in ("", _NUMBER) and self._counts(self._field(segment, field, repeat, 4)) and (mrn := self._normalise(value)):
                numbers.append((kind != _NUMBER, mrn))
        if not numbers:
            raise Refused(f"{segment}-{field} has no MRN of the site's format")
        ordered = list(dict.fromkeys(mrn for _, mrn in sorted(numbers, key=lambda one: one[0])))
        typed = list(dict.fromkeys(mrn for untyped, mrn in numbers if not untyped))
        return ordered[0], internal, typed[1:]

    def _counts(self, authority: str) -> bool:
        return not self._authority or authority.split("&", maxsplit=1)[0] == self._authority

    def _names(self) -> list[PersonName]:
        """The current name first; then maiden, former and alias names."""
        found: list[tuple[bool, PersonName]] = []
        for repeat in range(1, self._repeats("PID", 5) + 1):
            family, given, middle, suffix = (self._field("PID", 5, repeat, part) for part in (1, 2, 3, 4))
            if family:
                current = self._field("PID", 5, repeat, 7).upper() in _CURRENT
                found.append((not current, PersonName(family, given, middle, suffix)))
        return list(dict.fromkeys(name for _, name in sorted(found, key=lambda one: one[0])))

    def _repeats(self, segment: str, field: int) -> int:
        row = self._message.segment(segment)
        return len(row(field)) if len(row) > field else 0

    def _field(self, segment: str, field: int, repeat: int = 1, component: int = 1) -> str:
        said = self._said(segment, field, repeat, component)
        return "" if said == _DELETED else said

    def _said(self, segment: str, field: int, repeat: int = 1, component: int = 1) -> str:
        try:
            value = self._message.extract_field(segment, 1, field, repeat, component, 1)
        except LookupError:
            return ""
        return " ".join(str(self._message.unescape(value or "")).split())
