"""Search by documents: groups, counts, order, and what a person may not see."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.index import SearchIndex, SearchQuery
from pipeline.model.record import IdentifierJson, Record
from tests.contract.backends import document, found, put
from tests.support.records import record


def seen(index: SearchIndex, text: str = "", **rights: object) -> tuple[set[str], int, dict[str, int]]:
    """Documents, their number, and how many pages of each type are counted."""
    query = replace(SearchQuery(text=text, limit=50), **rights)  # type: ignore[arg-type]
    documents, pages = index.search_documents(query), index.search(query)
    assert {hit.document_id for hit in pages.hits} == {group.document_id for group in documents.groups}
    assert dict(pages.by_type) == dict(documents.facets.types)
    return {group.document_id for group in documents.groups}, documents.total_documents, dict(documents.facets.types)


def test_hits_are_grouped_by_document(empty: SearchIndex) -> None:
    long = record("long", pages=5)
    for page in long["pages"]:
        page["text"] = f"metformin on page {page['source_page']}" + (" metformin metformin" if page["source_page"] == 4 else "")
    put(empty, [long, document("d1", "metformin once in a longer text of some more words")], [1, 1])
    found_ones = empty.search_documents(SearchQuery("metformin", limit=10))
    assert (found_ones.total_documents, found_ones.total_is_exact) == (2, True)
    groups = {group.document_id: group for group in found_ones.groups}
    assert (groups["long"].pages, len(groups["long"].hits), groups["long"].hits[0].page) == (5, 3, 4)
    assert (groups["d1"].pages, [hit.page for hit in groups["d1"].hits]) == (1, [1])
    assert any(marked and text == "metformin" for text, marked in groups["d1"].hits[0].snippet)


def test_documents_are_leafed_through(corpus: SearchIndex) -> None:
    whole = [group.document_id for group in corpus.search_documents(SearchQuery(limit=10)).groups]
    parts = [corpus.search_documents(SearchQuery(limit=2, offset=at)) for at in (0, 2, 4)]
    assert [group.document_id for part in parts for group in part.groups] == whole
    assert len(set(whole)) == 5
    assert {part.total_documents for part in parts} == {5}


def test_by_service_date(corpus: SearchIndex) -> None:
    newest = [group.document_id for group in corpus.search_documents(SearchQuery(sort="newest")).groups]
    oldest = [group.document_id for group in corpus.search_documents(SearchQuery(sort="oldest")).groups]
    assert newest == ["d5", "d3", "d2", "d1", "d4"]
    assert oldest == ["d1", "d2", "d3", "d5", "d4"]
    assert [hit.document_id for hit in corpus.search(SearchQuery("pain", sort="newest")).hits] == ["d3", "d2"]


def test_what_there_is_of_each(index: SearchIndex) -> None:
    held = record("held", "pain and metformin", reasons=["misfile", "page_order"])
    put(index, [held], [1])
    counted = index.search_documents(SearchQuery("metformin OR pain")).facets
    assert dict(counted.types) == {"Discharge summary": 2, "Emergency department Note": 1, "Progress note": 1}
    assert dict(counted.stations) == {"s": 3, "station-2": 1}
    assert dict(counted.statuses) == {"filed": 3, "review": 1}
    assert counted.years == (("2020", 1), ("2019", 3))
    assert dict(counted.reasons) == {"misfile": 1, "page_order": 1}


@pytest.mark.parametrize(
    ("filters", "expected"),
    [({"year": "2019"}, {"d1", "d2"}), ({"year": "1999"}, set()), ({"year": "x"}, set()), ({"reason": "misfile"}, {"held"})],
)
def test_by_year_and_by_reason(index: SearchIndex, filters: dict[str, str], expected: set[str]) -> None:
    put(index, [Record(**(record("held", "x", reasons=["misfile"]) | {"service_date": None}))], [1])
    assert found(index, **filters) == expected
    assert found(index, " ".join(f"{key}:{value}" for key, value in filters.items())) == expected


def test_what_a_person_may_not_see_is_not_even_counted(index: SearchIndex) -> None:
    held = document("held", "metformin for somebody")
    held["status"], held["reasons"] = "review", ["no_patient"]
    held["identifiers"] = [
        IdentifierJson(kind="mrn", raw=value, value=value, confidence=0.9, page=1, box=[0, 0, 1, 1]) for value in ("777", "999")
    ]
    put(index, [held], [1])
    everything = {"d1", "d2", "d3", "d4", "d5", "held"}
    assert seen(index)[0] == everything
    assert seen(index, hidden_types=frozenset({"11506-3"})) == (
        {"d1", "d2", "d4", "held"},
        4,
        {"Discharge summary": 2, "Emergency department Note": 1, "unknown type": 1},
    )
    assert seen(index, hidden_types=frozenset({"11506-3"}), open_mrns=frozenset({"999"}))[0] == everything - {"d3"}
    assert seen(index, hidden_mrns=frozenset({"999"}))[0] == everything - {"d5", "held"}
    assert seen(index, filed_only=True)[0] == everything - {"held"}
    assert seen(index, "diabetes", hidden_mrns=frozenset({"999"})) == ({"d1"}, 1, {"Discharge summary": 1})


def test_a_word_of_a_hidden_page_is_not_suggested(index: SearchIndex) -> None:
    put(index, [document("vip", "signed by Kowalczewska", mrn="555")], [1])
    asked = SearchQuery("Kowalczevska")
    assert index.search_documents(asked).suggestion == "kowalczewska"
    hidden = index.search_documents(replace(asked, hidden_mrns=frozenset({"555"})))
    assert (hidden.suggestion, hidden.groups, hidden.total_documents) == (None, (), 0)
