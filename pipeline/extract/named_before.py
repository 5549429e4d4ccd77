"""The patient's name in the midst of a line, right before the birth date or the number that is the patient's own:

"REFERRAL: Doe, Jane (DOB 3/14/1957; our MRN 123456)", "the records of Jane Doe (DOB: 3/14/1957)".
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.extract.kin import BEFORE_NAME
from pipeline.extract.labels import Label
from pipeline.extract.layout import Row
from pipeline.extract.name import read_name
from pipeline.extract.names import analyse_name, format_name, key, may_be_of_name
from pipeline.extract.reading import Candidate, Reading, View, meaning_of, own_values, text_of
from pipeline.extract.vocabulary import DOCTORS, ENDS, KIN, NO_PERSON, SUFFIXES, given_names

COMMA, WESTERN, ANYBODY = 0.85, 0.78, 0.6  # strength: with a comma; without one, behind a word that brings the patient; behind another
_BRING = frozenset({"OF", "FOR", "ON", "PATIENT", "PT", "RE", "REGARDING", "CONCERNS", "CONCERNING", "REFERRING"})
MOST_WORDS, FEWEST = 6, 2  # of a name


def named_before(view: View) -> Iterator[Candidate]:
    """The names before such labels, where none has a label; but those that begin their cell: of them the lines of a header tell more."""
    found = list(_found(view))
    if found and not any(own_values(view, "name", read_name)):
        yield from found


def _found(view: View) -> Iterator[Candidate]:
    for label in view.sheet.all_labels():
        own = meaning_of(label, "birth_date") or meaning_of(label, "mrn")
        if own is None or not label.start or view.context.worth(label, "birth_date") < 1.0:
            continue
        row = view.sheet.rows[label.row]
        end = label.start - 1 if row[label.start - 1].text in ("(", "[", "-", "–", ",") else label.start
        reading = _ending_at(view, label, row, end)
        if reading is not None:
            first = next(at for at, token in enumerate(row) if token is reading.tokens[0])
            western = WESTERN if key(row[first - 1].text) in _BRING else ANYBODY
            yield Candidate("name", reading, (COMMA if reading.comma else western) * reading.trust, "before")


def _ending_at(view: View, label: Label, row: Row, end: int) -> Reading | None:
    gap, start = view.sheet.settings.cell_gap, end
    while start and end - start < MOST_WORDS and row[start].gap < gap and may_be_of_name(row[start - 1].text, ENDS):
        if view.sheet.label_at(label.row, start - 1) is not None:
            break
        start -= 1
    before = row[start - 1].text if start else ""
    introduced = before.endswith(":") or (before[:1].islower() and before.rstrip(",").isalpha())
    if not introduced or row[start].gap >= gap or key(before) in DOCTORS | KIN or BEFORE_NAME.search(text_of(row[:start])):
        return None
    for cut in range(start, end - 1):
        tokens = row[cut:end]
        parsed = analyse_name(text_of(tokens).rstrip(" ,-–"))
        if parsed is None or parsed.professional or parsed.assumed or parsed.name.given not in given_names():
            continue
        inner = [one.text for one in tokens[:-1] if one.text.endswith(",") and key(one.text) not in SUFFIXES]
        strange = NO_PERSON.intersection((*parsed.name.family.split(), parsed.name.given))
        if not strange and len(inner) == parsed.comma:
            return Reading(format_name(parsed.name), tokens, comma=parsed.comma)
    return None
