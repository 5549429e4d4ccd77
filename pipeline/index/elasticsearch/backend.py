"""The index in Elasticsearch, behind the same protocol as the embedded one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path
from types import MappingProxyType

from elasticsearch import Elasticsearch
from elasticsearch.helpers import scan

from pipeline.index.abbreviations import Abbreviations
from pipeline.index.elasticsearch.bulk import BulkWriter, Write
from pipeline.index.elasticsearch.connecting import connect, key_of, told_apart
from pipeline.index.elasticsearch.generations import Generations
from pipeline.index.elasticsearch.mapping import FLOOR, KINDS, names
from pipeline.index.elasticsearch.page_documents import kind_of, page_documents, page_id, tombstone
from pipeline.index.elasticsearch.reading import Reader
from pipeline.index.facets import Normaliser
from pipeline.index.protocol import Change, DocumentResults, Rejection, SearchQuery, SearchResults, digest
from pipeline.index.settings import IndexSettings
from pipeline.index.type_names import TypeNames
from pipeline.model.types import ArrivalState


@dataclass
class _Found:
    """What stands in the index of one document."""

    pages: int = 0
    wanted: int = 0
    oldest: int = 0

    def add(self, revision: int, wanted: int) -> None:
        self.oldest = min(self.oldest, revision) if self.pages else revision
        self.pages, self.wanted = self.pages + 1, wanted

    @property
    def revision(self) -> int:
        """0 while it is not whole."""
        return self.oldest if self.pages == self.wanted else 0


class ElasticsearchIndex:
    """Connects when it is first asked; each of writing, searching and managing has a key of its own, that may no more than it needs."""

    def __init__(
        self,
        settings: IndexSettings,
        type_names: Mapping[str, str],
        normalise: Normaliser,
        home: Path,
        desk: str = "",
        abbreviations: Abbreviations = MappingProxyType({}),
    ) -> None:
        self._abbreviations = abbreviations
        self._settings = settings
        self._types = TypeNames(type_names)
        self._normalise = normalise
        self._home = home
        self._desk = desk
        self._aliases = names(settings.elasticsearch)

    @property
    def schema(self) -> str:
        """Its mapping's version stands in the indices themselves, and `setup` brings new ones."""
        return "elasticsearch"

    def upsert(self, changes: Sequence[Change]) -> tuple[Rejection, ...]:
        """Write documents whole; IndexDown when Elasticsearch stays away, and then nothing is marked as written."""
        writes: list[Write] = []
        rejected: dict[str, str] = {}
        for change in changes:
            try:
                writes += list(self._writes(change))
            except (KeyError, TypeError, AttributeError) as error:
                rejected[change.document_id] = f"no record: {type(error).__name__}"
        with told_apart():
            rejected |= self._writer.write(writes)
        return tuple(Rejection(document_id, why) for document_id, why in rejected.items())

    def report(self, states: Sequence[ArrivalState]) -> None:
        """Show where files are."""
        index = f"{self._aliases[FLOOR]}-write"
        with told_apart():
            self._writer.write(Write(index, state.arrival_id, state.arrival_id, state.seq, asdict(state)) for state in states)

    def search(self, query: SearchQuery) -> SearchResults:
        """Answer a query."""
        with told_apart():
            return self._reader.search(query)

    def search_documents(self, query: SearchQuery) -> DocumentResults:
        """Answer a query by documents."""
        with told_apart():
            return self._reader.search_documents(query)

    def documents(self) -> Iterator[tuple[str, int]]:
        """Every document's id and revision; what was written a moment ago included."""
        targets = [self._aliases[kind] for kind in KINDS]
        with told_apart():
            self._manager.indices.refresh(index=targets)
            query = {"query": {"term": {"gone": False}}, "_source": ["document_id", "revision", "pages"]}
            found: dict[str, _Found] = defaultdict(_Found)
            for page in scan(self._manager, index=",".join(targets), query=query, size=5_000):
                found[page["_source"]["document_id"]].add(page["_source"]["revision"], page["_source"]["pages"])
        yield from sorted((document_id, document.revision) for document_id, document in found.items())

    def begin_rebuild(self) -> None:
        """New indices beside those that are searched; what is written from now on goes there."""
        with told_apart():
            Generations(self._manager, self._settings.elasticsearch).begin()

    def finish_rebuild(self, missed: Callable[[Iterable[tuple[str, int]]], Iterable[Change]] = lambda _: ()) -> tuple[Rejection, ...]:
        """Search what was built, all at once; the old indices go. Nothing is missed: all have written to the new ones since the start."""
        del missed
        with told_apart():
            Generations(self._manager, self._settings.elasticsearch).finish()
        return ()

    def contents(self, document_ids: Sequence[str]) -> dict[str, str]:
        """A digest of what is kept of each document's pages."""
        query = {"bool": {"must": [{"terms": {"document_id": list(document_ids)}}, {"term": {"gone": False}}]}}
        found: dict[str, list[tuple[int, str]]] = defaultdict(list)
        with told_apart():
            body = {"query": query, "_source": ["document_id", "source_page", "text"]}
            for page in scan(self._manager, index=",".join(self._aliases[kind] for kind in KINDS), query=body, size=1_000):
                found[page["_source"]["document_id"]].append((page["_source"]["source_page"], page["_source"]["text"]))
        return {document_id: digest(sorted(pages)) for document_id, pages in found.items()}

    def integrity(self) -> list[str]:
        """Elasticsearch looks after its own files."""
        return []

    def close(self) -> None:
        """Close what was connected."""
        for client in ("_ingest", "_search", "_manager"):
            if client in self.__dict__:
                self.__dict__[client].close()

    def _writes(self, change: Change) -> Iterator[Write]:
        """A document's pages; tombstones for those it had before, and in the other index, where it may have stood before."""
        settings, revision, record = self._settings.elasticsearch, change.revision, change.record
        kind = None if record is None else kind_of(record, settings)
        kept: set[int] = set()
        if record is not None and kind is not None:
            for body in page_documents(record, revision, self._desk, self._normalise):
                kept.add(body["source_page"])
                yield Write(f"{self._aliases[kind]}-write", body["page_id"], change.document_id, revision, body)
        if revision == 1:
            return  # it never stood anywhere
        for other in KINDS:
            for page in sorted({*change.pages, *kept}):
                if other != kind or page not in kept:
                    body = tombstone(change.document_id, page, revision)
                    yield Write(f"{self._aliases[other]}-write", page_id(change.document_id, page), change.document_id, revision, body)

    @cached_property
    def _writer(self) -> BulkWriter:
        return BulkWriter(self._ingest, self._settings.elasticsearch)

    @cached_property
    def _reader(self) -> Reader:
        wanted = KINDS if self._settings.elasticsearch.search_sensitive else ("pages",)
        targets = ",".join(self._aliases[kind] for kind in wanted)
        return Reader(self._search, targets, self._settings, self._types.codes, self._normalise, self._abbreviations)

    @cached_property
    def _ingest(self) -> Elasticsearch:
        return self._connected("ingest")

    @cached_property
    def _search(self) -> Elasticsearch:
        return self._connected("search-sensitive" if self._settings.elasticsearch.search_sensitive else "search")

    @cached_property
    def _manager(self) -> Elasticsearch:
        return self._connected("manage")

    def _connected(self, role: str) -> Elasticsearch:
        settings = self._settings.elasticsearch
        return connect(settings, api_key=key_of(settings, role, self._home))
