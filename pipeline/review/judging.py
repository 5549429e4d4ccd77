"""Quality samples: drawn, judged blind, reported. A judge sees the pages and types what they say; the program compares."""

from __future__ import annotations

import tempfile
from datetime import UTC, datetime
from pathlib import Path

from starlette.responses import Response

from pipeline.filing.names import NameMatch, compare_names
from pipeline.model.errors import ConfigError
from pipeline.model.record import Record
from pipeline.model.types import PersonName
from pipeline.quality import Field, Judgement, RateRow, rates
from pipeline.review.asked import Asked
from pipeline.run.sampling import Lot, by_what, draw_by_plan, draw_by_rate, draw_picture, draw_standing, label

_TICKS: tuple[Field, ...] = ("pages", "reading", "image")
_MOST_SAMPLES = 100
_WHOSE = ("mrn", "name", "birth_date")
_TYPED = (*_WHOSE, "type", "service_date", "encounter")


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
    rows = [(label(row, asked.parts.type_names), row) for row in _rates(asked, sample_id) if row.kind == "all" or row.field == "any"]
    asked.tell(sample_id)
    return asked.page("sample.html", sample=sample, how=by_what(sample), verdict=quality.verdict(sample_id), rows=rows)


def picture(asked: Asked) -> Response:
    """The same as a picture."""
    sample = asked.home.quality.sample(asked.path("sample_id"))
    rows = _rates(asked, sample.sample_id)
    asked.tell(sample.sample_id)
    with tempfile.TemporaryDirectory(dir=asked.parts.folder) as folder:
        out = Path(folder) / "rates.png"
        draw_picture(asked.home, rows, f"Sample {sample.sample_id}", out, sample.plan.aql if sample.plan else None)
        return Response(out.read_bytes(), media_type="image/png")


def _rates(asked: Asked, sample_id: str) -> list[RateRow]:
    """The sample's rates, less the rows of types that the person may not see."""
    hidden = asked.sight.hidden.types
    return [row for row in rates(asked.home.quality.judged(sample_id)) if row.kind != "type" or row.group not in hidden]


def next_page(asked: Asked) -> Response:
    """A document that nobody else has, without what the program made of it."""
    return _next(asked)


def _next(asked: Asked, failed: str = "") -> Response:
    sample_id, hidden = asked.path("sample_id"), asked.sight
    documents, normalise = asked.home.ledger.documents, asked.parts.normalise

    def may_see(document_id: str) -> bool:
        found = documents.get(document_id)
        return found is None or hidden.may_see(found, normalise)

    while document_id := asked.home.quality.next_for(sample_id, asked.user.name, may_see):
        record = documents.get(document_id)
        if record:
            asked.tell_of(record)
            return asked.page(
                "judge.html",
                409 if failed else 200,
                sample_id=sample_id,
                record=record,
                types=sorted(asked.parts.type_names.items(), key=lambda one: one[1]),
                verdict=asked.home.quality.verdict(sample_id),
                failed=failed,
                typed={name: asked.field(name) if failed else "" for name in _TYPED},
                wrong=asked.fields("wrong") if failed else [],
            )
        asked.home.quality.judge(Judgement(sample_id, document_id, asked.user.name, _now(), (), "is_no_more"))
    return asked.go(f"/quality/{sample_id}")


def judge(asked: Asked) -> Response:
    """Compare what was typed with what the program made of it, and go on."""
    sample_id, document_id = asked.path("sample_id"), asked.field("document")
    record = asked.home.ledger.documents.get(document_id)
    if record is None or not asked.sight.may_see(record, asked.parts.normalise):
        asked.refuse(404, "no such document")
    asked.tell_of(record)
    if not any(asked.field(name) for name in _WHOSE) and "patient" not in asked.fields("wrong"):
        return _next(asked, "Type the MRN, the name or the birth date, or say that nobody is named on the pages.")
    wrong = [*_differing(asked, record), *(tick for tick in _TICKS if tick in asked.fields("wrong"))]
    asked.home.quality.judge(Judgement(sample_id, document_id, asked.user.name, _now(), tuple(wrong)))
    return _next(asked)


def _differing(asked: Asked, record: Record) -> list[Field]:
    """Where the judge read something else. A date or encounter that was left empty is not on the pages; a type may not be told."""
    found: list[Field] = []
    if "patient" in asked.fields("wrong") or _is_another(asked, record):
        found.append("patient")
    if asked.field("type") and asked.field("type") != (record["document_type"]["code"] or "none"):
        found.append("type")
    if asked.field("service_date") != (record["service_date"] or ""):
        found.append("service_date")
    if asked.field("encounter").upper() != (record["encounter"]["number"] or "").upper():
        found.append("encounter")
    return found


def _is_another(asked: Asked, record: Record) -> bool:
    """Whether any of what was typed about the patient is not of the one whom the document was filed to."""
    patient = record["patient"]
    if patient is None:
        return True
    own = asked.home.patients.by_id(patient["mpi_id"]) if patient["mpi_id"] else ()
    mrns = {mrn for one in own for mrn in one.mrns} | {patient["mrn"] or ""}
    filed = patient["name"]
    names = [name for one in own for name in one.names] or [PersonName(filed["family"] or "", filed["given"] or "")] if filed else []
    mrn, born, (family, _, given) = asked.field("mrn"), asked.field("birth_date"), asked.field("name").partition(",")
    typed = PersonName(family.strip(), given.strip())
    return (
        bool(mrn and asked.parts.normalise(mrn) not in mrns)
        or bool(born and born != patient["birth_date"])
        or bool(family and all(compare_names(typed, name) is NameMatch.DIFFERENT for name in names))
    )


def _share(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise ConfigError("that is no number", "Write it as 1 or 0.65.") from None


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
