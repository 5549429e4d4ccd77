"""Quality samples: drawn, judged blind, reported. A judge sees the pages and types what they say; the program compares."""

from __future__ import annotations

import tempfile
from datetime import UTC, datetime
from pathlib import Path

from starlette.responses import Response

from pipeline.model.errors import ConfigError
from pipeline.model.record import Record
from pipeline.quality import Field, Judgement, rates
from pipeline.review.asked import Asked
from pipeline.run.sampling import Lot, by_what, draw_by_plan, draw_by_rate, draw_picture, draw_standing, label

_TICKS: tuple[Field, ...] = ("pages", "reading", "image")
_MOST_SAMPLES = 100


def samples_page(asked: Asked) -> Response:
    """Every sample with its verdict, and the form that draws one."""
    quality = asked.home.quality
    shown = [(one, by_what(one), quality.verdict(one.sample_id)) for one in reversed(quality.samples())][:_MOST_SAMPLES]
    return asked.page("quality.html", samples=shown, settings=asked.parts.settings.quality)


def draw(asked: Asked) -> Response:
    """By the plan of ISO 2859-1, by a rate, or what falls into the standing sample."""
    lot = Lot(asked.field("station"), asked.field("batch"), asked.field("since"), asked.field("until"))
    how = asked.field("how", "plan")
    if how == "standing":
        sample, _ = draw_standing(asked.home, lot)
    elif how == "rate":
        sample = draw_by_rate(asked.home, lot, _share(asked.field("rate")) / 100)
    else:
        sample, _ = draw_by_plan(asked.home, lot, asked.field("level"), _share(asked.field("aql")) if asked.field("aql") else None)
    asked.tell(sample.sample_id)
    return asked.go(f"/quality/{sample.sample_id}")


def report_page(asked: Asked) -> Response:
    """What the judgements of one sample say."""
    quality, sample_id = asked.home.quality, asked.path("sample_id")
    sample = quality.sample(sample_id)
    rows = [
        (label(row, asked.parts.type_names), row) for row in rates(quality.judged(sample_id)) if row.kind == "all" or row.field == "any"
    ]
    asked.tell(sample_id)
    return asked.page("sample.html", sample=sample, how=by_what(sample), verdict=quality.verdict(sample_id), rows=rows)


def picture(asked: Asked) -> Response:
    """The same as a picture."""
    sample = asked.home.quality.sample(asked.path("sample_id"))
    rows = rates(asked.home.quality.judged(sample.sample_id))
    asked.tell(sample.sample_id)
    with tempfile.TemporaryDirectory(dir=asked.parts.folder) as folder:
        out = Path(folder) / "rates.png"
        draw_picture(asked.home, rows, f"Sample {sample.sample_id}", out, sample.plan.aql if sample.plan else None)
        return Response(out.read_bytes(), media_type="image/png")


def next_page(asked: Asked) -> Response:
    """A document that nobody else has, without what the program made of it."""
    sample_id = asked.path("sample_id")
    while document_id := asked.home.quality.next_for(sample_id, asked.user.name):
        record = asked.home.ledger.documents.get(document_id)
        if record and asked.sight.may_see(record, asked.parts.normalise):
            asked.tell_of(record)
            types = sorted(asked.parts.type_names.items(), key=lambda one: one[1])
            verdict = asked.home.quality.verdict(sample_id)
            return asked.page("judge.html", sample_id=sample_id, record=record, types=types, verdict=verdict)
        if record:
            asked.refuse(403, "the next document of the sample is restricted")
        asked.home.quality.judge(Judgement(sample_id, document_id, asked.user.name, _now(), (), "is_no_more"))
    return asked.go(f"/quality/{sample_id}")


def judge(asked: Asked) -> Response:
    """Compare what was typed with what the program made of it, and go on."""
    sample_id, document_id = asked.path("sample_id"), asked.field("document")
    record = asked.home.ledger.documents.get(document_id)
    if record is None or not asked.sight.may_see(record, asked.parts.normalise):
        asked.refuse(404, "no such document")
    asked.tell_of(record)
    wrong = [*_differing(asked, record), *(tick for tick in _TICKS if tick in asked.fields("wrong"))]
    asked.home.quality.judge(Judgement(sample_id, document_id, asked.user.name, _now(), tuple(wrong)))
    return next_page(asked)


def _differing(asked: Asked, record: Record) -> list[Field]:
    """Where the judge read something else; what was left empty is not on the pages."""
    patient = record["patient"]
    own = asked.home.patients.by_id(patient["mpi_id"]) if patient and patient["mpi_id"] else ()
    mrns = {mrn for one in own for mrn in one.mrns} | ({patient["mrn"] or ""} if patient else set())
    typed = asked.field("mrn")
    found: list[Field] = []
    born = patient["birth_date"] if patient else None
    if (typed and asked.parts.normalise(typed) not in mrns) or (asked.field("birth_date") and asked.field("birth_date") != born):
        found.append("patient")
    if asked.field("type") and asked.field("type") != (record["document_type"]["code"] or "none"):
        found.append("type")
    if asked.field("service_date") and asked.field("service_date") != record["service_date"]:
        found.append("service_date")
    if asked.field("encounter") and asked.field("encounter").upper() != (record["encounter"]["number"] or "").upper():
        found.append("encounter")
    return found


def _share(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise ConfigError("that is no number", "Write it as 1 or 0.65.") from None


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
