"""Whether anything but its place ties a page that names nobody to the pages before it.

Such a page goes on with the document before it wherever it looks like a later page; but a first page whose head did not come out looks so
too, and so does a later page of somebody else whose number happens to fit. What must speak for it is something that both pages print.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from functools import reduce
from itertools import pairwise

from pipeline.filing.boundary import alike, values_of
from pipeline.filing.evidence import Evidence, Relation, relation
from pipeline.filing.names import fold
from pipeline.filing.page_facts import PageFacts, doctors_of, years_of
from pipeline.model.types import Findings, IdentifierKind

# Of what speaks for it: a page number, or two lesser things. Of 445 drawn documents that were filed rightly one is held for it, whose
# second page is a signature.
ENOUGH = 2.0
SURE = 3.0  # a doctor, a date or a number of the visit in common, or its patient's name
ANOTHER = 3.0  # "Ms. Roe" of whom the pages before say nothing: a group's doctors and letters' forms are its patients' in common
ALIKE = 0.8  # likeness from which heads or feet are the same
SHORTEST = 3  # letters of a family name that is looked for among the words
_TITLES = frozenset({"MR", "MS", "MRS", "MISS"})
_VISIT: tuple[IdentifierKind, ...] = ("encounter", "account", "service_date", "member_id")


def is_untied(before: Sequence[PageFacts], page: PageFacts) -> bool:
    """Whether a page that names nobody surely has too little in common with those `before`, which were read and are not blank."""
    if page.sure.has_header or not before:
        return False
    return _for_it(before, page) - _against_it(before, page) < ENOUGH


def _for_it(before: Sequence[PageFacts], page: PageFacts) -> float:
    sure = _shares_doctor(before, page) or _shares_visit(before, page) or _says_whose(before, page)
    return SURE * sure + _counts_on(before, page) + _looks_so(before, page)


def _against_it(before: Sequence[PageFacts], page: PageFacts) -> float:
    doctors, known = doctors_of([page]), doctors_of(before)
    types = _types(before)
    other_type = page.type_code is not None and bool(types) and page.type_code not in types
    unmarked = before[-1].named_at_foot and _likeness(before, page, "foot") < ALIKE
    apart = 2.0 * bool(doctors and known and doctors.isdisjoint(known))
    return apart + other_type + unmarked + ANOTHER * _speaks_of_another(before, page)


def _counts_on(before: Sequence[PageFacts], page: PageFacts) -> float:
    """2 where it is the next by its number and counts as they do, 1 where only one of them says of how many."""
    number = page.number
    if number is None or not any(one.number and one.number.number == number.number - 1 for one in before):
        return 0.0
    totals = {one.number.total for one in before if one.number}
    return 2.0 if number.total in totals else 1.0


def _looks_so(before: Sequence[PageFacts], page: PageFacts) -> float:
    """1 for each of: the same head, the same foot, the same type, a year in common, a beginning within a sentence."""
    same_type = page.type_code is not None and page.type_code in _types(before)
    heads, feet = _likeness(before, page, "head") >= ALIKE, _likeness(before, page, "foot") >= ALIKE
    years = any(not years_of(page.telling).isdisjoint(years_of(one.telling)) for one in before)
    return float(heads + feet + same_type + years + page.look.begins_inside)


def _shares_doctor(before: Sequence[PageFacts], page: PageFacts) -> bool:
    return not doctors_of([page]).isdisjoint(doctors_of(before))


def _shares_visit(before: Sequence[PageFacts], page: PageFacts) -> bool:
    return any(not values_of(before, kind).isdisjoint(page.dated.get(kind, frozenset())) for kind in _VISIT)


def _says_whose(before: Sequence[PageFacts], page: PageFacts) -> bool:
    """Whether it says, if unsurely, whose it is, or has the family name among its words."""
    if relation(_about(before), page.evidence) is Relation.SAME:
        return True
    return not _families(before).isdisjoint(_words(page))


def _about(pages: Sequence[PageFacts]) -> Evidence:
    return reduce(Evidence.merged, (one.sure for one in pages), Evidence())


def _families(pages: Sequence[PageFacts]) -> Set[str]:
    """The patient's family name in its parts."""
    return {part for name in _about(pages).names for part in fold(name.family).split() if len(part) >= SHORTEST}


def _speaks_of_another(before: Sequence[PageFacts], page: PageFacts) -> bool:
    """Whether it calls somebody Mr. or Ms., and none of those whom it calls so stands on the pages before."""
    known = set().union(_families(before), *map(_words, before))
    return bool(called := set(_called(page))) and called.isdisjoint(known)


def _called(page: PageFacts) -> Iterator[str]:
    for line in page.result.page.lines if isinstance(page.result, Findings) else ():
        for title, name in pairwise(word.text.strip(".,;:()") for word in line):
            if title.upper() in _TITLES and title[0].isupper() and name[:1].isupper() and len(name) >= SHORTEST:
                yield from fold(name.removesuffix("'s").removesuffix("’s")).split()


def _words(page: PageFacts) -> Set[str]:
    found = page.result.page.words if isinstance(page.result, Findings) else ()
    return {part for word in found for part in fold(word.text.strip(".,;:()")).split()}


def _likeness(before: Sequence[PageFacts], page: PageFacts, part: str) -> float:
    return max(alike(getattr(page.look, part), getattr(one.look, part)) for one in before)


def _types(pages: Sequence[PageFacts]) -> set[str]:
    return {one.type_code for one in pages if one.type_code is not None}
