"""Answers from the embedded index's tables."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Sequence

from pipeline.index.abbreviations import Abbreviations, Widening
from pipeline.index.compile_fts5 import Variants, expression
from pipeline.index.facets import Normaliser, fold
from pipeline.index.protocol import Hit, SearchQuery, SearchResults
from pipeline.index.query import Node, parse, terms
from pipeline.index.settings import IndexSettings
from pipeline.index.snippets import Snippet, Snippets
from pipeline.index.spelling import alike, keys

_FEW_VARIANTS = 8
_COLUMNS = "document_id, source_page, type_name, mrn, patient_name, birth_date, service_date, status, station, source_path"


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
            suggestion = None if found else self._suggestion(asked, variants)
        page_of_hits = ranked[query.offset : query.offset + query.limit]
        hits = self._hits(page_of_hits, used)
        exactly = len(matching) <= self._settings.count_up_to
        total = matching[: self._settings.count_up_to]
        return SearchResults(len(total), exactly, hits, self._by_type(total), suggestion)

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

    def _by_type(self, rows: Sequence[int]) -> tuple[tuple[str, int], ...]:
        counts: Counter[str] = Counter()
        for start in range(0, len(rows), 500):
            some = rows[start : start + 500]
            marks = ",".join("?" * len(some))
            sql = f"SELECT type_name, count(*) FROM pages JOIN documents ON documents.id = document WHERE pages.id IN ({marks}) GROUP BY 1"  # noqa: S608
            for name, count in self._db.execute(sql, some):
                counts[name or "unknown type"] += count
        return tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))

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

    def _suggestion(self, node: Node | None, variants: dict[str, list[str]]) -> str | None:
        words = [term.words for term in terms(node)]
        better = [(variants.get(word.casefold()) or [word])[0] if not self._occurs(word) else word for word in words]
        return " ".join(better) if better != words else None

    def _occurs(self, word: str) -> bool:
        return self._db.execute("SELECT 1 FROM vocabulary WHERE word = ?", (fold(word),)).fetchone() is not None
