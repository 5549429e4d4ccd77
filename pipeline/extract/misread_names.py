"""Two readings of one name on a page: which of them was misread. A page prints its patient several times, and once in poor print.

Only that gives way which a list of given names, the letters themselves or the page's other words speak against. Nothing is put right
here: the value that is reported stands on the page, and one that gives way is reported less surely.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from rapidfuzz.distance import OSA

from pipeline.extract.names import key, parse_name
from pipeline.extract.vocabulary import given_names
from pipeline.model.types import PageText, PersonName

MOST_EDITS = 2  # letters in which a misread given name differs from the right one
ALIKE, LONG = 3, 5  # first letters that two readings of a middle name share; letters of a family name that one edit may change


def misread(names: Iterable[str], page: PageText) -> frozenset[str]:
    """Of a page's names, as FAMILY, GIVEN, those that another shows to be misread."""
    values = sorted(set(names))
    if len(values) < 2:
        return frozenset()
    parsed = {value: name for value in values if (name := parse_name(value)) is not None}
    counted = Counter(key(part) for word in page.words for part in word.text.split(","))
    return frozenset(
        value
        for value, name in parsed.items()
        if any(_gives_way(name, other, counted) for other_value, other in parsed.items() if other_value != value)
    )


def _gives_way(name: PersonName, other: PersonName, counted: Mapping[str, int]) -> bool:
    if _letters(name) == _letters(other):  # a blank is lost more easily than made: "KAYLAH" is Kayla H.
        return name.given == other.given + other.middle and (len(other.middle) == 1 or name.given not in given_names())
    if name.family != other.family:
        return (name.given, name.middle) == (other.given, other.middle) and _worse_family(name.family, other.family, counted)
    if name.given != other.given:
        return (
            other.given in given_names()
            and name.given not in given_names()
            and OSA.distance(name.given, other.given, score_cutoff=MOST_EDITS) <= MOST_EDITS
        )
    middles = name.middle, other.middle
    return name.middle not in given_names() and other.middle in given_names() and middles[0][:ALIKE] == middles[1][:ALIKE] != middles[0]


def _worse_family(family: str, other: str, counted: Mapping[str, int]) -> bool:
    """Whether one letter differs, and the page has the other more often."""
    one_edit = len(family) >= LONG and OSA.distance(family, other, score_cutoff=1) <= 1
    return one_edit and counted.get(key(family), 0) < counted.get(key(other), 0)


def _letters(name: PersonName) -> str:
    return "".join(key(part) for part in (name.family, name.given, name.middle, name.suffix))
