"""A file as it came in, page by page: separator sheets, their backs and whatever else is in no document are got back by it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pipeline.model.codec import decode
from pipeline.model.errors import ConfigError
from pipeline.model.types import Arrival, PageFailed
from pipeline.run.home import Home

NO_SUCH = "`chartscan search` and `chartscan export` give the ids of documents and arrivals; a file's name as it came is taken too."


def arrival_named(home: Home, name: str) -> Arrival:
    """The arrival of this id, or of a file of this name. ConfigError when there is none, or several of the name."""
    arrivals = home.ledger.arrivals
    found = arrivals.get(name)
    named = [found] if found is not None else arrivals.of_path(name)
    if not named:
        raise ConfigError(f"no document {name}", NO_SUCH)
    if len(named) > 1:
        raise ConfigError(f"{len(named)} files came by this name", f"Name one by its id: {', '.join(one.arrival_id for one in named)}.")
    return named[0]


def show_file(home: Home, name: str) -> dict[str, Any]:
    """The file's arrival, and of each page that was read which document it is in: null for none. ConfigError as `arrival_named`."""
    arrival = arrival_named(home, name)
    of_page = {
        page: record["document_id"]
        for record, _ in home.ledger.documents.of_arrival(arrival.arrival_id)
        for page in record["source"]["pages"]
    }
    return {
        "arrival_id": arrival.arrival_id,
        "path": arrival.path,
        "state": home.ledger.arrivals.state(arrival.arrival_id),
        "pages": [
            {"source_page": number, "document_id": of_page.get(number), "shows": _shows(home, sha256)}
            for number, sha256 in sorted(home.ledger.arrivals.pages_done(arrival.arrival_id).items())
        ],
    }


def _shows(home: Home, sha256: str) -> str:
    result = decode(home.store.read(sha256))
    if isinstance(result, PageFailed):
        return "failed"
    barcodes = ", ".join(sorted({one.format for one in result.barcodes}))
    return barcodes or ("blank" if result.page.blank else f"{len(result.page.words)} words")


def file_lines(shown: dict[str, Any]) -> Iterator[str]:
    """The same as a person reads it."""
    yield f"{shown['arrival_id']}  {shown['state']}  {shown['path']!r}"
    for page in shown["pages"]:
        where = page["document_id"] or "in no document, as separator sheets and their backs are"
        yield f"  page {page['source_page']}: {where} ({page['shows']})"
    if any(page["document_id"] is None for page in shown["pages"]):
        yield f"get them back with: chartscan pdf {shown['arrival_id']} --page N --out FILE"
