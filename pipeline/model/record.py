"""The record other programs rely on: its JSON shape, and how a Document becomes one."""

from __future__ import annotations

from typing import NotRequired, TypedDict, get_args

from pipeline.model.types import Document, FiledPatient, Findings, Identifier, PageFailed, PageResult, Reason

LOINC = "http://loinc.org"
REASONS: tuple[Reason, ...] = get_args(Reason)  # the order in which reasons are listed


class SourceJson(TypedDict):
    """Where the document came from; `pages` are 1-based pages of the source file, in the document's order."""

    path: str
    sha256: str
    station: str | None
    received_at: str
    pages: list[int]
    box: NotRequired[str]  # as a separator sheet says, else a batch's manifest; without both the folders of `path` tell
    batch: NotRequired[str]
    chart: NotRequired[str]  # as the manifest says


class TypeJson(TypedDict):
    """The document's type; code and name are null where no type fits."""

    system: str
    code: str | None
    name: str | None
    confidence: float


class NameJson(TypedDict):
    """A patient's name."""

    family: str
    given: str


class PatientJson(TypedDict):
    """The patient the document belongs to, or what is known of them."""

    mpi_id: str | None
    mrn: str | None
    name: NameJson | None
    birth_date: str | None
    sex: str | None


class EncounterJson(TypedDict):
    """The encounter (visit) number."""

    number: str | None


class IdentifierJson(TypedDict):
    """One identifier as read, and its place in pixels of the page as scanned."""

    kind: str
    raw: str
    value: str
    confidence: float
    page: int
    box: list[int]


class PageJson(TypedDict):
    """One page. A page that failed has text "" and confidence 0, and `failed` names the stage and cause."""

    source_page: int
    text: str
    confidence: float
    rotation: int
    skew: float
    blank: bool
    width: int
    height: int
    failed: str | None


class DecisionJson(TypedDict):
    """What a person settled: `outcome` is "filed", "duplicate" (of paper that is filed already), "rescan" (sent back to the scanner) or
    "replaced" (the rescan came). `accepted`: the reasons for which it was held, and which were found harmless.
    """

    outcome: str
    by: str
    at: str
    accepted: list[str]


class PipelineJson(TypedDict):
    """What made the record."""

    version: str
    engine: str | None


class Record(TypedDict):
    """One logical document as it is stored, indexed, shown and exported."""

    document_id: str
    arrival_id: str
    source: SourceJson
    document_type: TypeJson
    patient: PatientJson | None
    encounter: EncounterJson
    service_date: str | None
    status: str
    reasons: list[str]
    identifiers: list[IdentifierJson]
    pages: list[PageJson]
    pipeline: PipelineJson
    decision: NotRequired[DecisionJson]


def record_of(document: Document, type_names: dict[str, str], version: str) -> Record:
    """The document's record. `type_names` gives each type code its display; `version` is the program's."""
    arrival, code = document.arrival, document.type.code
    return Record(
        document_id=document.document_id,
        arrival_id=arrival.arrival_id,
        source=_source(document),
        document_type=TypeJson(
            system=LOINC,
            code=code,
            name=None if code is None else type_names.get(code),
            confidence=round(document.type.confidence, 4),
        ),
        patient=None if document.patient is None else _patient(document.patient),
        encounter=EncounterJson(number=document.encounter),
        service_date=document.service_date,
        status=document.status,
        reasons=list(document.reasons),
        identifiers=[_identifier(found) for page in document.pages if isinstance(page, Findings) for found in page.identifiers],
        pages=[_page(page) for page in document.pages],
        pipeline=PipelineJson(version=version, engine=_engine(document)),
    )


def _source(document: Document) -> SourceJson:
    arrival, said = document.arrival, document.separator
    source = SourceJson(
        path=arrival.path,
        sha256=arrival.sha256,
        station=(said.station if said else "") or arrival.station,
        received_at=arrival.received_at,
        pages=[_number(page) for page in document.pages],
    )
    if box := (said and said.box) or arrival.box:
        source["box"] = box
    if batch := (said and said.batch) or arrival.batch:
        source["batch"] = batch
    if arrival.chart:
        source["chart"] = arrival.chart
    return source


def as_possible_duplicate(record: Record) -> Record:
    """The record held as a possible duplicate, filed to nobody until a person has looked."""
    reasons = [reason for reason in REASONS if reason in {*record["reasons"], "possible_duplicate"}]
    return {**record, "status": "review", "reasons": list(reasons), "patient": None}


def _number(result: PageResult) -> int:
    return result.number if isinstance(result, PageFailed) else result.page.number


def _engine(document: Document) -> str | None:
    return next((page.page.engine for page in document.pages if isinstance(page, Findings)), None)


def _patient(patient: FiledPatient) -> PatientJson:
    name = None if patient.name is None else NameJson(family=patient.name.family, given=patient.name.given)
    return PatientJson(mpi_id=patient.mpi_id, mrn=patient.mrn, name=name, birth_date=patient.birth_date, sex=patient.sex)


def _identifier(found: Identifier) -> IdentifierJson:
    box = [found.box.x0, found.box.y0, found.box.x1, found.box.y1]
    return IdentifierJson(
        kind=found.kind, raw=found.raw, value=found.value, confidence=round(found.confidence, 4), page=found.page, box=box
    )


def _page(result: PageResult) -> PageJson:
    if isinstance(result, PageFailed):
        return PageJson(
            source_page=result.number,
            text="",
            confidence=0.0,
            rotation=0,
            skew=0.0,
            blank=False,
            width=0,
            height=0,
            failed=f"{result.stage}: {result.reason}",
        )
    page = result.page
    return PageJson(
        source_page=page.number,
        text=page.text,
        confidence=round(page.confidence, 4),
        rotation=page.rotation,
        skew=round(page.skew, 2),
        blank=page.blank,
        width=page.width,
        height=page.height,
        failed=None,
    )
