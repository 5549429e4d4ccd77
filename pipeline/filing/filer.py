"""The page results of one arrival into documents, each filed to one patient or held with every reason that applies."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.filing.anothers import says_another
from pipeline.filing.bystanders import evidence_of_seen, is_roster, seen_on
from pipeline.filing.confirming import confirmed
from pipeline.filing.evidence import Relation, relation
from pipeline.filing.fields import best_value
from pipeline.filing.inheriting import Inheritance, is_illegible, number_of
from pipeline.filing.matching import Candidate, Match, Matcher
from pipeline.filing.name_words import NamesSomebody
from pipeline.filing.orphans import doubt_orphans
from pipeline.filing.page_facts import FactFinder, PageFacts
from pipeline.filing.page_order import in_proven_order, pages_out_of_order, tied_by_number
from pipeline.filing.patients import PatientIndex
from pipeline.filing.recognised import recognised
from pipeline.filing.runs import Run, names_another_unsurely, split
from pipeline.filing.separators import SURE, NormaliseMrn, Section, SeparatorReader, Sheet
from pipeline.filing.settings import FilingSettings
from pipeline.filing.somebody_else import names_another
from pipeline.filing.visit_dates import service_date
from pipeline.model.record import REASONS
from pipeline.model.types import Arrival, Document, Findings, Identifier, IdentifierKind, PageResult, Patient, Reason, TypeGuess

_NO_TYPE = TypeGuess(None, 0.0)


class Filer:
    """Built once; then a function of what it is given, but for lookups in the patient index."""

    def __init__(
        self,
        settings: FilingSettings,
        patients: PatientIndex,
        combine_types: Callable[[Sequence[TypeGuess]], TypeGuess],
        normalise_mrn: NormaliseMrn = str,
        names_somebody: NamesSomebody = lambda first, second: first.istitle() and second.istitle(),
    ) -> None:
        """`combine_types` makes one guess of the guesses of a document's pages (never of none).

        `names_somebody` tells whether two words side by side may be a person's name.

        `normalise_mrn` gives an MRN that nobody read as one (a barcode's, one without a label) as the site stores it, None for none.
        """
        self._settings = settings
        self._find = FactFinder(settings)
        self._patients = patients
        self._normalise, self._names_somebody = normalise_mrn, names_somebody
        self._separators = SeparatorReader(settings, normalise_mrn)
        self._match = Matcher(settings, patients)
        self._combine_types = combine_types

    def file(self, arrival: Arrival, pages: Sequence[PageResult], duplicate: bool = False) -> tuple[Document, ...]:
        """The documents, in page order; every page but separator sheets and their blank backs is in exactly one.

        `pages` are all results of the arrival in page order. `duplicate`: the same bytes came before. StoreDown when the patient index
        can't be read.
        """
        documents: list[Document] = []
        for section in self._separators.sections(pages):
            runs = self._runs(section)
            doubt_orphans(runs)
            inherited = self._inheritance(section, runs)
            for run in runs:
                run.doubtful |= inherited.is_interrupted(run)
            documents += [self._document(arrival, run, inherited.of(run), duplicate) for run in runs]
        return tuple(documents)

    def one(self, arrival: Arrival, pages: Sequence[PageResult], numbers: Sequence[int], document_id: str) -> Document:
        """The pages of these numbers as one document in this order, as a person arranged them; `pages` are all of the arrival.

        That they belong together is not doubted any more; whose they are is, and a page that names somebody else is a misfile still.
        """
        sections = self._separators.sections(pages)
        behind = {number_of(page): (page, Section(Sheet(), [page])) for page in pages}  # also what is taken for a separator by now
        behind |= {number_of(page): (page, section) for section in sections for page in section.pages}
        chosen = [behind[number] for number in numbers]
        (run,) = self._runs(Section(Sheet(whole=True), [page for page, _ in chosen]))
        run.doubtful = False
        section = chosen[0][1]
        sheet = self._inheritance(section, self._runs(section)).of(run) if section.sheet.said else section.sheet
        document = self._document(arrival, run, sheet, duplicate=False, arranged=True)
        return replace(document, document_id=document_id)

    def candidates(self, pages: Sequence[PageResult]) -> list[Candidate]:
        """Whom of the patient index the pages may mean, likeliest first, and what speaks for and against each."""
        return self._match.candidates([self._facts(page).evidence for page in pages], pages)

    def compared(self, pages: Sequence[PageResult], patients: Iterable[Patient]) -> list[Candidate]:
        """What the pages say for and against these patients, likeliest first."""
        return self._match.compared([self._facts(page).evidence for page in pages], pages, patients)

    def _runs(self, section: Section) -> list[Run]:
        return split((self._facts(self._separators.labelled(page)) for page in section.pages), section.sheet.whole)

    def _inheritance(self, section: Section, runs: Sequence[Run]) -> Inheritance:
        return Inheritance(section.sheet, runs, self._settings.min_page_confidence)

    def _facts(self, page: PageResult) -> PageFacts:
        facts = self._find(page)
        if facts.blank or not isinstance(page, Findings):
            return facts
        seen = seen_on(page, self._patients, facts.sure.has_header, self._normalise)
        least = self._settings.min_identifier_confidence
        if not facts.sure.has_header and (known := recognised(page, seen, least, self._names_somebody)):
            facts = self._find(replace(page, identifiers=(*page.identifiers, *known)))
        sure = facts.sure if facts.sure.has_header else facts.sure.merged(evidence_of_seen(seen.items()))
        return replace(facts, sure=sure, seen=frozenset(patient.mpi_id for patient in seen))

    def _document(self, arrival: Arrival, run: Run, sheet: Sheet, duplicate: bool, arranged: bool = False) -> Document:
        if not arranged:
            run.pages = in_proven_order(run.pages)
        said = sheet.evidence
        loose = [page.evidence for page in run.pages if not tied_by_number(page, run.pages)]
        match = self._match([page.evidence for page in run.pages], loose, [page.result for page in run.pages], said)
        guess = self._type(run, sheet)
        misfile = run.misfile or relation(said, run.about) in (Relation.OTHER, Relation.SUSPECT)
        reasons = set(match.reasons) | self._page_reasons(run, guess) | self._bystanders(run, match)
        if misfile:
            reasons = (reasons - {"ambiguous_patient", "no_patient"}) | {"misfile"}  # that pages name two patients is what a misfile is
        elif run.stray or ("ambiguous_patient" in reasons and (names_another_unsurely(run) or self._pages_are_of_two(run))):
            reasons.add("misfile")
        if duplicate:
            reasons.add("possible_duplicate")
        if arranged:
            reasons.discard("page_order")
        found = [identifier for page in run.pages for identifier in _identifiers(page)]
        pages = tuple(page.result for page in run.pages)
        return Document(
            document_id=f"{arrival.arrival_id}-{number_of(run.pages[0].result):04d}",
            arrival=arrival,
            pages=pages if reasons or match.known is None else confirmed(pages, match.known),
            type=guess,
            patient=None if reasons else match.patient,
            encounter=self._encounter(found, misfile) or (sheet.said.encounter or None if sheet.said else None),
            service_date=service_date(found, guess.code, arrival.received_at, self._settings.tie_margin, misfile),
            status="review" if reasons else "filed",
            reasons=tuple(reason for reason in REASONS if reason in reasons),
            separator=sheet.said,
        )

    def _bystanders(self, run: Run, match: Match) -> set[Reason]:
        """Whether somebody else stands on one of its pages, or a whole list of people, or the pages say that whom they name is another."""
        own = match.patient
        if own is None:
            return set()
        if any(page.seen - {own.mpi_id} for page in run.pages) or any(self._lists_people(page, own.mrn) for page in run.pages):
            return {"ambiguous_patient"}
        if own.name is None:
            return set()
        whole = match.known or Patient(own.mpi_id or "", own.mrn or "", own.name, own.birth_date, own.sex)
        pages = [page.result for page in run.pages if isinstance(page.result, Findings)]
        least = self._settings.min_identifier_confidence
        others = says_another(pages, whole) or names_another(pages, whole, self._patients.namesakes, least, self._names_somebody)
        return {"ambiguous_patient"} if others else set()

    def _lists_people(self, page: PageFacts, mrn: str | None) -> bool:
        return isinstance(page.result, Findings) and is_roster(page.result, {*page.evidence.mrns, mrn or ""}, self._names_somebody)

    def _pages_are_of_two(self, run: Run) -> bool:
        """Whether what two pages say surely is exactly what two patients of the index have: twins, namesakes, neighbouring numbers."""
        owners = list(filter(None, map(self._owners, run.solid)))
        return any(one.isdisjoint(other) for one, other in pairwise(owners))

    def _owners(self, page: PageFacts) -> frozenset[str]:
        """Whose number stands on the page, or else whose name and birth date together."""
        sure = page.sure
        found = [self._patients.by_mrn(mrn) for mrn in sure.mrns]
        if not any(found):
            found = [self._patients.by_name_and_birth_date(name, born) for name in sure.names for born in sure.birth_dates]
        return frozenset(patient.mpi_id for patients in found for patient in patients)

    def _page_reasons(self, run: Run, guess: TypeGuess) -> set[Reason]:
        reasons: set[Reason] = set()
        if guess.code is None:
            reasons.add("unknown_type")
        if any(page.failed for page in run.pages):
            reasons.add("page_failed")
        if run.doubtful or any(self._badly_read(page) for page in run.pages):
            reasons.add("low_confidence")
        if pages_out_of_order(run.pages, self._settings.hold_incomplete):
            reasons.add("page_order")
        return reasons

    def _badly_read(self, page: PageFacts) -> bool:
        """Its words on the whole: one bad stripe beside identifiers that were read surely is told by the record, and holds nothing.

        A page that isn't blank and on which nothing was read (a scan that came out black, a photograph) may be anybody's.
        """
        return isinstance(page.result, Findings) and not page.blank and is_illegible(page.result, self._settings.min_page_confidence)

    def _type(self, run: Run, sheet: Sheet) -> TypeGuess:
        if sheet.said and sheet.said.type_code:
            return TypeGuess(sheet.said.type_code, SURE, evidence=("separator sheet",))
        guesses = [page.result.typed.type for page in run.pages if isinstance(page.result, Findings) and not page.blank]
        return self._combine_types(guesses) if guesses else _NO_TYPE

    def _encounter(self, found: Sequence[Identifier], unanimous: bool) -> str | None:
        """The encounter's number, or else the account's: hospitals that print no encounter give each visit an account."""
        kind: IdentifierKind = "encounter" if any(identifier.kind == "encounter" for identifier in found) else "account"
        return best_value(found, kind, self._settings.tie_margin, unanimous)


def _identifiers(page: PageFacts) -> tuple[Identifier, ...]:
    return page.result.identifiers if isinstance(page.result, Findings) else ()
