"""The query language, parsed."""

from __future__ import annotations

import pytest

from pipeline.index import SearchQuery
from pipeline.index.query import And, Node, Not, Or, Term, parse, terms


def tree(text: str) -> Node | None:
    return parse(SearchQuery(text=text))[0]


def word(text: str) -> Term:
    return Term(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("pain", word("pain")),
        ("chest pain", And((word("chest"), word("pain")))),
        ('"chest pain"', Term("chest pain", phrase=True)),
        ("pneumo*", Term("pneumo", prefix=True)),
        ("a -b", And((word("a"), Not(word("b"))))),
        ('a -"b c"', And((word("a"), Not(Term("b c", phrase=True))))),
        ("a OR b c", Or((word("a"), And((word("b"), word("c")))))),
        ("a | b", Or((word("a"), word("b")))),
        ("(a OR b) c", And((Or((word("a"), word("b"))), word("c")))),
        ("NOT NOT a", word("a")),
        ("NOT NOT NOT a", Not(word("a"))),
        ("a or b", And((word("a"), word("or"), word("b")))),
        ("(a", word("a")),
        ("a)", word("a")),
        ("()", None),
        ("OR", None),
        ("", None),
        ("!!", None),
    ],
)
def test_trees(text: str, expected: Node | None) -> None:
    assert tree(text) == expected


def test_brackets_too_deep_are_skipped() -> None:
    assert tree("(" * 400 + "a" + ")" * 400) == word("a")


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("mrn:12-34-56", "mrn", "12-34-56"),
        ('name:"doe jane"', "name", "doe jane"),
        ("dob:1957-03-14", "birth_date", "1957-03-14"),
        ("TYPE:progress", "document_type", "progress"),
        ("from:2019", "date_from", "2019"),
        ("to:2019-02", "date_to", "2019-02"),
        ("status:review", "status", "review"),
        ("station:north", "station", "north"),
    ],
)
def test_fields_in_the_text_are_filters(text: str, field: str, value: str) -> None:
    node, query = parse(SearchQuery(text=f"pain {text}"))
    assert node == word("pain")
    assert getattr(query, field) == value


def test_a_range_of_dates() -> None:
    query = parse(SearchQuery(text="date:2019-01-01..2019-12-31"))[1]
    assert (query.date_from, query.date_to) == ("2019-01-01", "2019-12-31")
    day = parse(SearchQuery(text="date:2019-01-05"))[1]
    assert (day.date_from, day.date_to) == ("2019-01-05", "2019-01-05")


def test_a_filter_given_outside_the_text_wins() -> None:
    assert parse(SearchQuery(text="mrn:1", mrn="2"))[1].mrn == "2"


def test_terms_are_those_a_page_should_have() -> None:
    assert terms(tree("a -b (c OR -(d -e))")) == [word("a"), word("c"), word("e")]
