"""Pages that name nobody where something of the file lies elsewhere than it should: they may belong to it."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.filing.boundary import firstness
from pipeline.filing.evidence import Relation, relation
from pipeline.filing.page_facts import PageFacts
from pipeline.filing.runs import LATER, Run


def doubt_orphans(runs: Sequence[Run]) -> None:
    """Mark every run with a page that names nobody and may be another run's, as a stack that was fed backwards shows.

    A page says which one it is, and another run of as many pages lacks that one, or claims it and names nobody either. A page that says
    nothing is doubtful beside a run that has no beginning. And where another run of the same patient lacks what this one has, the page
    that names nobody came between.
    """
    for run in runs:
        others = [other for other in runs if other is not run]
        nameless = [page for page in run.solid if not page.sure.has_header]
        run.doubtful |= any(_belongs_elsewhere(page, others) for page in nameless)
        if nameless and any(_is_torn_from(run, other) for other in others):
            run.doubtful = True


def _belongs_elsewhere(page: PageFacts, others: Sequence[Run]) -> bool:
    if page.number is None or page.number.total is None:
        return any(map(_is_headless, others))
    return any(_may_want(other, page) for other in others)


def _may_want(run: Run, page: PageFacts) -> bool:
    return _lacks(run, page) or (_is_short_of(run, page) and not run.about.has_header)


def _is_torn_from(run: Run, other: Run) -> bool:
    return relation(run.about, other.about) is Relation.SAME and any(_lacks(other, page) for page in run.solid)


def _lacks(run: Run, page: PageFacts) -> bool:
    return _is_short_of(run, page) and page.number is not None and page.number.number not in run.numbers


def _is_short_of(run: Run, page: PageFacts) -> bool:
    """Whether the run has as many pages as the page says, and not all of them are there."""
    return page.number is not None and page.number.total is not None and run.total == page.number.total and len(run.numbers) < run.total


def _is_headless(run: Run) -> bool:
    """Whether it begins with a later page, by its number, or else by its look where it names nobody."""
    if not run.solid:
        return False
    first = run.solid[0]
    return first.number.number > 1 if first.number else not run.about.has_header and firstness(first) < LATER
