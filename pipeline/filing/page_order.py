"""What printed page numbers prove about the order of a document's pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.filing.page_facts import PageFacts


@dataclass(frozen=True, slots=True)
class _Numbered:
    number: int
    total: int | None
    solid: int  # pages before it that are not blank
    all: int  # pages before it


def pages_out_of_order(pages: Sequence[PageFacts], hold_incomplete: bool) -> bool:
    """Whether the numbers prove pages swapped, repeated, missing or foreign; blank sheets may count as pages or not.

    With `hold_incomplete` False, pages missing at the end prove nothing.
    """
    numbered, solid = _numbered(pages)
    if not numbered:
        return False
    if len({page.total for page in numbered if page.total is not None}) > 1:
        return True
    first_sheet = _Numbered(1, None, 0, 0)
    if any(not _steps(one, two) for one, two in pairwise([first_sheet, *numbered])):
        return True
    return _wrong_end(numbered[-1], solid, len(pages), hold_incomplete)


def in_proven_order(pages: Sequence[PageFacts]) -> list[PageFacts]:
    """The pages in the order that their numbers prove: each says "k of n", every k from 1 to n is there once, and n is how many there are.

    As they came where that is not so. A blank back stays behind its front.
    """
    leaves: list[list[PageFacts]] = []
    for page in pages:
        if page.blank and leaves:
            leaves[-1].append(page)
        else:
            leaves.append([page])
    numbers = [leaf[0].number for leaf in leaves]
    proven = all(number is not None and number.total == len(leaves) for number in numbers)
    places = sorted(number.number for number in numbers if number is not None)
    if not proven or places != list(range(1, len(leaves) + 1)):
        return list(pages)
    return [page for leaf in sorted(leaves, key=lambda leaf: leaf[0].number.number if leaf[0].number else 0) for page in leaf]


def tied_by_number(page: PageFacts, pages: Sequence[PageFacts]) -> bool:
    """Whether printed numbers make it a page of one document with another page that bears an MRN."""
    if page.number is None:
        return False
    return any(other.number is not None and other.evidence.mrns and other is not page for other in pages)


def _numbered(pages: Sequence[PageFacts]) -> tuple[list[_Numbered], int]:
    found, solid = [], 0
    for index, page in enumerate(pages):
        if page.number is not None:
            found.append(_Numbered(page.number.number, page.number.total, solid, index))
        solid += not (page.blank or page.faxed_alone)
    return found, solid


def _steps(one: _Numbered, two: _Numbered) -> bool:
    return two.solid - one.solid <= two.number - one.number <= two.all - one.all


def _wrong_end(last: _Numbered, solid: int, count: int, hold_incomplete: bool) -> bool:
    if last.total is None:
        return False
    missing = last.total - last.number
    if solid - last.solid - 1 > missing:
        return True
    return hold_incomplete and count - last.all - 1 < missing
