"""Pages that name nobody where something of the file lies elsewhere than it should: they may belong to it."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.filing.boundary import firstness
from pipeline.filing.page_facts import PageFacts
from pipeline.filing.runs import LATER, Run


def doubt_orphans(runs: Sequence[Run]) -> None:
    """Mark every run with a page that names nobody and that another run of the file lacks, as a stack that was fed backwards shows.

    A page says which one it is, and another run of as many pages lacks that one, or claims it and names nobody either. A page that says
    nothing is doubtful beside a run that has no beginning.
    """
    headless = [run for run in runs if _is_headless(run)]
    for run in runs:
        run.doubtful |= any(
            (page.number is not None and any(_may_want(other, page) for other in runs if other is not run))
            or (page.number is None and any(other is not run for other in headless))
            for page in run.solid
            if not page.sure.has_header
        )


def _may_want(run: Run, page: PageFacts) -> bool:
    number = page.number
    if number is None or number.total is None or run.total != number.total or len(run.numbers) == run.total:
        return False
    return number.number not in run.numbers or not run.about.has_header


def _is_headless(run: Run) -> bool:
    """Whether it names nobody and begins with a page that is no first page."""
    if run.about.has_header or not run.solid:
        return False
    first = run.solid[0]
    return first.number.number > 1 if first.number else firstness(first) < LATER
