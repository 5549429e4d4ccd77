"""What every search backend must do."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from pipeline.index import Change, SearchIndex, SearchQuery
from pipeline.model.record import IdentifierJson, NameJson
from tests.contract.backends import CORPUS, document, embedded, found, put
from tests.support.records import record


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("metformin", {"d1", "d2"}),
        ("METFORMIN", {"d1", "d2"}),
        ("metformin insulin", {"d1"}),
        ("metformin AND insulin", {"d1"}),
        ('"chest pain"', {"d2"}),
        ("chest pain", {"d2", "d3"}),
        ("pneumo*", {"d3", "d4"}),
        ("metformin -insulin", {"d2"}),
        ("metformin NOT insulin", {"d2"}),
        ('pain -"chest pain"', {"d3"}),
        ("insulin OR troponin", {"d1", "d2"}),
        ("(insulin OR troponin) metformin -arm", {"d1"}),
        ("(insulin OR vaccine) given", {"d1", "d4"}),
        ("radiate", {"d2"}),
        ("vaccines", {"d4"}),
        ("follow-up", {"d1"}),
        ("-metformin", {"d3", "d4", "d5"}),
        ("", {"d1", "d2", "d3", "d4", "d5"}),
        ("doe", {"d1", "d2", "d3", "d4", "d5"}),
        ("nothinglikethis", set()),
    ],
)
def test_words_phrases_prefixes_and_logic(corpus: SearchIndex, text: str, expected: set[str]) -> None:
    assert found(corpus, text) == expected


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"mrn": "123456"}, {"d1", "d2", "d3"}),
        ({"mrn": "12-34-56"}, {"d1", "d2", "d3"}),
        ({"mrn": "12345"}, set()),
        ({"mrn": "999"}, {"d5"}),
        ({"document_type": "11506-3"}, {"d3", "d5"}),
        ({"document_type": "emergency"}, {"d2"}),
        ({"document_type": "unknown"}, {"d4"}),
        ({"document_type": "no such type"}, set()),
        ({"date_from": "2019-03-01"}, {"d2", "d3", "d5"}),
        ({"date_to": "2019-03-15"}, {"d1", "d2"}),
        ({"date_from": "2019-02-01", "date_to": "2019-02-01"}, {"d1"}),
        ({"date_from": "2019", "date_to": "2019"}, {"d1", "d2"}),
        ({"date_from": "2020-01", "date_to": "2021-12"}, {"d3", "d5"}),
        ({"date_from": "2022-01-01", "date_to": "2019-01-01"}, set()),
        ({"date_from": "yesterday"}, set()),
        ({"status": "filed"}, {"d1", "d2", "d3", "d4", "d5"}),
        ({"status": "review"}, set()),
        ({"station": "station-2"}, {"d3"}),
        ({"name": "doe"}, {"d1", "d2", "d3", "d4", "d5"}),
        ({"name": "DOE, JANE"}, {"d1", "d2", "d3", "d4", "d5"}),
        ({"name": "roe"}, set()),
        ({"birth_date": "1957-03-14"}, {"d1", "d2", "d3", "d4", "d5"}),
        ({"birth_date": "1957-03-15"}, set()),
        ({"mrn": "123456", "document_type": "11506-3"}, {"d3"}),
    ],
)
def test_filters_all_hold(corpus: SearchIndex, filters: dict[str, str], expected: set[str]) -> None:
    assert found(corpus, **filters) == expected


def test_filters_and_words_together(corpus: SearchIndex) -> None:
    assert found(corpus, "metformin", date_from="2019-03-01") == {"d2"}
    assert found(corpus, "pain type:progress") == {"d3"}
    assert found(corpus, "diabetes mrn:999") == {"d5"}
    assert found(corpus, 'name:"jane doe" insulin') == {"d1"}
    assert found(corpus, "date:2019-01-01..2019-12-31") == {"d1", "d2"}


def test_where_the_paper_lies_narrows(empty: SearchIndex) -> None:
    told, by_folder = record("d1"), record("d2")
    told["source"] |= {"box": "17", "batch": "spring", "chart": "C-9"}
    by_folder["source"]["path"] = "shelf 3/lot-2/f.tif"
    put(empty, [told, by_folder], [1, 1])
    for text, expected in (("box:17", "d1"), ("batch:SPRING", "d1"), ("chart:c-9", "d1"), ("batch:lot-2", "d2"), ('box:"shelf 3"', "d2")):
        assert found(empty, text) == {expected}, text
    assert found(empty, box="17", chart="C-9") == {"d1"}
    assert found(empty, box="18") == found(empty, chart="17") == set()


def test_held_documents_are_found_by_what_was_read_on_them(empty: SearchIndex) -> None:
    held = record("h", "text", reasons=["no_patient"])
    held["patient"] = None
    held["identifiers"] = [
        IdentifierJson(kind="mrn", raw="55-66", value="5566", confidence=0.6, page=1, box=[0, 0, 9, 9]),
        IdentifierJson(kind="name", raw="ROE, ANN", value="ROE, ANN", confidence=0.6, page=1, box=[0, 0, 9, 9]),
    ]
    put(empty, [held], [1])
    assert found(empty, mrn="5566") == {"h"}
    assert found(empty, "roe") == {"h"}
    assert found(empty, status="review") == {"h"}


def test_snippets_mark_what_was_searched_for(corpus: SearchIndex) -> None:
    (hit,) = corpus.search(SearchQuery(text='"chest pain"')).hits
    marked = [part for part, is_marked in hit.snippet if is_marked]
    assert " ".join(marked).lower() == "chest pain"
    assert "radiating" in "".join(part for part, _ in hit.snippet)
    stemmed = corpus.search(SearchQuery(text="radiates")).hits[0]
    assert ("radiating", True) in stemmed.snippet


def test_hits_carry_what_a_list_shows(corpus: SearchIndex) -> None:
    (hit,) = corpus.search(SearchQuery(text="troponin")).hits
    assert (hit.document_id, hit.page, hit.document_type, hit.mrn) == ("d2", 1, "Emergency department Note", "123456")
    assert (hit.birth_date, hit.service_date, hit.status, hit.station) == ("1957-03-14", "2019-03-15", "filed", "s")
    assert "doe" in (hit.patient_name or "").lower()


def test_a_page_that_says_it_more_often_ranks_higher(corpus: SearchIndex) -> None:
    hits = corpus.search(SearchQuery(text="diabetes")).hits
    assert [hit.document_id for hit in hits] == ["d5", "d1"]
    assert hits[0].score > hits[1].score


def test_counts_by_type(corpus: SearchIndex) -> None:
    results = corpus.search(SearchQuery(text="", limit=1))
    assert results.total_pages == 5
    assert results.total_is_exact
    assert dict(results.by_type) == {"Progress note": 2, "Discharge summary": 1, "Emergency department Note": 1, "unknown type": 1}


@pytest.mark.parametrize(
    ("typed", "document_id"),
    [
        ("metforrnin", "d1"),  # rn for m
        ("rnetformin", "d1"),
        ("metf0rmin", "d1"),
        ("lnsulin", "d1"),
        ("tropnin", "d2"),  # a letter left out
        ("troponiin", "d2"),
        ("trpoonin", "d2"),  # two letters the wrong way round
        ("hypertnsive", "d4"),
        ("vacc1ne", "d4"),
    ],
)
def test_small_errors_still_find(corpus: SearchIndex, typed: str, document_id: str) -> None:
    assert document_id in found(corpus, typed)


@pytest.mark.parametrize("typed", ["jonson", "johnsen", "Johnson", "JOHNSTON"])
def test_spellings_of_a_name_still_find(empty: SearchIndex, typed: str) -> None:
    someone = record("j", "text")
    someone["patient"]["name"] = NameJson(family="JOHNSON", given="MARY")  # type: ignore[index]  # the support record has a patient
    put(empty, [someone], [1])
    assert found(empty, typed) == {"j"}


def test_what_was_read_wrong_is_found_by_the_right_word(empty: SearchIndex) -> None:
    put(empty, [document("bad", "history of hyperteusion and pneurnonia")], [1])
    assert found(empty, "hypertension") == {"bad"}
    assert found(empty, "pneumonia") == {"bad"}


def test_exact_hits_come_before_near_ones(empty: SearchIndex) -> None:
    put(empty, [document("near", "carvedilol carvediol carvediol carvediol"), document("exact", "carvedilol once")], [1, 1])
    put(empty, [document("only-near", "carvediol carvediol")], [1])
    hits = [hit.document_id for hit in empty.search(SearchQuery(text="carvedilol")).hits]
    assert hits[-1] == "only-near"
    assert set(hits) == {"near", "exact", "only-near"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("htn", {"short", "long"}),
        ("HTN", {"short", "long"}),
        ("hypertension", {"short", "long"}),
        ("copd", {"short", "long"}),
        ('"chronic obstructive pulmonary disease"', {"short", "long"}),
        ("chronic obstructive pulmonary disease", {"short", "long"}),
        ("severe chronic obstructive pulmonary disease", {"short"}),
        ("ecg", {"short", "long"}),
        ("htn -copd", {"long"}),
    ],
)
def test_abbreviations_find_their_words_and_words_their_abbreviations(empty: SearchIndex, text: str, expected: set[str]) -> None:
    long = "History of hypertension. Chronic obstructive pulmonary disease. Electrocardiogram done."
    put(empty, [document("short", "PMH: HTN, severe COPD. EKG normal, electrocardiogram repeated."), document("long", long)], [1, 1])
    assert found(empty, text) == expected


def test_a_better_spelling_is_suggested(corpus: SearchIndex) -> None:
    assert corpus.search(SearchQuery(text="metformn")).suggestion == "metformin"
    assert corpus.search(SearchQuery(text="metformin")).suggestion is None


def test_writing_twice_changes_nothing(index: SearchIndex) -> None:
    put(index, CORPUS, [1] * len(CORPUS))
    assert index.search(SearchQuery()).total_pages == 5
    assert sorted(index.documents()) == [(f"d{n}", 1) for n in range(1, 6)]


def test_a_newer_revision_replaces_an_older_one_does_not(index: SearchIndex) -> None:
    put(index, [document("d1", "entirely new words")], [3])
    put(index, [document("d1", "stale words")], [2])
    assert found(index, "entirely") == {"d1"}
    assert found(index, "stale") == set()
    assert found(index, "insulin") == set()
    assert dict(index.documents())["d1"] == 3


def test_deleting_leaves_the_others(index: SearchIndex) -> None:
    index.upsert([Change("d2", 2, None, (1,)), Change("unheard-of", 2, None)])
    assert found(index, "metformin") == {"d1"}
    assert "d2" not in dict(index.documents())
    index.begin_rebuild()
    index.finish_rebuild()
    assert list(index.documents()) == []
    assert found(index) == set()
    put(index, CORPUS[:1], [1])
    assert found(index, "insulin") == {"d1"}


def test_pages_are_hits_of_their_own(empty: SearchIndex) -> None:
    put(empty, [record("long", "the same words", pages=5)], [1])
    hits = empty.search(SearchQuery(text="same")).hits
    assert sorted(hit.page for hit in hits) == [1, 2, 3, 4, 5]


def test_limit_and_offset_walk_through_all_hits(empty: SearchIndex) -> None:
    put(empty, [record(f"d{n:02}", "common words") for n in range(25)], [1] * 25)
    walked: list[str] = []
    for offset in range(0, 30, 7):
        results = empty.search(SearchQuery(text="common", limit=7, offset=offset))
        assert results.total_pages == 25
        walked += [hit.document_id for hit in results.hits]
    assert sorted(walked) == [f"d{n:02}" for n in range(25)]


@pytest.mark.parametrize(
    "text",
    [
        '"',
        '""',
        '"chest',
        "chest) pain",
        "((((chest",
        ")",
        "OR",
        "NOT",
        "- -",
        "AND AND",
        "chest OR",
        "NOT NOT chest",
        "NEAR(chest pain)",
        "text:chest",
        "*",
        "che*st",
        "^chest",
        "'; DROP TABLE pages; --",
        "chest\0pain",
        "\x01chest\x02",
        "mrn:",
        "date:..",
        "date:2019-99-99..x",
        "type:",
        "é" * 3000,
        "a " * 3000,
        "(" * 500,
        "NOT " * 500 + "chest",
        "🩺 日本語",
        "%_[]{}\\",
    ],
)
def test_whatever_is_typed_is_a_query(corpus: SearchIndex, text: str) -> None:
    results = corpus.search(SearchQuery(text=text))
    assert results.total_pages >= len(results.hits) >= 0
    assert found(corpus, "metformin") == {"d1", "d2"}


def test_accents_and_capitals_are_alike(empty: SearchIndex) -> None:
    put(empty, [document("a", "Señora Müller: naïve café")], [1])
    for typed in ("senora", "MULLER", "müller", "naive", "CAFÉ"):
        assert found(empty, typed) == {"a"}


def test_a_page_without_words_is_found_by_its_filters(empty: SearchIndex) -> None:
    put(empty, [document("blank", "", mrn="777")], [1])
    assert found(empty, mrn="777") == {"blank"}
    assert empty.search(SearchQuery(mrn="777")).hits[0].snippet == ()


def test_a_record_that_is_none_is_rejected_and_the_others_of_its_batch_stay(empty: SearchIndex) -> None:
    broken = document("broken", "insulin")
    broken["service_date"] = ["not", "a", "date"]  # type: ignore[typeddict-item]  # on purpose
    rejected = put(empty, [CORPUS[0], broken, CORPUS[1]], [1, 1, 1])
    assert [rejection.document_id for rejection in rejected] == ["broken"]
    assert "insulin" not in rejected[0].reason
    assert "not" not in rejected[0].reason.split()
    assert found(empty, "metformin") == {"d1", "d2"}
    assert sorted(empty.documents()) == [("d1", 1), ("d2", 1)]


def test_what_was_written_is_there_after_reopening(tmp_path: Path) -> None:
    first = embedded(tmp_path)
    put(first, CORPUS, [1] * len(CORPUS))
    first.close()
    again = embedded(tmp_path)
    assert found(again, "insulin") == {"d1"}
    again.close()


def test_two_readers_and_a_writer_at_once(tmp_path: Path) -> None:
    indexes: Sequence[SearchIndex] = [embedded(tmp_path) for _ in range(3)]
    for number in range(20):
        put(indexes[number % 3], [record(f"n{number}", "common words")], [1])
        assert indexes[(number + 1) % 3].search(SearchQuery(text="common")).total_pages == number + 1
    for index in indexes:
        index.close()


def test_a_suggestion_says_nothing_of_abbreviations(empty: SearchIndex) -> None:
    put(empty, [document("a", "metformin for hypertension")], [1])
    assert empty.search(SearchQuery(text="htn metformn")).suggestion == "htn metformin"
