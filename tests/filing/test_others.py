"""Pages on which somebody else than their patient stands with number and name, each with what a careful person would do.

`others/*.txt` hold them: "=== hold: ..." must be held, "=== ROSA or hold: ..." filed to nobody but Rosa, "=== OTTO! ..." filed to Otto;
"still filed wrongly" before it says that the program does not do so yet. `{body}` is a visit's text that names nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.extract.two_words import names_somebody
from pipeline.filing import Filer, SqlitePatientIndex
from pipeline.model.types import Patient, PersonName, TypedPage, TypeGuess
from tests.extract.reading import extractor
from tests.filing.support import ARRIVAL, PROGRESS, SETTINGS, combine_types
from tests.support.pagetext import page_from_text

BODY = """Date of Service: 02/01/2024
Seen this morning and reports that the pain in the left knee is better.
Temperature is 98.6 F, blood pressure 130/80, heart regular, lungs clear.
Tolerates a regular diet and walks with the therapist twice a day.
Assessment: recovering well after the operation; no sign of infection.
Plan: continue the present treatment, laboratory tests tomorrow.

Electronically signed: Paul Wilson, MD"""
PEOPLE = (
    Patient("JANE", "4812067", PersonName("DOE", "JANE", "MARIE"), "1987-03-14", "F"),
    Patient("LIAM", "5530912", PersonName("DOE", "LIAM"), "2018-06-02", "M"),
    Patient("BABY", "6120443", PersonName("DOE", "BABYGIRL"), "2019-05-20", "F"),
    Patient("MARK", "3345108", PersonName("HALLORAN", "MARK"), "1985-11-09", "M"),
    Patient("EVE", "5904417", PersonName("HALLORAN", "EVE"), "2012-08-17", "F"),
    Patient("OTTO", "7718823", PersonName("KLEIN", "OTTO"), "1944-02-02", "M"),
    Patient("ANNA", "8130462", PersonName("KLEIN", "ANNA"), "1947-07-30", "F"),
    Patient("ROSA", "2468101", PersonName("ORTIZ", "ROSA"), "1999-09-09", "F"),
    Patient("JOHN", "7654321", PersonName("SMITH", "JOHN", "", "JR"), "1980-12-01", "M"),
    Patient("SENIOR", "9027716", PersonName("SMITH", "JOHN", "", "SR"), "1950-02-02", "M"),
)
HEAD = re.compile(r"(still filed wrongly: )?(?:(\w+) or hold: |(\w+)! |hold: )(.+)")


def rows() -> Iterator[object]:
    for file in sorted((Path(__file__).parent / "others").glob("*.txt")):
        for row in re.split(r"^=== ", file.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
            head, _, text = row.partition("\n")
            match = HEAD.fullmatch(head)
            assert match is not None, head
            wrong, right, must, what = match.groups()
            allowed = {must} if must else {None, right}
            marks = [pytest.mark.xfail(strict=True, reason="still filed wrongly")] if wrong else []
            yield pytest.param(text.replace("{body}", BODY), allowed, id=f"{file.stem}: {what}", marks=marks)


@pytest.fixture(scope="module")
def filer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Filer]:
    index = SqlitePatientIndex(tmp_path_factory.mktemp("others") / "patients.sqlite")
    index.load(PEOPLE)
    yield Filer(SETTINGS, index, combine_types, str, names_somebody)
    index.close()


@pytest.mark.parametrize(("text", "allowed"), list(rows()))
def test_nobody_gets_a_page_on_which_somebody_else_stands(filer: Filer, text: str, allowed: set[str | None]) -> None:
    found = extractor()(TypedPage(page_from_text(text), TypeGuess(PROGRESS, 0.95)), 2026)
    (document,) = filer.file(ARRIVAL, [found])
    assert (document.patient.mpi_id if document.patient else None) in allowed
