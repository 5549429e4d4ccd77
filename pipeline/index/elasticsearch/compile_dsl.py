"""A parsed query in Elasticsearch's query language."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from pipeline.index.facets import Normaliser, fold, limit_day
from pipeline.index.protocol import SearchQuery
from pipeline.index.query import And, Node, Not, Or, Term

Dsl = dict[str, Any]
Variants = Mapping[str, Sequence[str]]
NOTHING: Dsl = {"match_none": {}}
_NAME_WEIGHT = 2.0  # words of names and numbers weigh twice, as in the embedded index
_FIELDS = (("text", 1.0), ("people", _NAME_WEIGHT))
_MOST_EXPANSIONS = 1_000  # words that the last word of a longer prefix may begin
_PIECES = re.compile(r"[^\W_]+")


def compiled_query(
    node: Node | None, query: SearchQuery, types: Callable[[str], list[str]], normalise: Normaliser, variants: Variants
) -> Dsl:
    """The whole query: words that rank, filters that don't, tombstones never."""
    filters = _filters(query, types, normalise)
    words = [] if node is None else [compiled(node, variants)]
    return {"bool": {"must": words, "filter": filters, "must_not": [{"term": {"gone": True}}, *_hidden(query)]}}


def _hidden(query: SearchQuery) -> list[Dsl]:
    """What the person may not see."""
    found: list[Dsl] = []
    if query.filed_only:
        found.append({"bool": {"must_not": [{"term": {"status": "filed"}}]}})
    if query.hidden_mrns:
        found.append({"terms": {"mrn": sorted(query.hidden_mrns)}})
    if query.hidden_types:
        types: Dsl = {"terms": {"document_type.code": sorted(query.hidden_types)}}
        found.append({"bool": {"must": [types], "must_not": [{"terms": {"mrn": sorted(query.open_mrns)}}]}})
    return found


def compiled(node: Node, variants: Variants) -> Dsl:
    """A node on the fields that hold words."""
    if isinstance(node, Term):
        return _term(node, variants)
    if isinstance(node, Not):
        return {"bool": {"must_not": [compiled(node.of, variants)]}}
    if isinstance(node, Or):
        return {"bool": {"should": [compiled(part, variants) for part in node.parts], "minimum_should_match": 1}}
    return _all(node, variants)


def _all(node: And, variants: Variants) -> Dsl:
    wanted = [compiled(part, variants) for part in node.parts if not isinstance(part, Not)]
    unwanted = [compiled(part.of, variants) for part in node.parts if isinstance(part, Not)]
    return {"bool": {"must": wanted, "must_not": unwanted}}


def _term(term: Term, variants: Variants) -> Dsl:
    if term.prefix:
        return _either([_beginning(field, term.words, weight) for field, weight in _FIELDS])
    spelled = [term.words, *(() if term.phrase else variants.get(term.words.casefold(), ()))]
    return _either([_phrase(field, words, weight) for words in spelled for field, weight in _FIELDS])


def _either(parts: list[Dsl]) -> Dsl:
    return {"bool": {"should": parts, "minimum_should_match": 1}}


def _phrase(field: str, words: str, weight: float) -> Dsl:
    return {"match_phrase": {field: {"query": words, "boost": weight}}}


def _beginning(field: str, words: str, weight: float) -> Dsl:
    if len(_PIECES.findall(words)) > 1:
        return {"match_phrase_prefix": {field: {"query": words, "max_expansions": _MOST_EXPANSIONS, "boost": weight}}}
    return {"match_bool_prefix": {field: {"query": words, "boost": weight}}}


def _filters(query: SearchQuery, types: Callable[[str], list[str]], normalise: Normaliser) -> list[Dsl]:
    found: list[Dsl] = []
    if query.mrn:
        found.append({"term": {"mrn": normalise(query.mrn) or query.mrn}})
    if query.name and any(char.isalnum() for char in query.name):
        words = [word for word in query.name.replace(",", " ").split() if any(char.isalnum() for char in word)]
        found += [_phrase("people", word, 1.0) for word in words]
    if query.birth_date:
        found.append({"term": {"birth_date": query.birth_date}} if is_date(query.birth_date) else NOTHING)
    if query.document_type:
        found.append(_of_types(types(query.document_type)))
    found += [
        {"term": {field: {"value": value, "case_insensitive": True}}}
        for field, value in (
            *(("status", query.status), ("station", query.station), ("reasons", query.reason)),
            *(("box", query.box), ("batch", query.batch), ("chart", query.chart)),
        )
        if value
    ]
    if query.year:
        found.append(_between(query.year, query.year) if len(query.year) == 4 else NOTHING)  # as years are written
    if query.date_from is not None or query.date_to is not None:
        found.append(_between(query.date_from, query.date_to))
    return found


def _of_types(codes: list[str]) -> Dsl:
    known: Dsl = {"terms": {"document_type.code": [code for code in codes if code != "unknown"]}}
    unknown: Dsl = {"bool": {"must_not": [{"exists": {"field": "document_type.code"}}]}}
    return _either([known, unknown]) if "unknown" in codes else known


def _between(first: str | None, last: str | None) -> Dsl:
    low, high = limit_day(first, "1850-01-01"), limit_day(last, "2149-12-31")
    low, high = low and _in_calendar(low), high and _in_calendar(high)
    if low is None or high is None or low > high:
        return NOTHING
    return {"range": {"service_date": {"gte": low, "lte": high}}}


def _in_calendar(day: str) -> str | None:
    """A day that is too late for its month as the month's last; None for no day at all."""
    year, month, number = (int(part) for part in day.split("-"))
    if not (1 <= year <= 9999 and 1 <= month <= 12 and 1 <= number <= 31):  # the calendar's
        return None
    return date(year, month, min(number, calendar.monthrange(year, month)[1])).isoformat()


def is_date(value: str) -> bool:
    """Whether it is a day in ISO 8601's long form."""
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def by_pieces(words: Sequence[str]) -> Dsl:
    """Pages whose names share most trigrams with each of the words: the last resort, for names that are read badly."""
    return {"bool": {"must": [_most_trigrams(fold(word)) for word in words]}}


def _most_trigrams(word: str) -> Dsl:
    pieces = sorted({word[at : at + 3] for at in range(len(word) - 2)})
    return {"bool": {"should": [{"term": {"people.trigram": piece}} for piece in pieces], "minimum_should_match": "75%"}}
