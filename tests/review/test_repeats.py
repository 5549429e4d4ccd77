"""The desk says of which document a possible duplicate is one, to whom that may be told."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.filing.settling import Settlement
from pipeline.run.deciding import Seen
from tests.filing.support import JANE, of, page
from tests.support.desk import open_home, take_in
from tests.support.served import Served, serve

LAB = "11502-2"
TEXT = (
    "she came with pain beneath her left shoulder blade after lifting heavy boxes yesterday evening\n"
    "neither cough nor fever were noticed during examination today; walking helps while sitting makes everything worse"
)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[tuple[Served, str, str]]:
    with open_home(tmp_path / "home") as home:
        (first,) = take_in(home, "s1/first.png", [page(1, of(JANE), TEXT)])
        (second,) = take_in(home, "s1/second.png", [page(1, of(JANE), TEXT)])
    desk = serve(tmp_path / "home")
    yield desk, first["document_id"], second["document_id"]
    desk.parts.close()


def test_the_review_page_links_to_it(desk: tuple[Served, str, str]) -> None:
    served, first, second = desk
    shown = served.get(f"/review/{second}", served.sign_in("reviewer")).text
    assert f'It repeats <a href="/documents/{first}"' in shown
    assert "s1/first.png, page 1</a>" in shown


def test_nothing_is_said_to_whom_may_not_see_it(desk: tuple[Served, str, str]) -> None:
    served, first, second = desk
    home = served.parts.home
    found = home.ledger.documents.at_revision(first)
    assert found
    said = Settlement("filed", JANE, type_code=LAB, accepted=frozenset(found[0]["reasons"]))
    served.parts.deciding.settle(Seen(first, found[1]), said, "root")
    served.parts.accounts.restrictions.restrict_type(LAB, "psychotherapy", "", "root")
    shown = served.get(f"/review/{second}", served.sign_in("reviewer"))
    assert shown.status_code == 200
    assert first not in shown.text
