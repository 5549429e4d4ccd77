"""TypedPage -> Findings: the identifiers of one page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial

from pipeline.extract.bare_id import BareId
from pipeline.extract.birth_date import aged_birth_date, born_in_sentence, read_birth_date
from pipeline.extract.broken_name import broken_name
from pipeline.extract.captions import Captions
from pipeline.extract.contact import read_address, read_phone
from pipeline.extract.context import Context
from pipeline.extract.date_boxes import boxed_birth_date, service_lines
from pipeline.extract.dates import ages_in, latest_year_in
from pipeline.extract.encounter import read_number
from pipeline.extract.formed_numbers import medicare_number, security_number, specimen_number
from pipeline.extract.headless import headless_birth_date
from pipeline.extract.insurer_number import insurer_number
from pipeline.extract.labels import LabelFinder
from pipeline.extract.last_dates import last_dates
from pipeline.extract.merging import merged
from pipeline.extract.mrn import MrnReader
from pipeline.extract.name import name_parts, read_name, read_other_name, read_provider
from pipeline.extract.name_and_birth import birth_behind_name
from pipeline.extract.name_and_number import NameAndNumber
from pipeline.extract.named_before import named_before
from pipeline.extract.numbers import read_accession, read_member_id, read_npi, read_ssn
from pipeline.extract.own_card import own_card
from pipeline.extract.own_line import OwnLine
from pipeline.extract.page_date import unlabelled_dates
from pipeline.extract.professionals import professionals
from pipeline.extract.reading import Candidate, Reader, View, labelled
from pipeline.extract.rules import OTHER, IdentifierRule
from pipeline.extract.service_date import days_on, read_service_date, visits_on
from pipeline.extract.settings import ExtractSettings
from pipeline.extract.sex import read_sex
from pipeline.extract.sex_behind_date import sex_behind_date
from pipeline.extract.sex_header import unlabelled_sex
from pipeline.extract.sex_sentence import sex_in_sentence
from pipeline.extract.sheet import sheet_of
from pipeline.extract.slashed import Slashed
from pipeline.extract.stay import stay_dates
from pipeline.extract.ticked_sex import ticked_sex
from pipeline.extract.unlabelled import Unlabelled
from pipeline.model.errors import ConfigError
from pipeline.model.types import Findings, IdentifierKind, PageText, Rotation, TypedPage

Recognizer = Callable[[View], Iterable[Candidate]]
MAX_TEXT = 20_000  # characters of a page in which years and ages are looked for
# No scan came before the year in which this was written: a machine that says so has lost its clock.
EARLIEST_ARRIVAL = 2026


def readers(settings: ExtractSettings) -> dict[str, Reader]:
    """The value patterns that a TOML may name."""
    return {
        "mrn": MrnReader(settings.mrn),
        "name": read_name,
        "birth_date": read_birth_date,
        "sex": read_sex,
        "number": read_number,
        "date": read_service_date,
        "address": read_address,
        "phone": read_phone,
        "ssn": read_ssn,
        "other_name": read_other_name,
        "provider": read_provider,
        "npi": read_npi,
        "member_id": read_member_id,
        "accession": read_accession,
    }


class Extractor:
    """Built once from settings and rules; then a function of the page and the year in which it came. ConfigError for a rule that names no
    value pattern.
    """

    def __init__(self, settings: ExtractSettings, rules: tuple[IdentifierRule, ...]) -> None:
        self._settings = settings
        self._labels = LabelFinder(rules, settings.cell_gap)
        self._context = Context(rules)
        self._recognizers = tuple(_recognizers(settings, rules, self._labels))
        self._captions = Captions(_several(MrnReader(settings.mrn)))

    def __call__(self, page: TypedPage, year: int = 0) -> Findings:
        """The page with its identifiers, best first within a kind; both of two values that disagree.

        `year`: in which the scan came, 0 where nobody knows; the clock is not asked, so that the same arrival is always read alike.
        """
        if not page.page.words:
            return Findings(page, ())
        settings = replace(self._settings, reference_year=self._settings.reference_year or max(year, EARLIEST_ARRIVAL))
        turns = sorted({word.turn for word in page.page.words})
        views = [replace(self._view(page.page, turn, settings), type_code=page.type.code) for turn in turns]
        candidates = [candidate for view in views for recognize in self._recognizers for candidate in recognize(view)]
        return Findings(page, merged(candidates, page.page, self._settings.min_confidence))

    def _view(self, page: PageText, turn: Rotation, settings: ExtractSettings) -> View:
        """The words that stand the same way round: what runs up a margin is no value of a label on the page, and no label of its values."""
        sheet = sheet_of(page, self._labels, settings, turn)
        text, reference = page.text[:MAX_TEXT], settings.reference_year
        latest = latest_year_in(text, reference)
        view = View(sheet, self._context.on(sheet), latest or reference, ages_in(text), dated=latest is not None)
        view = self._captions(view)
        visits = visits_on(view)
        seen = max((int(visit[:4]) for visit in visits), default=0)  # a visit's year may be printed with two figures, a birth's with four
        latest = max(latest or 0, min(seen, reference))
        days = () if visits else days_on(view)
        return replace(view, visits=visits, days=days, latest_year=latest or reference, dated=latest > 0)


def _recognizers(settings: ExtractSettings, rules: Iterable[IdentifierRule], finder: LabelFinder) -> Iterator[Recognizer]:
    known = readers(settings)
    read_mrn = known["mrn"]
    more: Mapping[str, tuple[Recognizer, ...]] = {
        "name": (name_parts, broken_name, named_before, Unlabelled(read_mrn)),
        "sex": (unlabelled_sex, sex_in_sentence, ticked_sex, sex_behind_date),
        "birth_date": (boxed_birth_date, headless_birth_date, born_in_sentence, aged_birth_date, birth_behind_name),
        "member_id": (insurer_number, medicare_number),
        "ssn": (security_number,),
        "accession": (specimen_number,),
        "mrn": (BareId(read_mrn), NameAndNumber(read_mrn)),
        "service_date": (unlabelled_dates, service_lines, last_dates),
        "provider": (professionals,),
        "discharge_date": (stay_dates,),
    }
    for rule in (rule for rule in rules if rule.kind != OTHER):
        if not rule.values:
            raise ConfigError(f"identifier {rule.kind}: values must name at least one of {', '.join(sorted(known))}")
        for value in rule.values:
            if value not in known:
                raise ConfigError(f"identifier {rule.kind}: no value pattern {value}; known are {', '.join(sorted(known))}")
            yield partial(_labelled, rule.kind, known[value])
        yield from more.get(rule.kind, ())
    yield OwnLine(read_mrn)
    yield own_card
    yield Slashed(finder, _several(read_mrn))


def _several(read_mrn: Reader) -> Mapping[IdentifierKind, Reader]:
    """What reads the values of several labels in a row."""
    return {
        "mrn": read_mrn, "name": read_name, "birth_date": read_birth_date, "sex": read_sex, "ssn": read_ssn,
        "service_date": read_service_date, "provider": read_provider,
        "phone": read_phone, "address": read_address, "account": read_number, "encounter": read_number,
    }  # fmt: skip


def _labelled(kind: str, read: Reader, view: View) -> Iterator[Candidate]:
    return labelled(view, kind, read)  # type: ignore[arg-type]  # load_rules checked that it is an IdentifierKind
