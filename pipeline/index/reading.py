"""Answers from the embedded index's tables."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pipeline.index.abbreviations import Abbreviations, Widening
from pipeline.index.compile_fts5 import Variants, expression
from pipeline.index.counting import facets, service_dates
from pipeline.index.facets import Normaliser, fold
from pipeline.index.protocol import DocumentResults, Group, Hit, SearchQuery, SearchResults
from pipeline.index.query import Node, Term, parse, terms
from pipeline.index.settings import IndexSettings
from pipeline.index.snippets import Snippet, Snippets
from pipeline.index.spelling import alike, keys

_FEW_VARIANTS = 8
_COLUMNS = "document_id, source_page, type_name, mrn, patient_name, birth_date, service_date, status, station, source_path"


HITS_SHOWN = 3  # pages of a document


@dataclass(frozen=True, slots=True)
class _Found:
    """Pages by row: the best ones in order with their scores, all that are counted, and the expression that found them."""

    newest_first: bool
    ranked: list[tuple[int, float]]
    matching: list[int]
    used: str
    exactly: bool
    suggestion: str | None


class Reader:
    """One search: exact first; where that finds little, words spelled a little otherwise too."""

    def __init__(
        self,
        db: sqlite3.Connection,
        settings: IndexSettings,
        types: Callable[[str], list[str]],
        normalise: Normaliser,
        abbreviations: Abbreviations,
    ) -> None:
        self._widened = Widening(abbreviations)
        self._db = db
        self._settings = settings
        self._types = types
        self._normalise = normalise
        self._snippets = Snippets(settings.snippet_words)

    def close(self) -> None:
        """Give memory back."""
        self._snippets.close()

    def search(self, query: SearchQuery) -> SearchResults:
        """Hits, counts and a suggestion."""
        found = self._find(query)
        ranked = found.ranked if query.sort == "best" else self._dated(found)
        hits = self._hits(ranked[query.offset : query.offset + query.limit], found.used)
        counted = facets(self._db, found.matching)
        return SearchResults(len(found.matching), found.exactly, hits, counted.types, found.suggestion)

    def search_documents(self, query: SearchQuery) -> DocumentResults:
        """The same by documents."""
        found = self._find(query)
        ranked = found.ranked if query.sort == "best" else self._dated(found)
        documents = self._documents(found.matching)
        pages: dict[int, list[tuple[int, float]]] = {}
        for row, score in ranked:
            pages.setdefault(documents[row], []).append((row, score))
        count = Counter(documents.values())
        groups = []
        for document in list(pages)[query.offset : query.offset + query.limit]:
            hits = self._hits(sorted(pages[document], key=lambda one: -one[1])[:HITS_SHOWN], found.used)
            groups.append(Group(hits[0].document_id, hits, count[document]))
        return DocumentResults(len(count), found.exactly, tuple(groups), facets(self._db, found.matching), found.suggestion)

    def _find(self, query: SearchQuery) -> _Found:
        asked, query = parse(query)
        node = self._widened(asked)
        exact = self._expression(node, query, {})
        matching = self._matching(exact)
        ranked = self._ranked(exact, query)
        variants = self._variants(asked) if len(matching) < self._settings.fuzzy_below else {}
        used, suggestion = exact, None
        if any(variants.values()):
            used = self._expression(node, query, variants)
            found = set(matching)
            ranked += [row for row in self._ranked(used, query) if row[0] not in found]
            matching = self._matching(used)
            suggestion = None if found else self._suggestion(asked, variants, query)
        most = self._settings.count_up_to
        among = set(matching[:most])
        return _Found(
            query.sort == "newest", [one for one in ranked if one[0] in among], matching[:most], used, len(matching) <= most, suggestion
        )

    def _dated(self, found: _Found) -> list[tuple[int, float]]:
        """Every counted page by service date, what has none last; among equals the best first, as they were ranked."""
        scores = dict(found.ranked)
        days = service_dates(self._db, found.matching)
        rows = sorted(found.matching, key=lambda row: -scores.get(row, 0.0))
        dated = sorted((row for row in rows if days[row]), key=lambda row: days[row] or "", reverse=found.newest_first)
        return [(row, scores.get(row, 0.0)) for row in [*dated, *(row for row in rows if not days[row])]]

    def _documents(self, rows: Sequence[int]) -> dict[int, int]:
        """The document of each page."""
        return dict(self._db.execute("SELECT pages.id, document FROM json_each(?) JOIN pages ON pages.id = value", (json.dumps(rows),)))

    def _expression(self, node: Node | None, query: SearchQuery, variants: Variants) -> str:
        return expression(node, query, self._types, self._normalise, variants)

    def _matching(self, match: str) -> list[int]:
        rows = self._db.execute("SELECT rowid FROM words WHERE words MATCH ? LIMIT ?", (match, self._settings.count_up_to + 1))
        return [row for (row,) in rows]

    def _ranked(self, match: str, query: SearchQuery) -> list[tuple[int, float]]:
        """The newest matching pages, best first: words of names weigh twice, filters nothing."""
        among = max(self._settings.rank_among, query.offset + query.limit)
        rows = self._db.execute(
            "SELECT rowid, -bm25(words, 1.0, 2.0, 0.0) FROM words WHERE words MATCH ? ORDER BY rowid DESC LIMIT ?", (match, among)
        ).fetchall()
        return sorted(rows, key=lambda row: -row[1])

    def _hits(self, ranked: Sequence[tuple[int, float]], match: str) -> tuple[Hit, ...]:
        rows = [row for row, _ in ranked]
        read = "SELECT rowid, text, people, facets FROM words WHERE rowid = ?"
        snippets = self._snippets.of([self._db.execute(read, (row,)).fetchone() for row in rows], match)
        return tuple(self._hit(row, score, snippets.get(row, ())) for row, score in ranked)

    def _hit(self, row: int, score: float, snippet: Snippet) -> Hit:
        about = self._db.execute(
            f"SELECT {_COLUMNS} FROM pages JOIN documents ON documents.id = pages.document WHERE pages.id = ?",  # noqa: S608  # a constant
            (row,),
        ).fetchone()
        return Hit(about[0], about[1], score, snippet, *about[2:])

    def _variants(self, node: Node | None) -> dict[str, list[str]]:
        words = {term.words.casefold() for term in terms(node) if not term.phrase and not term.prefix}
        return {word: self._other_spellings(word) for word in sorted(words)}

    def _other_spellings(self, word: str) -> list[str]:
        wanted = sorted(keys(fold(word)))
        if not wanted:
            return []
        marks = ",".join("?" * len(wanted))
        sql = f"SELECT DISTINCT vocabulary.word FROM spellings JOIN vocabulary ON id = spellings.word WHERE key IN ({marks})"  # noqa: S608
        return alike(fold(word), (other for (other,) in self._db.execute(sql, wanted)))[:_FEW_VARIANTS]

    def _suggestion(self, node: Node | None, variants: dict[str, list[str]], query: SearchQuery) -> str | None:
        """The words as they were probably meant, each of which stands on a page that the person may see."""
        words = [term.words for term in terms(node)]
        better = [(variants.get(word.casefold()) or [word])[0] if not self._occurs(word) else word for word in words]
        shown = all(self._stands_somewhere(one, query) for one, word in zip(better, words, strict=True) if one != word)
        return " ".join(better) if better != words and shown else None

    def _stands_somewhere(self, word: str, query: SearchQuery) -> bool:
        rights = SearchQuery(
            hidden_types=query.hidden_types, hidden_mrns=query.hidden_mrns, open_mrns=query.open_mrns, filed_only=query.filed_only
        )
        match = self._expression(Term(word), rights, {})
        return self._db.execute("SELECT 1 FROM words WHERE words MATCH ? LIMIT 1", (match,)).fetchone() is not None

    def _occurs(self, word: str) -> bool:
        return self._db.execute("SELECT 1 FROM vocabulary WHERE word = ?", (fold(word),)).fetchone() is not None
