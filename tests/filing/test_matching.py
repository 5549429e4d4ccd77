"""The rule on one page: what files, and for every reason what holds."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.model.types import Document, Identifier, Patient, PersonName, Reason
from tests.filing.support import JANE, JOHN, ROSA, file_one, found, of, page

MRN, NAME, BORN, SEX = found("mrn", "1234567"), found("name", "DOE, JANE M"), found("birth_date", "1957-03-14"), found("sex", "F")
TWIN = Patient("M9", "1234568", PersonName("DOE", "JOAN"), "1957-03-14", "F")
NAMESAKE = Patient("M8", "1234568", PersonName("DOE", "JANE"), "1990-01-01", "F")
FAR_NAMESAKE = Patient("M7", "9999999", PersonName("DOE", "JANE"), "1990-01-01", "F")
INITIALLED = Patient("M6", "1234568", PersonName("DOE", "JACK"), "1957-03-14", None)


def verdict(identifiers: tuple[Identifier, ...], *more: Patient) -> Document:
    return file_one([page(1, identifiers)], (JANE, JOHN, ROSA, *more))


@pytest.mark.parametrize(
    "identifiers",
    [
        (MRN, NAME, BORN, SEX),
        (MRN, NAME),
        (MRN, BORN),
        (MRN, found("name", "DOE, JANE")),
        (MRN, found("name", "DOE, J")),
        (MRN, found("name", "Doe, Jane Marie")),
        (MRN, found("name", "DOE"), BORN),
        (MRN, NAME, found("sex", "U")),
        (MRN, NAME, found("name", "DOE, JANE", 0.4)),
        (MRN, found("mrn", "1234567", 0.3), NAME),
        (MRN, NAME, found("birth_date", "1957-03-14", 0.3)),
        # without an MRN, or with one that was read badly: name and birth date are two identifiers
        (NAME, BORN),
        (found("mrn", "1234567", 0.5), NAME, BORN),
        (found("mrn", "1234561", 0.5), NAME, BORN),
        # a second reading that is one character off, beside the right one, or one that was hardly read at all
        (MRN, found("mrn", "1234561"), NAME, BORN),
        (MRN, NAME, BORN, found("birth_date", "1957-03-13")),
        (MRN, NAME, found("mrn", "1234561", 0.3)),
        (MRN, NAME, found("name", "ROE, JANE", 0.2)),
    ],
)
def test_files(identifiers: tuple[Identifier, ...]) -> None:
    document = verdict(identifiers)
    assert (document.status, document.reasons) == ("filed", ())
    assert document.patient is not None
    assert (document.patient.mpi_id, document.patient.mrn, document.patient.birth_date) == ("M1", "1234567", "1957-03-14")


@pytest.mark.parametrize(
    ("identifiers", "mpi_id"),
    [
        ((found("mrn", "2468101"), found("name", "NUNEZ ORTIZ, ROSA")), "M3"),
        ((found("mrn", "2468101"), found("name", "NUFIEZ ORTIZ, ROSA")), "M3"),  # as ñ is read by a model without it
        ((found("mrn", "7654321"), found("name", "SMITH, JOHN")), "M2"),
        ((found("mrn", "7654321"), found("name", "SMITH JR, JOHN")), "M2"),
        ((found("mrn", "7654321"), found("name", "SMITN, JOHN")), "M2"),
        # three things, each read badly, and all of them hers to the letter
        ((found("mrn", "1234567", 0.6), found("name", "DOE, JANE M", 0.8), found("birth_date", "1957-03-14", 0.6)), "M1"),
    ],
)
def test_files_other_spellings(identifiers: tuple[Identifier, ...], mpi_id: str) -> None:
    document = verdict(identifiers)
    assert document.patient is not None
    assert document.patient.mpi_id == mpi_id


@pytest.mark.parametrize(
    ("reasons", "identifiers"),
    [
        # nobody
        (["no_patient"], ()),
        (["no_patient"], (NAME,)),
        (["no_patient"], (BORN,)),
        (["no_patient"], (MRN,)),
        (["no_patient"], (MRN, SEX)),
        (["no_patient"], (MRN, found("name", "DOE"))),
        (["no_patient"], (found("mrn", "2468101"), found("name", "NUNEZORTIS, R"))),
        (["no_patient"], (found("mrn", "1111111"), NAME, BORN)),
        (["no_patient"], (found("mrn", "1234561"), NAME, BORN)),
        (["no_patient"], (found("mrn", "01234567"), NAME, BORN)),
        (["no_patient"], (found("mrn", "123456"), NAME, BORN)),
        (["no_patient"], (found("mrn", "I234567"), NAME, BORN)),
        # evidence against
        (["ambiguous_patient"], (MRN, found("name", "ROE, JANE"))),
        (["ambiguous_patient"], (MRN, found("name", "DOE, JUNE"), BORN)),
        (["ambiguous_patient"], (MRN, found("name", "DOE, JANE R"), BORN)),
        (["ambiguous_patient"], (MRN, NAME, found("birth_date", "1957-03-15"))),
        (["ambiguous_patient"], (MRN, NAME, found("birth_date", "1975-03-14"))),
        (["ambiguous_patient"], (MRN, NAME, BORN, found("sex", "M"))),
        (["ambiguous_patient"], (MRN, NAME, BORN, found("sex", "X"))),
        (["ambiguous_patient"], (found("mrn", "7654321"), found("name", "SMITH, JOHN SR"))),
        (["ambiguous_patient"], (found("mrn", "7654321"), found("name", "SMITH, JOHN III"), found("birth_date", "1980-12-01"))),
        (["ambiguous_patient"], (found("mrn", "7654321"), NAME, BORN)),
        # the page contradicts itself
        (["ambiguous_patient"], (MRN, found("mrn", "7654321"), NAME, BORN)),
        (["ambiguous_patient"], (MRN, found("mrn", "5555555"), NAME, BORN)),
        (["ambiguous_patient"], (MRN, NAME, found("name", "SMITH, JOHN"))),
        (["ambiguous_patient"], (MRN, NAME, SEX, found("sex", "M"))),
        (["ambiguous_patient"], (NAME, found("name", "SMITH, JOHN"))),
        # badly read
        (["low_confidence"], (MRN, found("name", "DOE, JANE M", 0.5))),
        (["low_confidence"], (MRN, found("birth_date", "1957-03-14", 0.69))),
        (["low_confidence"], (MRN, found("name", "DOE, JANE M", 0.5), found("birth_date", "1957-03-14", 0.5))),
        (["low_confidence"], (found("mrn", "1234567", 0.6), found("name", "DOE, JANE M", 0.6), found("birth_date", "1957-03-14", 0.6))),
        (["low_confidence"], (found("mrn", "1234567", 0.6), found("mrn", "9999999", 0.6), NAME, found("birth_date", "1957-03-14", 0.6))),
    ],
)
def test_holds(reasons: list[Reason], identifiers: tuple[Identifier, ...]) -> None:
    document = verdict(identifiers)
    assert list(document.reasons) == reasons
    assert (document.status, document.patient) == ("review", None)


@pytest.mark.parametrize(
    ("filed", "identifiers", "other"),
    [
        # twins: one character of the MRN apart, and the rest must tell them apart by more than a misreading
        (False, (MRN, BORN), TWIN),
        (False, (MRN, found("name", "DOE, J"), BORN), TWIN),
        (False, (MRN, found("name", "DOE, JANE")), replace(TWIN, name=PersonName("DOE", "JUNE"))),
        (False, (MRN, found("name", "DOE, J"), BORN), INITIALLED),
        (True, (MRN, NAME, BORN), INITIALLED),
        (True, (MRN, NAME, BORN), replace(TWIN, name=PersonName("DOE", "ROBERT"))),
        # the same name one digit apart: the birth date must tell
        (False, (MRN, NAME), NAMESAKE),
        (True, (MRN, NAME, BORN), NAMESAKE),
        (True, (MRN, BORN), NAMESAKE),
        (False, (MRN, NAME, BORN), replace(NAMESAKE, birth_date=None)),
        # two characters apart
        (False, (MRN, NAME), replace(NAMESAKE, mrn="1234555")),
        (False, (MRN, BORN), replace(TWIN, mrn="1234555")),
        (False, (MRN, NAME, BORN), replace(JANE, mpi_id="M5", mrn="1234555")),
        # far apart is another person, whatever the name
        (True, (MRN, NAME), FAR_NAMESAKE),
        (True, (MRN, NAME, BORN), replace(JANE, mpi_id="M5", mrn="9999999")),
        # swapped, dropped and added digits
        (False, (MRN, NAME), replace(NAMESAKE, mrn="1234576")),
        (False, (MRN, NAME), replace(NAMESAKE, mrn="123456")),
        (False, (MRN, NAME), replace(NAMESAKE, mrn="12345670")),
        # one MRN under two ids
        (False, (MRN, NAME, BORN), replace(JANE, mpi_id="M5")),
        (False, (MRN, NAME, BORN), replace(JOHN, mpi_id="M5", mrn="1234567")),
    ],
)
def test_lookalikes(filed: bool, identifiers: tuple[Identifier, ...], other: Patient) -> None:
    document = verdict(identifiers, other)
    assert document.reasons == (() if filed else ("ambiguous_patient",))


def test_name_and_birth_date_of_several_patients_are_ambiguous() -> None:
    assert verdict((NAME, BORN), replace(JANE, mpi_id="M5", mrn="9999999")).reasons == ("ambiguous_patient",)


def test_a_patient_without_birth_date_or_sex_in_the_index_is_not_contradicted() -> None:
    bare = Patient("M4", "3333333", PersonName("LEE", "ANN"), None, None)
    assert verdict((found("mrn", "3333333"), found("name", "LEE, ANN"), BORN, SEX), bare).status == "filed"
    assert verdict((found("mrn", "3333333"), found("birth_date", "1966-06-06"), SEX), bare).reasons == ("no_patient",)
    assert verdict((found("mrn", "3333333"), BORN, SEX), bare).reasons == ("ambiguous_patient",)


def test_the_record_has_the_index_name_not_the_pages() -> None:
    document = verdict((found("mrn", "2468101"), found("name", "NUNEZ ORTIS, ROSA")))
    assert document.patient is not None
    assert document.patient.name == ROSA.name


class TestWithoutAPatientIndex:
    @pytest.mark.parametrize(
        ("reasons", "identifiers"),
        [
            ([], (MRN, NAME, BORN, SEX)),
            ([], (MRN, NAME)),
            ([], (MRN, BORN)),
            ([], (MRN, NAME, found("name", "DOE, JANE"))),
            (["no_patient"], ()),
            (["no_patient"], (MRN,)),
            (["no_patient"], (MRN, SEX)),
            (["no_patient"], (MRN, found("name", "DOE"))),
            (["low_confidence"], (found("mrn", "1234567", 0.5), NAME)),
            (["low_confidence"], (MRN, found("name", "DOE, JANE", 0.5))),
            (["ambiguous_patient"], (MRN, found("mrn", "7654321"), NAME)),
            (["ambiguous_patient"], (MRN, NAME, found("name", "ROE, JANE"))),
            (["ambiguous_patient"], (MRN, BORN, found("birth_date", "1957-03-15"))),
            (["ambiguous_patient"], (MRN, NAME, SEX, found("sex", "M"))),
        ],
    )
    def test_consistent_identifiers_file_under_the_mrn(self, reasons: list[Reason], identifiers: tuple[Identifier, ...]) -> None:
        assert list(file_one([page(1, identifiers)], ()).reasons) == reasons

    def test_an_mrn_here_and_a_name_there_are_nobody(self) -> None:
        assert file_one([page(1, (NAME,)), page(2, (MRN,))], ()).reasons == ("no_patient",)
        assert file_one([page(1, (NAME,)), page(2, (MRN,))]).status == "filed"
        assert file_one([page(1, (NAME,)), page(2, (MRN, found("name", "DOE, J", 0.5)))], ()).reasons == ("low_confidence",)

    def test_a_name_that_nothing_ties_to_the_mrn(self) -> None:
        assert file_one([page(1, (MRN, BORN)), page(2, (NAME,))], ()).reasons == ("ambiguous_patient",)
        assert file_one([page(1, (MRN, BORN)), page(2, (NAME, BORN))], ()).status == "filed"
        assert file_one([page(1, (MRN, BORN)), page(2, (NAME,))]).status == "filed"

    def test_what_was_read_surely_is_the_patient(self) -> None:
        document = file_one([page(1, (MRN, found("name", "DOE, JANE"), NAME, found("birth_date", "1957-03-14", 0.3), SEX))], ())
        assert document.patient is not None
        assert (document.patient.mpi_id, document.patient.mrn) == (None, "1234567")
        assert document.patient.name == PersonName("DOE", "JANE", "M")
        assert (document.patient.birth_date, document.patient.sex) == (None, "F")


def test_everything_that_a_page_of_a_patient_says_files_it() -> None:
    for patient in (JANE, JOHN, ROSA):
        document = verdict(of(patient))
        assert document.patient is not None
        assert document.patient.mpi_id == patient.mpi_id


@pytest.mark.parametrize(
    ("read", "own"),
    [
        ("LIPTON, JANE", PersonName("UPTON", "JANE")),
        ("LINGER, JANE", PersonName("UNGER", "JANE")),
        ("RODRIGUEZ, DANIEL", PersonName("RODRIGUEZ", "DANIELLE")),
        ("GARCIA, MARIA T", PersonName("GARCIA LOPEZ", "MARIA", "ANA")),
        ("GARCIA, MARIA JR", PersonName("GARCIA LOPEZ", "MARIA")),
    ],
)
def test_a_name_that_is_anothers_as_easily_does_not_file(read: str, own: PersonName) -> None:
    other = Patient("M9", "8888888", own, "1966-06-06", "F")
    for more in ((), (found("mrn", "8888888"),)):
        document = verdict((found("name", read), found("birth_date", "1966-06-06"), *more), other)
        assert document.status == "review"
