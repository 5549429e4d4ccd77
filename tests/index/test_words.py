"""Facets, spellings and the FTS5 expression."""

from __future__ import annotations

import string
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from pipeline.index import SearchQuery
from pipeline.index.compile_fts5 import expression, quoted
from pipeline.index.facets import date_tokens, fold, token
from pipeline.index.query import parse
from pipeline.index.spelling import alike, folded, keys

WORDS = st.text(string.ascii_lowercase, min_size=5, max_size=12)


def days(first: str | None, last: str | None) -> list[str]:
    return [bytes.fromhex(one.removeprefix("datex")[:-1]).decode() for one in date_tokens(first, last) or []]


def test_equal_values_give_equal_tokens_others_others() -> None:
    assert token("mrn", "AB12") == token("mrn", "ab12")
    assert token("mrn", "12") != token("type", "12")
    assert token("mrn", "1") != token("mrn", "11")
    assert token("station", "Nord 1").isalnum()


def test_a_whole_year_is_one_token() -> None:
    assert days("2019-01-01", "2019-12-31") == ["2019"]
    assert days("2019", "2020") == ["2019", "2020"]
    assert days("2019-02", "2019-03") == ["2019-02", "2019-03"]
    assert days("2019-02-27", "2019-03-02")[:5] == [f"2019-02-{day}" for day in (27, 28, 29, 30, 31)]
    assert date_tokens(None, None) is None
    assert date_tokens("2020-01-01", "2019-01-01") == []
    assert date_tokens("soon", None) == []


@given(st.dates(), st.dates(), st.dates())
def test_the_tokens_of_a_range_hold_exactly_its_days(first: date, last: date, day: date) -> None:
    low, high, asked = first.isoformat(), last.isoformat(), day.isoformat()
    if not "1850" <= low[:4] <= "2149" or not "1850" <= high[:4] <= "2149":
        return
    covered = any(asked.startswith(part) for part in days(low, high))
    assert covered == (low <= asked <= high)


@given(WORDS, st.data())
def test_one_edit_away_shares_a_key(word: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(word) - 1))
    letter = data.draw(st.sampled_from("abdeghkmnopstuwxy"))
    for changed in (word[:at] + word[at + 1 :], word[:at] + letter + word[at + 1 :], word[:at] + letter + word[at:]):
        if len(changed) >= 4 and OSA.distance(folded(word), folded(changed)) <= 1:
            assert keys(word) & keys(changed)


@pytest.mark.parametrize(("one", "other"), [("modern", "modem"), ("c1inic", "clinic"), ("5mith", "smith"), ("lnsulin", "insulin")])
def test_what_ocr_confuses_is_alike(one: str, other: str) -> None:
    assert alike(one, [other]) == [other]


def test_short_words_are_never_guessed() -> None:
    assert keys("cat") == set()
    assert set(alike("heart", ["heat", "health", "hearts", "hospital"])) == {"heat", "hearts"}


def test_folding_takes_accents_and_capitals() -> None:
    assert fold("MÜLLER") == "muller"


def test_quotes_cannot_leave_their_string() -> None:
    assert quoted('x" OR facets : "y') == '"x"" OR facets : ""y"'


def test_filters_stand_beside_the_words() -> None:
    node, query = parse(SearchQuery(text="pain -knee mrn:12"))
    made = expression(node, query, lambda asked: [asked], lambda mrn: mrn, {"pain": ["pian"]})
    assert '"pain" OR "pian"' in made
    assert "NOT" in made
    assert token("mrn", "12") in made
