"""Medical abbreviations: who asks for one also finds what it stands for, and the other way round.

The query is widened, not the index: both backends do it alike, and a new abbreviation needs no reindexing.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path

from pipeline.index.facets import fold
from pipeline.index.query import And, Node, Not, Or, Term
from pipeline.model.errors import ConfigError

Abbreviations = Mapping[str, str]  # each abbreviation, folded, and its words


def load_abbreviations(path: Path) -> dict[str, str]:
    """The site's list: abbreviation = "words"."""
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ConfigError(
            f"{path}: {type(error).__name__}", 'One abbreviation a line: copd = "chronic obstructive pulmonary disease"'
        ) from None
    return {fold(short): fold(str(words)) for short, words in found.items()}


class Widening:
    """Widens the wanted terms of a query."""

    def __init__(self, abbreviations: Abbreviations) -> None:
        self._words = dict(abbreviations)
        self._short: dict[str, list[str]] = {}
        for short, words in abbreviations.items():
            self._short.setdefault(words, []).append(short)
        self._longest = max((len(words.split()) for words in self._short), default=0)

    def __call__(self, node: Node | None) -> Node | None:
        """The tree with alternatives."""
        if node is None or isinstance(node, Not):
            return node  # what is not wanted is taken at its word
        if isinstance(node, Term):
            return self._either(node)
        if isinstance(node, Or):
            return Or(tuple(found for part in node.parts if (found := self(part)) is not None))
        return self._all(node)

    def _either(self, term: Term) -> Node:
        asked = " ".join(fold(term.words).split())
        if term.prefix:
            return term
        others = [Term(self._words[asked], phrase=True)] if asked in self._words else []
        others += [Term(short) for short in self._short.get(asked, ())]
        return Or((term, *others)) if others else term

    def _all(self, node: And) -> Node:
        """Words that together are what an abbreviation stands for are one part, with the abbreviation beside them."""
        parts: list[Node] = []
        at = 0
        while at < len(node.parts):
            many, shorts = self._run(node.parts[at : at + self._longest])
            if many:
                parts.append(Or((And(node.parts[at : at + many]), *(Term(short) for short in shorts))))
            elif (found := self(node.parts[at])) is not None:
                parts.append(found)
            at += many or 1
        return parts[0] if len(parts) == 1 else And(tuple(parts))

    def _run(self, parts: tuple[Node, ...]) -> tuple[int, list[str]]:
        for many in range(len(parts), 1, -1):
            some = parts[:many]
            words = [fold(part.words) for part in some if isinstance(part, Term) and not part.prefix and not part.phrase]
            shorts = self._short.get(" ".join(words), []) if len(words) == many else []
            if shorts:
                return many, shorts
        return 0, []
