"""The birth date behind the name where one label stands for both: "Patient Name/DOB: Jane B. Doe 3/14/1957"."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.extract.birth_date import read_birth_date
from pipeline.extract.context import words_of
from pipeline.extract.name import read_name
from pipeline.extract.reading import Candidate, View, meaning_of
from pipeline.extract.sheet import right_of

STRENGTH = 0.93
_BOTH = ("DOB", "BIRTH")


def birth_behind_name(view: View) -> Iterator[Candidate]:
    """The date right behind the name, of labels that are surely the patient's."""
    for label in view.sheet.labels_of("name"):
        if not any(word in words_of(view.sheet, label) for word in _BOTH) or meaning_of(label, "name") is None:
            continue
        if any(other.about == "relative" for other in view.sheet.labels[label.row]):
            continue
        tokens = right_of(view.sheet, label)
        name = read_name(tokens, view) if tokens and view.context.worth(label, "birth_date") == 1.0 else None
        if name is None:
            continue
        behind = next(at for at, token in enumerate(tokens) if token is name.tokens[-1]) + 1
        born = read_birth_date(tokens[behind:], view)
        if born is not None:
            yield Candidate("birth_date", born, STRENGTH * label.match * born.trust, "label")
