"""A box for two: "3. PATIENT'S BIRTH DATE   SEX" over "03/14/1957  F", whatever column the F stands in."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.extract.birth_date import read_birth_date
from pipeline.extract.reading import BELOW, Candidate, View, meaning_of
from pipeline.extract.sex import read_sex
from pipeline.extract.sheet import below

BOXED = 0.93  # strength


def sex_behind_date(view: View) -> Iterator[Candidate]:
    """The sex right behind a birth date whose label has that of the sex for its neighbour."""
    for label in view.sheet.labels_of("birth_date"):
        beside = view.sheet.next_label(label)
        meaning = None if beside is None else meaning_of(beside, "sex")
        if beside is None or meaning is None or meaning_of(label, "birth_date") is None or not view.context.worth(label, "birth_date"):
            continue
        for tokens in below(view.sheet, label):
            date = read_birth_date(tokens, view)
            if date is None:
                continue
            row = next(row for row in view.sheet.rows if any(token is date.tokens[-1] for token in row))
            behind = next(at for at, token in enumerate(row) if token is date.tokens[-1]) + 1
            sex = read_sex(row[behind : behind + 3], view)  # with what shows that it is but a choice: "M  F"
            if sex is not None and sex.value in ("M", "F"):
                yield Candidate("sex", sex, BOXED * BELOW * meaning.group.reliability * beside.match, "behind_date")
            break
