"""How likely a page begins a new document, from what it says and how it looks beside the pages before it: logistic regression.

The weights come from `python -m benchmarks.whose.boundaries` over drawn files of tuning seeds in tuned layouts; docs/whose.md has
the figures.
"""

from __future__ import annotations

import math
from collections.abc import Sequence, Set

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from pipeline.filing.evidence import Relation, relation
from pipeline.filing.page_facts import PageFacts
from pipeline.model.types import Findings, IdentifierKind

FEW = 8  # lines
MOST_HEADING = 3.0  # times the usual height; a larger line says no more
LIKELY_FIRST, SAME_HEAD = 0.6, 0.9  # probability of a first page, and likeness of heads, from which a page may be a form's next copy
TIES = 1.1  # logarithms of odds for words that a page shares with one document and not with another, e times as many plus one
WEIGHTS: dict[str, float] = {
    "always": -4.10,
    "first": 4.93,
    "other title": -0.76,
    "type": 0.90,
    "before ends": 5.23,
    "before signed": 1.91,
    "head repeated": -2.00,
    "head as first": -1.43,
    "foot repeated": -3.19,
    "letters": 0.18,
    "same patient": -0.69,
    "other patient": -1.83,
    "other name": -1.38,
    "nobody": -0.46,
    "nobody before": -0.85,
    "other date": 0.56,
    "same date": -0.82,
    "number goes on": -1.63,
    "number lost": 0.14,
    "number new": -0.16,
}
# Of a page by itself. Three weights were set by hand, for what begins within a sentence or a list, in plain text, or has a few lines and
# nothing that says what it is: of 880 first pages of drawn files 1, 2 and 0 are so, of 306 later ones 113, 9 and 76.
FIRST: dict[str, float] = {
    "always": -4.11,
    "title": 3.79,
    "heading": 1.96,
    "named": -0.86,
    "named at the top": 3.61,
    "kinds": 3.92,
    "address": 3.17,
    "begins inside": -8.0,
    "begins prose": -4.0,
    "little": -6.0,
    "typed": 1.91,
    "short": -2.40,
    "number": -0.60,
}


def newness(before: Sequence[PageFacts], page: PageFacts) -> float:
    """Probability (0 to 1) that the page, neither blank nor failed, begins a document; `before` are the run's pages that were read."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, strangeness(before, page)))))


def strangeness(before: Sequence[PageFacts], page: PageFacts) -> float:
    """The same as the logarithm of the odds: two improbabilities can be compared by it."""
    return sum(WEIGHTS.get(name, 0.0) * value for name, value in signs(before, page).items())


def firstness(page: PageFacts) -> float:
    """Probability (0 to 1) that the page is the first of a document, from itself alone."""
    score = sum(FIRST.get(name, 0.0) * value for name, value in own_signs(page).items())
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))


def repeats_form(first: PageFacts, page: PageFacts) -> bool:
    """Whether a page that may well be a first one is another copy of the form that a document begins with: the same head, with its own
    number and name, wherever on the page they stand.
    """
    named = bool(page.sure.mrns and page.sure.names) and not (page.look.begins_inside or page.look.begins_prose)
    return named and firstness(page) >= LIKELY_FIRST and alike(page.look.head, first.look.head) >= SAME_HEAD


def own_signs(page: PageFacts) -> dict[str, float]:
    """What speaks for and against a first page, each about 0 to 1."""
    look = page.look
    guess = page.result.typed.type if isinstance(page.result, Findings) else None
    return {
        "always": 1.0,
        "title": float(page.title is not None),
        "heading": min(look.heading, MOST_HEADING) - 1,
        "named": float(page.sure.has_header),
        "named at the top": float(page.named_on_top),
        "kinds": len({found.kind for found in page.result.identifiers}) / 5 if isinstance(page.result, Findings) else 0.0,
        "address": float(look.address),
        "begins inside": float(look.begins_inside),
        "begins prose": float(look.begins_prose),
        "little": float(look.lines < FEW and page.title is None and page.type_code is None),
        "typed": guess.confidence if guess is not None and guess.code is not None else 0.0,
        "short": 1 - look.ends,
        "number": float(page.number is not None),
    }


def signs(before: Sequence[PageFacts], page: PageFacts) -> dict[str, float]:
    """What speaks for and against it, each about 0 to 1."""
    last, first, look = before[-1], before[0], page.look
    about = before[0].sure
    for earlier in before[1:]:
        about = about.merged(earlier.sure)
    stands = relation(about, page.sure)
    later = 1 - firstness(page)
    title = next((earlier.title for earlier in before if earlier.title), None)
    return {
        "always": 1.0,
        "first": 1 - later,
        "other title": float(page.title is not None and page.title != title),
        "type": _type_apart(before, page),
        "before ends": 1 - last.look.ends,
        "before signed": float(last.look.signed),
        # documents of one hospital share letterhead and footer: they count on pages that are no first ones
        "head repeated": later * alike(look.head, last.look.head),
        "head as first": later * alike(look.head, first.look.head),
        "foot repeated": later * alike(look.foot, last.look.foot),
        "letters": min(1.0, abs(math.log((look.letters or 1) / (last.look.letters or 1))) * 4),
        "same patient": float(stands is Relation.SAME),
        "other patient": float(stands is Relation.OTHER),
        "other name": float(stands in (Relation.SUSPECT, Relation.UNCLEAR)),
        "nobody": float(not page.sure.has_header),
        "nobody before": float(not about.has_header),
        "other date": float(_apart(before, page, "service_date")),
        "same date": float(_shared(before, page)),
        "number goes on": float(_goes_on(last, page)),
        "number lost": float(last.number is not None and page.number is None),
        "number new": float(last.number is None and page.number is not None),
    }


def leaning(before: Set[str], last: Set[str], page: PageFacts) -> float:
    """What the page's names, rarer words and years say for the document `before`, and against the `last` one, in logarithms of odds."""
    theirs, ours = page.telling & before, page.telling & last
    return TIES * math.log((len(theirs - ours) + 1) / (len(ours - theirs) + 1))


def other_visit(before: Sequence[PageFacts], page: PageFacts) -> bool:
    """Whether the page's encounter or account number is another; one character apart is taken for a misreading."""
    kinds: tuple[IdentifierKind, ...] = ("encounter", "account")
    for kind in kinds:
        earlier, now = values_of(before, kind), page.dated.get(kind, frozenset())
        if earlier and now and all(OSA.distance(one, two) > 1 for one in earlier for two in now):
            return True
    return False


def same_visit(before: Sequence[PageFacts], page: PageFacts) -> bool:
    """Whether the page shares a date, encounter or account number with them, and bears no number of another visit."""
    same_day = not values_of(before, "service_date").isdisjoint(page.dated.get("service_date", frozenset()))
    return (same_day or of_one_visit(before, page)) and not other_visit(before, page)


def of_one_visit(before: Sequence[PageFacts], page: PageFacts) -> bool:
    """Whether the page shares an encounter or account number with them."""
    kinds: tuple[IdentifierKind, ...] = ("encounter", "account")
    return any(not values_of(before, kind).isdisjoint(page.dated.get(kind, frozenset())) for kind in kinds)


def _type_apart(before: Sequence[PageFacts], page: PageFacts) -> float:
    """Probability that the page's type is none of those of the pages before, taking both for independent; 0.5 where nothing is known."""
    own = _scores(page)
    others = [scores for scores in map(_scores, before) if scores]
    if not own or not others:
        return 0.5
    return 1 - max(sum(share * scores.get(code, 0.0) for code, share in own.items()) for scores in others)


def _scores(page: PageFacts) -> dict[str, float]:
    return dict(page.result.typed.type.scores) if isinstance(page.result, Findings) else {}


def alike(these: Sequence[str], those: Sequence[str]) -> float:
    """How much the two nearest of these lines have in common, 0 to 1; lines of three characters and less say nothing."""
    return max((fuzz.ratio(one, other) / 100 for one in these for other in those if min(len(one), len(other)) > 3), default=0.0)


def values_of(before: Sequence[PageFacts], kind: IdentifierKind) -> frozenset[str]:
    """The sure values of this kind on any of the pages."""
    return frozenset[str]().union(*(earlier.dated.get(kind, frozenset()) for earlier in before))


def _apart(before: Sequence[PageFacts], page: PageFacts, kind: IdentifierKind) -> bool:
    earlier, now = values_of(before, kind), page.dated.get(kind, frozenset())
    return bool(earlier and now) and earlier.isdisjoint(now)


def _shared(before: Sequence[PageFacts], page: PageFacts) -> bool:
    return not values_of(before, "service_date").isdisjoint(page.dated.get("service_date", frozenset()))


def _goes_on(last: PageFacts, page: PageFacts) -> bool:
    return last.number is not None and page.number is not None and page.number.number == last.number.number + 1
