"""Records as the index and the ledger take them."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.model.record import EncounterJson, NameJson, PageJson, PatientJson, PipelineJson, Record, SourceJson, TypeJson


def record(document_id: str, text: str = "a page", status: str = "filed", reasons: Sequence[str] = (), pages: int = 1) -> Record:
    """One document of one patient; `reasons` hold it for review."""
    return Record(
        document_id=document_id,
        arrival_id="a1",
        source=SourceJson(
            path="s/f.tif", sha256="ab" * 32, station="s", received_at="2026-11-23T10:00:00.000Z", pages=list(range(1, pages + 1))
        ),
        document_type=TypeJson(system="http://loinc.org", code="18842-5", name="Discharge summary", confidence=0.9),
        patient=PatientJson(mpi_id="m1", mrn="123456", name=NameJson(family="DOE", given="JANE"), birth_date="1957-03-14", sex="F"),
        encounter=EncounterJson(number=None),
        service_date="2019-02-01",
        status="review" if reasons else status,
        reasons=list(reasons),
        identifiers=[],
        pages=[
            PageJson(source_page=number, text=text, confidence=0.9, rotation=0, skew=0.0, blank=False, width=2550, height=3300, failed=None)
            for number in range(1, pages + 1)
        ],
        pipeline=PipelineJson(version="0", engine="test"),
    )
