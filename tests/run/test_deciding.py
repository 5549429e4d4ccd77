"""What a person decides: through filing into the ledger and the index, and back again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.assembly import Desk
from pipeline.filing.settling import Settlement, carried
from pipeline.model.errors import DecisionRefused
from pipeline.model.record import IdentifierJson, NameJson, PatientJson, Record
from pipeline.run.deciding import Deciding, Seen
from pipeline.run.home import Home
from pipeline.run.indexing import drain
from pipeline.run.verify import verify
from tests.filing.support import CONSENT, JANE, JOHN, at_foot, found, of, page
from tests.support.desk import open_home, take_in
from tests.support.program import chart_lines

STRANGER = replace(JANE, mpi_id="X", mrn="9999999")


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    with open_home(tmp_path / "home") as opened:
        yield opened


@pytest.fixture
def deciding(home: Home) -> Deciding:
    return Deciding(home, Desk(home.settings, home.patients))


def seen(home: Home, record: Record) -> Seen:
    found = home.ledger.documents.at_revision(record["document_id"])
    assert found is not None
    return Seen(record["document_id"], found[1])


def now(home: Home, document_id: str) -> Record:
    record = home.ledger.documents.get(document_id)
    assert record is not None
    return record


def whose(record: Record) -> str | None:
    return record["patient"]["mpi_id"] if record["patient"] else None


def no_patient(home: Home, name: str = "s/a.png") -> Record:
    (record,) = take_in(home, name, [page(1, (found("name", "DOE, JANE"),), f"seen in {name}")])
    assert record["reasons"] == ["no_patient"]
    return record


def test_a_chosen_patient_files_it_and_it_is_found_at_once(home: Home, deciding: Deciding) -> None:
    record = no_patient(home)
    deciding.settle(seen(home, record), Settlement("filed", JANE, service_date="2019-02-01"), "ann")
    drain(home)
    after = now(home, record["document_id"])
    assert (after["status"], after["reasons"], after["service_date"]) == ("filed", [], "2019-02-01")
    assert whose(after) == "M1"
    assert after["decision"]["by"] == "ann"
    assert after["decision"]["accepted"] == ["no_patient"]
    assert home.ledger.counts() == {"filed": 1}
    assert home.ledger.review.waiting() == []
    assert verify(home).problems == ()


def test_undone_it_waits_again(home: Home, deciding: Deciding) -> None:
    record = no_patient(home)
    seq = deciding.settle(seen(home, record), Settlement("filed", JANE), "ann")
    assert deciding.undo(seq, "ben")["kind"] == "settle"
    drain(home)
    assert now(home, record["document_id"]) == record
    assert (home.ledger.counts(), verify(home).problems) == ({"held": 1}, ())
    with pytest.raises(DecisionRefused):
        deciding.undo(seq, "ben")


@pytest.mark.parametrize(
    "said",
    [
        Settlement("filed"),
        Settlement("filed", JANE, type_code="no such"),
        Settlement("filed", JANE, service_date="2019-02-30"),
        Settlement("filed", JANE, service_date="1950-01-01"),
        Settlement("filed", JANE, service_date="2999-01-01"),
        Settlement("duplicate"),
    ],
)
def test_a_verdict_that_leaves_a_doubt_is_refused(home: Home, deciding: Deciding, said: Settlement) -> None:
    record = no_patient(home)
    with pytest.raises(DecisionRefused):
        deciding.settle(seen(home, record), said, "ann")
    assert now(home, record["document_id"]) == record


def test_each_doubt_must_be_answered(home: Home, deciding: Deciding) -> None:
    (record,) = take_in(home, "a.png", [page(1, of(JANE), confidence=0.3, type_code=None)])
    assert record["reasons"] == ["low_confidence", "unknown_type"]
    with pytest.raises(DecisionRefused):
        deciding.settle(seen(home, record), Settlement("filed", JANE, accepted=frozenset({"low_confidence"})), "ann")
    deciding.settle(seen(home, record), Settlement("filed", JANE, type_code=CONSENT, accepted=frozenset({"low_confidence"})), "ann")
    assert now(home, record["document_id"])["document_type"]["code"] == CONSENT


def test_of_two_who_decide_the_second_is_told(home: Home, deciding: Deciding) -> None:
    record = no_patient(home)
    both = seen(home, record)
    deciding.settle(both, Settlement("filed", JANE), "ann")
    with pytest.raises(DecisionRefused):
        deciding.settle(both, Settlement("filed", JOHN), "ben")
    assert whose(now(home, record["document_id"])) == "M1"


def test_a_misfile_is_split_and_each_part_filed_by_itself(home: Home, deciding: Deciding) -> None:
    pages = [page(1, of(JANE)), page(2, tuple(map(at_foot, of(JOHN))))]
    (record,) = take_in(home, "a.tif", pages)
    assert record["reasons"] == ["misfile"]
    deciding.split(seen(home, record), [2], "ann")
    drain(home)
    parts = [one for one, _ in home.ledger.documents.of_arrival(record["arrival_id"])]
    assert [(one["source"]["pages"], one["status"], whose(one)) for one in parts] == [
        ([1], "filed", "M1"),
        ([2], "filed", "M2"),
    ]
    assert (home.ledger.counts(), verify(home).problems) == ({"filed": 1}, ())


def test_put_together_again_the_misfile_is_seen_again(home: Home, deciding: Deciding) -> None:
    (record,) = take_in(home, "a.tif", [page(1, of(JANE)), page(2, tuple(map(at_foot, of(JOHN))))])
    deciding.split(seen(home, record), [2], "ann")
    parts = [one for one, _ in home.ledger.documents.of_arrival(record["arrival_id"])]
    deciding.merge([seen(home, part) for part in parts], "ann")
    drain(home)
    (merged,) = [one for one, _ in home.ledger.documents.of_arrival(record["arrival_id"])]
    assert (merged["document_id"], merged["source"]["pages"], merged["reasons"]) == (record["document_id"], [1, 2], ["misfile"])
    assert verify(home).problems == ()


def test_pages_are_put_in_order_and_the_order_is_not_asked_again(home: Home, deciding: Deciding) -> None:
    pages = [page(1, of(JANE), "Page 1 of 4"), page(2, (), "Page 3 of 4"), page(3, (), "Page 2 of 4")]
    (record,) = take_in(home, "a.tif", pages)
    assert record["reasons"] == ["page_order"]
    deciding.reorder(seen(home, record), [1, 3, 2], "ann")
    after = now(home, record["document_id"])
    assert (after["source"]["pages"], after["status"]) == ([1, 3, 2], "filed")


def test_a_page_is_taken_out_of_the_middle(home: Home, deciding: Deciding) -> None:
    pages = [page(1, of(JANE)), page(2, tuple(map(at_foot, of(JOHN)))), page(3, tuple(map(at_foot, of(JANE))))]
    (record,) = take_in(home, "a.tif", pages)
    deciding.take_out(seen(home, record), 2, "ann")
    parts = {tuple(one["source"]["pages"]): one["status"] for one, _ in home.ledger.documents.of_arrival(record["arrival_id"])}
    assert parts == {(1, 3): "filed", (2,): "filed"}


def test_what_can_not_be_arranged_is_refused(home: Home, deciding: Deciding) -> None:
    one, other = no_patient(home, "s/a.png"), no_patient(home, "s/b.png")
    for wrong in (
        lambda: deciding.split(seen(home, one), [1], "ann"),
        lambda: deciding.split(seen(home, one), [], "ann"),
        lambda: deciding.take_out(seen(home, one), 1, "ann"),
        lambda: deciding.reorder(seen(home, one), [1], "ann"),
        lambda: deciding.merge([seen(home, one), seen(home, other)], "ann"),
        lambda: deciding.mark_blank(seen(home, one), 7, "ann"),
        lambda: deciding.send_back(seen(home, one), [1], " ", "ann"),
        lambda: deciding.quarantine(seen(home, one), "", "ann"),
    ):
        with pytest.raises(DecisionRefused):
            wrong()
    assert [now(home, record["document_id"]) for record in (one, other)] == [one, other]


def test_a_blank_page_is_marked_and_comes_back(home: Home, deciding: Deciding) -> None:
    (record,) = take_in(home, "a.tif", [page(1, of(JANE), "Page 1 of 2"), page(2, (), "Page 2 of 2", confidence=0.2)])
    assert record["reasons"] == ["low_confidence"]
    seq = deciding.mark_blank(seen(home, record), 2, "ann")
    after = now(home, record["document_id"])
    assert (after["status"], after["pages"][1]["blank"], after["pages"][1]["text"]) == ("filed", True, "")
    assert verify_but_index(home) == ()
    deciding.undo(seq, "ann")
    assert now(home, record["document_id"])["pages"][1]["text"] == "Page 2 of 2"


def verify_but_index(home: Home) -> tuple[str, ...]:
    drain(home)
    return verify(home).problems


def test_a_page_is_turned_and_read_again(home: Home, deciding: Deciding) -> None:
    lines = chart_lines("1234567", "DOE, JANE MARIE", "03/14/1957")
    (record,) = take_in(home, "a.png", [page(1, (), "gibberish")], [lines])
    deciding.turn(seen(home, record), 1, 0, "ann")
    after = now(home, record["document_id"])
    assert "DISCHARGE SUMMARY" in after["pages"][0]["text"]
    assert (after["status"], whose(after)) == ("filed", "M1")
    assert verify_but_index(home) == ()


def test_sent_back_it_waits_for_the_scan_that_replaces_it(home: Home, deciding: Deciding) -> None:
    record = no_patient(home, "s/a.png")
    assert deciding.send_back(seen(home, record), [1], "cut off", "ann") == "R-0001"
    assert home.ledger.review.waiting() == []
    (ticket,) = home.ledger.rescans.open()
    assert (ticket["ticket"], ticket["pages"], ticket["path"], ticket["station"]) == ("R-0001", [1], "s/a.png", "s")
    take_in(home, "s/other.png", [page(1, of(JOHN), "another document")])
    assert len(home.ledger.rescans.open()) == 1
    take_in(home, "s/R-0001 again.png", [page(1, of(JANE), "the whole of it")])
    assert home.ledger.rescans.open() == []
    assert now(home, record["document_id"])["decision"]["outcome"] == "replaced"
    assert home.ledger.counts() == {"filed": 3}
    assert verify_but_index(home) == ()


def test_the_same_file_scanned_again_closes_the_ticket(home: Home, deciding: Deciding) -> None:
    record = no_patient(home, "s/a.png")
    deciding.send_back(seen(home, record), [1], "cut off", "ann")
    take_in(home, "s/a.png", [page(1, of(JANE), "read well now")], [["another picture"]])
    assert home.ledger.rescans.open() == []


def test_a_file_that_does_not_belong_here_is_taken_out(home: Home, deciding: Deciding) -> None:
    record = no_patient(home)
    seq = deciding.quarantine(seen(home, record), "not a chart", "ann")
    drain(home)
    assert home.ledger.counts() == {"quarantined": 1}
    assert home.ledger.documents.get(record["document_id"]) is None
    (listed,) = home.ledger.quarantine.listed()
    assert (listed["cause"], listed["reason"]) == ("by_a_person", "taken out by ann: not a chart")
    assert verify(home).problems == ()
    deciding.undo(seq, "ann")
    assert home.ledger.counts() == {"held": 1}
    assert verify_but_index(home) == ()


def test_candidates_come_with_what_speaks_for_them(home: Home, deciding: Deciding) -> None:
    (record,) = take_in(home, "a.png", [page(1, (found("mrn", "1234567"), found("name", "SMITH, JOHN")))])
    found_ones = {one.patient.mpi_id: (one.score.mrn.level.value, one.score.name.level.value) for one in deciding.candidates(record)}
    assert found_ones == {"M1": ("same", "other"), "M2": ("other", "same")}


def test_a_duplicate_is_left_where_it_is_and_asks_no_more(home: Home, deciding: Deciding) -> None:
    text = (
        "she came with pain beneath her left shoulder blade after lifting heavy boxes yesterday evening\n"
        "neither cough nor fever were noticed during examination today; walking helps while sitting makes everything worse"
    )
    take_in(home, "a.png", [page(1, of(JANE), text)])
    (second,) = take_in(home, "b.png", [page(1, of(JANE), text)])
    assert second["reasons"] == ["possible_duplicate"]
    deciding.settle(seen(home, second), Settlement("duplicate"), "ann")
    after = now(home, second["document_id"])
    assert (after["status"], after["decision"]["outcome"]) == ("review", "duplicate")
    assert (home.ledger.review.waiting(), home.ledger.counts()) == ([], {"filed": 2})


def pages_of_a_stranger(home: Home) -> Record:
    """Two pages that name nobody of the index, the second read badly."""
    first, second = page(1, (found("name", "DOE, JANE"),), "seen in the morning"), page(2, (), "at noon", confidence=0.3)
    (record,) = take_in(home, "s/stranger.tif", [first, second])
    assert {"no_patient", "low_confidence"} <= set(record["reasons"])
    return record


def test_what_was_answered_once_is_not_asked_again(home: Home, deciding: Deciding) -> None:
    record = pages_of_a_stranger(home)
    accepted = frozenset(record["reasons"]) - {"no_patient"}
    deciding.settle(seen(home, record), Settlement("filed", JANE, service_date="2019-02-01", accepted=accepted), "ann")
    filed = now(home, record["document_id"])
    deciding.reorder(seen(home, filed), [2, 1], "ben")
    ordered = now(home, record["document_id"])
    assert (ordered["status"], whose(ordered), ordered["decision"], ordered["service_date"]) == (
        "filed",
        "M1",
        filed["decision"],
        "2019-02-01",
    )
    assert ordered["source"]["pages"] == [2, 1]
    deciding.mark_blank(seen(home, ordered), 2, "ben")
    blanked = now(home, record["document_id"])
    assert (blanked["status"], whose(blanked), [one["blank"] for one in blanked["pages"]]) == ("filed", "M1", [True, False])
    drain(home)
    assert verify(home).problems == ()


def test_a_new_doubt_is_asked_and_the_old_ones_are_not(home: Home, deciding: Deciding) -> None:
    record = pages_of_a_stranger(home)
    filed: Record = {**record, "status": "filed", "reasons": [], "patient": None}
    decision = {"outcome": "filed", "by": "ann", "at": "", "accepted": ["no_patient", "low_confidence"]}
    settled_one: Record = {**filed, "patient": patient_of_jane(), "decision": decision}  # type: ignore[typeddict-item]  # as written
    anew: Record = {**record, "reasons": ["low_confidence", "no_patient", "page_failed"]}
    assert carried([settled_one], anew)["reasons"] == ["no_patient", "page_failed"]
    other: IdentifierJson = {**record["identifiers"][0], "value": "SMITH, JOHN"}
    assert carried([settled_one], {**record, "identifiers": [other]})["reasons"] == record["reasons"]  # somebody who was not read before
    assert carried([settled_one, {**filed, "status": "review"}], record) is record


def patient_of_jane() -> PatientJson:
    return PatientJson(
        mpi_id=JANE.mpi_id, mrn=JANE.mrn, name=NameJson(family="DOE", given="JANE"), birth_date=JANE.birth_date, sex=JANE.sex
    )


def test_a_part_of_a_settled_document_is_another_document(home: Home, deciding: Deciding) -> None:
    record = pages_of_a_stranger(home)
    deciding.settle(seen(home, record), Settlement("filed", JANE, accepted=frozenset(record["reasons"])), "ann")
    deciding.split(seen(home, record), [2], "ben")
    assert {now(home, f"{record['document_id'][:-4]}{at:04}")["status"] for at in (1, 2)} == {"review"}
