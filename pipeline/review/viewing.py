"""One page of a document: its picture, its words over it, what is asked for marked; and the document to take along."""

from __future__ import annotations

import math
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast
from urllib.parse import urlencode

from starlette.responses import Response

from pipeline.index import marked
from pipeline.model.codec import decode
from pipeline.model.geometry import Affine, Box
from pipeline.model.record import PageJson, Record
from pipeline.model.types import PageFailed, PageResult, Rotation
from pipeline.review.asked import Asked, number_of
from pipeline.review.painting import Wanted
from pipeline.review.searching import DEEPEST, FIELDS, SHOWN, query_of
from pipeline.run.delivering import deliver_pdf
from pipeline.run.indexing import searched

WIDTHS = (120, 160, 320, 1000, 1600, 2400)  # pixels that a page may be drawn wide: few, so that the cache is used
_KINDS = {
    "mrn": "MRN",
    "name": "Name",
    "birth_date": "Birth date",
    "sex": "Sex",
    "encounter": "Encounter",
    "service_date": "Service date",
    "ssn": "SSN",
}


@dataclass(frozen=True, slots=True)
class Laid:
    """Something on the upright page: pixels of the page as scanned, turned."""

    text: str
    x: int
    y: int
    width: int
    height: int
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """An identifier with its place."""

    kind: str
    label: str
    value: str
    raw: str
    confidence: float
    page: int
    at: Laid
    index: int


def first_page(asked: Asked) -> Response:
    """To the document's first page."""
    record = asked.document
    return asked.go(f"/documents/{record['document_id']}/pages/{record['source']['pages'][0]}")


def page_view(asked: Asked) -> Response:
    """The page."""
    record, number = asked.document, _number(asked)
    page = next(one for one in record["pages"] if one["source_page"] == number)
    text = asked.query("q")
    result = _result(asked, record, number)
    words = () if isinstance(result, PageFailed) else result.page.words
    marks = marked(text, [word.text for word in words], asked.parts.abbreviations)
    stretch = 1.0 if isinstance(result, PageFailed) else _stretch(result.page.upright)
    laid = [replace(upright(word.box, page, stretch), text=word.text, marked=mark) for word, mark in zip(words, marks, strict=True)]
    state = {name: asked.query(name) for name in (*FIELDS, "hit") if asked.query(name)}
    previous, following = _hits(asked, record, number, text, state)
    asked.tell(f"{record['document_id']}/{number}", why=text)
    return asked.page(
        "page.html",
        record=record,
        page=page,
        size=upright_size(page, stretch),
        words=laid,
        fields=fields_of(record, number, stretch),
        hits=sum(marks),
        state=urlencode(state),
        previous_hit=previous,
        next_hit=following,
        neighbours=_neighbours(record, number),
        history=asked.home.ledger.decisions.of_arrival(record["arrival_id"]) if asked.user.may("review") else [],
    )


def picture(asked: Asked) -> Response:
    """The page's picture, upright, as wide as asked for."""
    record, number = asked.document, _number(asked)
    page = next(one for one in record["pages"] if one["source_page"] == number)
    asked_for = number_of(asked.query("w"), 1000)
    width = min(WIDTHS, key=lambda one: abs(one - asked_for))
    wanted = Wanted(number, width, cast("Rotation", page["rotation"]))
    asked.tell(f"{record['document_id']}/{number}")
    return _drawn(asked, record, wanted)


def cut_out(asked: Asked) -> Response:
    """The place where an identifier was read, with a little around it."""
    record = asked.document
    index = int(asked.path("index"))
    if not 0 <= index < len(record["identifiers"]):
        asked.refuse(404, "no such field")
    found = record["identifiers"][index]
    page = next((one for one in record["pages"] if one["source_page"] == found["page"]), None)
    if page is None:
        asked.refuse(404, "no such page")
    x0, y0, x1, y1 = found["box"]
    around = max(12, (y1 - y0) // 2)
    box = (x0 - 3 * around, y0 - around, x1 + 3 * around, y1 + around)
    asked.tell(f"{record['document_id']}/{found['page']}")
    return _drawn(asked, record, Wanted(found["page"], 600, cast("Rotation", page["rotation"]), box, (page["width"], page["height"])))


def pdf(asked: Asked) -> Response:
    """The document as a searchable PDF, to take along."""
    return _as_pdf(asked, "attachment")


def printed(asked: Asked) -> Response:
    """The same, for the browser to show and print."""
    return _as_pdf(asked, "inline")


def _as_pdf(asked: Asked, how: str) -> Response:
    record = asked.document
    with tempfile.TemporaryDirectory(dir=asked.parts.folder) as folder:
        out = Path(folder) / "document.pdf"
        deliver_pdf(asked.home, record["document_id"], out)
        data = out.read_bytes()
    name = f'{how}; filename="{record["document_id"]}.pdf"'
    return Response(data, media_type="application/pdf", headers={"Content-Disposition": name})


def _stretch(to_upright: Affine) -> float:
    """How many times higher than scanned the page is, where its pixels are not square."""
    found = math.hypot(to_upright.b, to_upright.e) / max(1e-6, math.hypot(to_upright.a, to_upright.d))
    return 1.0 if 0.9 < found < 1.1 else found


def upright(box: Box, page: PageJson, stretch: float = 1.0) -> Laid:
    """A box of the page as scanned, on the page with square pixels turned upright."""
    width, height, turn = page["width"], round(page["height"] * stretch), page["rotation"]
    x0, y0, x1, y1 = box.x0, round(box.y0 * stretch), box.x1, round(box.y1 * stretch)
    if turn == 90:
        x0, y0, x1, y1 = height - y1, x0, height - y0, x1
    elif turn == 180:
        x0, y0, x1, y1 = width - x1, height - y1, width - x0, height - y0
    elif turn == 270:
        x0, y0, x1, y1 = y0, width - x1, y1, width - x0
    return Laid("", x0, y0, max(1, x1 - x0), max(1, y1 - y0))


def upright_size(page: PageJson, stretch: float = 1.0) -> tuple[int, int]:
    """Width and height of the page with square pixels turned upright."""
    width, height = max(1, page["width"]), max(1, round(page["height"] * stretch))
    return (height, width) if page["rotation"] in (90, 270) else (width, height)


def fields_of(record: Record, number: int | None = None, stretch: float = 1.0) -> list[Field]:
    """The document's identifiers with their places, of one page or of all."""
    pages = {page["source_page"]: page for page in record["pages"]}
    found = []
    for index, one in enumerate(record["identifiers"]):
        if number in (None, one["page"]) and one["page"] in pages:
            label = _KINDS.get(one["kind"], one["kind"].replace("_", " ").capitalize())
            place = upright(Box(*one["box"]), pages[one["page"]], stretch)
            found.append(Field(one["kind"], label, one["value"], one["raw"], one["confidence"], one["page"], place, index))
    return found


def _number(asked: Asked) -> int:
    number = int(asked.path("page"))
    if number not in asked.document["source"]["pages"]:
        asked.refuse(404, "no such page")
    return number


def _drawn(asked: Asked, record: Record, wanted: Wanted) -> Response:
    data = asked.parts.pictures.get(asked.home.store.path(record["source"]["sha256"]), wanted)
    return Response(data, media_type="image/jpeg")


def _result(asked: Asked, record: Record, number: int) -> PageResult:
    return decode(asked.home.store.read(asked.home.ledger.arrivals.pages_done(record["arrival_id"])[number]))


def _neighbours(record: Record, number: int) -> tuple[int | None, int | None]:
    pages: Sequence[int] = record["source"]["pages"]
    at = pages.index(number)
    return (pages[at - 1] if at else None), (pages[at + 1] if at + 1 < len(pages) else None)


def _hits(asked: Asked, record: Record, number: int, text: str, state: dict[str, str]) -> tuple[str | None, str | None]:
    """Where the hit before and the next one are: on other pages of the document, then in the search's other documents."""
    if not text:
        return None, None
    shown = [
        page["source_page"]
        for page in record["pages"]
        if page["source_page"] == number or any(marked(text, page["text"].split(), asked.parts.abbreviations))
    ]
    at, own = shown.index(number), f"/documents/{record['document_id']}/pages/"
    before = f"{own}{shown[at - 1]}?{urlencode(state)}" if at else _of_neighbour(asked, state, -1)
    behind = f"{own}{shown[at + 1]}?{urlencode(state)}" if at + 1 < len(shown) else _of_neighbour(asked, state, 1)
    return before, behind


def _of_neighbour(asked: Asked, state: dict[str, str], step: int) -> str | None:
    """The best page of the search's document before or behind this one; `hit` in the address counts them from 1."""
    hit = number_of(state.get("hit", ""), 0)
    if not hit or not 1 <= hit + step <= DEEPEST * SHOWN:
        return None
    said = {name: value for name, value in state.items() if name != "hit"}
    groups = searched(asked.home).search_documents(asked.sight.narrowed(query_of(said, 1, hit + step - 1))).groups
    if not groups:
        return None
    best = groups[0].hits[0]
    return f"/documents/{best.document_id}/pages/{best.page}?{urlencode({**said, 'hit': hit + step})}"
