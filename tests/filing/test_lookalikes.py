"""Pages that could be somebody else's, though the document as a whole agrees with its patient."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.filing.evidence import evidence_of
from pipeline.filing.lookalikes import misreadings
from pipeline.model.types import Identifier, Patient, PersonName, Reason
from tests.filing.support import JANE, JOHN, file_one, found, of, page

MRN, NAME, BORN = found("mrn", "1234567"), found("name", "DOE, JANE"), found("birth_date", "1957-03-14")
NAMESAKE = Patient("M7", "9999999", PersonName("DOE", "JANE"), "1990-01-01", "F")
BORN_TOGETHER = Patient("M8", "8888888", PersonName("LEE", "ANN"), "1957-03-14", "F")
TWIN = Patient("M9", "1234568", PersonName("DOE", "ROBERT"), "1957-03-14", "M")
NEIGHBOUR = Patient("M6", "1234568", PersonName("LEE", "ANN"), "1990-01-01", "F")


@pytest.mark.parametrize(
    ("reasons", "second", "other"),
    [
        # a second page with a name alone may be of anybody so named
        ([], (NAME,), BORN_TOGETHER),
        (["ambiguous_patient"], (NAME,), NAMESAKE),
        ([], (NAME, BORN), NAMESAKE),
        ([], (NAME, MRN), NAMESAKE),
        # or with a birth date alone of anybody born that day
        ([], (BORN,), NAMESAKE),
        (["ambiguous_patient"], (BORN,), BORN_TOGETHER),
        # MRN and birth date do not tell twins apart when one digit of the MRN may be misread
        (["ambiguous_patient"], (MRN, BORN), TWIN),
        ([], (MRN, NAME), TWIN),
        # an MRN alone does unless the neighbour's chart is easily mixed up
        (["ambiguous_patient"], (MRN,), TWIN),
        ([], (MRN,), NEIGHBOUR),
        ([], (), TWIN),
    ],
)
def test_the_second_page_by_itself(reasons: list[Reason], second: tuple[Identifier, ...], other: Patient) -> None:
    assert list(file_one([page(1, of(JANE)), page(2, second)], (JANE, JOHN, other)).reasons) == reasons


@pytest.mark.parametrize("other", [NAMESAKE, BORN_TOGETHER, TWIN, NEIGHBOUR])
@pytest.mark.parametrize("second", [(NAME,), (BORN,), (MRN,), (MRN, BORN)])
def test_a_printed_page_number_ties_it_to_the_first(second: tuple[Identifier, ...], other: Patient) -> None:
    pages = [page(1, of(JANE), "seen\nPage 1 of 2"), page(2, second, "well\nPage 2 of 2")]
    assert file_one(pages, (JANE, JOHN, other)).status == "filed"


def test_a_slipped_in_page_does_not_name_its_neighbours() -> None:
    """Both outer pages are of the namesake; the page between bears all the identifiers, and a number of its own."""
    namesake = replace(NAMESAKE, mrn="1234568")
    pages = [page(1, (NAME,)), page(2, of(JANE), "seen\nPage 2 of 3"), page(3, (NAME,))]
    assert file_one(pages, (JANE, namesake)).reasons == ("ambiguous_patient",)


def test_misreadings() -> None:
    assert misreadings(evidence_of(of(JANE)), JANE) == 0
    assert misreadings(evidence_of((MRN, BORN)), TWIN) == 1
    assert misreadings(evidence_of((MRN, NAME)), NAMESAKE) == 7
    assert misreadings(evidence_of((MRN, NAME, BORN)), TWIN) > 4
    assert misreadings(evidence_of(()), TWIN) == 0
