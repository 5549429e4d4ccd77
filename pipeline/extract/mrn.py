"""Medical record numbers by the site's formats."""

from __future__ import annotations

import re
from functools import lru_cache
from string import ascii_uppercase

from pipeline.extract.folding import digits_repaired, letter_of_sign
from pipeline.extract.layout import Row
from pipeline.extract.reading import Reading, View
from pipeline.extract.settings import MrnFormat
from pipeline.model.bounded import compile_bounded

SIGN = 0.95  # trust: a sign of money read for a letter
REPAIRED, JOINED, TORN = 0.7, 0.9, 0.65  # trust: letters put right; parts joined; joined though the first part would do
DOUBTED = 0.7  # trust: a prefix whose last letter may be the number's first figure misread, "MRB2499777" for MR82499777
TEAR = 1.0  # widest blank, in line heights, inside a torn number
GAP = 1.2  # line heights: as far may the parts of a number stand apart
MAX_PARTS = 4
LONGEST = 24  # characters of a text that a site's pattern is tried on
MOST_STEPS = 50_000  # that the pattern may take on it: a few milliseconds
_DIGITS = re.compile(r"\d{2,6}")
_BRACKETED = re.compile(r"\(.*\)")
_EDGES = ".,;:()[]{}*'\"`_=~"
_LEADING = frozenset({"", "#", "NO", "NUMBER", "NUM", "NBR", "IS", "ID"})


class MrnReader:
    """Reads one number from the beginning of some tokens. Built once: ConfigError for a pattern that is none or may run away."""

    def __init__(self, form: MrnFormat) -> None:
        self._form = form
        self._patterns = tuple(compile_bounded(pattern, "extract.mrn.patterns", LONGEST, MOST_STEPS) for pattern in form.patterns)
        self._drop = str.maketrans("", "", form.separators)

    def __call__(self, tokens: Row, view: View) -> Reading | None:
        """The number that the tokens begin with, if they do."""
        start = next((i for i, token in enumerate(tokens[:3]) if token.text.strip(_EDGES + "#-").upper() not in _LEADING), None)
        if start is None:
            return None
        for fit, trust in ((self._matches, 1.0), (self._without_sign, SIGN), (self._mended, REPAIRED)):
            for count in range(1, MAX_PARTS + 1):
                part = tokens[start : start + count]
                if len(part) < count or any(token.gap > GAP for token in part[1:]):
                    break
                value = fit([token.text for token in part])
                if value is not None and _is_item(part, view):
                    return None
                if value is not None:
                    longer = self._torn(tokens[start:], count)
                    if longer is not None:
                        return longer
                    joined = JOINED if count > 1 else 1.0
                    return Reading(value, part, trust * joined * (DOUBTED if self._may_be_figure(value) else 1.0))
        return None

    def _torn(self, tokens: Row, count: int) -> Reading | None:
        """The longer number where more digits follow so close that a number may have been torn in two. Never sure."""
        part = tokens[: count + 1]
        if len(part) <= count or part[-1].gap > TEAR or not _DIGITS.fullmatch(part[-1].text):
            return None
        value = self._matches([token.text for token in part])
        return None if value is None else Reading(value, part, TORN)

    def normalise(self, raw: str) -> str | None:
        """The number as the site stores it: capitals, separators out; None where no pattern fits."""
        text = raw.strip().strip(_EDGES).lstrip("#").upper()
        if not text or len(text) > LONGEST or not any(pattern.fullmatch(text) for pattern in self._patterns):
            return None
        bare = text.translate(self._drop)
        value = bare if self._form.keep_leading_zeros else re.sub(r"^([A-Z]*)0+(?=\d)", r"\1", bare)
        return value if any(char.isdigit() for char in value) else None

    def _matches(self, texts: list[str]) -> str | None:
        # parts of a number keep their own separators, or had blanks for separators
        if len(texts) > 1 and not all(any(char.isdigit() for char in text) for text in texts[1:]):
            return None
        value = self.normalise("".join(texts))
        return None if value is None or (self._form.repair and _looks_misread(value)) else value

    def _may_be_figure(self, value: str) -> bool:
        """Whether the last of several letters before the figures looks like one, and the number fits the site's form with it too."""
        letters = len(value) - len(value.lstrip(ascii_uppercase))
        if not self._form.repair or letters < 2 or not value[letters:].isdigit():
            return False
        figure = digits_repaired(value[letters - 1])
        return figure.isdigit() and self.normalise(value[: letters - 1] + figure + value[letters:]) is not None

    def _without_sign(self, texts: list[str]) -> str | None:
        lettered = letter_of_sign(texts[0].strip(_EDGES + "#"))
        return self._matches([lettered, *texts[1:]]) if self._form.repair and lettered.startswith("E") else None

    def _mended(self, texts: list[str]) -> str | None:
        if not self._form.repair or len(texts) > 2:
            return None
        text = "".join(texts).strip(_EDGES)
        digits = sum(char.isdigit() for char in text)
        if digits < 4 or digits * 2 < len(text):
            return None
        return next((value for value in map(self.normalise, _repairs(text)) if value is not None), None)


def normalise_mrn(raw: str, form: MrnFormat) -> str | None:
    """The number as the site stores it; None where it fits none of the site's patterns."""
    return _reader(form).normalise(raw)


@lru_cache(maxsize=4)  # asked for every record and for every row of a patient list; a site has one form
def _reader(form: MrnFormat) -> MrnReader:
    return MrnReader(form)


def _repairs(text: str) -> tuple[str, ...]:
    """All letters as digits, or all but a prefix's."""
    prefix = re.match(r"[A-Za-z]{0,4}-?", text)
    end = prefix.end() if prefix else 0
    return digits_repaired(text), text[:end] + digits_repaired(text[end:])


def _looks_misread(value: str) -> bool:
    """A prefix that is or ends in O, I or Q is more likely followed by a misread 0 or 1: "O0123456", "MRQ624534"."""
    letters = value.rstrip("0123456789")
    return letters.endswith(("O", "I", "Q")) and letters.isalpha()


def _is_item(part: Row, view: View) -> bool:
    """Whether it is a form's number of its next item, in brackets: right before that item's label, "(M0066) Birth Date", or one of several
    in the row, as over a heading of two lines.
    """
    if len(part) > 1 or not _BRACKETED.fullmatch(part[0].text):
        return False
    places = ((number, at) for number, row in enumerate(view.sheet.rows) for at, token in enumerate(row) if token is part[0])
    number, at = next(places, (0, len(view.sheet.rows[0])))
    row = view.sheet.rows[number]
    if at + 1 >= len(row) or row[at + 1].gap >= GAP:
        return False
    return view.sheet.label_at(number, at + 1) is not None or sum(map(bool, (_BRACKETED.fullmatch(token.text) for token in row))) > 1
