"""Bulk writing: by size, tried again while it may help, every item's own answer read."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from elastic_transport import TransportError
from elasticsearch import ApiError, Elasticsearch

from pipeline.index.elasticsearch.connecting import passes, told
from pipeline.index.elasticsearch.settings import ElasticsearchSettings
from pipeline.model.errors import IndexDown

_LATER = frozenset({429, 502, 503, 504})  # of an item: the node is busy, or its disk is full
_BLOCKED = frozenset({"cluster_block_exception", "unavailable_shards_exception", "process_cluster_event_timeout_exception"})
_TOO_LARGE = 413
_ABSENT = frozenset({"index_not_found_exception", "index_closed_exception"})
_DENIED = "security_exception"
_FIRST_PAUSE_S, _LONGEST_PAUSE_S = 0.25, 30.0
# What may be repeated of a reason: the field and what is wrong with it. Elasticsearch goes on with a preview of the value.
_SAYABLE = re.compile(
    r"failed to parse field \[[\w.]+\] of type \[\w+\]"
    r"|mapping set to strict, dynamic introduction of \[[\w.]+\] within \[[\w.]+\] is not allowed"
    r"|immense term in field=\"[\w.]+\""
    r"|Limit of total fields \[\d+\] has been exceeded"
)


@dataclass(frozen=True, slots=True)
class Write:
    """One page to index, whole; an older or equal `revision` than the stored one changes nothing."""

    index: str
    page_id: str
    document_id: str
    revision: int
    body: dict[str, Any]

    def lines(self) -> Any:
        """As two lines of a bulk request, bytes that the client sends as they are."""
        action = {"index": {"_index": self.index, "_id": self.page_id, "version": self.revision, "version_type": "external"}}
        return f"{json.dumps(action)}\n{json.dumps(self.body, ensure_ascii=False)}".encode()


class BulkWriter:
    """Writes pages; `pause` waits between tries."""

    def __init__(self, client: Elasticsearch, settings: ElasticsearchSettings, pause: Callable[[float], None] = time.sleep) -> None:
        self._client = client
        self._settings = settings
        self._pause = pause

    def write(self, writes: Iterable[Write]) -> dict[str, str]:
        """Every page; returns for each document that Elasticsearch rejects its reason. IndexDown when tries run out."""
        rejected: dict[str, str] = {}
        for batch in self._batches(writes):
            waiting, pause = batch, _FIRST_PAUSE_S
            for left in range(self._settings.retries, -1, -1):
                waiting, failure = self._once(waiting, rejected)
                if not waiting:
                    break
                if not left:
                    raise failure
                self._pause(pause)
                pause = min(2 * pause, _LONGEST_PAUSE_S)
        return rejected

    def _batches(self, writes: Iterable[Write]) -> Iterator[list[tuple[Write, Any]]]:
        batch: list[tuple[Write, Any]] = []
        size = 0
        for write in writes:
            lines = write.lines()
            if batch and size + len(lines) > self._settings.bulk_bytes:
                yield batch
                batch, size = [], 0
            batch.append((write, lines))
            size += len(lines)
        if batch:
            yield batch

    def _once(self, batch: Sequence[tuple[Write, Any]], rejected: dict[str, str]) -> tuple[list[tuple[Write, Any]], Exception]:
        """One request; what has to be tried again, and the error to raise if it can't be."""
        try:
            answer = self._client.bulk(operations=[lines for _, lines in batch], filter_path="errors,items.*.status,items.*.error")
        except (ApiError, TransportError) as error:
            if passes(error):
                return list(batch), told(error)
            if isinstance(error, ApiError) and error.status_code == _TOO_LARGE and len(batch) > 1:
                return self._halves(batch, rejected)
            if isinstance(error, ApiError) and error.status_code == _TOO_LARGE:
                rejected[batch[0][0].document_id] = "the page is larger than Elasticsearch takes"
                return [], told(error)
            raise told(error) from None
        items = answer.get("items") or []
        if len(items) != len(batch):  # an answer torn on its way: writing again is harmless
            return list(batch), IndexDown("Elasticsearch's answer was incomplete")
        again = [entry for entry, item in zip(batch, items, strict=True) if _again(item["index"], entry[0], rejected)]
        return again, IndexDown("Elasticsearch is too busy or its disk is full")

    def _halves(self, batch: Sequence[tuple[Write, Any]], rejected: dict[str, str]) -> tuple[list[tuple[Write, Any]], Exception]:
        """For a node, or a proxy before it, that takes less at once than we send."""
        middle = len(batch) // 2
        first, failure = self._once(batch[:middle], rejected)
        second, failure = self._once(batch[middle:], rejected)
        return first + second, failure


def _again(item: dict[str, Any], write: Write, rejected: dict[str, str]) -> bool:
    """Read an item's answer: whether to try it again. A refused one is entered in `rejected`."""
    status, error = item["status"], item.get("error") or {}
    if status < 300 or status == 409:  # written; or the same or a newer revision stands there already
        return False
    if status in _LATER or error.get("type") in _BLOCKED:
        return True
    if error.get("type") in _ABSENT:  # nothing is wrong with the document
        raise IndexDown("Elasticsearch has no index of ours to write to", "Run `chartscan elasticsearch setup`, then `chartscan reindex`.")
    if error.get("type") == _DENIED:
        raise IndexDown("Elasticsearch refuses the ingest key", "Run `chartscan elasticsearch setup --save`; it makes new keys.")
    rejected[write.document_id] = f"{write.page_id}: {reason(error)}"
    return False


def reason(error: dict[str, Any]) -> str:
    """Elasticsearch's own reason without the value it quotes: its kind and its field."""
    said = _SAYABLE.search(str(error.get("reason", "")))
    return f"{error.get('type', 'error')}" + (f": {said.group()}" if said else "")
