"""HL7 and FHIR into the patient index: updates, merges, other numbers and names."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline.filing import ImportReport, RejectedRow, SqlitePatientIndex
from pipeline.filing.import_fhir import read_fhir
from pipeline.filing.import_hl7 import read_hl7
from pipeline.filing.import_messages import take
from pipeline.filing.sqlite_patients import _VERSION_1, _VERSION_2
from pipeline.model.errors import ConfigError
from pipeline.model.types import Patient, PersonName


def normalise(mrn: str) -> str | None:
    plain = mrn.replace("-", "").upper()
    return plain if plain[-3:].isdigit() else None


@pytest.fixture
def index(tmp_path: Path) -> Iterator[SqlitePatientIndex]:
    made = SqlitePatientIndex(tmp_path / "patients.sqlite")
    yield made
    made.close()


def adt(event: str, *segments: str, at: str = "20200101120000", mrn: str = "12345", name: str = "DOE^JANE^MARIE", more: str = "") -> str:
    pid = f"PID|1||{mrn}^^^HOSP^MR{more}||{name}||19570314|F|||1 MAIN ST^^FAIRVIEW^OH^12345||(555) 555-0100"
    return "\r".join((f"MSH|^~\\&|ADT|HOSP|||{at}||ADT^{event}|1|P|2.5", f"EVN|{event}|{at}", pid, *segments))


def hl7(index: SqlitePatientIndex, folder: Path, *messages: str, between: str = "\r", authority: str = "") -> ImportReport:
    path = folder / "adt.hl7"
    path.write_bytes(between.join(messages).encode())
    return take(read_hl7(path, normalise, authority), index)


def only(found: tuple[Patient, ...]) -> Patient:
    (patient,) = found
    return patient


def test_a_registration(index: SqlitePatientIndex, tmp_path: Path) -> None:
    report = hl7(index, tmp_path, adt("A04", more="~777^^^HOSP^PI", name="DOE^JANE^MARIE^^^^L~ROE^JANE^^^^^M"))
    assert (report.added, report.rejected, report.messages) == (1, (), True)
    jane = only(index.by_mrn("12345"))
    assert jane == Patient(
        "777", "12345", PersonName("DOE", "JANE", "MARIE"), "1957-03-14", "F", "1 MAIN ST, FAIRVIEW, OH 12345", "(555) 555-0100",
        (), (PersonName("ROE", "JANE"),),
    )  # fmt: skip
    assert only(index.by_name_and_birth_date(PersonName("ROE", "JANE"), "1957-03-14")) == jane
    assert only(index.namesakes(PersonName("ROE", "J"))) == jane
    assert hl7(index, tmp_path, adt("A04", more="~777^^^HOSP^PI", name="DOE^JANE^MARIE^^^^L~ROE^JANE^^^^^M")).unchanged == 1


@pytest.mark.parametrize(
    ("before", "between", "after"),
    [("", "\n", "\n"), ("", "\r\n", ""), ("\x0b", "\x1c\r\x0b", "\x1c\r"), ("FHS|^~\\&\rBHS|^~\\&\r", "\r", "\rBTS|2\rFTS|1\r")],
    ids=["lines", "Windows", "MLLP", "batch"],
)
def test_whatever_stands_around_messages(index: SqlitePatientIndex, tmp_path: Path, before: str, between: str, after: str) -> None:
    text = before + adt("A01") + between + adt("A01", mrn="99999", name="POE^EDGAR") + after
    assert hl7(index, tmp_path, text.replace("\r", "\n") if between == "\n" else text).added == 2


def test_separators_and_escapes_of_the_sender(index: SqlitePatientIndex, tmp_path: Path) -> None:
    hl7(index, tmp_path, adt("A08", name=r"O\T\BRIEN^ANN").replace("|", "#"))
    assert only(index.by_mrn("12345")).name.family == "O&BRIEN"


def test_an_older_message_undoes_nothing(index: SqlitePatientIndex, tmp_path: Path) -> None:
    hl7(index, tmp_path, adt("A08", at="20210101", name="NEW^JANE"), adt("A08", at="20200101", name="OLD^JANE"))
    assert only(index.by_mrn("12345")).name.family == "NEW"


def test_an_older_message_that_comes_later_undoes_nothing(index: SqlitePatientIndex, tmp_path: Path) -> None:
    hl7(index, tmp_path, adt("A08", at="20210101", name="NEW^JANE"))
    late = hl7(index, tmp_path, adt("A01", at="20200101", name="OLD^JANE").replace("1 MAIN ST", "9 ELM ST"))
    jane = only(index.by_mrn("12345"))
    assert (late.older, late.added, jane.name.family, jane.address[:9]) == (1, 0, "NEW", "1 MAIN ST")
    assert [name.family for name in jane.other_names] == ["OLD"]
    assert hl7(index, tmp_path, adt("A08", at="20220101", name="NEWER^JANE")).changed == 1
    assert only(index.by_mrn("12345")).name.family == "NEWER"


@pytest.mark.parametrize("at_once", [True, False])
def test_the_name_of_before_is_still_hers(index: SqlitePatientIndex, tmp_path: Path, at_once: bool) -> None:
    first, second = adt("A01", name="DOE^JANE^MARIE^^^^L~ROE^JANE^^^^^M"), adt("A08", at="20240101", name="POE^JANE^M")
    for messages in [(first, second)] if at_once else [(first,), (second,)]:
        hl7(index, tmp_path, *messages)
    jane = only(index.by_mrn("12345"))
    assert [name.family for name in jane.names] == ["POE", "DOE", "ROE"]
    assert only(index.by_name_and_birth_date(PersonName("DOE", "JANE"), "1957-03-14")) == jane
    assert hl7(index, tmp_path, second).unchanged == 1
    assert only(index.by_mrn("12345")) == jane


@pytest.mark.parametrize("name", ["Doe^Jane^Marie", "DOE^JANE", "DOE^JANE^M", "DOE^J"])
def test_a_fuller_or_shorter_name_is_no_other_one(index: SqlitePatientIndex, tmp_path: Path, name: str) -> None:
    hl7(index, tmp_path, adt("A01"), adt("A08", at="20240101", name=name))
    assert only(index.by_mrn("12345")).other_names == ()


@pytest.mark.parametrize("at_once", [True, False])
def test_an_empty_field_was_not_sent_and_quotes_delete(index: SqlitePatientIndex, tmp_path: Path, at_once: bool) -> None:
    def told(*messages: str) -> Patient:
        for one in [messages] if at_once else [(message,) for message in messages]:
            hl7(index, tmp_path, *one)
        return only(index.by_mrn("12345"))

    full = "||19570314|F|||1 MAIN ST^^FAIRVIEW^OH^12345||(555) 555-0100"
    whole = told(adt("A01"), adt("A08", at="20240101").replace(full, ""))
    assert (whole.birth_date, whole.sex, whole.address) == ("1957-03-14", "F", "1 MAIN ST, FAIRVIEW, OH 12345")
    assert whole.phone == "(555) 555-0100"
    bare = told(adt("A08", at="20240102").replace(full, '||""|""|||""||""'))
    assert (bare.birth_date, bare.sex, bare.address, bare.phone) == (None, None, "", "")
    again = told(adt("A08", at="20240103"))
    assert (again.birth_date, again.sex) == ("1957-03-14", "F")


def test_a_message_without_a_time_is_taken_as_it_comes(index: SqlitePatientIndex, tmp_path: Path) -> None:
    hl7(index, tmp_path, adt("A08", at="20210101", name="NEW^JANE"))
    assert hl7(index, tmp_path, adt("A08", at="", name="NEWER^JANE")).changed == 1
    assert hl7(index, tmp_path, adt("A08", at="20200101", name="OLD^JANE")).older == 1
    assert only(index.by_mrn("12345")).name.family == "NEWER"


def test_a_merge_ends_in_one_patient(index: SqlitePatientIndex, tmp_path: Path) -> None:
    hl7(index, tmp_path, adt("A01"), adt("A01", mrn="55555", name="ROE^JANE"), adt("A01", mrn="66666", name="POE^JANE"))
    report = hl7(
        index,
        tmp_path,
        adt("A40", "MRG|66666^^^HOSP^MR", at="20200102", mrn="55555", name="ROE^JANE"),
        adt("A40", "MRG|55555^^^HOSP^MR", at="20200103"),
    )
    assert (report.merged, index.count()) == (2, 1)
    jane = only(index.by_mrn("66666"))
    assert (jane.mrn, set(jane.other_mrns)) == ("12345", {"55555", "66666"})
    assert {name.family for name in jane.names} == {"DOE", "ROE", "POE"}
    assert only(index.by_name_and_birth_date(PersonName("POE", "JANE"), "1957-03-14")) == jane
    assert only(index.near_mrn("66667")) == jane
    again = hl7(index, tmp_path, adt("A40", "MRG|55555^^^HOSP^MR", at="20200103"))
    assert (again.merged, index.count(), only(index.by_mrn("55555"))) == (0, 1, jane)


def test_what_was_merged_away_does_not_come_back(index: SqlitePatientIndex, tmp_path: Path) -> None:
    hl7(index, tmp_path, adt("A01"), adt("A01", mrn="55555"), adt("A40", "MRG|55555^^^HOSP^MR", at="20200103"))
    late = hl7(index, tmp_path, adt("A08", mrn="55555", name="ROE^JANE"))
    assert (index.count(), late.added) == (1, 0)
    assert only(index.by_mrn("55555")).mrn == "12345"


def test_a_message_updates_the_entry_that_a_csv_brought(index: SqlitePatientIndex, tmp_path: Path) -> None:
    index.load([Patient("M1", "12345", PersonName("DOE", "JANE"), "1957-03-14", "F")])
    assert hl7(index, tmp_path, adt("A08", name="SMITH^JANE")).changed == 1
    assert only(index.by_mrn("12345")).mpi_id == "M1"


def test_other_messages_and_bad_ones(index: SqlitePatientIndex, tmp_path: Path) -> None:
    report = hl7(
        index,
        tmp_path,
        adt("A01"),
        adt("A60"),
        adt("A01", mrn="no number"),
        adt("A01", mrn="99999", name="^JANE"),
        adt("A01", mrn="99998").replace("19570314", "19571399"),
        "MSH|^~\\&",
    )
    assert (report.added, report.ignored) == (1, 2)
    assert report.rejected == (
        RejectedRow(3, "PID-3 has no MRN of the site's format"),
        RejectedRow(4, "PID-5 has no family name"),
        RejectedRow(5, "birth date is not a day of the calendar"),
    )


def test_only_the_named_authoritys_numbers_count(index: SqlitePatientIndex, tmp_path: Path) -> None:
    message = adt("A01", mrn="11111^^^CLINIC^MR~22222")
    hl7(index, tmp_path, message, authority="HOSP")
    assert only(index.by_mrn("22222")).mrn == "22222"
    assert index.by_mrn("11111") == ()


def person(mpi_id: str, mrn: str, family: str = "Doe", **more: Any) -> dict[str, Any]:
    number = {"type": {"coding": [{"code": "MR"}]}, "value": mrn}
    named = [{"use": "official", "family": family, "given": ["Jane", "Marie"]}, {"use": "maiden", "family": "Roe", "given": ["Jane"]}]
    known = {"resourceType": "Patient", "id": mpi_id, "identifier": [number], "name": named, "gender": "female", "birthDate": "1957-03-14"}
    return {**known, **more}


def fhir(index: SqlitePatientIndex, folder: Path, text: str) -> ImportReport:
    path = folder / "patients.json"
    path.write_text(text)
    return take(read_fhir(path, normalise, ""), index)


def bundle(*resources: dict[str, Any]) -> str:
    return json.dumps({"resourceType": "Bundle", "type": "searchset", "entry": [{"resource": one} for one in resources]})


@pytest.mark.parametrize("shape", ["bundle", "single", "ndjson"])
def test_fhir_patients(index: SqlitePatientIndex, tmp_path: Path, shape: str) -> None:
    one = person("p1", "12345", address=[{"line": ["1 Main St"], "city": "Fairview", "state": "OH", "postalCode": "12345"}])
    texts = {"bundle": bundle(one, {"resourceType": "Observation"}), "single": json.dumps(one), "ndjson": json.dumps(one) + "\n\n"}
    assert fhir(index, tmp_path, texts[shape]).added == 1
    jane = only(index.by_mrn("12345"))
    assert (jane.mpi_id, jane.name, jane.sex, jane.birth_date) == ("p1", PersonName("Doe", "Jane", "Marie"), "F", "1957-03-14")
    assert (jane.address, jane.other_names) == ("1 Main St, Fairview, OH 12345", (PersonName("Roe", "Jane"),))


@pytest.mark.parametrize("first", ["replaced-by", "replaces"])
def test_fhir_links_merge(index: SqlitePatientIndex, tmp_path: Path, first: str) -> None:
    kept, gone = person("p1", "12345"), person("p2", "55555", family="Poe")
    fhir(index, tmp_path, bundle(kept, gone))
    linked = (
        {**gone, "link": [{"type": first, "other": {"reference": "Patient/p1"}}]}
        if first == "replaced-by"
        else {**kept, "link": [{"type": first, "other": {"reference": "Patient/p2"}}]}
    )
    assert fhir(index, tmp_path, bundle(linked)).merged == 1
    assert (index.count(), only(index.by_mrn("55555")).mpi_id) == (1, "p1")


def test_fhir_that_cannot_be_taken(index: SqlitePatientIndex, tmp_path: Path) -> None:
    report = fhir(index, tmp_path, bundle(person("p1", "x"), person("", "12345"), person("p3", "99999", birthDate="1957-02-30")))
    assert [row.line for row in report.rejected] == [1, 2, 3]
    with pytest.raises(ConfigError, match="not JSON"):
        fhir(index, tmp_path, "{ nothing")


def test_fhir_that_says_less_and_older_fhir(index: SqlitePatientIndex, tmp_path: Path) -> None:
    fhir(index, tmp_path, json.dumps(person("p1", "12345", meta={"lastUpdated": "2024-01-01T10:00:00Z"})))
    named = {"name": [{"family": "Poe", "given": ["Jane"]}], "gender": None, "birthDate": ""}
    fhir(index, tmp_path, json.dumps(person("p1", "12345", meta={"lastUpdated": "2024-02-01T10:00:00Z"}) | named))
    jane = only(index.by_mrn("12345"))
    assert ([name.family for name in jane.names], jane.birth_date, jane.sex) == (["Poe", "Doe", "Roe"], "1957-03-14", "F")
    late = fhir(index, tmp_path, json.dumps(person("p1", "12345", meta={"lastUpdated": "2024-01-01T10:00:00Z"})))
    assert (late.older, only(index.by_mrn("12345"))) == (1, jane)


def test_half_a_birth_date_is_none(index: SqlitePatientIndex, tmp_path: Path) -> None:
    fhir(index, tmp_path, bundle(person("p1", "12345", birthDate="1957")))
    assert only(index.by_mrn("12345")).birth_date is None


def test_an_index_of_the_second_version_keeps_who_was_merged_and_other_names(tmp_path: Path) -> None:
    db = sqlite3.connect(tmp_path / "old.sqlite")
    db.executescript(_VERSION_1 + _VERSION_2 + "PRAGMA user_version = 2;")
    others, absorbed = json.dumps({"mrns": [], "names": [["Poe", "Jane", "", ""]]}), json.dumps({"mrns": ["99999"], "names": []})
    row = ("M1", "12345", "Doe", "Jane", "", "", "1957-03-14", "F", "", "", "DOE", "JANE", others, absorbed)
    db.execute(f"INSERT INTO patient VALUES ({', '.join('?' * len(row))})", row)
    db.execute("INSERT INTO other_mrn VALUES ('99999', 'M1')")
    db.execute("INSERT INTO other_name VALUES ('POE', 'JANE', 'M1')")
    db.execute("INSERT INTO merged VALUES ('M2', 'M1')")
    db.execute("UPDATE size SET patients = 1")
    db.commit()
    db.close()
    index = SqlitePatientIndex(tmp_path / "old.sqlite")
    assert only(index.by_mrn("99999")).mpi_id == "M1"
    assert only(index.by_name_and_birth_date(PersonName("Poe", "Jane"), "1957-03-14")).mpi_id == "M1"
    assert index.load([Patient("M2", "99999", PersonName("Doe", "Jane"), None, None)]).gone == 1
    assert index.count() == 1
    index.close()


def test_an_index_of_the_first_version_goes_on(tmp_path: Path) -> None:
    db = sqlite3.connect(tmp_path / "old.sqlite")
    db.executescript(_VERSION_1 + "PRAGMA user_version = 1;")
    db.execute("INSERT INTO patient VALUES ('M1', '12345', 'Doe', 'Jane', '', '', '1957-03-14', 'F', '', '', 'DOE', 'JANE')")
    db.commit()
    db.close()
    index = SqlitePatientIndex(tmp_path / "old.sqlite")
    assert only(index.by_mrn("12345")).name == PersonName("Doe", "Jane")
    index.close()
