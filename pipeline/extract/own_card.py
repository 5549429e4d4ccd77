"""A child's insurance card by itself: a member may be the patient's parent, but a child is nobody's parent."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.extract.birth_date import read_birth_date
from pipeline.extract.context import words_of
from pipeline.extract.name import read_name
from pipeline.extract.reading import Candidate, Reader, Reading, View, meaning_of, value_of

OF_AGE = 18  # years
STRENGTH = 0.85
MOST_WORDS = 150  # of a card's two sides
_MEMBERS = frozenset({"MEMBER", "MEMBERNAME", "NAMEOFMEMBER"})


def own_card(view: View) -> Iterator[Candidate]:
    """Name and birth date of the one member whom the page names, where the birth date is printed with its whole year and is a child's."""
    if _is_no_card(view):
        return
    names, births = _values(view, "name", read_name, _MEMBERS), _values(view, "birth_date", read_birth_date)
    if len(names) != 1 or len(births) != 1:
        return
    (name,), (born,) = names.values(), births.values()
    year = born.value[:4]
    if int(year) > view.sheet.settings.reference_year - OF_AGE and any(year in token.text for token in born.tokens):
        yield Candidate("name", name, STRENGTH * name.trust, "card")
        yield Candidate("birth_date", born, STRENGTH * born.trust, "card")


def _is_no_card(view: View) -> bool:
    """Whether there is more than a card, or anybody besides the member: another name's label, a relative, a heading of dependents."""
    if sum(map(len, view.sheet.rows)) > MOST_WORDS:
        return True
    labels = tuple(view.sheet.all_labels())
    others = any(
        label.about == "relative" or (meaning_of(label, "name") and words_of(view.sheet, label) not in _MEMBERS) for label in labels
    )
    return others or any(token.text.upper().startswith("DEPENDENT") for row in view.sheet.rows for token in row)


def _values(view: View, kind: str, read: Reader, words: frozenset[str] = frozenset()) -> dict[str, Reading]:
    """What the labels of the kind say, or those of them that have these words; nobody's else."""
    found: dict[str, Reading] = {}
    for label in view.sheet.all_labels():
        if meaning_of(label, kind) is None or label.about or (words and words_of(view.sheet, label) not in words):
            continue
        reading = value_of(view, label, read)
        if reading is not None:
            found[reading.value] = reading
    return found
