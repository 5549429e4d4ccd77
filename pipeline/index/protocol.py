"""What every search backend offers, and what is asked of it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from pipeline.model.record import Record
from pipeline.model.types import ArrivalState

Sort = Literal["best", "newest", "oldest"]  # by service date; what has none comes last


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """What a user asks: `text` in the query language (query.py), the rest as filters that all must hold.

    `document_type` is a LOINC code or part of a type's name; dates are ISO 8601, inclusive; an MRN in any spelling; `reason` why a
    document is held. What the person who asks may not see is in no hit, no count and no suggestion: documents of `hidden_types` (LOINC
    codes) but for patients of `open_mrns`, those that name one of `hidden_mrns` (normalised), and with `filed_only` those that are held.
    """

    text: str = ""
    mrn: str | None = None
    name: str | None = None
    birth_date: str | None = None
    document_type: str | None = None
    date_from: str | None = None
    date_to: str | None = None
    status: str | None = None
    station: str | None = None
    limit: int = 10
    offset: int = 0
    year: str | None = None
    reason: str | None = None
    box: str | None = None
    batch: str | None = None
    chart: str | None = None
    sort: Sort = "best"
    hidden_types: frozenset[str] = frozenset()
    hidden_mrns: frozenset[str] = frozenset()
    open_mrns: frozenset[str] = frozenset()
    filed_only: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """One page. `snippet` is text in parts; True marks what was searched for."""

    document_id: str
    page: int  # 1-based page of the source file
    score: float  # larger is better; to be compared within one answer only
    snippet: tuple[tuple[str, bool], ...]
    document_type: str | None
    mrn: str | None
    patient_name: str | None
    birth_date: str | None
    service_date: str | None
    status: str
    station: str | None
    source_path: str


Counts = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Facets:
    """How many of the counted pages there are of each value, the commonest first; years the newest first."""

    types: Counts = ()
    stations: Counts = ()
    statuses: Counts = ()
    years: Counts = ()
    reasons: Counts = ()


@dataclass(frozen=True, slots=True)
class SearchResults:
    """Hits, best first. Where `total_is_exact` is False there are at least so many pages, and `by_type` counts those."""

    total_pages: int
    total_is_exact: bool
    hits: tuple[Hit, ...]
    by_type: tuple[tuple[str, int], ...]
    suggestion: str | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """A document with its best pages, best first; `pages` is how many of it match."""

    document_id: str
    hits: tuple[Hit, ...]
    pages: int


@dataclass(frozen=True, slots=True)
class DocumentResults:
    """Documents, in the query's order. Where `total_is_exact` is False there are at least so many."""

    total_documents: int
    total_is_exact: bool
    groups: tuple[Group, ...]
    facets: Facets
    suggestion: str | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """A document as it is now; `record` None says that it is no more. `pages`: every source page that it ever had."""

    document_id: str
    revision: int
    record: Record | None
    pages: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Rejection:
    """A document that the index can't take, and the index's reason: kinds and fields, never a value."""

    document_id: str
    reason: str


def digest(pages: Iterable[tuple[int, str]]) -> str:
    """Of the pages of a document, each its number and text, in the order of their numbers."""
    made = hashlib.sha256()
    for number, text in pages:
        made.update(f"{number}:{len(text)}:{text}".encode("utf-8", "surrogatepass"))
    return made.hexdigest()


class SearchIndex(Protocol):
    """A projection of the ledger: it can be lost and rebuilt. IndexDown when it is away."""

    @property
    def schema(self) -> str:
        """What it is and how it is laid out: where this changes, every document is written again."""
        ...

    def upsert(self, changes: Sequence[Change]) -> tuple[Rejection, ...]:
        """Write or take out documents whole, if their revision is newer than the stored one; returns what the index can't take."""
        ...

    def report(self, states: Sequence[ArrivalState]) -> None:
        """Show where files are, for a dashboard; an index without one does nothing."""
        ...

    def search(self, query: SearchQuery) -> SearchResults:
        """Answer a query; whatever is typed, it never raises for the text."""
        ...

    def search_documents(self, query: SearchQuery) -> DocumentResults:
        """Answer a query by documents: `limit` and `offset` count those."""
        ...

    def documents(self) -> Iterator[tuple[str, int]]:
        """Every document's id and revision, by id."""
        ...

    def contents(self, document_ids: Sequence[str]) -> dict[str, str]:
        """For each of the documents that it has, the `digest` of its pages."""
        ...

    def integrity(self) -> list[str]:
        """What the index finds wrong with itself."""
        ...

    def begin_rebuild(self) -> None:
        """An empty index beside the one that is searched; what is upserted goes there from now on."""
        ...

    def finish_rebuild(self, missed: Callable[[Iterable[tuple[str, int]]], Iterable[Change]] = lambda _: ()) -> tuple[Rejection, ...]:
        """From now on what was built is searched.

        Where others may have written into the old one meanwhile, `missed` is told what was built (ids and revisions) and answers what
        changed, at a moment when nobody else can write.
        """
        ...

    def close(self) -> None:
        """Give the connection back."""
        ...
