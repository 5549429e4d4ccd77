"""A scan that comes in a later year is read by that year, in the workers and when the desk has a page read again; whenever that is."""

from __future__ import annotations

from pathlib import Path

from reportlab.lib.pagesizes import letter
from reportlab.pdfgen.canvas import Canvas

from pipeline.assembly import Desk
from pipeline.ledger.ledger import Ledger
from pipeline.model.record import Record
from pipeline.run.deciding import Deciding, Seen
from pipeline.run.home import Home
from pipeline.run.listener import Silent
from pipeline.run.processing import Processor
from pipeline.run.workers.pool import PagePool
from pipeline.settings import parse

YEAR = 2041
LINES = (
    "PROGRESS NOTE",
    "Patient Name: DOE, JANE M",
    "MRN: 4812067     Date of Birth: 01/15/41",
    "Date of Service: 01/17/41",
    "The patient is doing well and was discharged home.",
)


def born_digital(path: Path) -> Path:
    canvas = Canvas(str(path), pagesize=letter)
    for row, line in enumerate(LINES):
        canvas.drawString(72, 700 - 24 * row, line)
    canvas.save()
    return path


def dates(record: Record) -> set[tuple[str, str]]:
    return {(one["kind"], one["value"]) for one in record["identifiers"] if one["kind"].endswith("_date")}


def test_the_record_and_a_page_that_is_read_again(tmp_path: Path) -> None:
    with Home(tmp_path / "home", parse({"run": {"jobs": 1}})) as home:
        home.__dict__["ledger"] = Ledger(home.folder / "ledger.sqlite", now=lambda: f"{YEAR}-02-01T10:00:00Z")
        source = born_digital(tmp_path / "chart.pdf")
        stored = home.store.put_file(source)
        arrival, _ = home.ledger.arrivals.accept("chart.pdf", str(source), stored.sha256, stored.size, None, "ingest")
        desk = Desk(home.settings, home.patients)
        with PagePool.of(home) as pool:
            Processor(home, desk, pool, Silent(), lambda: None).run()
        ((record, revision),) = home.ledger.documents.of_arrival(arrival.arrival_id)
        assert dates(record) == {("birth_date", f"{YEAR}-01-15"), ("service_date", f"{YEAR}-01-17")}
        assert record["service_date"] == f"{YEAR}-01-17"
        Deciding(home, desk).turn(Seen(record["document_id"], revision), 1, 0, "ann")
        ((again, _),) = home.ledger.documents.of_arrival(arrival.arrival_id)
        assert again["identifiers"] == record["identifiers"]
