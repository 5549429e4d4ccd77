"""What a value reader gives back, what a recognizer gives back, and the search for the value of a label."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from pipeline.extract.context import PageContext, words_of
from pipeline.extract.labels import Label, Meaning
from pipeline.extract.layout import Row, Token
from pipeline.extract.ownership import cell_above
from pipeline.extract.rules import LabelGroup
from pipeline.extract.sheet import Sheet, aside_below, below, is_attached, right_of
from pipeline.model.types import IdentifierKind

_PLAIN = re.compile(r"[A-Z]?\d{6,}")
_TITLES = frozenset({"DR", "DOCTOR", "MD"})
# A value under its label, against one to its right; one that begins where the label ends, half a line down; one over its label.
BELOW, ASIDE, OVER = 0.97, 0.9, 0.92


@dataclass(frozen=True, slots=True)
class Reading:
    """A value read from the beginning of some tokens; `trust` is 0 to 1: how much had to be put right or assumed."""

    value: str
    tokens: tuple[Token, ...]
    trust: float = 1.0
    shown: str = ""  # instead of what was read, where that must not leave the extractor whole
    professional: bool = False  # a name with a doctor's title or a credential
    comma: bool = False  # a name with a comma behind its family's


@dataclass(frozen=True, slots=True)
class Candidate:
    """A reading with its kind. `strength` is 0 to 1 and does not yet count how well the words were read."""

    kind: IdentifierKind
    reading: Reading
    strength: float
    rule: str
    anybodys: bool = False  # behind a label that others have too: "Name", not "Patient Name"


@dataclass(frozen=True, slots=True)
class View:
    """What a recognizer sees of a page: the sheet, whose labels they are, and what the page says about years and ages."""

    sheet: Sheet
    context: PageContext
    latest_year: int  # the latest that the page names, no later than the reference year; that where it names none
    ages: frozenset[int]  # ages in years that the page states
    visits: tuple[str, ...] = ()  # the days (ISO 8601) on which its labels surely say that something was done
    days: tuple[str, ...] = ()  # those behind labels that may date a signature too, where there is no such visit
    dated: bool = True  # whether the page names any year
    type_code: str | None = None  # LOINC, of the page's type


Reader = Callable[[Row, View], Reading | None]


def labelled(view: View, kind: IdentifierKind, read: Reader) -> Iterator[Candidate]:
    """The values behind the labels of one kind: right of the label, else below it."""
    for label in view.sheet.labels_of(kind):
        meaning = meaning_of(label, kind)
        if meaning is None or meaning.group.part:
            continue
        worth = view.context.worth(label, kind)
        if meaning.group.credential and not view.context.worth(label, "name"):
            continue  # whom records go to, who is to be called
        reading = value_of(view, label, reader_for(meaning.group, read)) if worth else None
        if reading is not None and not (kind == "provider" and _in_sentence(view, label, reading)):
            strength = meaning.group.reliability * label.match * worth * reading.trust
            yield Candidate(kind, reading, strength, "label", not view.context.says_patient(label))


def _in_sentence(view: View, label: Label, reading: Reading) -> bool:
    """Whether the label is but a doctor's title, "Dr. Doe. Gastroesophageal reflux"; a name in sentences professionals.py finds."""
    title = not label.colon and words_of(view.sheet, label) in _TITLES
    return title and reading.tokens[0].gap < view.sheet.settings.cell_gap and not any("," in token.text for token in reading.tokens)


def reader_for(group: LabelGroup, read: Reader) -> Reader:
    """What reads a value of those labels."""
    return partial(_professional, read) if group.credential else partial(_plain, read) if group.plain else read


def _plain(read: Reader, tokens: Row, view: View) -> Reading | None:
    reading = read(tokens, view)
    return reading if reading is not None and _PLAIN.fullmatch(reading.value) else None


def _professional(read: Reader, tokens: Row, view: View) -> Reading | None:
    reading = read(tokens, view)
    return reading if reading is not None and reading.professional else None


def meaning_of(label: Label, kind: str) -> Meaning | None:
    """What the label says about a kind, if anything."""
    for meaning in label.meanings:
        if meaning.kind == kind:
            return meaning
    return None


def value_of(view: View, label: Label, read: Reader) -> Reading | None:
    """The label's value as `read` understands it."""
    if label.row in view.sheet.captions and (over := cell_above(view.sheet, label)):
        reading = read(over, view)
        return None if reading is None else replace(reading, trust=reading.trust * OVER)
    beside = right_of(view.sheet, label)
    reading = read(beside, view) if beside else None
    if reading is not None or is_attached(view.sheet, label, beside):
        return reading
    for tokens in below(view.sheet, label):
        reading = read(tokens, view)
        if reading is not None:
            return replace(reading, trust=reading.trust * BELOW)
    tokens = aside_below(view.sheet, label)
    reading = read(tokens, view) if tokens else None
    return None if reading is None else replace(reading, trust=reading.trust * ASIDE)


def own_values(view: View, kind: str, read: Reader) -> Iterator[tuple[Label, Reading]]:
    """The labels that are surely the patient's and have a value of the kind, with the value."""
    for label in view.sheet.labels_of(kind):
        if view.context.worth(label, kind) == 1.0:
            reading = value_of(view, label, read)
            if reading is not None:
                yield label, reading


def text_of(tokens: Sequence[Token]) -> str:
    """The tokens with blanks between."""
    return " ".join(token.text for token in tokens)


def spanned(tokens: Sequence[Token], start: int, end: int) -> tuple[Token, ...]:
    """The tokens that characters start to end of their `text_of` stand on."""
    kept, at = [], 0
    for token in tokens:
        if at < end and at + len(token.text) > start:
            kept.append(token)
        at += len(token.text) + 1
    return tuple(kept)
