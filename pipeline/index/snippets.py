"""Snippets of the few pages that are shown.

FTS5 would set up the whole expression anew for each of them, and for a common prefix that costs more than finding the pages. A table in
memory that holds only these pages gives the same marks at once.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from pipeline.index.schema import WORDS

Snippet = tuple[tuple[str, bool], ...]
_OPEN, _CLOSE = "\x01", "\x02"  # characters that no page's text holds


class Snippets:
    """Marks words in texts, as the index's own tokenizer sees them."""

    def __init__(self, words: int) -> None:
        self._words = words
        self._memory = sqlite3.connect(":memory:", isolation_level=None)
        self._memory.execute(WORDS)

    def of(self, pages: Sequence[tuple[int, str, str, str]], match: str) -> dict[int, Snippet]:
        """By row: the best stretch of its text in parts, True where it is what was searched for. `pages`: row, text, people, facets."""
        self._memory.execute("DELETE FROM words")
        self._memory.executemany("INSERT INTO words (rowid, text, people, facets) VALUES (?, ?, ?, ?)", pages)
        found = self._memory.execute(
            "SELECT rowid, snippet(words, 0, ?, ?, '…', ?) FROM words WHERE words MATCH ?", (_OPEN, _CLOSE, self._words, match)
        )
        return {row: _parts(snippet) for row, snippet in found}

    def close(self) -> None:
        """Give the memory back."""
        self._memory.close()


def _parts(snippet: str) -> Snippet:
    parts: list[tuple[str, bool]] = []
    for number, piece in enumerate(snippet.replace("\n", " ").split(_OPEN)):
        if number == 0:
            parts.append((piece, False))
            continue
        marked, _, rest = piece.partition(_CLOSE)
        parts += [(marked, True), (rest, False)]
    return tuple((text, marked) for text, marked in parts if text)
