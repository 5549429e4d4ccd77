"""Where one document ends and the next begins: a careful rule over page facts, page by page.

A new document begins on strong evidence only. A page that names another patient without looking like a first page is a
misfile: it stays where it was scanned, and holds the whole run.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum

from rapidfuzz.distance import OSA

from pipeline.filing.evidence import Evidence, Relation, relation
from pipeline.filing.page_facts import PageFacts
from pipeline.model.types import IdentifierKind


@dataclass
class Run:
    """Pages taken for one document. `about` is who it is about, from sure readings, since the last page of another patient."""

    pages: list[PageFacts] = field(default_factory=list)
    about: Evidence = field(default_factory=Evidence)
    misfile: bool = False
    title: str | None = None
    type_code: str | None = None
    total: int | None = None
    numbers: set[int] = field(default_factory=set)
    dated: dict[IdentifierKind, frozenset[str]] = field(default_factory=dict)
    complete: bool = False  # the last page that isn't blank was "Page N of N"

    @property
    def read(self) -> bool:
        """Whether any page of it was read, and is not blank."""
        return any(not page.blank and not page.failed for page in self.pages)

    @property
    def empty(self) -> bool:
        """Whether there is nothing but blank pages, or nothing at all."""
        return all(page.blank for page in self.pages)

    def add(self, page: PageFacts) -> None:
        """The page belongs to the run."""
        self.pages.append(page)
        if page.blank:
            return
        self.about = self.about.merged(page.sure)
        self.title = self.title or page.title
        self.type_code = self.type_code or page.type_code
        self.dated = {kind: self.dated.get(kind, frozenset()) | page.dated.get(kind, frozenset()) for kind in {*self.dated, *page.dated}}
        self.complete = page.number is not None and page.number.number == page.number.total
        if page.number is not None:
            self.total = page.number.total or self.total
            self.numbers.add(page.number.number)

    def add_misfiled(self, page: PageFacts) -> None:
        """The page stands in the run and names another patient."""
        self.misfile = True
        self.add(page)
        self.about = page.sure


class Step(Enum):
    """What a page does to the run before it."""

    JOIN = "join"
    START = "start"
    MISFILE = "misfile"


def split(pages: Iterable[PageFacts]) -> list[Run]:
    """The pages of one file, in order, as runs; every page is in exactly one."""
    runs = [Run()]
    for page in pages:
        step = next_step(runs[-1], page)
        if step is Step.START:
            runs.append(Run())
        if step is Step.MISFILE:
            _misfile(runs, page)
        else:
            runs[-1].add(page)
    return [run for run in runs if run.pages]


def next_step(run: Run, page: PageFacts) -> Step:
    """What the page does to the run before it."""
    if run.empty or page.blank:
        return Step.JOIN
    if page.failed:
        return Step.START if run.complete else Step.JOIN
    if _fills_gap(run, page):
        return Step.JOIN
    if run.complete or (page.number is not None and page.number.number == 1):
        return Step.START
    if not run.read:  # a failed page may be this document's first: only a printed page 1 proves that it isn't
        return Step.JOIN
    return _by_patient(run, page)


def _fills_gap(run: Run, page: PageFacts) -> bool:
    """A page that the run lacks, scanned out of order: it belongs to the run, which is held for that."""
    if page.number is None or page.number.total is None or page.number.total != run.total or page.number.number in run.numbers:
        return False
    stands = relation(run.about, page.sure)
    return stands is Relation.SAME or (stands is Relation.UNKNOWN and page.number.number > 1)


def _by_patient(run: Run, page: PageFacts) -> Step:
    stands = relation(run.about, page.sure)
    if stands is Relation.OTHER:
        return Step.START if _looks_first(run, page) else Step.MISFILE
    if stands is Relation.SUSPECT:
        return Step.START if _new_title_and_type(run, page) else Step.MISFILE
    return Step.START if _same_patients_next(run, page) else Step.JOIN


def _looks_first(run: Run, page: PageFacts) -> bool:
    if page.number is not None:
        return False
    return page.title is not None or _type_changes(run, page)


def _same_patients_next(run: Run, page: PageFacts) -> bool:
    """Another document of the same patient, or of nobody that is named."""
    if page.number is not None:
        return run.total is not None and page.number.total is not None and run.total != page.number.total
    if _new_title_and_type(run, page) or (page.sure.has_header and _other_visit(run, page)):
        return True
    return page.title is not None and page.title == run.title and _apart(run, page, "service_date")


def _new_title_and_type(run: Run, page: PageFacts) -> bool:
    return page.number is None and page.title is not None and page.title != run.title and _type_changes(run, page)


def _type_changes(run: Run, page: PageFacts) -> bool:
    return page.type_code is not None and run.type_code is not None and page.type_code != run.type_code


def _other_visit(run: Run, page: PageFacts) -> bool:
    return _apart(run, page, "encounter") or _apart(run, page, "account")


def _apart(run: Run, page: PageFacts, kind: IdentifierKind) -> bool:
    """Both have a value, and no two are the same; dates apart, one changed character is taken for a misreading."""
    slack = 0 if kind == "service_date" else 1
    before, now = run.dated.get(kind, frozenset()), page.dated.get(kind, frozenset())
    return bool(before and now) and all(OSA.distance(a, b) > slack for a in before for b in now)


def _misfile(runs: list[Run], page: PageFacts) -> None:
    """Hold the run; if the page goes back to the patient before it, that run was interrupted and is held with it."""
    current = runs[-1]
    if len(runs) > 1 and not runs[-2].complete and relation(runs[-2].about, page.sure) is Relation.SAME:
        interrupted = runs[-2]
        interrupted.pages += current.pages
        runs.pop()
    runs[-1].add_misfiled(page)
