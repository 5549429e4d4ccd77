"""A sample is drawn, judged blind and reported."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.filing.support import DISCHARGE, JANE, JOHN, LAB, found, of, page
from tests.support.desk import open_home, take_in
from tests.support.served import Served, serve


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Served]:
    with open_home(tmp_path / "home") as home:
        take_in(home, "s1/a.png", [page(1, (*of(JANE), found("encounter", "E1001")), "one of hers")])
        take_in(home, "s2/b.png", [page(1, of(JOHN), "one of his")])
    served = serve(tmp_path / "home")
    yield served
    served.parts.close()


def test_judged_blind_and_compared(desk: Served) -> None:
    signed = desk.sign_in("quality")
    drawn = desk.send("/quality", signed, how="rate", rate="100").headers["location"]
    sample_id = drawn.rsplit("/", 1)[1]
    verdicts = {JANE.mrn: {"mrn": JANE.mrn, "type": DISCHARGE, "encounter": "E1001"}, JOHN.mrn: {"mrn": JANE.mrn, "type": LAB}}
    answer = desk.send(f"{drawn}/next", signed)
    for _ in range(2):
        assert not any(word in answer.text for word in (JANE.mrn, JOHN.mrn, "DOE", "SMITH", "E1001"))
        document_id = answer.text.split('name="document" value="')[1].split('"')[0]
        with open_home(desk.parts.folder) as home:
            record = home.ledger.documents.get(document_id)
        assert record
        assert record["patient"]
        answer = desk.send(f"{drawn}/judge", signed, document=document_id, **verdicts[record["patient"]["mrn"] or ""])
    assert answer.headers["location"] == drawn
    with open_home(desk.parts.folder) as home:
        judged = {one.candidate.station: one.judgement.wrong for one in home.quality.judged(sample_id)}
    assert judged == {"s1": (), "s2": ("patient", "type")}
    report = desk.get(drawn, signed).text
    assert "2 judged, 1 wrong, 0 left" in report
    assert desk.get(f"{drawn}/picture", signed).content.startswith(b"\x89PNG")


def test_a_plan_that_is_none_is_told(desk: Served) -> None:
    answer = desk.send("/quality", desk.sign_in("quality"), how="plan", level="II", aql="x")
    assert (answer.status_code, "that is no number" in answer.text.lower()) == (409, True)


def test_nobody_judges_what_they_settled(desk: Served) -> None:
    with open_home(desk.parts.folder) as home:
        (held,) = take_in(home, "s1/c.png", [page(1, (found("name", "DOE, JANE"),), "held at first")])
    desk.send(f"/review/{held['document_id']}/settle", desk.sign_in("reviewer"), patient="M1")
    signed = desk.sign_in("quality")
    drawn = desk.send("/quality", signed, how="rate", rate="100").headers["location"]
    with open_home(desk.parts.folder) as home:
        members = {one.document_id: one.operator for one in home.quality.members(drawn.rsplit("/", 1)[1])}
    assert members[held["document_id"]] == "reviewer"


def judge_one(desk: Served, **typed: str) -> tuple[str, ...]:
    """What a judge who types this of hers finds wrong."""
    signed = desk.sign_in("quality")
    drawn = desk.send("/quality", signed, how="rate", rate="100", station="s1").headers["location"]
    document_id = desk.send(f"{drawn}/next", signed).text.split('name="document" value="')[1].split('"')[0]
    answer = desk.send(f"{drawn}/judge", signed, document=document_id, **typed)
    if answer.status_code == 409:
        assert "Type the MRN" in answer.text
        return ("refused",)
    with open_home(desk.parts.folder) as home:
        (judged,) = home.quality.judged(drawn.rsplit("/", 1)[1])
    return judged.judgement.wrong


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"mrn": JANE.mrn, "encounter": "E1001"}, ()),
        ({"name": "Doe, Jane", "encounter": "e1001"}, ()),
        ({"name": "Smith, John", "encounter": "E1001"}, ("patient",)),
        ({"birth_date": "1957-03-14"}, ("encounter",)),  # left empty: it does not stand on the pages
        ({"wrong": "patient", "encounter": "E1001"}, ("patient",)),
        ({"encounter": "E1001"}, ("refused",)),  # nobody was compared
    ],
)
def test_what_is_left_empty_is_compared_too(desk: Served, typed: dict[str, str], wrong: tuple[str, ...]) -> None:
    assert judge_one(desk, **typed) == wrong
