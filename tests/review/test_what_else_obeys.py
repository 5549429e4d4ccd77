"""Exports, tickets, samples and whole files obey the rights of their pages, and the audit log is told whose they are."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from pipeline.audit import Entry
from tests.filing.support import DISCHARGE, JANE, JOHN, LAB, at_foot, of, page
from tests.support.desk import open_home, take_in
from tests.support.served import Served, serve


@dataclass
class Scene:
    served: Served
    faint: str
    his: str
    mixed: str
    lab: str

    def last(self, what: str) -> Entry:
        return [kept.entry for kept in self.served.parts.audit.entries() if kept.entry.what == what][-1]


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    with open_home(tmp_path / "home") as home:
        (faint,) = take_in(home, "s/faint.png", [page(1, of(JANE), "metformin at noon", confidence=0.3)])
        (his,) = take_in(home, "s/his.png", [page(1, of(JOHN), "metformin for him", confidence=0.3)])
        (mixed,) = take_in(home, "s/mixed.tif", [page(1, of(JANE), "one"), page(2, tuple(map(at_foot, of(JOHN))), "two")])
        (lab,) = take_in(home, "s/lab.png", [page(1, of(JANE), "level of her blood", LAB)])
    served = serve(tmp_path / "home")
    yield Scene(served, faint["document_id"], his["document_id"], mixed["document_id"], lab["document_id"])
    served.parts.close()


def restrict_him(scene: Scene) -> None:
    scene.served.parts.accounts.restrictions.restrict_patient("M2", [JOHN.mrn], "vip", "", "root")


def file_both(scene: Scene) -> None:
    for document_id, mpi_id in ((scene.faint, "M1"), (scene.his, "M2")):
        reviewer = scene.served.sign_in("reviewer")
        answer = scene.served.send(f"/review/{document_id}/settle", reviewer, patient=mpi_id, accepted="low_confidence")
        assert answer.status_code == 303


def test_a_search_is_logged_with_those_whose_pages_it_showed(scene: Scene) -> None:
    file_both(scene)
    scene.served.get("/search?q=metformin&status=filed", scene.served.sign_in("reviewer"))
    entry = scene.last("search")
    assert (set(entry.ids), set(entry.patients), entry.why) == ({scene.faint, scene.his}, {"M1", "M2"}, "q=metformin&status=filed")


def test_the_export_leaves_out_what_one_may_not_see(scene: Scene) -> None:
    reviewer = scene.served.sign_in("reviewer")
    file_both(scene)
    every = [json.loads(line)["document_id"] for line in scene.served.get("/review/export", reviewer).text.splitlines()]
    assert (every, scene.last("export_corrections").patients) == ([scene.faint, scene.his], ("M1", "M2"))
    restrict_him(scene)
    left = [json.loads(line)["document_id"] for line in scene.served.get("/review/export", reviewer).text.splitlines()]
    assert (left, scene.last("export_corrections").ids) == ([scene.faint], (scene.faint,))


def test_tickets_of_restricted_documents_are_not_listed(scene: Scene) -> None:
    reviewer = scene.served.sign_in("reviewer")
    scene.served.send(f"/review/{scene.his}/send-back", reviewer, page="1", why="too faint")
    assert "R-0001" in scene.served.get("/review", reviewer).text
    restrict_him(scene)
    assert "R-0001" not in scene.served.get("/review", reviewer).text


def test_a_file_with_a_hidden_document_is_not_taken_out(scene: Scene) -> None:
    reviewer = scene.served.sign_in("reviewer")
    scene.served.send(f"/review/{scene.mixed}/split", reviewer, page="2")
    restrict_him(scene)
    answer = scene.served.send(f"/review/{scene.mixed}/quarantine", reviewer, why="not a chart")
    assert (answer.status_code, "more than you may take out" in answer.text) == (409, True)
    scene.served.parts.accounts.users.set_clearances("reviewer", ["vip"])
    assert scene.served.send(f"/review/{scene.mixed}/quarantine", reviewer, why="not a chart").status_code == 303
    assert len(scene.last("quarantine").ids) >= 2


def test_a_document_that_somebody_else_has_is_not_put_together(scene: Scene) -> None:
    reviewer = scene.served.sign_in("reviewer")
    scene.served.send(f"/review/{scene.mixed}/split", reviewer, page="2")
    second = f"{scene.mixed[:-4]}0002"
    scene.served.parts.accounts.users.add("ben", "", "reviewer", "three quiet blue lamps")
    assert scene.served.get(f"/review/{second}", scene.served.sign_in("ben")).status_code == 200
    scene.served.parts.home.ledger.review.take(second, "ben", 60)
    answer = scene.served.send(f"/review/{scene.mixed}/merge", reviewer, **{"with": second})
    assert (answer.status_code, "somebody else" in answer.text.lower()) == (409, True)


def test_a_judge_goes_past_what_they_may_not_see(scene: Scene) -> None:
    file_both(scene)
    judge = scene.served.sign_in("quality")
    drawn = scene.served.send("/quality", judge, how="rate", rate="100").headers["location"]
    restrict_him(scene)
    scene.served.parts.accounts.restrictions.restrict_type(LAB, "psychotherapy", "", "root")
    judged = []
    answer = scene.served.send(f"{drawn}/next", judge)
    while answer.status_code == 200:
        judged.append(answer.text.split('name="document" value="')[1].split('"')[0])
        answer = scene.served.send(f"{drawn}/judge", judge, document=judged[-1], mrn=JANE.mrn, type=DISCHARGE)
    assert judged == [scene.faint]
    assert "3 of 3 documents" in scene.served.get(drawn, judge).text
    assert "2 left" in scene.served.get(drawn, judge).text


def test_rates_of_hidden_types_are_not_shown(scene: Scene) -> None:
    judge = scene.served.sign_in("quality")
    drawn = scene.served.send("/quality", judge, how="rate", rate="100").headers["location"]
    scene.served.send(f"{drawn}/next", judge)
    scene.served.send(f"{drawn}/judge", judge, document=scene.lab, mrn=JANE.mrn)
    assert "Laboratory" in scene.served.get(drawn, judge).text
    scene.served.parts.accounts.restrictions.restrict_type(LAB, "psychotherapy", "", "root")
    assert "Laboratory" not in scene.served.get(drawn, judge).text


def test_no_number_stands_in_an_address_of_the_broken_glass(scene: Scene) -> None:
    answer = scene.served.send("/break-glass", scene.served.sign_in("clinician"), mrn=JOHN.mrn, reason="he came in unconscious")
    page = scene.served.get(answer.headers["location"], scene.served.sign_in("clinician")).text
    assert JOHN.mrn not in page  # an address that leads to the search would hold it
