"""A page's features by name: words, headings, title words and letters, known titles, layout.

The names' first letter tells the kind (`KINDS`). Digits, dates and codes are folded into one name each: what a number says
belongs to the patient, that there is a number belongs to the type.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from pipeline.classify.layout import layout_cues
from pipeline.classify.titles import WHOLE_LINE, TitleFinder, titles_of
from pipeline.model.types import PageText, Word

KINDS = {"w": "words and pairs", "h": "headings", "t": "title words and pairs", "c": "title letters", "p": "known titles", "l": "layout"}
COUNTED = "whtc"  # kinds weighted by rarity and scaled to one length each; the others are taken as they are
HEADING_WORDS = 6  # a heading has at most this many words before its colon, or on a line of capitals
TITLE_STRENGTH = 3.0  # value of a known title that has its line to itself; more means that training may trust it further
TITLE_LETTERS = 4  # length of the letter runs taken from title lines

_EDGES = re.compile(r"^[^a-z0-9]+|[^a-z0-9]+$")
_DATE = re.compile(r"^\d{1,4}[/-]\d{1,2}([/-]\d{1,4})?$|^\d{1,2}\.\d{1,2}\.\d{2,4}$")
_NUMBER = re.compile(r"^\d[\d.,:%]*$")


def fold(text: str) -> str:
    """One word as the model knows it: small letters without edge punctuation; "" for what is only punctuation."""
    word = text.lower()
    if word.isascii() and word.isalpha():
        return word  # most words
    word = _EDGES.sub("", word).replace("'", "").replace("’", "")
    if word.isalpha():
        return word
    if _DATE.match(word):
        return "0date"
    if _NUMBER.match(word):
        return "0money" if text.startswith("$") else "0number"
    if any(map(str.isdigit, word)):
        return "0code"
    return word


class Features:
    """The feature names of a page with their raw values. Built once from the title finder.

    `whole_lines`: titles are looked for in whole lines alone, as the shipped model learns; otherwise in their parts and among words, too.
    """

    def __init__(self, titles: TitleFinder, whole_lines: bool = False) -> None:
        self._titles = titles
        self._whole_lines = whole_lines

    def __call__(self, page: PageText) -> dict[str, float]:
        """Counts for the counted kinds, strengths of 0 to 1 for known titles and layout."""
        folded = [[word for word in (fold(word.text) for word in line) if word] for line in page.lines]
        named: Counter[str] = Counter()
        named.update(_words(folded))
        named.update(_headings(page.lines))
        lines, pieces = titles_of(page)
        named.update(_title_words(lines))
        found: dict[str, float] = dict(named)
        found.update(self._known(lines, pieces))
        found.update({f"l:{name}": value for name, value in layout_cues(page).items() if value})
        return found

    def strengths(self, page: PageText) -> dict[str, float]:
        """How strongly each known type's title stands on the page (see `TitleFinder`)."""
        lines, pieces = titles_of(page)
        return self._found(lines, pieces)

    def _found(self, lines: Sequence[str], pieces: Sequence[str]) -> dict[str, float]:
        """What stands in the lines; their pieces are looked at only where a title is part of a line.

        A page without a title that a list holds may have one that is put together from words.
        """
        found = self._titles(lines)
        if self._whole_lines:
            return found
        if not all(share >= WHOLE_LINE for share in found.values()):
            apart = self._titles(pieces)
            found |= {code: max(share, found.get(code, 0.0)) for code, share in apart.items()}
        if all(share < WHOLE_LINE for share in found.values()):
            found |= dict.fromkeys(self._titles.made((*lines, *pieces)), 1.0)
        return found

    def _known(self, lines: Sequence[str], pieces: Sequence[str]) -> Iterable[tuple[str, float]]:
        for code, share in self._found(lines, pieces).items():
            yield (f"p:{code} title", TITLE_STRENGTH) if share >= WHOLE_LINE else (f"p:{code} part", 1.0)


def _words(lines: Sequence[Sequence[str]]) -> Iterable[str]:
    flat = [word for line in lines for word in line]
    yield from (f"w:{word}" for word in flat if len(word) > 1)
    yield from (f"w:{left} {right}" for left, right in pairwise(flat))


def _headings(lines: Sequence[Sequence[Word]]) -> Iterable[str]:
    for line in lines:
        heading = _heading(line)
        yield from (f"h:{word}" for word in heading if not word.startswith("0"))
        if len(heading) > 1:
            yield "h:" + " ".join(heading)


def _heading(line: Sequence[Word]) -> list[str]:
    """The words before a colon near the line's start, or a short line of capitals."""
    head = [word.text for word in line[:HEADING_WORDS]]
    end = next((at for at, text in enumerate(head, 1) if text.endswith(":")), 0)
    if not end and len(line) <= HEADING_WORDS and " ".join(head).isupper():
        end = len(head)
    return [word for word in map(fold, head[:end]) if word]


def _title_words(lines: Sequence[str]) -> Iterable[str]:
    for line in lines:
        words = line.split()
        yield from (f"t:{word}" for word in words if len(word) > 1)
        yield from (f"t:{left} {right}" for left, right in pairwise(words))
        padded = f" {line} "
        yield from dict.fromkeys(f"c:{padded[at : at + TITLE_LETTERS]}" for at in range(len(padded) - TITLE_LETTERS + 1))
