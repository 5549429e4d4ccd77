"""The search page: what the query finds, by document, with what else there is of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import cast
from urllib.parse import urlencode

from starlette.responses import Response

from pipeline.index import SearchQuery, Sort
from pipeline.model.errors import ConfigError
from pipeline.review.asked import Asked, number_of
from pipeline.review.pages import REASONS
from pipeline.run.indexing import searched

# one letter and a star over 200,000 pages takes a second of a processor, fifty of them most of a minute
_BEGINNING, _SHORTEST, _MOST_BEGINNINGS = re.compile(r"([^\s:\"()*-]*)\*"), 3, 5
SHOWN = 10  # documents on one page
DEEPEST = 500  # pages of results
# the address's names, the query's fields
FIELDS = {
    **{"q": "text", "type": "document_type", "station": "station", "status": "status", "year": "year", "reason": "reason"},
    **{"from": "date_from", "to": "date_to", "sort": "sort"},
}
_SORTS = {"best": "Best first", "newest": "Newest first", "oldest": "Oldest first"}


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a facet: how many pages have it, and the address with and without it."""

    value: str
    label: str
    count: int
    chosen: bool
    link: str


def search(asked: Asked) -> Response:
    """The page; without a query the newest documents."""
    said = {name: asked.query(name) for name in FIELDS if asked.query(name)}
    number = min(number_of(asked.query("page"), 1), DEEPEST) or 1
    query = asked.sight.narrowed(query_of(said, SHOWN, (number - 1) * SHOWN))
    found = searched(asked.home).search_documents(query)
    ids = [group.document_id for group in found.groups]
    asked.tell(*ids, patients=asked.home.ledger.documents.patients_of(ids), why=urlencode(said))
    facets = [
        ("Type", "type", _choices(said, "type", [(name, name, count) for name, count in found.facets.types])),
        ("Year", "year", _choices(said, "year", [(year, year, count) for year, count in found.facets.years])),
        ("Station", "station", _choices(said, "station", [(one, one, count) for one, count in found.facets.stations])),
        ("Status", "status", _choices(said, "status", [(one, _STATUS.get(one, one), count) for one, count in found.facets.statuses])),
        ("Held because", "reason", _choices(said, "reason", [(one, REASONS.get(one, one), count) for one, count in found.facets.reasons])),
    ]
    return asked.page(
        "search.html",
        said=said,
        found=found,
        facets=[facet for facet in facets if facet[2]],
        first=(number - 1) * SHOWN,
        number=number,
        more=found.total_documents > number * SHOWN,
        sorts=_SORTS,
        link=lambda **changes: _link(said, **changes),
        state=urlencode(said),
    )


_STATUS = {"filed": "Filed", "review": "Held"}


def query_of(said: dict[str, str], limit: int, offset: int) -> SearchQuery:
    """The address's values as a query; a sort that there isn't is the best first. ConfigError for too short beginnings of words."""
    beginnings = _BEGINNING.findall(said.get("q", ""))
    if len(beginnings) > _MOST_BEGINNINGS or any(len(one) < _SHORTEST for one in beginnings):
        raise ConfigError("that would look through every word", f"Write {_SHORTEST} letters or more before a star, and few stars.")
    sort = cast("Sort", said["sort"] if said.get("sort") in _SORTS else "best")
    values = {FIELDS[name]: value for name, value in said.items() if name != "sort"}
    return SearchQuery(**values, sort=sort, limit=limit, offset=offset)  # type: ignore[arg-type]  # every field of FIELDS takes a str


def _choices(said: dict[str, str], name: str, values: list[tuple[str, str, int]]) -> list[Choice]:
    return [
        Choice(value, label, count, said.get(name) == value, _link(said, **{name: "" if said.get(name) == value else value}))
        for value, label, count in values[:12]
    ]


def _link(said: dict[str, str], **changes: str) -> str:
    """The search's address with some values changed; "" takes one away."""
    values = {name: value for name, value in {**said, **changes}.items() if value}
    return f"/search?{urlencode(values)}"
