"""Whether anything but its place ties a page that names nobody to the pages before it.

Such a page goes on with the document before it wherever it looks like a later page; but a first page whose head did not come out looks so
too, and so does a later page of somebody else whose number happens to fit. What must speak for it is something that both pages print.
"""

from __future__ import annotations

from collections import Counter
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
OFTEN = 2  # times that a page says "Ms. Roe", or he or she and never the other
ALIKE = 0.8  # likeness from which heads or feet are the same
SHORTEST = 3  # letters of a family name that is looked for among the words
_TITLES = frozenset({"Mr", "Ms", "Mrs", "Miss"})  # MS is a credential too
_PRONOUNS = {"he": "M", "him": "M", "his": "M", "himself": "M", "she": "F", "her": "F", "hers": "F", "herself": "F"}
_VISIT: tuple[IdentifierKind, ...] = ("encounter", "account", "service_date", "member_id")


def is_untied(before: Sequence[PageFacts], page: PageFacts) -> bool:
    """Whether a page that names nobody surely has too little in common with those `before`, which were read and are not blank.

    One that speaks of somebody else must share the visit, or count on: a group's doctors, a house's heads and feet are all its patients'.
    """
    if page.sure.has_header or not before:
        return False
    if _speaks_of_another(before, page) or _is_of_other_sex(before, page):
        return not (_shares_visit(before, page) or _says_whose(before, page) or _counts_on(before, page) >= ENOUGH)
    return _for_it(before, page) - _against_it(before, page) < ENOUGH


def _for_it(before: Sequence[PageFacts], page: PageFacts) -> float:
    sure = _shares_doctor(before, page) or _shares_visit(before, page) or _says_whose(before, page)
    return SURE * sure + _counts_on(before, page) + _looks_so(before, page)


def _against_it(before: Sequence[PageFacts], page: PageFacts) -> float:
    doctors, known = doctors_of([page]), doctors_of(before)
    types = _types(before)
    other_type = page.type_code is not None and bool(types) and page.type_code not in types
    unmarked = before[-1].named_at_foot and _likeness(before, page, "foot") < ALIKE
    return 2.0 * bool(doctors and known and doctors.isdisjoint(known)) + other_type + unmarked


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
    """Whether it calls somebody Mr. or Ms. more than once, and none of those whom it calls so stands on the pages before."""
    known = set().union(_families(before), *map(_words, before))
    called = Counter(_called(page))
    return max(called.values(), default=0) >= OFTEN and known.isdisjoint(called)


def _called(page: PageFacts) -> Iterator[str]:
    for line in page.result.page.lines if isinstance(page.result, Findings) else ():
        for title, name in pairwise(word.text.strip(".,;:()") for word in line):
            if title in _TITLES and name[:1].isupper() and len(name) >= SHORTEST:
                yield from fold(name.removesuffix("'s").removesuffix("’s")).split()


def _is_of_other_sex(before: Sequence[PageFacts], page: PageFacts) -> bool:
    """Whether the page says she, and never he, behind pages that say he and never she, or the other way round."""
    said, said_before = _pronouns([page]), _pronouns(before)
    return len(said) == len(said_before) == 1 and said != said_before


def _pronouns(pages: Sequence[PageFacts]) -> Set[str]:
    """F, M or both, as they are spoken of; nothing where that is hardly done."""
    found = Counter(_PRONOUNS[word] for page in pages for word in _spoken(page) if word in _PRONOUNS)
    return set(found) if max(found.values(), default=0) >= OFTEN else set()


def _spoken(page: PageFacts) -> Iterator[str]:
    words = page.result.page.words if isinstance(page.result, Findings) else ()
    return (word.text.strip('.,;:()"“').lower() for word in words)


def _words(page: PageFacts) -> Set[str]:
    found = page.result.page.words if isinstance(page.result, Findings) else ()
    return {part for word in found for part in fold(word.text.strip(".,;:()")).split()}


def _likeness(before: Sequence[PageFacts], page: PageFacts, part: str) -> float:
    return max(alike(getattr(page.look, part), getattr(one.look, part)) for one in before)


def _types(pages: Sequence[PageFacts]) -> set[str]:
    return {one.type_code for one in pages if one.type_code is not None}
