"""Records as they are shown and exported."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO

from pipeline.model.codec import decode
from pipeline.model.durable import replace_durably
from pipeline.model.errors import ConfigError, DiskFull
from pipeline.model.record import Record
from pipeline.model.types import PageFailed
from pipeline.run.home import Home


def show(home: Home, document_id: str, words: bool = False) -> dict[str, Any]:
    """One record; with `words` each page carries its words as read. ConfigError when there is no such document."""
    record = home.ledger.documents.get(document_id)
    if record is None:
        raise ConfigError(f"no document {document_id}", "`chartscan search` and `chartscan export` give the ids.")
    shown: dict[str, Any] = dict(record)
    if words:
        done = home.ledger.arrivals.pages_done(record["arrival_id"])
        shown["pages"] = [{**page, "words": _words(home, done[page["source_page"]])} for page in record["pages"]]
    return shown


def _words(home: Home, sha256: str) -> list[dict[str, Any]]:
    result = decode(home.store.read(sha256))
    if isinstance(result, PageFailed):
        return []
    return [
        {"text": word.text, "box": [word.box.x0, word.box.y0, word.box.x1, word.box.y1], "confidence": word.confidence}
        for word in result.page.words
    ]


def export(home: Home, target: Path | None) -> int:
    """Every record, one JSON object a line; a file appears whole or not at all. Returns how many."""
    count = 0
    with _output(target) as out:
        for record in home.ledger.documents.all():
            out.write(json.dumps(record, ensure_ascii=False) + "\n")
            count += 1
    return count


@contextmanager
def _output(target: Path | None) -> Iterator[TextIO]:
    if target is None:
        yield sys.stdout
        return
    part = target.with_name(f".{target.name}.part")
    try:
        with part.open("w", encoding="utf-8") as out:
            yield out
        replace_durably(part, target, target.name)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise DiskFull(f"{target}: {error.strerror}", "Choose another place for --out.") from None


def print_record(say: Callable[..., None], record: dict[str, Any], *more: str) -> None:
    """The record as a person reads it: verdict, patient, identifiers with their places, then the pages' text. `more`: lines behind the
    verdict.
    """
    verdict, *rest = _lines(record)  # type: ignore[arg-type]  # the dict is a Record, perhaps with words
    for line in (verdict, *more, *rest):
        say(line, markup=False, highlight=False, soft_wrap=True)


def _lines(record: Record) -> Iterator[str]:
    kind, source, patient = record["document_type"], record["source"], record["patient"]
    yield f"{record['document_id']}  {record['status']}" + (f": {', '.join(record['reasons'])}" if record["reasons"] else "")
    yield f"type:      {kind['name'] or 'unknown'} ({kind['code'] or '-'}), confidence {kind['confidence']:.2f}"
    yield f"source:    {source['path']!r} pages {', '.join(map(str, source['pages']))}, station {source['station'] or '-'}"
    if patient is not None:
        name = patient["name"]
        shown = f"{name['family']}, {name['given']}" if name else "-"
        yield f"patient:   {shown}  MRN {patient['mrn'] or '-'}  born {patient['birth_date'] or '-'}  sex {patient['sex'] or '-'}"
    yield f"encounter: {record['encounter']['number'] or '-'}   service date: {record['service_date'] or '-'}"
    for found in record["identifiers"]:
        yield f"  {found['kind']:<12} {found['value']:<28} page {found['page']} box {found['box']} confidence {found['confidence']:.2f}"
    for page in record["pages"]:
        note = page["failed"] or ("blank" if page["blank"] else f"confidence {page['confidence']:.2f}, turned {page['rotation']}°")
        yield f"--- page {page['source_page']} ({note})"
        yield page["text"]
