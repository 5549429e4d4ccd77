"""What the rule that splits pages into documents needs to know of one page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from pipeline.filing.evidence import Evidence, evidence_of
from pipeline.filing.layout import height_of, lines_of
from pipeline.filing.look import BODY_ENDS, MARGIN, TOP, Look, look_of
from pipeline.filing.page_numbers import PageNumber, is_fax_line, page_number
from pipeline.filing.settings import FilingSettings
from pipeline.filing.titles import TitleFinder
from pipeline.model.types import Findings, Identifier, IdentifierKind, PageFailed, PageResult, Word

SHORTEST = 3  # characters of an identifier by which a line is known to hold it
TELLING = 0.6  # confidence of a word that counts among a page's telling ones
_TELLING = re.compile(r"[^\W\d_]{5,}|(?<!\d)(?:19|20)\d\d(?!\d)")


@dataclass(frozen=True, slots=True)
class PageFacts:
    """One page, seen from the far side of the desk.

    `evidence` is all that was read, `sure` only what was read surely; a failed or blank page has neither number nor title.
    `dated` holds the sure values that tell one visit's documents from another's: encounter, account, service_date, provider, member_id.
    """

    result: PageResult
    evidence: Evidence = field(default_factory=Evidence)
    sure: Evidence = field(default_factory=Evidence)
    number: PageNumber | None = None
    title: str | None = None
    type_code: str | None = None  # None where no type fits or the guess is unsure
    dated: Mapping[IdentifierKind, frozenset[str]] = field(default_factory=dict)
    look: Look = field(default_factory=Look)
    named_on_top: bool = False  # an MRN, name or birth date stands in the upper part of the page
    named_at_foot: bool = False  # a sure MRN or name stands below the body: the pages of its document are marked so
    faxed_alone: bool = False  # nothing was read on it but what a fax machine printed: an empty back, or a page of which nothing came out
    telling: frozenset[str] = frozenset()  # names, rarer words and years, as two pages of one document share them
    seen: frozenset[str] = frozenset()  # mpi_ids of patients of the index who stand on it, whatever its labels say

    @property
    def failed(self) -> bool:
        """Whether a stage could not answer for the page."""
        return isinstance(self.result, PageFailed)

    @property
    def blank(self) -> bool:
        """Whether the page is empty paper."""
        return not isinstance(self.result, PageFailed) and is_blank(self.result)


def is_blank(result: Findings) -> bool:
    """Empty paper: taken for blank, and nothing was read on it."""
    return result.page.blank and not result.page.words


class FactFinder:
    """Page results into facts."""

    def __init__(self, settings: FilingSettings) -> None:
        self._settings = settings
        self._title = TitleFinder(settings.titles, settings.title_zone)

    def __call__(self, result: PageResult) -> PageFacts:
        """The facts of one page."""
        if isinstance(result, PageFailed) or is_blank(result):
            return PageFacts(result)
        lines = lines_of(result.page)
        evidence = evidence_of(result.identifiers)
        guess = result.typed.type
        return PageFacts(
            result=result,
            evidence=evidence,
            sure=evidence.at_least(self._settings.min_identifier_confidence),
            number=page_number(lines),
            title=self._title(lines),
            type_code=guess.code if guess.confidence >= self._settings.min_type_confidence else None,
            dated={kind: self._sure_values(result, kind) for kind in ("encounter", "account", "service_date", "provider", "member_id")},
            look=look_of(lines, {found.raw for found in result.identifiers if len(found.raw) >= SHORTEST}),
            faxed_alone=bool(lines) and all(map(is_fax_line, lines)),
            telling=frozenset(_telling(result.page.words)),
            named_on_top=any(
                found.kind in ("mrn", "name", "birth_date") and MARGIN < _place(found, result) < TOP for found in result.identifiers
            ),
            named_at_foot=any(
                found.kind in ("mrn", "name") and self._is_sure(found) and _place(found, result) > BODY_ENDS for found in result.identifiers
            ),
        )

    def _sure_values(self, result: Findings, kind: IdentifierKind) -> frozenset[str]:
        return frozenset(found.value for found in result.identifiers if found.kind == kind and self._is_sure(found))

    def _is_sure(self, found: Identifier) -> bool:
        return found.confidence >= self._settings.min_identifier_confidence


def _telling(words: Iterable[Word]) -> Iterator[str]:
    return map(str.casefold, _TELLING.findall(" ".join(word.text for word in words if word.confidence >= TELLING)))


def _place(found: Identifier, result: Findings) -> float:
    return height_of(found.box, result.page)


def doctors_of(pages: Iterable[PageFacts]) -> set[str]:
    """The families' names of those who are surely named."""
    return {value.split(",")[0] for page in pages for value in page.dated.get("provider", ())}


def years_of(words: Iterable[str]) -> set[int]:
    """The years among telling words."""
    return {int(word) for word in words if word.isdigit()}
