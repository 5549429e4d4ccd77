"""What the words of a page say for a patient, without any label."""

from __future__ import annotations

import pytest

from pipeline.filing.corroborate import found_on
from pipeline.model.types import Patient, PersonName
from tests.filing.support import JANE, JOHN, blank, failed, file_one, found, page

DE_LA_CRUZ = Patient("M5", "3344556", PersonName("DE LA CRUZ", "ANA", "M"), "1960-02-03", "F", other_names=(PersonName("ROJAS", "ANA"),))


@pytest.mark.parametrize(
    ("text", "mrn", "name", "born"),
    [
        ("Jane M. Doe MR # 1234567 03/14/1957", True, True, True),
        ("DOE, JANE 12 34 567", True, True, False),
        ("JANE } DOE 123-4567", True, True, False),
        ("Mar 14, 1957 Jane", False, False, True),
        # a name without the number is anybody's; so is one in two pieces, or an initial
        ("Jane Doe 1234568", False, False, False),
        ("Jane was seen by Dr. Robert Doe 1234567", True, False, False),
        ("Jane\nDoe\n1234567", True, False, False),
        ("J. Doe 1234567", True, False, False),
        ("Does, Jane 1234567", True, False, False),
        ("12345678 91234567", False, False, False),
    ],
)
def test_words_of_one_page(text: str, mrn: bool, name: bool, born: bool) -> None:
    (evidence,) = found_on([page(1, (), text)], JANE)
    assert (bool(evidence.mrns), bool(evidence.names), bool(evidence.birth_dates)) == (mrn, name, born)
    assert all(sure < 0.95 for sure in evidence.names.values())


def test_names_of_several_words_and_former_ones() -> None:
    for text in ("Ana de la Cruz 3344556", "DE LA CRUZ, ANA M 3344556", "ANA ROJAS 3344556"):
        (evidence,) = found_on([page(1, (), text)], DE_LA_CRUZ)
        assert len(evidence.names) == 1
    (evidence,) = found_on([page(1, (), "Cruz, Ana 3344556")], DE_LA_CRUZ)
    assert not evidence.names


def test_pages_without_words_say_nothing() -> None:
    assert not any(evidence.has_header for evidence in found_on([blank(1), failed(2)], JANE))


def test_a_number_with_its_name_beside_it_files_and_a_twin_who_is_mentioned_does_not() -> None:
    number = found("mrn", JANE.mrn)
    assert file_one([page(1, (number,), "seen and well\nJANE } DOE  MR # 1234567")]).status == "filed"
    assert file_one([page(1, (number,), "seen and well\nMR # 1234567")]).reasons == ("no_patient",)
    twin = Patient("M9", "8642001", PersonName("DOE", "JOAN"), JANE.birth_date, "F")
    born = found("birth_date", JANE.birth_date or "")
    held = file_one([page(1, (born,), "Her twin sister Jane Doe visited.")], (JANE, JOHN, twin))
    assert (held.status, held.patient) == ("review", None)
    both = file_one([page(1, (born, found("mrn", "8642001", 0.6)), "Her twin sister Jane Doe 1234567 visited.")], (JANE, JOHN, twin))
    assert (both.status, both.patient) == ("review", None)
