"""Why a document became what it is: for each page its type with the words that decided, and every identifier with where it was read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pipeline.model.codec import decode
from pipeline.model.types import Findings, PageFailed
from pipeline.run.home import Home
from pipeline.run.showing import show

MOST_TYPES = 3  # of a page's candidates that are worth a line


def why(home: Home, document_id: str) -> list[dict[str, Any]]:
    """For each page of the document what was concluded and from what. ConfigError when there is no such document."""
    record = show(home, document_id)
    done = home.ledger.arrivals.pages_done(record["arrival_id"])
    results = [decode(home.store.read(done[number])) for number in record["source"]["pages"]]
    return [_failed(result) if isinstance(result, PageFailed) else _page(result) for result in results]


def repeated(home: Home, document_id: str) -> dict[str, Any] | None:
    """The document that came before, which a possible duplicate repeats; None for any other. ConfigError when there is no such document."""
    known = home.ledger.documents.get(document_id)
    found = home.ledger.documents.repeated(known) if known else None
    if found is None:
        return None
    source = found["source"]
    named = {name: source[name] for name in ("path", "pages", "received_at")}
    return {"document_id": found["document_id"], **named, "status": found["status"]}


def repeats_line(found: dict[str, Any]) -> str:
    """The same as a person reads it."""
    pages = ", ".join(map(str, found["pages"]))
    return f"repeats:   {found['document_id']}  {found['path']!r} pages {pages}, received {found['received_at']}, {found['status']}"


def _failed(result: PageFailed) -> dict[str, Any]:
    return {"source_page": result.number, "failed": f"{result.stage}: {result.reason}"}


def _page(result: Findings) -> dict[str, Any]:
    guess = result.typed.type
    return {
        "source_page": result.page.number,
        "type": guess.code,
        "type_confidence": round(guess.confidence, 4),
        "candidates": [{"code": code, "probability": round(share, 4)} for code, share in guess.scores[:MOST_TYPES]],
        "decided_by": list(guess.evidence),
        "barcodes": [one.format for one in result.barcodes],
        "identifiers": [
            {
                "kind": one.kind,
                "value": one.value,
                "confidence": round(one.confidence, 4),
                "found_by": one.rule,
                "box": [one.box.x0, one.box.y0, one.box.x1, one.box.y1],
            }
            for one in result.identifiers
        ],
    }


def lines(pages: list[dict[str, Any]]) -> Iterator[str]:
    """The same as a person reads it."""
    for page in pages:
        if "failed" in page:
            yield f"page {page['source_page']}: {page['failed']}"
            continue
        yield f"page {page['source_page']}: type {page['type'] or 'none of the known'}, probability {page['type_confidence']:.2f}"
        yield "  decided by: " + ("; ".join(page["decided_by"]) or "nothing on the page")
        yield "  candidates: " + ", ".join(f"{one['code']} {one['probability']:.2f}" for one in page["candidates"])
        for one in page["identifiers"]:
            place = f"found by {one['found_by'] or '-'} at {one['box']}"
            yield f"  {one['kind']:<14} {one['value']:<28} confidence {one['confidence']:.2f}, {place}"
