"""A home with files in it, as if they had been read: page results in the store, verdicts of the real filer in the ledger."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from pipeline.assembly import Desk
from pipeline.ledger.fingerprints import Likeness
from pipeline.model.codec import encode
from pipeline.model.record import Record
from pipeline.model.types import Findings, PageFailed, PageResult, Patient
from pipeline.run.home import Home
from pipeline.run.indexing import drain
from pipeline.settings import Settings, load
from tests.filing.support import JANE, JOHN, ROSA
from tests.support.program import draw_page, save_pages


def open_home(folder: Path, patients: Sequence[Patient] = (JANE, JOHN, ROSA), settings: Settings | None = None) -> Home:
    """A new home that knows these patients."""
    home = Home(folder, settings or load())
    if patients and not home.patients.count():
        home.patients.load(patients)
    return home


def take_in(home: Home, name: str, pages: Sequence[PageResult], lines: Sequence[Sequence[str]] = ()) -> list[Record]:
    """A file of these pages, in the ledger, the store and the index; its picture shows `lines`, a list for each page."""
    drawn = [draw_page(lines[at] if at < len(lines) else [f"Page {at + 1} of {name}"]) for at in range(len(pages))]
    source = save_pages(home.folder / "incoming" / name, drawn)
    sha256 = home.store.put_bytes(source.read_bytes())
    station = name.split("/", maxsplit=1)[0] if "/" in name else None
    arrival, _ = home.ledger.arrivals.accept(name, f"/in/{name}", sha256, source.stat().st_size, station, "ingest")
    token = home.ledger.arrivals.claim(arrival.arrival_id, "me", 60)
    assert token is not None
    home.ledger.arrivals.set_page_count(arrival.arrival_id, len(pages), token)
    results = [_of_size(result, *drawn[at].size) for at, result in enumerate(pages)]
    for number, result in enumerate(results, 1):
        home.ledger.arrivals.page_done(arrival.arrival_id, number, home.store.put_bytes(encode(result)), token)
    desk = Desk(home.settings, home.patients)
    records = desk.records(arrival, results, home.ledger.arrivals.same_bytes_before(arrival.arrival_id))
    prints = {record["document_id"]: desk.print_of(record, results) for record in records}
    home.ledger.documents.finish(arrival.arrival_id, records, token, Likeness(prints, desk.is_same))
    drain(home)
    return [record for record, _ in home.ledger.documents.of_arrival(arrival.arrival_id)]


def _of_size(result: PageResult, width: int, height: int) -> PageResult:
    if isinstance(result, PageFailed):
        return result
    page = replace(result.typed.page, width=width, height=height)
    return Findings(replace(result.typed, page=page), result.identifiers, result.barcodes)
