"""Which words of a page a query means: for drawing them on its picture."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence

from pipeline.index.abbreviations import Abbreviations, Widening
from pipeline.index.compile_fts5 import compiled
from pipeline.index.facets import EVERY, fold
from pipeline.index.protocol import SearchQuery
from pipeline.index.query import Node, parse, terms
from pipeline.index.schema import WORDS
from pipeline.index.spelling import alike

_OPEN, _CLOSE = "\x01", "\x02"  # characters that no page's text holds
_LETTERS = re.compile(r"[^\W_]{4,24}")


def marked(text: str, words: Sequence[str], abbreviations: Abbreviations) -> tuple[bool, ...]:
    """For each of a page's words, in reading order, whether the query `text` asks for it; misspelt ones mark what they probably mean."""
    asked, _ = parse(SearchQuery(text))
    if asked is None or not words:
        return (False,) * len(words)
    variants = _spelled_otherwise(asked, words)
    each = " OR ".join(f"({compiled(term, variants)})" for term in terms(Widening(abbreviations)(asked)))
    return _highlighted(words, each) if each else (False,) * len(words)


def _spelled_otherwise(asked: Node, words: Sequence[str]) -> dict[str, list[str]]:
    """For words of the query that stand nowhere on the page, those of the page that differ as misread ones do."""
    own = {piece for word in words for piece in _LETTERS.findall(fold(word))}
    wanted = {term.words.casefold() for term in terms(asked) if not term.phrase and not term.prefix}
    return {word: alike(fold(word), sorted(own)) for word in wanted if fold(word) not in own}


def _highlighted(words: Sequence[str], match: str) -> tuple[bool, ...]:
    memory = sqlite3.connect(":memory:", isolation_level=None)
    try:
        memory.execute(WORDS)
        plain = [word.replace(" ", "_") for word in words]  # a word with a blank in it stays one here
        memory.execute("INSERT INTO words (rowid, text, people, facets) VALUES (1, ?, '', ?)", (" ".join(plain), EVERY))
        row = memory.execute("SELECT highlight(words, 0, ?, ?) FROM words WHERE words MATCH ?", (_OPEN, _CLOSE, match)).fetchone()
    finally:
        memory.close()
    if row is None:
        return (False,) * len(words)
    found, inside = [], False
    for piece in row[0].split(" "):
        found.append(inside or _OPEN in piece)
        inside = piece.rfind(_OPEN) > piece.rfind(_CLOSE) or (inside and _CLOSE not in piece)
    return tuple(found)
