"""What a separator sheet says of the pages behind it, and where that ends though no next sheet was read: at a page which may be one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.filing.evidence import Relation, relation
from pipeline.filing.page_facts import PageFacts
from pipeline.filing.runs import Run
from pipeline.filing.separators import MOST_WORDS, Sheet, for_nobody, separates
from pipeline.model.types import Findings, PageFailed, PageResult

HARDLY_ANY = 10  # words: what may be a separator whose code did not come out, whatever kind of document its words look like


class Inheritance:
    """What of a sheet holds for each run behind it, up to the next sheet that was read.

    Behind a sheet that somebody else's pages lie behind too, what names nobody is nobody's. And a page that came out black, blurred or
    failed, or that bears next to nothing, may be the next patient's sheet: from there on the pages must say themselves whose they are.
    """

    def __init__(self, sheet: Sheet, runs: Sequence[Run], min_page_confidence: float) -> None:
        """`min_page_confidence`: 0 to 1; what was read less surely is not legible."""
        self._sheet = sheet
        self._least = min_page_confidence
        self._foreign = any(self._is_foreign(run) for run in runs)
        self._until = self._first_unread(runs) if sheet.said else None

    def of(self, run: Run) -> Sheet:
        """The sheet as it holds for the run."""
        if self._until is not None and not self._is_foreign(run) and any(number_of(page.result) >= self._until for page in run.pages):
            sheet = for_nobody(self._sheet)
            return replace(sheet, said=sheet.said and replace(sheet.said, type_code=""))
        return for_nobody(self._sheet) if self._foreign and not run.about.has_header else self._sheet

    def is_interrupted(self, run: Run) -> bool:
        """Whether a page that names nobody lies in it behind one that may be the next patient's sheet."""
        numbers = [number_of(page.result) for page in run.pages if not page.blank and not page.sure.has_header]
        return self._until is not None and any(number > self._until for number in numbers) and self._holds(run, self._until)

    def _is_foreign(self, run: Run) -> bool:
        return relation(self._sheet.evidence, run.about) in (Relation.OTHER, Relation.SUSPECT)

    def _holds(self, run: Run, number: int) -> bool:
        return any(number_of(page.result) <= number for page in run.pages)

    def _first_unread(self, runs: Sequence[Run]) -> int | None:
        """The number of the first page that may be a sheet."""
        numbers = (number_of(page.result) for run in runs for page in run.pages if self._may_be_a_sheet(page))
        return min(numbers, default=None)

    def _may_be_a_sheet(self, page: PageFacts) -> bool:
        if page.blank:
            return False
        if not isinstance(page.result, Findings):
            return True
        words = page.result.page.words
        if separates(page.result) or page.faxed_alone:
            return True
        if page.sure.mrns or (page.number is not None and page.number.number > 1):
            return False
        if len(words) <= HARDLY_ANY or is_illegible(page.result, self._least):
            return True
        return len(words) <= MOST_WORDS and page.type_code is None and not (page.sure.has_header or page.look.begins_inside)


def is_illegible(page: Findings, least: float) -> bool:
    """Whether nothing was read on it, or its words on the whole less surely than `least`."""
    words = page.page.words
    letters = sum(len(word.text) for word in words)
    return not letters or sum(word.confidence * len(word.text) for word in words) < least * letters


def number_of(result: PageResult) -> int:
    """The page's number in its file."""
    return result.number if isinstance(result, PageFailed) else result.page.number
