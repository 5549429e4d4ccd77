"""A parsed query as an FTS5 expression."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from pipeline.index.facets import EVERY, Normaliser, date_tokens, token
from pipeline.index.protocol import SearchQuery
from pipeline.index.query import And, Node, Not, Or, Term

Variants = Mapping[str, Sequence[str]]
NO_PAGE = f'facets : ("{EVERY}" NOT "{EVERY}")'


def expression(node: Node | None, query: SearchQuery, types: Callable[[str], list[str]], normalise: Normaliser, variants: Variants) -> str:
    """The whole query; `types` gives the codes that a type's name or code means, `variants` other spellings of words."""
    parts = [f'facets : "{EVERY}"'] if node is None else [compiled(node, variants)]
    parts += _filters(query, types, normalise)
    return _seen(" AND ".join(f"({part})" for part in parts), query)


def _seen(wanted: str, query: SearchQuery) -> str:
    """Without what the person may not see."""
    if query.filed_only:
        wanted = f"({wanted}) AND ({_facet('status', ['filed'])})"
    if query.hidden_mrns:
        wanted = f"({wanted}) NOT ({_facet('mrn', sorted(query.hidden_mrns))})"
    if query.hidden_types:
        hidden = _facet("type", sorted(query.hidden_types))
        if query.open_mrns:
            hidden = f"({hidden}) NOT ({_facet('mrn', sorted(query.open_mrns))})"
        wanted = f"({wanted}) NOT ({hidden})"
    return wanted


def compiled(node: Node, variants: Variants) -> str:
    """A node on the columns that hold words."""
    if isinstance(node, Term):
        return _term(node, variants)
    if isinstance(node, Not):
        return f'(facets : "{EVERY}") NOT ({compiled(node.of, variants)})'
    if isinstance(node, Or):
        return " OR ".join(f"({compiled(part, variants)})" for part in node.parts)
    return _all(node, variants)


def _all(node: And, variants: Variants) -> str:
    wanted = [f"({compiled(part, variants)})" for part in node.parts if not isinstance(part, Not)] or [f'(facets : "{EVERY}")']
    unwanted = [f"({compiled(part.of, variants)})" for part in node.parts if isinstance(part, Not)]
    found = f"({' AND '.join(wanted)})"
    return f"{found} NOT ({' OR '.join(unwanted)})" if unwanted else found


def _term(term: Term, variants: Variants) -> str:
    spelled = [term.words, *(() if term.phrase or term.prefix else variants.get(term.words.casefold(), ()))]
    either = " OR ".join(quoted(words) + (" *" if term.prefix else "") for words in spelled)
    return f"{{text people}} : ({either})"


def quoted(words: str) -> str:
    """A string of FTS5; the tokenizer makes words of whatever stands in it."""
    escaped = words.replace('"', '""')
    return f'"{escaped}"'


def _filters(query: SearchQuery, types: Callable[[str], list[str]], normalise: Normaliser) -> list[str]:
    found = []
    if query.mrn:
        found.append(_facet("mrn", [normalise(query.mrn) or query.mrn]))
    if query.name and any(char.isalnum() for char in query.name):
        words = [word for word in query.name.replace(",", " ").split() if any(char.isalnum() for char in word)]
        found.append(" AND ".join(f"people : {quoted(word)}" for word in words))
    if query.birth_date:
        found.append(_facet("born", [query.birth_date]))
    if query.document_type:
        found.append(_facet("type", types(query.document_type)))
    for kind in ("status", "station", "reason", "box", "batch", "chart"):
        if value := getattr(query, kind):
            found.append(_facet(kind, [value]))
    if query.year:
        found.append(_facet("date", [query.year]) if len(query.year) == 4 else NO_PAGE)  # as years are written
    days = date_tokens(query.date_from, query.date_to)
    if days is not None:
        found.append("facets : (" + " OR ".join(f'"{day}"' for day in days) + ")" if days else NO_PAGE)
    return found


def _facet(kind: str, values: Sequence[str]) -> str:
    return "facets : (" + " OR ".join(f'"{token(kind, value)}"' for value in values) + ")" if values else NO_PAGE
