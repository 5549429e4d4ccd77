"""The users' query language, parsed once for every backend.

    metformin insulin        both words
    "chest pain"             the phrase
    pneumo*                  words that begin so
    -insulin, NOT insulin    without the word
    angina OR infarct        either; parentheses group
    field:value              mrn, name, dob, type, status, station, box, batch, chart, reason, year, from, to, date:2019-01-01..2019-12-31

Anything that can be typed is a query: quotes and parentheses that don't match are mended, what is no word is dropped.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from pipeline.index.protocol import SearchQuery

_NOT, _OPEN = "NOT", "("
LONGEST = 1_000  # characters of a query that are looked at
_DEEPEST = 20  # brackets within brackets; those further in are skipped
_TOKEN = re.compile(r'\s*(?:(-?)"([^"]*)"?|(-?\(|\))|(-?)([^\s()"]+))')
_FIELD = re.compile(r"(mrn|name|dob|type|status|station|box|batch|chart|reason|year|from|to|date):(.+)", re.IGNORECASE)
_WORD = re.compile(r"\w", re.UNICODE)


@dataclass(frozen=True, slots=True)
class Term:
    """A word, a phrase (`words` with blanks) or, with `prefix`, the beginning of a word."""

    words: str
    phrase: bool = False
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Not:
    """Pages without it."""

    of: Node


@dataclass(frozen=True, slots=True)
class And:
    """Pages with all parts."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Pages with any part."""

    parts: tuple[Node, ...]


Node = Term | Not | And | Or


def parse(query: SearchQuery) -> tuple[Node | None, SearchQuery]:
    """The text's tree (None where it asks for nothing) and the query with the filters that stood in the text."""
    tokens, filters = _tokens(query.text[:LONGEST].replace("\0", " "))
    node = _Parser(tokens).expression()
    for field, value in filters.items():
        if getattr(query, field) is None:
            query = replace(query, **{field: value})  # type: ignore[arg-type]  # every field that a filter names takes a str
    return node, query


def _tokens(text: str) -> tuple[list[str | Term], dict[str, str]]:
    tokens: list[str | Term] = []
    filters: dict[str, str] = {}
    position = 0
    while match := _TOKEN.match(text, position):
        position = match.end()
        minus_phrase, phrase, bracket, minus, word = match.groups()
        if bracket:
            tokens += ["NOT"] * bracket.startswith("-") + [bracket[-1]]
        elif phrase is not None:
            last = tokens[-1] if tokens else None
            if isinstance(last, str) and last.endswith(":"):  # field:"two words"
                tokens.pop()
                _filter(filters, last[:-1], phrase)
            elif _WORD.search(phrase):
                tokens += ["NOT"] * bool(minus_phrase) + [Term(phrase, phrase=True)]
        elif word in {"OR", "NOT", "AND", "|"}:
            tokens.append("OR" if word == "|" else word)
        elif (field := _FIELD.fullmatch(word)) is not None:
            _filter(filters, field[1].lower(), field[2])
        elif re.fullmatch(r"(?i)(mrn|name|dob|type|status|station|box|batch|chart|reason|year):", word):
            tokens.append(word.lower())
        elif _WORD.search(word):
            tokens += ["NOT"] * bool(minus) + [_term(word)]
    return [token for token in tokens if not (isinstance(token, str) and token.endswith(":"))], filters


def _term(word: str) -> Term:
    stem = word.rstrip("*")
    return Term(stem, prefix=stem != word)


def _filter(filters: dict[str, str], field: str, value: str) -> None:
    if field == "date":
        first, _, last = value.partition("..")
        filters["date_from"], filters["date_to"] = first, last or first
        return
    names = {"dob": "birth_date", "type": "document_type", "from": "date_from", "to": "date_to"}
    filters[names.get(field, field)] = value


class _Parser:
    """Recursive descent; OR binds weakest, then blanks (and), then NOT."""

    def __init__(self, tokens: list[str | Term]) -> None:
        self._tokens = tokens
        self._at = 0
        self._deep = 0

    def expression(self) -> Node | None:
        parts = [self._all()]
        while self._next() in {"OR", ")"}:  # a bracket that was never opened is skipped
            self._at += 1
            parts.append(self._all())
        found = tuple(part for part in parts if part is not None)
        return found[0] if len(found) == 1 else Or(found) if found else None

    def _all(self) -> Node | None:
        parts: list[Node] = []
        while (token := self._next()) is not None and token not in {"OR", ")"}:
            part = self._one()
            if part is not None:
                parts.append(part)
        return parts[0] if len(parts) == 1 else And(tuple(parts)) if parts else None

    def _one(self) -> Node | None:
        token = self._tokens[self._at]
        self._at += 1
        if isinstance(token, Term):
            return token
        if token == _NOT:
            return self._without()
        if token == _OPEN and self._deep < _DEEPEST:
            return self._group()
        return None  # AND is what blanks mean

    def _without(self) -> Node | None:
        odd = True
        while self._next() == _NOT:  # two of them are none
            self._at, odd = self._at + 1, not odd
        if self._next() is None or self._next() in {"OR", ")"}:
            return None
        part = self._one()
        return Not(part) if part is not None and odd else part

    def _group(self) -> Node | None:
        self._deep += 1
        parts = [self._all()]
        while self._next() == "OR":
            self._at += 1
            parts.append(self._all())
        if self._next() == ")":
            self._at += 1
        self._deep -= 1
        found = tuple(part for part in parts if part is not None)
        return found[0] if len(found) == 1 else Or(found) if found else None

    def _next(self) -> str | Term | None:
        return self._tokens[self._at] if self._at < len(self._tokens) else None


def terms(node: Node | None, wanted: bool = True) -> list[Term]:
    """Every term that a page should have (not those after NOT)."""
    if node is None:
        return []
    if isinstance(node, Term):
        return [node] if wanted else []
    if isinstance(node, Not):
        return terms(node.of, not wanted)
    return [term for part in node.parts for term in terms(part, wanted)]
