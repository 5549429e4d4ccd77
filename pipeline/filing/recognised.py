"""The patient of a page on which no label could be read or understood: known by number, name and birth date together, as a clerk knows one
who looks the number up.

A number that is exactly somebody's of the patient index stands whole on the page, that one's name in one piece close to it, and the birth
date too: number and name alone are also a telephone's and a namesake. Nobody else is named before them or right behind, of the index or
not, but doctors, and nothing above them says that it is somebody else's block. What is found so is an identifier like any other, with its
place; whether the document is filed is decided as always.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise, product

from pipeline.filing.corroborate import Search, Seen
from pipeline.filing.layout import height_of
from pipeline.filing.name_words import EDGES, NamesSomebody, doctor_words, folded, own_words
from pipeline.filing.named import named_in
from pipeline.filing.names import fold, parse_name, spelled
from pipeline.model.geometry import Box
from pipeline.model.types import Findings, Identifier, Patient, PersonName, Word

RULE = "patient index"
TOGETHER = 0.25  # share of the page's height in which number, name and birth date stand
ABOVE = 6  # lines above a place in which its block's heading is looked for: a form's block has about as many
BEHIND = 4  # lines below the block in which nobody else may be named: the next row of a list
MIN_GIVEN = 2  # letters of a given name; an initial names nobody
_ANOTHERS = re.compile(
    r"\b(?:mothers?|mom|mum|mob|fathers?|dad|fob|(?:grand)?parents?|sons?|daughter|wife|husband|spouse|brother|sister|siblings?|twin"
    r"|grand(?:mother|father|ma|pa)|aunt|uncle|cousin|nephew|niece|partner|guardian|guarantor|insured|subscriber|policy ?holder"
    r"|(?:account|acct) holder|bill(?:ed)? to|sponsor|member|emergency|contacts?|next of kin|kin|relation\w*|relative|responsible"
    r"|accompanied|informant|caregiver|agent|proxy|surrogate|attorney|interpreter|witness\w*|donor|recipient|from|newborn|baby|infant"
    r"|roommate|bed ?\d|index case|maternal|paternal|family|employer|schedule|appointments?|roster|census|list|void|control|see also)\b",
    re.IGNORECASE,
)


def recognised(result: Findings, seen: Collection[Patient], least: float, names_somebody: NamesSomebody) -> tuple[Identifier, ...]:
    """What says whose the page is, where its labels name nobody: MRN, name and birth date; nothing where it is doubtful.

    `seen`: those of the patient index whose number and name are among its words. `least`: 0 to 1, how surely each must have been read.
    `names_somebody`: whether two words side by side may be a person's name.
    """
    if len(seen) != 1:
        return ()
    (patient,) = seen
    if _names_another(result, patient, least):
        return ()
    places = [place for place in _places(result, patient) if place.confidence >= least and not _is_anothers(result, place)]
    found = _block(result, places)
    if not found or _somebody_else(result, patient, found, names_somebody):
        return ()
    return tuple(place.identifier(result.page.number, RULE) for place in found if not _is_known(place, result, least))


def _places(result: Findings, patient: Patient) -> Iterator[Seen]:
    yield from Search(patient)(result.page.lines)
    for line in result.page.lines:
        for own in patient.names:
            yield from (Seen("name", one.value, one.words) for one in named_in(line, own))
            yield from _side_by_side(line, own)


def _side_by_side(line: Sequence[Word], own: PersonName) -> Iterator[Seen]:
    """Family and given name in two cells of a form, or in capitals without a comma, either first."""
    family, given = ([fold(part).replace(" ", "") for part in name.split()] for name in (own.family, own.given))
    if not family or not given or len(given[0]) < MIN_GIVEN:
        return
    words = [fold(word.text.strip(".,;:()")).replace(" ", "") for word in line]
    for start in range(len(words)):
        for order in ([*family, *given], [*given, *family]):
            end = start + len(order)
            if words[start:end] == order:
                middle = fold(own.middle)
                more = end < len(words) and bool(middle) and words[end] in (middle, middle[0])
                value = spelled(PersonName(own.family, own.given, words[end] if more else ""))
                yield Seen("name", value, tuple(line[start : end + more]))


def _block(result: Findings, places: Sequence[Seen]) -> tuple[Seen, ...]:
    """The nearest number, name and birth date that stand together."""
    numbers, names, dates = ([place for place in places if place.kind == kind] for kind in ("mrn", "name", "birth_date"))
    pairs = sorted(product(numbers, names), key=lambda pair: _apart(result, *pair))
    for number, name in pairs:
        near = [date for date in dates if max(_apart(result, date, number), _apart(result, date, name)) <= TOGETHER]
        if near and _apart(result, number, name) <= TOGETHER:
            return number, name, min(near, key=lambda date: _apart(result, date, name))
    return ()


def _names_another(result: Findings, patient: Patient, least: float) -> bool:
    """Whether a label gives another birth date, or the name is a doctor's of the page."""
    own = {(fold(name.family), fold(name.given)) for name in patient.names}
    for found in result.identifiers:
        if found.kind == "birth_date" and found.confidence >= least and found.value != patient.birth_date:
            return True
        if found.kind == "provider":
            name = parse_name(found.value)
            if (fold(name.family), fold(name.given)) in own:
                return True
    return False


def _somebody_else(result: Findings, patient: Patient, found: Sequence[Seen], names_somebody: NamesSomebody) -> bool:
    """Whether somebody who is neither the patient nor a doctor of the page is named above the block, in it or right behind it."""
    known, doctors = own_words(patient), doctor_words(result)
    end = max(_line_of(result, place) for place in found) + BEHIND
    for line in result.page.lines[: end + 1]:
        words = [word.text.strip(EDGES) for word in line]
        for first, second in pairwise(words):
            pair = {*folded(first), *folded(second)}
            if not pair <= known and pair.isdisjoint(doctors) and names_somebody(first, second):
                return True
    return False


def _line_of(result: Findings, place: Seen) -> int:
    return next((number for number, line in enumerate(result.page.lines) if place.words[0] in line), 0)


def _is_anothers(result: Findings, place: Seen) -> bool:
    """Whether the line, or one of those above it, says that it is a relative's, a guarantor's, a contact's or one row of a list."""
    lines, at = result.page.lines, _line_of(result, place)
    text = "\n".join(" ".join(word.text for word in line) for line in lines[max(0, at - ABOVE) : at + 1])
    return _ANOTHERS.search(text) is not None


def _is_known(place: Seen, result: Findings, least: float) -> bool:
    return any(found.kind == place.kind and found.value == place.value and found.confidence >= least for found in result.identifiers)


def _apart(result: Findings, one: Seen, other: Seen) -> float:
    return abs(_height(result, one) - _height(result, other))


def _height(result: Findings, place: Seen) -> float:
    return height_of(Box.around(word.box for word in place.words), result.page)
