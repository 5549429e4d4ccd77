"""The stages that take all pages of an arrival, and how a site's record numbers are written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from pipeline import __version__
from pipeline.assembly.types import types_of
from pipeline.classify.combine import combine
from pipeline.classify.document_types import type_names
from pipeline.extract import normalise_mrn
from pipeline.extract.check_digits import check_digit
from pipeline.extract.two_words import names_somebody
from pipeline.filing import Filer, PatientIndex
from pipeline.filing.fingerprint import bands_of, is_same
from pipeline.filing.matching import Candidate
from pipeline.model.record import Record, record_of
from pipeline.model.types import Arrival, Findings, Fingerprint, PageResult, Patient
from pipeline.settings import Settings


class Desk:
    """The stages that take all pages of an arrival: documents, verdicts, records."""

    def __init__(self, settings: Settings, patients: PatientIndex) -> None:
        self._names = type_names(types_of(settings))
        types = partial(combine, settings=settings.classify)
        self._filer = Filer(settings.filing, patients, types, mrn_normaliser(settings), names_somebody)

    def records(self, arrival: Arrival, pages: Sequence[PageResult], duplicate: bool) -> list[Record]:
        """One record for each document; `duplicate` says that the same bytes came before."""
        documents = self._filer.file(arrival, pages, duplicate)
        return [record_of(document, self._names, __version__) for document in documents]

    def arranged(self, arrival: Arrival, pages: Sequence[PageResult], numbers: Sequence[int], document_id: str) -> Record:
        """The record of these pages as one document, in this order, as a person arranged them; `pages` are all of the arrival."""
        return record_of(self._filer.one(arrival, pages, numbers, document_id), self._names, __version__)

    def candidates(self, pages: Sequence[PageResult]) -> list[Candidate]:
        """Whom of the patient index the pages may mean, likeliest first."""
        return self._filer.candidates(pages)

    def compared(self, pages: Sequence[PageResult], patients: Iterable[Patient]) -> list[Candidate]:
        """What the pages say for and against these patients, likeliest first."""
        return self._filer.compared(pages, patients)

    @property
    def type_names(self) -> dict[str, str]:
        """Every document type of the site: its name by its code."""
        return dict(self._names)

    def print_of(self, record: Record, pages: Sequence[PageResult]) -> Fingerprint:
        """What finds the document again when it is scanned once more; `pages` are all of its arrival's."""
        own = set(record["source"]["pages"])
        pictures = [result.page.picture for result in pages if isinstance(result, Findings) and result.page.number in own]
        seen = tuple(filter(None, pictures))
        return Fingerprint(bands_of(record, seen), seen)

    def is_same(self, one: Record, other: Record, pictures: Sequence[str], others: Sequence[str]) -> bool:
        """Whether both records are of one document on paper, scanned twice."""
        return is_same(one, other, pictures, others)


def mrn_normaliser(settings: Settings) -> Callable[[str], str | None]:
    """The site's format for medical record numbers."""
    return partial(normalise_mrn, form=settings.extract.mrn)


def mrn_checker(settings: Settings) -> Callable[[str], bool]:
    """Whether a medical record number's check digit is right, where the site's format has one. ConfigError for a scheme that is none."""
    return check_digit(settings.extract.mrn.check_digit)
