"""The patient of a page on which no label could be read or understood: known by number, name and birth date together, as a clerk knows one
who looks the number up.

A number that is exactly somebody's of the patient index stands whole on the page, that one's name in one piece close to it, and the birth
date too; or, in the page's head or foot, number and name side by side. Nobody else of the index is there, and nothing says that it is a
relative's block. What is found so is an identifier like any other, with its place; whether the document is filed is decided as always.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import product

from pipeline.filing.corroborate import LESS, Search, Seen, least_sure
from pipeline.filing.named import named_in
from pipeline.filing.names import fold, parse_name, spelled
from pipeline.model.geometry import Box
from pipeline.model.types import Findings, Identifier, Patient, PersonName, Word

RULE = "patient index"
TOGETHER = 0.25  # share of the page's height in which number, name and birth date stand
BESIDE = 0.03  # and in which number and name stand alone: one line, or the next
HEAD, FOOT = 0.3, 0.88  # shares of its height above and below which they do
MIN_GIVEN = 2  # letters of a given name; an initial names nobody
_ANOTHERS = re.compile(
    r"\b(?:mother|father|parents?|son|daughter|wife|husband|spouse|brother|sister|siblings?|twin|partner|guardian|guarantor|insured"
    r"|subscriber|policy ?holder|sponsor|member|emergency|contacts?|next of kin|kin|relation\w*|relative|responsible|newborn|baby"
    r"|infant|donor|roommate|maternal|paternal|family|employer)\b",
    re.IGNORECASE,
)


def recognised(result: Findings, seen: Collection[Patient], least: float) -> tuple[Identifier, ...]:
    """What says whose the page is, where its labels name nobody: MRN, name and, if it is there, birth date; nothing where it is doubtful.

    `seen`: those of the patient index whose number and name are among its words. `least`: 0 to 1, how surely each must have been read.
    """
    if len(seen) != 1:
        return ()
    (patient,) = seen
    if _names_another(result, patient, least):
        return ()
    places = [place for place in _places(result, patient) if place.confidence >= least and not _is_anothers(result, place)]
    found = _block(result, places)
    return tuple(_identifier(place, result.page.number) for place in found if not _is_known(place, result, least))


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
    """The nearest number, name and birth date that stand together; number and name alone only side by side in the head or foot."""
    numbers, names, dates = ([place for place in places if place.kind == kind] for kind in ("mrn", "name", "birth_date"))
    pairs = sorted(product(numbers, names), key=lambda pair: _apart(result, *pair))
    for number, name in pairs:
        near = [date for date in dates if max(_apart(result, date, number), _apart(result, date, name)) <= TOGETHER]
        if near and _apart(result, number, name) <= TOGETHER:
            return number, name, min(near, key=lambda date: _apart(result, date, name))
    for number, name in pairs:
        if _apart(result, number, name) <= BESIDE and not HEAD < _height(result, name) < FOOT:
            return number, name
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


def _is_anothers(result: Findings, place: Seen) -> bool:
    """Whether the line, or the one above it, says that it is a relative's, a guarantor's or a contact's."""
    lines = result.page.lines
    at = next((number for number, line in enumerate(lines) if place.words[0] in line), 0)
    text = "\n".join(" ".join(word.text for word in line) for line in lines[max(0, at - 1) : at + 1])
    return _ANOTHERS.search(text) is not None


def _is_known(place: Seen, result: Findings, least: float) -> bool:
    return any(found.kind == place.kind and found.value == place.value and found.confidence >= least for found in result.identifiers)


def _apart(result: Findings, one: Seen, other: Seen) -> float:
    return abs(_height(result, one) - _height(result, other))


def _height(result: Findings, place: Seen) -> float:
    """Where its middle lies on the upright page, as a share of the page's height."""
    page = result.page
    sheet, box = page.upright.box(Box(0, 0, page.width, page.height)), page.upright.box(_around(place.words))
    return ((box.y0 + box.y1) / 2 - sheet.y0) / max(1, sheet.height)


def _around(words: Iterable[Word]) -> Box:
    return Box.around(word.box for word in words)


def _identifier(place: Seen, page: int) -> Identifier:
    raw = " ".join(word.text for word in place.words)
    return Identifier(place.kind, raw, place.value, LESS * least_sure(place.words), page, _around(place.words), RULE)
