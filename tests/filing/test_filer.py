from __future__ import annotations

import pytest

from pipeline.model.record import REASONS
from pipeline.model.types import Findings, Identifier, PageResult
from tests.filing.support import ARRIVAL, JANE, JOHN, at_foot, blank, failed, file, file_one, found, of, page, unread


def test_a_filed_document() -> None:
    pages = [page(1, of(JANE)), page(2)]
    document = file_one(pages)
    assert (document.document_id, document.arrival) == ("a1-0001", ARRIVAL)
    assert [one.page for one in document.pages if isinstance(one, Findings)] == [one.page for one in pages]
    assert (document.status, document.reasons, document.type.code) == ("filed", (), "18842-5")


def test_a_page_on_which_nothing_was_read_is_filed_to_nobody() -> None:
    documents = file([page(1, of(JANE)), unread(2), page(3, of(JANE))])
    (holding,) = [document for document in documents if any(isinstance(one, Findings) and one.page.number == 2 for one in document.pages)]
    assert (holding.status, "low_confidence" in holding.reasons) == ("review", True)


def test_no_pages_no_documents() -> None:
    assert file([]) == ()


@pytest.mark.parametrize(
    ("reasons", "pages"),
    [
        (["low_confidence"], [page(1, of(JANE), confidence=0.5)]),
        (["low_confidence"], [page(1, of(JANE)), page(2, confidence=0.0)]),
        (["unknown_type"], [page(1, of(JANE), type_code=None)]),
        (["page_failed"], [page(1, of(JANE)), failed(2)]),
        (["page_failed"], [failed(1), page(2, of(JANE))]),
        (["no_patient", "unknown_type", "page_failed"], [failed(1)]),
        (["no_patient", "unknown_type"], [blank(1)]),
        (["page_order"], [page(1, of(JANE), "Page 1 of 4"), page(2, (), "Page 3 of 4"), page(3, (), "Page 2 of 4")]),
        (["misfile"], [page(1, of(JANE)), page(2, tuple(map(at_foot, of(JOHN))))]),
        (
            ["low_confidence", "misfile", "unknown_type", "page_failed", "page_order"],
            [page(1, of(JANE), "Page 1 of 4", None), page(2, of(JOHN), "Page 2 of 4", None, 0.2), failed(3)],
        ),
    ],
)
def test_every_reason_that_applies_is_listed_in_order(reasons: list[str], pages: list[PageResult]) -> None:
    document = file_one(pages)
    assert list(document.reasons) == reasons
    assert (document.status, document.patient) == ("review", None)
    assert sorted(reasons, key=REASONS.index) == reasons


def test_a_duplicate_is_held_and_its_patient_not_told() -> None:
    document = file_one([page(1, of(JANE))], duplicate=True)
    assert (document.status, document.reasons, document.patient) == ("review", ("possible_duplicate",), None)


def test_a_page_that_fits_no_type_does_not_unsettle_the_others() -> None:
    assert file_one([page(1, of(JANE)), page(2, type_code=None)]).status == "filed"


def test_blank_pages_are_neither_badly_read_nor_of_unknown_type() -> None:
    assert file_one([blank(1), page(2, of(JANE)), blank(3)]).status == "filed"


@pytest.mark.parametrize(
    ("identifiers", "encounter", "service_date"),
    [
        ((), None, None),
        ((found("encounter", "E77"), found("account", "A55")), "E77", None),
        ((found("account", "A55"),), "A55", None),
        ((found("encounter", "E77", 0.8), found("encounter", "E78", 0.9)), "E78", None),
        ((found("encounter", "E77", 0.9), found("encounter", "E78", 0.9), found("account", "A55")), None, None),
        ((found("service_date", "2019-02-01"),), None, "2019-02-01"),
        ((found("service_date", "2019-02-01", 0.9), found("service_date", "2019-02-01", 0.3)), None, "2019-02-01"),
        ((found("service_date", "2019-02-01", 0.9), found("service_date", "2019-02-05", 0.6)), None, "2019-02-01"),
        ((found("service_date", "2019-02-01", 0.9), found("service_date", "2019-02-05", 0.89)), None, None),
    ],
)
def test_visit(identifiers: tuple[Identifier, ...], encounter: str | None, service_date: str | None) -> None:
    document = file_one([page(1, (*of(JANE), *identifiers))])
    assert document.status == "filed"
    assert (document.encounter, document.service_date) == (encounter, service_date)


def test_a_misfile_has_a_visit_only_if_all_pages_agree() -> None:
    visit = found("encounter", "E77")
    held = file_one([page(1, (*of(JANE), visit)), page(2, tuple(map(at_foot, (*of(JOHN), visit))))])
    assert (held.reasons, held.encounter) == (("misfile",), "E77")
    mixed = file_one([page(1, (*of(JANE), visit)), page(2, tuple(map(at_foot, (*of(JOHN), found("encounter", "E99", 0.8)))))])
    assert (mixed.reasons, mixed.encounter) == (("misfile",), None)
