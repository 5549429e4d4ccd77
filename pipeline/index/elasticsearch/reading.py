"""Answers from Elasticsearch: exact first; where that finds little, words spelled a little otherwise too."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from elasticsearch import Elasticsearch

from pipeline.index.abbreviations import Abbreviations, Widening
from pipeline.index.elasticsearch.aggregating import AGGREGATIONS, facets
from pipeline.index.elasticsearch.compile_dsl import Dsl, Variants, by_pieces, compiled_query
from pipeline.index.facets import Normaliser, fold
from pipeline.index.protocol import DocumentResults, Group, Hit, SearchQuery, SearchResults
from pipeline.index.query import Node, Term, parse, terms
from pipeline.index.settings import IndexSettings
from pipeline.index.spelling import LONGEST, SHORTEST, alike, misread_starts, sharing_a_key

_OPEN, _CLOSE = "\ue000", "\ue001"  # of the private use area: no page's text holds them, and Elasticsearch does not trim them
_FEW_VARIANTS = 8
_CANDIDATES = 60  # words of the index that are looked at for one misspelt word
_DEEPEST = 10_000  # hits that can be leafed through, Elasticsearch's own limit
_WORD_CHARS = 7  # characters of an average word with its blank
_SOURCE = [
    *("document_id", "source_page", "document_type.name", "patient.mrn", "patient.name", "patient.birth_date"),
    *("service_date", "status", "station", "source_path"),
]
HITS_SHOWN = 3  # pages of a document
_EQUALS: list[Any] = [{"received_at": "desc"}, "document_id", "source_page"]
_SORTS: dict[str, list[Any]] = {
    "best": ["_score", *_EQUALS],
    "newest": [{"service_date": {"order": "desc", "missing": "_last"}}, "_score", *_EQUALS],
    "oldest": [{"service_date": {"order": "asc", "missing": "_last"}}, "_score", *_EQUALS],
}


class Reader:
    """Searches the aliases `targets`."""

    def __init__(
        self,
        client: Elasticsearch,
        targets: str,
        settings: IndexSettings,
        types: Callable[[str], list[str]],
        normalise: Normaliser,
        abbreviations: Abbreviations,
    ) -> None:
        self._widened = Widening(abbreviations)
        self._client = client
        self._targets = targets
        self._settings = settings
        self._types = types
        self._normalise = normalise

    def search(self, query: SearchQuery) -> SearchResults:
        """Hits, counts and a suggestion."""
        answer, suggestion = self._find(query, by_document=False)
        total, most = _total(answer), self._settings.count_up_to
        hits = tuple(_hit(found) for found in answer["hits"]["hits"])
        return SearchResults(min(total, most), total <= most, hits, facets(answer["aggregations"]).types, suggestion)

    def search_documents(self, query: SearchQuery) -> DocumentResults:
        """The same by documents."""
        answer, suggestion = self._find(query, by_document=True)
        total = int(answer["aggregations"]["documents"]["value"])
        groups = tuple(_group(found) for found in answer["hits"]["hits"])
        exact = _total(answer) <= self._settings.count_up_to
        return DocumentResults(total, exact, groups, facets(answer["aggregations"]), suggestion)

    def _find(self, query: SearchQuery, by_document: bool) -> tuple[dict[str, Any], str | None]:
        asked, query = parse(query)
        node = self._widened(asked)
        answer = self._ask(self._compiled(node, query, {}), query, by_document)
        suggestion = None
        if asked is not None and _total(answer) < self._settings.fuzzy_below:
            variants, known = self._variants(asked)
            if any(variants.values()):
                exactly = _total(answer)
                loose = _exact_first(self._compiled(node, query, {}), self._compiled(node, query, variants))
                answer = self._ask(loose, query, by_document)
                suggestion = None if exactly else self._shown(_suggestion(asked, variants, known), asked, query)
            elif not _total(answer):
                answer = self._by_pieces(asked, query, by_document) or answer
        return answer, suggestion

    def _shown(self, suggestion: str | None, asked: Node, query: SearchQuery) -> str | None:
        """The suggestion, if each word that it changes stands on a page that the person may see."""
        if suggestion is None:
            return None
        rights = SearchQuery(
            hidden_types=query.hidden_types, hidden_mrns=query.hidden_mrns, open_mrns=query.open_mrns, filed_only=query.filed_only
        )
        words = {term.words for term in terms(asked)}
        for word in suggestion.split():
            if word not in words:
                compiled = self._compiled(Term(word), rights, {})
                if not self._client.count(index=self._targets, query=compiled, terminate_after=1)["count"]:
                    return None
        return suggestion

    def _compiled(self, node: Node | None, query: SearchQuery, variants: Variants) -> Dsl:
        return compiled_query(node, query, self._types, self._normalise, variants)

    def _ask(self, compiled: Dsl, query: SearchQuery, by_document: bool) -> dict[str, Any]:
        size = max(0, min(query.limit, _DEEPEST - query.offset))
        answer = self._client.search(
            index=self._targets,
            query=compiled,
            size=size,
            from_=min(query.offset, _DEEPEST),
            source_includes=_SOURCE,
            sort=_SORTS[query.sort],
            track_scores=True,
            track_total_hits=self._settings.count_up_to + 1,
            highlight=self._highlight(),
            aggs=AGGREGATIONS | ({"documents": {"cardinality": {"field": "document_id", "precision_threshold": 40_000}}}),
            **(self._collapsed() if by_document else {}),
        )
        return dict(answer.body)

    def _collapsed(self) -> dict[str, Any]:
        best = {"name": "pages", "size": HITS_SHOWN, "sort": _SORTS["best"], "_source": _SOURCE, "highlight": self._highlight()}
        return {"collapse": {"field": "document_id", "inner_hits": best | {"track_scores": True}}}

    def _highlight(self) -> dict[str, Any]:
        size = self._settings.snippet_words * _WORD_CHARS
        shown = {"number_of_fragments": 1, "fragment_size": size, "no_match_size": size}
        return {"pre_tags": [_OPEN], "post_tags": [_CLOSE], "fields": {"text": shown}, "max_analyzed_offset": 900_000}

    def _variants(self, node: Node) -> tuple[dict[str, list[str]], set[str]]:
        """Other spellings of each word, nearest first, and which of the words occur in the index as they are."""
        words = sorted({term.words.casefold() for term in terms(node) if not term.phrase and not term.prefix})
        asked = [word for word in words if SHORTEST <= len(fold(word)) <= LONGEST and not word.isdigit()]
        forms = {f"{number}:{form}": form for number, word in enumerate(asked) for form in (fold(word), *misread_starts(fold(word)))}
        if not forms:
            return {}, set()
        options = {"suggest_mode": "always", "prefix_length": 0, "min_word_length": SHORTEST, "size": _CANDIDATES, "max_edits": 2}
        options |= {"max_inspections": 50, "max_term_freq": 1_000_000_000}  # words that occur often have other spellings too
        suggest = {
            f"{key}:{field}": {"text": form, "term": options | {"field": f"{field}.words"}}
            for key, form in forms.items()
            for field in ("text", "people")
        }
        occurs = {key: {"multi_match": {"query": form, "fields": ["text.words", "people.words"]}} for key, form in forms.items()}
        answer = self._client.search(
            index=self._targets, size=0, suggest=suggest, aggs={"occurs": {"filters": {"filters": occurs}}}, track_total_hits=False
        )
        others: dict[str, set[str]] = {word: set() for word in asked}
        known = {key for key, bucket in answer["aggregations"]["occurs"]["buckets"].items() if bucket["doc_count"]}
        for key, form in forms.items():
            found = others[asked[int(key.split(":", 1)[0])]]
            found.update([form] * (key in known))
            found.update(
                option["text"]
                for field in ("text", "people")
                for entry in answer["suggest"][f"{key}:{field}"]
                for option in entry["options"]
            )
        variants = {word: alike(fold(word), sharing_a_key(fold(word), found))[:_FEW_VARIANTS] for word, found in others.items()}
        return variants, {word for number, word in enumerate(asked) if f"{number}:{fold(word)}" in known}

    def _by_pieces(self, node: Node, query: SearchQuery, by_document: bool) -> dict[str, Any] | None:
        if not self._has_trigrams():
            return None
        asked = terms(node)
        words = [
            term.words for term in asked if not term.prefix and not term.phrase and len(term.words) > SHORTEST and term.words.isalpha()
        ]
        if not words or len(words) < len(asked):
            return None
        compiled = self._compiled(None, query, {})
        compiled["bool"]["must"] = [by_pieces(words)]
        return self._ask(compiled, query, by_document)

    def _has_trigrams(self) -> bool:
        return bool(self._client.field_caps(index=self._targets, fields="people.trigram")["fields"])


def _exact_first(exact: Dsl, loose: Dsl) -> Dsl:
    """What matches loosely, with what matches exactly before it."""
    return {"bool": {"must": [loose], "should": [{"constant_score": {"filter": exact, "boost": 1_000.0}}]}}


def _suggestion(node: Node, variants: dict[str, list[str]], known: set[str]) -> str | None:
    words = [term.words for term in terms(node)]
    better = [word if word.casefold() in known else (variants.get(word.casefold()) or [word])[0] for word in words]
    return " ".join(better) if better != words else None


def _total(answer: dict[str, Any]) -> int:
    return int(answer["hits"]["total"]["value"])


def _group(found: dict[str, Any]) -> Group:
    inner = found["inner_hits"]["pages"]["hits"]
    return Group(found["_source"]["document_id"], tuple(_hit(one) for one in inner["hits"]), int(inner["total"]["value"]))


def _hit(found: dict[str, Any]) -> Hit:
    source = found["_source"]
    patient = source.get("patient") or {}
    marked = (found.get("highlight") or {}).get("text") or [""]
    return Hit(
        document_id=source["document_id"],
        page=source["source_page"],
        score=found["_score"] or 0.0,
        snippet=_parts(marked[0]),
        document_type=(source.get("document_type") or {}).get("name"),
        mrn=patient.get("mrn"),
        patient_name=patient.get("name"),
        birth_date=patient.get("birth_date"),
        service_date=source.get("service_date"),
        status=source["status"],
        station=source.get("station"),
        source_path=source["source_path"],
    )


def _parts(marked: str) -> tuple[tuple[str, bool], ...]:
    """The snippet in parts; marks that only blanks part are one, as the words of a phrase are."""
    parts: list[tuple[str, bool]] = []
    for number, piece in enumerate(re.sub(f"{_CLOSE}(\\s+){_OPEN}", r"\1", marked).replace("\n", " ").split(_OPEN)):
        inside, _, after = piece.partition(_CLOSE) if number else ("", "", piece)
        parts += [(inside, True), (after, False)]
    return tuple((text, hit) for text, hit in parts if text)
