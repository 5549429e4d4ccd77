"""One held document: what is doubtful, who comes into question, and every way to settle it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import cast

from starlette.responses import Response

from pipeline.filing.matching import Candidate
from pipeline.filing.scoring import Level
from pipeline.filing.settling import Settlement
from pipeline.model.errors import DecisionRefused
from pipeline.model.record import Record
from pipeline.model.types import Patient, PersonName, Rotation
from pipeline.review.asked import Asked, number_of
from pipeline.review.queue import TICKET, caught_up, go_on, take
from pipeline.review.viewing import Field, fields_of, upright_size
from pipeline.run.deciding import Seen

SHOWN_FIRST = ("mrn", "name", "birth_date", "sex", "encounter", "account", "service_date")
_MOST_FOUND = 12
_MOST_BESIDE = 4  # pages of different people beside each other
_PATIENT_REASONS = {"no_patient", "ambiguous_patient"}
_SAYS = {Level.SAME: "agrees", Level.NEAR: "almost", Level.OTHER: "differs", Level.UNKNOWN: "not read"}


@dataclass(frozen=True, slots=True)
class Shown:
    """A candidate as it is shown: what of the page agrees, and how strongly on the whole."""

    patient: Patient
    mrn: str
    name: str
    born: str
    sex: str
    bits: float


@dataclass(frozen=True, slots=True)
class Thumb:
    """A page of the document: whom it names, and whether that is somebody else than most pages say."""

    number: int
    width: int
    height: int
    names: tuple[str, ...]
    other: bool
    blank: bool
    failed: bool


def review_page(asked: Asked) -> Response:
    """The document, for the person alone as long as they are at it."""
    return _page(asked)


def find_patient(asked: Asked) -> Response:
    """The page again with the patients that were looked for: by MRN, by name, by birth date. The words stay out of the address."""
    found = asked.deciding.compared(asked.document, _looked_up(asked, asked.field("find")))
    return _page(asked, found=[_shown(one) for one in found], looked_for=asked.field("find"))


def settle(asked: Asked) -> Response:
    """File it as the person says."""
    return _done(asked, lambda: asked.deciding.settle(asked.seen, _said(asked), asked.user.name))


def duplicate(asked: Asked) -> Response:
    """It was scanned before: it stays, and is filed to nobody."""
    return _done(asked, lambda: asked.deciding.settle(asked.seen, Settlement("duplicate"), asked.user.name))


def split(asked: Asked) -> Response:
    """Begin a document at each chosen page."""
    return _arranged(asked, lambda: asked.deciding.split(asked.seen, _pages(asked), asked.user.name))


def take_out(asked: Asked) -> Response:
    """The chosen page becomes a document of its own."""
    return _arranged(asked, lambda: asked.deciding.take_out(asked.seen, _one_page(asked), asked.user.name))


def merge(asked: Asked) -> Response:
    """Put it together with other documents of the same file, in the order of their pages."""
    others = [found for one in asked.fields("with") if (found := asked.home.ledger.documents.at_revision(one))]
    for record, _ in others:
        if not asked.sight.may_see(record, asked.parts.normalise):
            asked.refuse(404, "no such document")
        asked.tell_of(record)
    both = [(asked.document, asked.seen), *((record, Seen(record["document_id"], revision)) for record, revision in others)]
    if not all(take(asked, record["document_id"]) for record, _ in others):
        asked.refuse(409, "somebody else has one of the documents")
    ordered = [seen for _, seen in sorted(both, key=lambda one: one[0]["source"]["pages"][0])]
    return _arranged(asked, lambda: asked.deciding.merge(ordered, asked.user.name))


def reorder(asked: Asked) -> Response:
    """Put the pages in the order of the numbers that were typed beside them."""
    return _arranged(asked, lambda: asked.deciding.reorder(asked.seen, _ordered(asked), asked.user.name))


def turn(asked: Asked) -> Response:
    """Turn the chosen page by so many degrees clockwise, and read it again."""
    return _arranged(asked, lambda: asked.deciding.turn(asked.seen, _one_page(asked), _turned(asked), asked.user.name))


def mark_blank(asked: Asked) -> Response:
    """There is nothing on the chosen page."""
    return _arranged(asked, lambda: asked.deciding.mark_blank(asked.seen, _one_page(asked), asked.user.name))


def send_back(asked: Asked) -> Response:
    """Ask the scanning station for the chosen pages again."""
    tickets: list[str] = []
    refused = _decide(
        asked, lambda: tickets.append(asked.deciding.send_back(asked.seen, _pages(asked), asked.field("why"), asked.user.name))
    )
    return refused or go_on(asked, asked.field("queue"), said="done", ticket=tickets[0])


def quarantine(asked: Asked) -> Response:
    """Take the whole file out; not where a document of it may not be seen, which would vanish with the others."""
    every = [record for record, _ in asked.home.ledger.documents.of_arrival(asked.document["arrival_id"])]
    if not all(asked.sight.may_see(record, asked.parts.normalise) for record in every):
        asked.refuse(409, "the file holds more than you may take out; ask somebody who is cleared for it")
    for record in every:
        asked.tell_of(record)
    return _done(asked, lambda: asked.deciding.quarantine(asked.seen, asked.field("why"), asked.user.name))


def skip(asked: Asked) -> Response:
    """Leave it to somebody else."""
    asked.home.ledger.review.release(asked.document["document_id"], asked.user.name)
    return go_on(asked, asked.field("queue"), asked.document["document_id"])


def _done(asked: Asked, decide: Callable[[], object]) -> Response:
    """Decided: on to the next document. Refused: the page again, with what was typed."""
    refused = _decide(asked, decide)
    if refused:
        return refused
    return go_on(asked, asked.field("queue"), said="done")


def _arranged(asked: Asked, decide: Callable[[], object]) -> Response:
    """Arranged otherwise: the document as it is now, or the next one where nothing of it waits any more."""
    refused = _decide(asked, decide)
    if refused:
        return refused
    for record, _ in asked.home.ledger.documents.of_arrival(asked.document["arrival_id"]):
        if record["status"] == "review" and "decision" not in record:
            return asked.go(f"/review/{record['document_id']}")
    return go_on(asked, asked.field("queue"), said="done")


def _decide(asked: Asked, decide: Callable[[], object]) -> Response | None:
    if not take(asked, asked.document["document_id"]):
        asked.refuse(409, "somebody else has the document")
    try:
        decide()
    except DecisionRefused as refused:
        asked.tell(why="refused")
        return _page(asked, failed=f"{refused.message[:1].upper()}{refused.message[1:]}. {refused.advice}", status=409)
    caught_up(asked)
    return None


def _said(asked: Asked) -> Settlement:
    return Settlement(
        "filed",
        _chosen(asked),
        asked.field("type") or None,
        asked.field("service_date") or None,
        asked.field("encounter") or None,
        frozenset(asked.fields("accepted")),
    )


def _ordered(asked: Asked) -> list[int]:
    pages = asked.document["source"]["pages"]
    places = {number: asked.field(f"place-{number}") for number in pages}
    if any(number_of(place, -1) < 0 for place in places.values()):
        raise DecisionRefused("a page has no place", "Type a number beside each page: 1 for the first.")
    return sorted(pages, key=lambda number: (int(places[number]), pages.index(number)))


def _turned(asked: Asked) -> Rotation:
    number = _one_page(asked)
    page = next((one for one in asked.document["pages"] if one["source_page"] == number), None)
    by = asked.field("by", "90")
    if page is None or by not in {"0", "90", "180", "270"}:
        raise DecisionRefused("pages are turned by quarters", "Tick one page under its picture.")
    return cast("Rotation", (page["rotation"] + int(by)) % 360)


def _chosen(asked: Asked) -> Patient | None:
    """The patient: by an MRN that was typed twice, or by the candidate that was chosen."""
    typed, again = (asked.parts.normalise(asked.field(name)) or "" for name in ("mrn", "mrn_again"))
    if asked.field("mrn") or asked.field("mrn_again"):
        if not typed or typed != again:
            raise DecisionRefused("the MRN was typed in two ways, or is none", "Type it twice as it stands on the page.")
        if not asked.parts.checked(typed):
            raise DecisionRefused("the MRN's check digit does not fit", "Look at the number on the page again.")
        found: Sequence[Patient] = asked.home.patients.by_mrn(typed)
    else:
        mpi_id = asked.field("patient")
        found = asked.home.patients.by_id(mpi_id) if mpi_id else ()
        if not mpi_id:
            return None
    if len(found) != 1:
        raise DecisionRefused("the patient index has nobody of that number, or several", "Look the patient up by name and birth date.")
    if found[0].mpi_id in asked.sight.hidden.patients:
        raise DecisionRefused("the patient index has nobody of that number, or several", "Look the patient up by name and birth date.")
    return found[0]


def _pages(asked: Asked) -> list[int]:
    return [number for value in asked.fields("page") if (number := number_of(value, 0))]


def _one_page(asked: Asked) -> int:
    found = _pages(asked)
    if len(found) != 1:
        raise DecisionRefused("choose one page for that", "Tick one page under its picture.")
    return found[0]


def _page(asked: Asked, found: Sequence[Shown] | None = None, looked_for: str = "", failed: str = "", status: int = 200) -> Response:
    record = asked.document
    mine = record["status"] != "review" or take(asked, record["document_id"])
    likely = [_shown(one) for one in asked.deciding.candidates(record) if one.patient.mpi_id not in asked.sight.hidden.patients]
    looked_up = {one.patient.mpi_id for one in found or ()}
    people = [*(found or ()), *(one for one in likely if one.patient.mpi_id not in looked_up)]
    asked.tell(patients=[one.patient.mpi_id for one in people])
    thumbs = _thumbs(record)
    fields = sorted(fields_of(record), key=lambda one: (_rank(one), one.page))
    others = [one for one, _ in asked.home.ledger.documents.of_arrival(record["arrival_id"]) if one["document_id"] != record["document_id"]]
    return asked.page(
        "review.html",
        status,
        record=record,
        revision=asked.revision,
        mine=mine,
        holder=asked.home.ledger.review.holder(record["document_id"]),
        people=people,
        nobody_found=found is not None and not found,
        read=_read(fields),
        conflict=_conflict(thumbs),
        looked_for=looked_for,
        failed=failed,
        fields=fields[:40],
        to_accept=[reason for reason in record["reasons"] if reason not in _PATIENT_REASONS | {"unknown_type"}],
        types=sorted(asked.parts.type_names.items(), key=lambda one: one[1]),
        thumbs=thumbs,
        repeated=_repeated(asked),
        others=[one for one in others if asked.sight.may_see(one, asked.parts.normalise)],
        queue=asked.query("reason") or asked.field("queue"),
        ticket=asked.query("ticket") if TICKET.fullmatch(asked.query("ticket")) else "",
        last=asked.home.ledger.decisions.last_of(asked.user.name),
        typed={name: asked.field(name) for name in ("patient", "type", "service_date", "encounter", "mrn", "mrn_again", "why")},
        accepted=asked.fields("accepted"),
        chosen_pages=_pages(asked),
    )


def _repeated(asked: Asked) -> Record | None:
    """The document that this one repeats, if the person may see it."""
    found = asked.home.ledger.documents.repeated(asked.document)
    return found if found and asked.sight.may_see(found, asked.parts.normalise) else None


def _read(fields: Sequence[Field]) -> dict[str, str]:
    """What the pages say of the patient, each value once, to stand above those of the index."""
    kinds = ("mrn", "name", "birth_date", "sex")
    return {kind: ", ".join(dict.fromkeys(one.value for one in fields if one.kind == kind)) for kind in kinds}


def _conflict(thumbs: Sequence[Thumb]) -> list[Thumb]:
    """Pages that name different people, to be seen beside each other: the first of whom most pages are, and those of others."""
    others = [one for one in thumbs if one.other]
    own = next((one for one in thumbs if one.names and not one.other), None)
    return [own, *others[: _MOST_BESIDE - 1]] if own and others else []


def _rank(field: Field) -> int:
    return SHOWN_FIRST.index(field.kind) if field.kind in SHOWN_FIRST else len(SHOWN_FIRST)


def _shown(one: Candidate) -> Shown:
    score = one.score
    mrn, name, born, sex = (_SAYS[part.level] for part in (score.mrn, score.name, score.born, score.sex))
    return Shown(one.patient, mrn, name, born, sex, round(score.bits, 1))


def _looked_up(asked: Asked, words: str) -> list[Patient]:
    """By MRN, by mpi_id, by birth date, by family name with or without a given one."""
    patients = asked.home.patients
    normalised = asked.parts.normalise(words)
    found: list[Patient] = [*(patients.by_mrn(normalised) if normalised else ()), *patients.by_id(words)]
    if not found and len(words) == len("1957-03-14") and words[4:5] == words[7:8] == "-":
        found += patients.born_on(words)
    if not found:
        family, _, given = words.partition(",")
        if not given and " " in words:
            given, _, family = words.rpartition(" ")
        found += patients.namesakes(PersonName(family.strip(), given.strip()))
    hidden = asked.sight.hidden.patients
    return [one for one in dict.fromkeys(found) if one.mpi_id not in hidden][:_MOST_FOUND]


def _thumbs(record: Record) -> list[Thumb]:
    """The pages with whom they name; what fewer pages name than others stands out."""
    named: dict[int, list[str]] = {}
    for one in record["identifiers"]:
        if one["kind"] in ("mrn", "name"):
            named.setdefault(one["page"], []).append(one["value"])
    common = Counter(value for values in named.values() for value in set(values))
    most = {value for value, count in common.items() if count == max(common.values())} if common else set()
    first = next((set(named[number]) for number in record["source"]["pages"] if number in named), set())
    found = []
    for page in record["pages"]:
        number, (width, height) = page["source_page"], upright_size(page)
        own = tuple(dict.fromkeys(named.get(number, ())))
        other = bool(own) and "misfile" in record["reasons"] and not set(own) & (first or most)
        found.append(Thumb(number, width, height, own, other, page["blank"], page["failed"] is not None))
    return found
