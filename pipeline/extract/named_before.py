"""The patient's name in the midst of a line, right before the birth date or the number that is the patient's own:

"REFERRAL: Doe, Jane (DOB 3/14/1957; our MRN 123456)", "the records of Jane Doe (DOB: 3/14/1957)". And in a sentence that says it: "has been
approved. The patient is DOE, JANE K."
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.extract.kin import BEFORE_NAME
from pipeline.extract.labels import Label
from pipeline.extract.layout import Row
from pipeline.extract.name import read_name
from pipeline.extract.names import analyse_name, format_name, is_credential, key, may_be_of_name
from pipeline.extract.reading import Candidate, Reading, View, meaning_of, own_values, spanned, text_of
from pipeline.extract.vocabulary import DOCTORS, ENDS, KIN, NO_PERSON, SUFFIXES, given_names

COMMA, WESTERN, ANYBODY = 0.85, 0.78, 0.6  # strength: with a comma; without one, behind a word that brings the patient; behind another
_BRING = frozenset({"OF", "FOR", "ON", "PATIENT", "PT", "RE", "REGARDING", "CONCERNS", "CONCERNING", "REFERRING"})
MOST_WORDS, FEWEST = 6, 2  # of a name
TOLD = 0.8  # strength of a name with a comma behind "The patient is", which without a comma is as sure as any without a label
_TOLD = re.compile(r"\b(?:the|this|our) (?:mutual )?patient(?:'s name)? (?:is|was|named) (?=[A-Z])", re.IGNORECASE)
_BEGINS = re.compile(r"(?:^|[.!?:;])[\W_]*$")
_SOMEBODYS = re.compile(r"['’]s\b|\b(?:mother|father|parent|spouse|wife|husband|son|daughter|guardian|sister|brother)\b", re.IGNORECASE)


def named_before(view: View) -> Iterator[Candidate]:
    """The names before such labels, where none has a label; but those that begin their cell: of them the lines of a header tell more."""
    found = [*_found(view), *_told(view)]
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


def _told(view: View) -> Iterator[Candidate]:
    """Who "The patient is", wherever a line says it."""
    for row, text in zip(view.sheet.rows, view.sheet.texts, strict=True):
        said = _TOLD.search(text) if "atient" in text or "ATIENT" in text else None
        if said is None or not _BEGINS.search(text[: said.start()]) or _SOMEBODYS.search(text[said.end() :]):
            continue  # "The mother of the patient is ..." too
        behind = _sentence(spanned(row, said.end(), len(text)))
        if any(is_credential(token.text.strip(".,")) for token in behind):
            continue
        reading = next((one for end in range(len(behind), 1, -1) if (one := _whole(behind[:end])) is not None), None)
        if reading is not None:
            yield Candidate("name", reading, TOLD if reading.comma else ANYBODY, "told")


def _sentence(tokens: Row) -> Row:
    """The first words, to where the sentence ends; a full stop behind a letter alone is an initial's."""
    ends = (at for at, token in enumerate(tokens[:MOST_WORDS]) if token.text.endswith(".") and len(token.text) > len("K."))
    return tokens[: next(ends, MOST_WORDS - 1) + 1]


def _whole(tokens: Row) -> Reading | None:
    """The tokens as a name of a given name that is known, and nothing else."""
    parsed = analyse_name(text_of(tokens).rstrip(" ,.-–"))
    if parsed is None or parsed.professional or parsed.assumed or parsed.name.given.split()[0] not in given_names():
        return None
    if NO_PERSON.intersection((*parsed.name.family.split(), parsed.name.given)):
        return None
    return Reading(format_name(parsed.name), tokens, comma=any("," in token.text for token in tokens))
