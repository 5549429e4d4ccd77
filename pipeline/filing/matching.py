"""Whose document it is: at least two of MRN, name and birth date agree with exactly one patient, surely enough, and nothing is against it.

How surely is counted in bits (scoring.py). What is doubtful is a reason to hold, never a guess. Where the pages could mean somebody
else of the index (lookalikes.py), it is held too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce

from pipeline.filing.corroborate import found_on
from pipeline.filing.evidence import Evidence, Relation, relation
from pipeline.filing.lookalikes import Lookalikes
from pipeline.filing.patients import PatientIndex
from pipeline.filing.scoring import Level, Score, score
from pipeline.filing.settings import FilingSettings
from pipeline.model.types import FiledPatient, PageResult, Patient, PersonName, Reason

TWO = 2  # independent identifiers that must agree
CONTRADICTS = 0.8  # confidence from which a reading that is not the patient's speaks against them; numbers read three ways have 0.71
MOST_NAMESAKES = 400  # whose numbers are looked for on the page, where the name alone was read
SOME_DOUBT = 0.3  # confidence from which a reading on a page where nothing agrees makes the page somebody else's


@dataclass(frozen=True, slots=True)
class Match:
    """The patient, or why there is none; `reasons` is empty exactly when there is a patient. `known`: as the patient index has them."""

    patient: FiledPatient | None
    reasons: frozenset[Reason] = frozenset()
    known: Patient | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody whom the pages may mean, with what speaks for and against."""

    patient: Patient
    score: Score


MOST_CANDIDATES = 8  # that a person is shown


class Matcher:
    """Evidence into a match; asks the patient index and nothing else."""

    def __init__(self, settings: FilingSettings, patients: PatientIndex) -> None:
        self._settings = settings
        self._patients = patients
        self._lookalikes = Lookalikes(patients, settings.lookalike_edits)

    def __call__(
        self,
        pages: Sequence[Evidence],
        loose: Sequence[Evidence],
        results: Sequence[PageResult] = (),
        said: Evidence = Evidence(),  # noqa: B008  # frozen
    ) -> Match:
        """The one patient that all pages together name; `loose` are those that page numbers don't tie to the others.

        `results`: the pages themselves, one for each of `pages`; their words are searched for the numbers of whoever comes into question.
        `said`: what the separator sheet before them says.
        """
        evidence = reduce(Evidence.merged, pages, said)
        count = self._patients.count()
        if count == 0:
            return self._under_its_mrn([*pages, said] if said.has_header else pages, evidence)
        candidates = sorted(self._candidates(evidence), key=lambda patient: patient.mpi_id)
        if not candidates:
            return _held(_nobody(evidence))
        said_of = {patient.mpi_id: found_on(results, patient) for patient in candidates}
        seen = {mpi_id: reduce(Evidence.merged, words, evidence) for mpi_id, words in said_of.items()}
        ranked = sorted(((score(seen[patient.mpi_id], patient, count), patient) for patient in candidates), key=lambda one: -one[0].bits)
        best, patient = ranked[0]
        reasons = self._doubts(evidence, best, patient)
        if "no_patient" not in reasons:
            if len(ranked) > 1 and best.bits - ranked[1][0].bits < self._settings.min_lead:
                reasons.add("ambiguous_patient")
            if any(self._is_anothers(page, patient, count) for page in _with_words(pages, said_of[patient.mpi_id])):
                reasons.add("ambiguous_patient")
        if not reasons and self._lookalikes.exist(self._plausible(seen[patient.mpi_id], patient, count), loose, patient):
            reasons.add("ambiguous_patient")
        if reasons:
            return _held(reasons)
        return Match(FiledPatient(patient.mpi_id, patient.mrn, patient.name, patient.birth_date, patient.sex), known=patient)

    def candidates(self, pages: Sequence[Evidence], results: Sequence[PageResult]) -> list[Candidate]:
        """Whom the pages may mean, likeliest first."""
        evidence = reduce(Evidence.merged, pages, Evidence())
        return self.compared(pages, results, self._candidates(evidence) | set(self._by_name(evidence)))[:MOST_CANDIDATES]

    def compared(self, pages: Sequence[Evidence], results: Sequence[PageResult], patients: Iterable[Patient]) -> list[Candidate]:
        """What the pages say for and against these patients, likeliest first."""
        evidence, count = reduce(Evidence.merged, pages, Evidence()), self._patients.count()
        scored = [Candidate(one, score(reduce(Evidence.merged, found_on(results, one), evidence), one, count)) for one in patients]
        return sorted(scored, key=lambda one: (-one.score.bits, one.patient.mpi_id))

    def _doubts(self, evidence: Evidence, best: Score, patient: Patient) -> set[Reason]:
        """Why the best patient of the index is not believed."""
        least = self._settings.min_identifier_confidence
        reasons: set[Reason] = set()
        if max(best.name.against, best.born.against, best.sex.against) >= CONTRADICTS or self._somebody_elses(evidence, patient):
            reasons.add("ambiguous_patient")
        if best.mrn.against >= CONTRADICTS:
            reasons |= {"ambiguous_patient"} if best.mrn.level is Level.SAME else set() if reasons else {"no_patient"}
        elif best.agreeing(0.0) < TWO or best.bits < self._settings.min_score:
            reasons |= set() if reasons else {"no_patient"}
        elif best.agreeing(least) < TWO and not (best.agrees_exactly() and best.agreeing(least)):
            reasons.add("low_confidence")
        return reasons

    def _somebody_elses(self, evidence: Evidence, patient: Patient) -> bool:
        """Whether an MRN that was read, however surely, is exactly that of another patient."""
        owners = (owner for mrn in evidence.mrns for owner in self._patients.by_mrn(mrn))
        return any(owner.mpi_id != patient.mpi_id for owner in owners)

    def _is_anothers(self, page: Evidence, patient: Patient, count: int) -> bool:
        """Whether a page by itself speaks against the patient: surely, or at all where nothing on it speaks for them."""
        own = score(page, patient, count)
        least = SOME_DOUBT if own.agreeing(0.0) == 0 else CONTRADICTS
        return max(own.mrn.against, own.name.against, own.born.against) >= least

    def _plausible(self, evidence: Evidence, patient: Patient, count: int) -> Evidence:
        """The readings that fit the patient; what does not was found too doubtful to count against."""

        def fits(one: Evidence) -> bool:
            return score(one, patient, count).against() == 0.0

        return Evidence(
            {value: sure for value, sure in evidence.mrns.items() if fits(Evidence(mrns={value: sure}))},
            {value: sure for value, sure in evidence.names.items() if fits(Evidence(names={value: sure}))},
            {value: sure for value, sure in evidence.birth_dates.items() if fits(Evidence(birth_dates={value: sure}))},
            {value: sure for value, sure in evidence.sexes.items() if fits(Evidence(sexes={value: sure}))},
        )

    def _candidates(self, evidence: Evidence) -> set[Patient]:
        """Everybody whom the pages may mean; by name alone only where no number and no date leads to anybody."""
        return {*self._by_number(evidence), *self._by_birth_date(evidence)} or set(self._by_name(evidence))

    def _by_number(self, evidence: Evidence) -> Iterator[Patient]:
        for mrn in evidence.mrns:
            yield from self._patients.by_mrn(mrn)
            yield from self._patients.near_mrn(mrn)

    def _by_birth_date(self, evidence: Evidence) -> Iterator[Patient]:
        for born in evidence.birth_dates:
            yield from self._patients.born_on(born)

    def _by_name(self, evidence: Evidence) -> Iterator[Patient]:
        for name in evidence.names:
            found = self._patients.namesakes(name) if name.given else ()
            yield from found[:MOST_NAMESAKES]

    def _under_its_mrn(self, pages: Sequence[Evidence], evidence: Evidence) -> Match:
        """Without a patient index, pages that name one person consistently are filed under the MRN.

        One page must bear MRN and name or birth date: nothing else says that an MRN here and a name there are one person's.
        """
        if not evidence.mrns:
            return _held(_nobody(evidence))
        reasons = self._contradictions(evidence)
        if len(evidence.mrns) > 1:
            return _held(reasons, "ambiguous_patient")
        if not any(_names_somebody(page) for page in pages):
            return _held(reasons, "no_patient")
        least = self._settings.min_identifier_confidence
        if not any(_names_somebody(page.at_least(least)) for page in pages):
            reasons.add("low_confidence")
        if _has_loose_page(pages):
            reasons.add("ambiguous_patient")
        sure = evidence.at_least(least)
        if reasons:
            return _held(reasons)
        (mrn,) = sure.mrns
        return Match(FiledPatient(None, mrn, _fullest(sure), next(iter(sure.birth_dates), None), next(iter(sure.sexes), None)))

    def _contradictions(self, evidence: Evidence) -> set[Reason]:
        """Whether the MRN, or a contradiction, rests on a doubtful reading; whether there is one."""
        least, reasons = self._settings.min_identifier_confidence, set[Reason]()
        if evidence.contradicts_itself():
            reasons.add("ambiguous_patient")
        if min(evidence.mrns.values()) < least or (evidence.contradicts_itself() and evidence != evidence.at_least(least)):
            reasons.add("low_confidence")
        return reasons


def _with_words(pages: Sequence[Evidence], found: Sequence[Evidence]) -> Iterator[Evidence]:
    """Each page's evidence with what its words say for the patient, as `found_on` tells; as it is where the words were not given."""
    if not found:
        yield from pages
        return
    for page, words in zip(pages, found, strict=True):
        yield page.merged(words)


def _nobody(evidence: Evidence) -> set[Reason]:
    return {"no_patient", "ambiguous_patient"} if evidence.contradicts_itself() else {"no_patient"}


def _held(reasons: set[Reason], *more: Reason) -> Match:
    return Match(None, frozenset({*reasons, *more}))


def _has_loose_page(pages: Sequence[Evidence]) -> bool:
    """Whether a page without MRN bears a name that no page with the MRN bears too."""
    core = reduce(Evidence.merged, (page for page in pages if page.mrns), Evidence())
    return any(page.names and not page.mrns and relation(core, page) is not Relation.SAME for page in pages)


def _names_somebody(page: Evidence) -> bool:
    return bool(page.mrns) and (bool(page.birth_dates) or any(name.given for name in page.names))


def _fullest(evidence: Evidence) -> PersonName | None:
    """The name as it was read most fully; all of them are compatible. The spelling decides between equals, so order never does."""
    full = [name for name in evidence.names if name.given]
    return max(full, key=lambda name: (evidence.names[name], _length(name), _spelling(name)), default=None)


def _length(name: PersonName) -> int:
    return len(name.family) + len(name.given) + len(name.middle) + len(name.suffix)


def _spelling(name: PersonName) -> tuple[str, str, str, str]:
    return name.family, name.given, name.middle, name.suffix
