"""Labels found among the tokens of a row: exact, with letters of one shape confused, or within an edit or two."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from pipeline.extract.folding import fold, shape
from pipeline.extract.layout import Row, cell_end
from pipeline.extract.rules import FURTHER, OTHER, IdentifierRule, LabelGroup
from pipeline.extract.vocabulary import SUFFIXES

MAX_TOKENS = 8  # words of a label
MAX_HINT = 6  # of a hint behind it
MAX_HEADED, MAX_FIGURES = 4, 2  # words from a misread label's first to the number behind it; figures that a label may hold
FEWEST_HEADINGS = 3  # cells of a row of headings
# How well a label must have been read: exactly, after confusing letters of one shape, one or two edits.
EXACT, SHAPE, ONE_EDIT, TWO_EDITS, MISREAD = 1.0, 0.95, 0.9, 0.82, 0.9
# A short label with one other letter, which the engine itself doubts: "men: 00123456" is MRN.
DOUBTED, SHORT = 0.82, 0.75
# Shorter labels have no room for an edit: MRN would be MRI.
ONE_EDIT_FROM, TWO_EDITS_FROM = 6, 10

_TAIL = re.compile(r"(?:NUMBER|NUM|NAME|NO|ID|#)$")
# "2." or "10d." before a form's labels; "la.", "9," and "2/" as misread
_ITEM = re.compile(r"\(?(\d{1,2}[a-z]?|[a-z]|l[a-d])[.)]|\d{1,2}[,/]", re.IGNORECASE)
_BEFORE = re.compile(rf"{_ITEM.pattern}|[^\w(\[☐☒☑□]{{1,2}}", re.IGNORECASE)  # also an arrow or a bullet: "> Father"
_BARE_ITEM = re.compile(r"\d{1,2}")  # its full stop lost
_PLAIN_VALUE = re.compile(
    r"\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}|\d{1,2}-[A-Z]{3,9}-\d{2,4}|(?:F|M|Female|Male)\b"
    r"|(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]* \d{1,2}, ?(?:19|20)\d\d\b",
    re.IGNORECASE,
)
_MONTH_OR_SEX = re.compile(r"jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|female|male", re.IGNORECASE)
_LONG_NUMBER = re.compile(r"(?:[A-Z]{1,4}|[EH]?[£€])?-?\d{5,}\W*")
_NUMBERED = frozenset({"mrn", "encounter", "account"})  # kinds whose values are numbers
_TELEPHONE = re.compile(r"\(?[2-9]\d{2}[).-]{1,2}\d{3}[.-]\d{4}\W*")
_BOXES = ("[", "☐", "☒", "☑", "□")  # boxes to tick are no part of a label
_WORDS_TOO = frozenset({"BID", "MAN"})  # what OCR makes of a label and is a word of its own: twice a day, a sex
_CONNECTING = frozenset({"AND", "OF", "OR", "FOR", "IN", "TO", "THE", "IS", "WAS", "HAS", "WITH", "ON", "AT", "BY"})
_HINTED = frozenset({"LAST", "FIRST", "MIDDLE", "MI", "INITIAL", "INIT", "NAME", "SUFFIX", "GIVEN", "FAMILY", "SURNAME"})
_LIKE_RULE = frozenset({"I", "l", "|"})  # a 1 begins an address, "1 Test St"
_COLON = (":", ";", "#")


class Meaning(NamedTuple):
    """What a label stands for: a kind of identifier, or "other"."""

    kind: str
    group: LabelGroup


@dataclass(frozen=True, slots=True)
class Label:
    """A label on the page: tokens start to end (one past the last) of a row. `match` is 0 to 1; `meanings` has one per kind."""

    row: int
    start: int
    end: int
    meanings: tuple[Meaning, ...]
    match: float
    colon: bool

    @property
    def about(self) -> str:
        """Whom the label introduces: "relative", "staff" or "" ."""
        return next((meaning.group.about for meaning in self.meanings if meaning.group.about), "")

    @property
    def is_other(self) -> bool:
        """Whether it stands for none of the identifiers that tell whose the page is."""
        return all(meaning.kind in FURTHER for meaning in self.meanings)


class LabelFinder:
    """Built once from the rules; then finds the labels of a row, leftmost and longest first."""

    def __init__(self, rules: Iterable[IdentifierRule], cell_gap: float) -> None:
        self._cell_gap = cell_gap
        self._exact = _meanings(rules)
        self._shapes = {shape(folded): folded for folded in sorted(self._exact) if len(folded) >= 3}
        self._misread = {fold(read): fold(label) for rule in rules for read, label in (rule.misreadings or {}).items()}
        self._prefixes = {folded[:end] for folded in self._exact for end in range(1, len(folded) + 1)}
        self._short = [folded for folded in sorted(self._exact) if len(folded) == 3 and folded.isalpha() and self._is_sure(folded)]
        self._by_length = _by_length(folded for folded in self._exact if len(folded) >= ONE_EDIT_FROM)
        self._fuzzy = lru_cache(maxsize=8192)(self._nearest)

    def is_sure_label(self, text: str) -> bool:
        """Whether the text is a label that stands for itself anywhere, as in "MRN00123456"."""
        meanings = self._exact.get(fold(text), ())
        return any(not meaning.group.strict for meaning in meanings)

    def meanings_of(self, text: str) -> tuple[tuple[Meaning, ...], float] | None:
        """What a whole text stands for as a label, and how well it must have been read; None where it is none."""
        near = self._fuzzy(fold(text))
        return None if near is None else (self._exact[near[0]], near[1])

    def __call__(self, row: Row, number: int) -> Iterator[Label]:
        """The row's labels from left to right; none overlaps another."""
        at, values_from = 0, 0
        while at < len(row):
            if at == values_from > 0 and row[at].text.startswith("("):
                at = values_from = _behind_hint(row, at)
                if at == len(row):
                    return
            label = self._at(row, number, at, values_from)
            if label is None:
                at += 1
            else:
                yield label
                at = values_from = label.end

    def _at(self, row: Row, number: int, at: int, values_from: int) -> Label | None:
        begins = self._begins_cell(row, at)
        best = self._longest(row, at)
        alone = begins or at == values_from or row[at].text.endswith(":") or self._before_number(row, at)
        if alone and not _ITEM.fullmatch(row[at].text):
            near = self._approximate(row, at, at == values_from > 0)
            bracketed = near is not None and near[2] == MISREAD and row[at].text.startswith("(")  # "(RN 0123456)": the M became the bracket
            best = near if bracketed else self._longer(row, best, near)
        if best is None:
            return None
        end, folded, match = best
        if at and row[at].gap < self._cell_gap and len(row[at].text) == 1 and self._ends_behind(row, at + 1, end):
            return None  # an initial before a label: "DOE, JANE B Date Collected" is no B Date
        end, colon = _with_colon(row, end)
        meanings = self._exact[folded]
        if end == at + 1 and _ends_family(row, at) and all(meaning.kind in FURTHER for meaning in meanings):
            return None
        if all(meaning.group.strict for meaning in meanings) and not self._stands_alone(row, at, values_from, end, begins, colon, meanings):
            return None
        return Label(number, at, end, meanings, match, colon)

    def _ends_behind(self, row: Row, at: int, end: int) -> bool:
        """Whether a label that begins here reaches farther than that."""
        longest = self._longest(row, at)
        return longest is not None and longest[0] > end

    def _before_number(self, row: Row, at: int) -> bool:
        """Whether a few words that begin with a capital stand before a number, as in "Jane Doe Medical Récord Number 00123456"."""
        if not row[at].text.lstrip("(")[:1].isupper():
            return False
        for token in row[at + 1 : at + 1 + MAX_HEADED]:
            if token.gap >= self._cell_gap or _figures(token.text) > MAX_FIGURES:
                return token.gap < self._cell_gap
        return False

    def _begins_cell(self, row: Row, at: int) -> bool:
        if row[at].gap >= self._cell_gap:
            return True
        if not at or row[at - 1].gap < self._cell_gap:
            return False
        ruled = at == 1 and row[0].text in _LIKE_RULE  # a frame's side: "I Resident Doe, Jane"
        return ruled or bool(_BEFORE.fullmatch(row[at - 1].text)) or self._is_titled(row, at)

    def _is_titled(self, row: Row, at: int) -> bool:
        """Whether a number stands before capitals that fill the rest of the cell: "3 SEX" on a form whose full stops were not read."""
        end = cell_end(row, at, self._cell_gap)
        return bool(_BARE_ITEM.fullmatch(row[at - 1].text)) and all(token.text.isupper() for token in row[at:end])

    def _stands_alone(self, row: Row, at: int, values_from: int, end: int, begins: bool, colon: bool, meanings: Sequence[Meaning]) -> bool:
        """For words of ordinary text: at the beginning of a cell; or with a colon, and not behind a word that makes it another label."""
        if begins:
            return colon or not self._goes_on(row, end)
        if not colon:
            kinds = {meaning.kind for meaning in meanings}
            if at == values_from:
                return self._in_header(row, end, False) or self._among_headings(row, end)
            aged = "sex" in kinds and row[at].text[0].isupper() and row[at - 1].text.rstrip("Yy,").isdigit()  # "Age 74 Sex M"
            return self._in_header(row, end, values_from > 0 and ("birth_date" in kinds or aged)) or self._numbers_line(row, end, kinds)
        before = row[at - 1].text
        word = before.isalpha() and len(before) > 2
        return not word or values_from > 0

    def _among_headings(self, row: Row, end: int) -> bool:
        """Whether the cell ends here in a row of headings: "PATIENT NAME     Date of Birth Legal Sex     Hosp No"."""
        ends = end == len(row) or row[end].gap >= self._cell_gap
        return (
            ends
            and sum(token.gap >= self._cell_gap for token in row) >= FEWEST_HEADINGS
            and not any(char.isdigit() for token in row for char in token.text)
        )

    def _in_header(self, row: Row, end: int, behind_value: bool) -> bool:
        """Whether a date or a sex follows in a line of labels and values without signs: "DOE, JANE MRN 00123456 Born 3/14/1957 Sex F"."""
        if end >= len(row) or not _PLAIN_VALUE.match(_three(row, end)):
            return False
        return behind_value or self._holds_label(row)

    def _numbers_line(self, row: Row, end: int, kinds: Set[str]) -> bool:
        """The same before a number, for words that stand for one: "DOE, JANE Encounter 76863594 DOB 3/14/1957", "Phone 312-555-0188"."""
        if end < len(row) and "phone" in kinds and _TELEPHONE.fullmatch(row[end].text):
            return True
        if end >= len(row) or not _LONG_NUMBER.fullmatch(row[end].text) or not kinds & _NUMBERED:
            return False
        return self._holds_label(row)

    def _holds_label(self, row: Row) -> bool:
        """Whether the row has a label of an identifier that is no word of ordinary text."""
        words = [fold(token.text) for token in row]
        return any(self._is_sure("".join(words[at : at + size])) for at in range(len(words)) for size in (1, 2, 3))

    def _is_sure(self, folded: str) -> bool:
        return any(meaning.kind not in FURTHER and not meaning.group.strict for meaning in self._exact.get(folded, ()))

    def _goes_on(self, row: Row, end: int) -> bool:
        """Whether the words are the beginning of a longer phrase: "Name and address of facility"."""
        return end < len(row) and row[end].gap < self._cell_gap and fold(row[end].text) in _CONNECTING

    def _longest(self, row: Row, at: int) -> tuple[int, str, float] | None:
        joined, best = fold(row[at].text), None
        if joined not in self._prefixes:
            return None  # most words begin no label
        # "DOE, JANE B     Date Recorded": what ends a cell begins no label that goes on in the next one
        widest, joined = self._cell_gap * (2 if row[at].gap >= self._cell_gap else 1), ""
        for end in range(at, min(len(row), at + MAX_TOKENS)):
            if end > at and (row[end].gap >= widest or row[end].text.startswith(_BOXES)):
                break
            part = fold(row[end].text)
            joined += part
            if part and joined in self._exact:
                best = end + 1, joined, EXACT
            if joined not in self._prefixes:
                break
        return best

    def _longer(self, row: Row, exact: tuple[int, str, float] | None, near: tuple[int, str, float] | None) -> tuple[int, str, float] | None:
        """A misread long label goes before its first word read right: "Date 0f Birth" is not "Date", but "Legal Sex F" holds a value.

        What ends in a sure label of its own is two labels: "Medical Record   DOB" is no misread "Medical Record No".
        """
        if exact is None or near is None:
            return near if exact is None else exact
        if near[0] <= exact[0] or near[1] == exact[1]:
            return exact
        ends = (fold("".join(token.text for token in row[start : near[0]])) for start in range(exact[0], near[0]))
        return exact if near[2] < EXACT and any(map(self._is_sure, ends)) else near

    def _approximate(self, row: Row, at: int, behind_label: bool) -> tuple[int, str, float] | None:
        """A label with misread letters: only what ends in a colon, before a number or with its cell is worth the search."""
        joined, end, last = "", at, min(len(row), at + MAX_TOKENS)
        while end < last:
            text = row[end].text
            if end > at and (
                row[end].gap >= self._cell_gap or text.startswith(_BOXES) or _figures(text) > MAX_FIGURES or _begins_date(row, end)
            ):
                break
            joined, end = joined + fold(text), end + 1
            if text.endswith(_COLON):
                break
        first = fold(row[at].text)
        if len(first) <= 2 and joined[len(first) :] in self._exact:
            return None  # a value before a label: "F Date of Service"
        found = self._fuzzy(joined) if len(joined) >= 3 else self._of_two(row, at, joined, behind_label)
        behind = self._fuzzy(joined[len(first) :]) if found and len(first) <= 2 and len(joined) > len(first) + 2 else None
        if found and behind and behind[1] > found[1]:
            return None  # as before: "A Piocedure Date"
        if joined in _WORDS_TOO and not (row[end - 1].text.endswith(_COLON) or self._holds_label(row)):
            return None
        if found is None and end == at + 1:
            found = self._doubted(row, at)
        return None if found is None else (end, *found)

    def _of_two(self, row: Row, at: int, joined: str, behind_label: bool) -> tuple[str, float] | None:
        """A known misreading of two signs: before a colon, or before a number in a line that has another label of the patient's."""
        if joined not in self._misread:
            return None
        follows = row[at + 1].text if at + 1 < len(row) else ""
        numbered = _LONG_NUMBER.fullmatch(follows) and self._holds_label(row) and not behind_label
        return (self._misread[joined], MISREAD) if row[at].text.endswith(_COLON) or numbered else None

    def _doubted(self, row: Row, at: int) -> tuple[str, float] | None:
        """The one label of an identifier that differs in one letter, of a word in doubt before a date, or with a colon before a number."""
        token, joined = row[at], fold(row[at].text)
        follows = row[at + 1].text if at + 1 < len(row) else ""
        before_number = any(map(str.isdigit, follows)) and (token.text.endswith(_COLON) or _PLAIN_VALUE.match(follows) is not None)
        if token.confidence >= SHORT or len(joined) != 3 or not before_number or joined.isdigit():
            return None
        near = [label for label in self._short if sum(a != b for a, b in zip(joined, label, strict=True)) == 1]
        return (near[0], DOUBTED) if len(near) == 1 else None

    def _nearest(self, joined: str) -> tuple[str, float] | None:
        if joined in self._exact:
            return joined, EXACT
        if joined in self._misread:
            return self._misread[joined], MISREAD
        alike = self._shapes.get(shape(joined))
        if alike is not None:
            return alike, SHAPE
        if len(joined) < ONE_EDIT_FROM:
            return None
        edits = 2 if len(joined) >= TWO_EDITS_FROM else 1
        choices = [folded for size in range(len(joined) - edits, len(joined) + edits + 1) for folded in self._by_length.get(size, ())]
        near = process.extractOne(joined, choices, scorer=OSA.distance, score_cutoff=edits)
        if near is None or (near[1] == 2 and len(near[0]) < TWO_EDITS_FROM) or _other_head(joined, near[0]) or _is_title(joined, near[0]):
            return None
        payer = near[0] == joined + "#" and all(meaning.kind in FURTHER for meaning in self._exact[near[0]])  # "Medicare", no "Medicare #"
        return None if payer else (near[0], ONE_EDIT if near[1] == 1 else TWO_EDITS)


def _behind_hint(row: Row, at: int) -> int:
    """One past a hint behind a label that says how a name is to be written: "(last, first, middle):"."""
    for end in range(at, min(len(row), at + MAX_HINT)):
        if fold(row[end].text) not in _HINTED:
            return at
        if ")" in row[end].text:
            return end + 1 if end > at else at  # "NAME (Last) DOE (First) JANE" are labels
    return at


def _is_title(read: str, label: str) -> bool:
    """Whether a title is all that was misread: "OPERATIVE NOTE" is no operative date."""
    return read.endswith("NOTE") and label.endswith("DATE")


def _other_head(read: str, label: str) -> bool:
    """Whether the edits lie in a short word before NUMBER or NAME: a P.O. number is no misread patient number."""
    head = _TAIL.sub("", label)
    return head != label and len(head) < ONE_EDIT_FROM - 1 and not read.startswith(head)


def _ends_family(row: Row, at: int) -> bool:
    """Whether the word is a family's name by its comma: "Ward, Mia", "PAGE JR, DAVID"."""
    suffixed = at + 1 < len(row) and row[at + 1].text.endswith(",") and fold(row[at + 1].text) in SUFFIXES
    return row[at].text.endswith(",") or suffixed


def _three(row: Row, at: int) -> str:
    """Three words from here: as many as a date may have."""
    return " ".join(token.text for token in row[at : at + 3])


def _begins_date(row: Row, at: int) -> bool:
    """Whether a date with its month as a word begins here: "July 4, 1957"."""
    text = row[at].text
    if len(text) <= 2 or not text.isalpha() or _MONTH_OR_SEX.match(text) is None:
        return False
    return _PLAIN_VALUE.match(_three(row, at)) is not None


@lru_cache(maxsize=8192)  # asked again for every place in a line where a label may begin
def _figures(text: str) -> int:
    return sum(map(str.isdigit, text))


def _with_colon(row: Row, end: int) -> tuple[int, bool]:
    """The label's end with the signs that follow it, and whether one of them is a colon, a # or what OCR makes of them."""
    colon = row[end - 1].text.endswith(_COLON)
    while end < len(row) and row[end].text.strip(":;#.-") == "" and row[end].gap < 3:
        colon = colon or row[end].text[0] in _COLON
        end += 1
    return end, colon


def _meanings(rules: Iterable[IdentifierRule]) -> dict[str, tuple[Meaning, ...]]:
    """Every label, folded, with what it stands for. A negative label beats a positive one of the same words."""
    found: dict[str, tuple[Meaning, ...]] = {}
    for rule in rules:
        for group in rule.labels:
            for words in group.words:
                found[fold(words)] = _joined(found.get(fold(words), ()), Meaning(rule.kind, group))
    for rule in rules:
        negative = Meaning(OTHER, LabelGroup(rule.negative_labels))
        for words in rule.negative_labels:
            found.setdefault(fold(words), (negative,))
    return {folded: meanings for folded, meanings in found.items() if folded}


def _by_length(labels: Iterable[str]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for folded in labels:
        found.setdefault(len(folded), []).append(folded)
    return found


def _joined(known: Sequence[Meaning], new: Meaning) -> tuple[Meaning, ...]:
    if new.kind == OTHER:
        return tuple(known) or (new,)
    return (*(meaning for meaning in known if meaning.kind not in (OTHER, new.kind)), new)
