"""A document's title at the top of a page: a short line of capitals or capitalised words that holds a known title."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import lru_cache

from rapidfuzz import fuzz, process

from pipeline.filing.layout import Line

MOST_WORDS = 9  # a title is short; "as noted in the discharge summary of last year" is not one
FEW_WORDS = 2  # of a line that a title of one word may stand on
MIN_FUZZY_LETTERS = 9  # shorter titles must be read exactly
MORE_LETTERS = 2  # by which a title may be longer than the line that it is read from
FUZZY_SCORE = 90.0  # rapidfuzz's ratio, 0 to 100: about one letter in ten misread
_SMALL_WORDS = frozenset({"and", "of", "for", "to", "the", "in", "or", "on", "a", "from"})
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|['’])*")
_BETWEEN = re.compile(r"[^\w&]+")


class TitleFinder:
    """Knows the titles (any case); finds the first one in the top `zone` (share of the page's height)."""

    def __init__(self, titles: Sequence[str], zone: float) -> None:
        self._titles = sorted({_plain(title) for title in titles}, key=lambda title: (-len(title), title))
        self._place = {title: place for place, title in enumerate(self._titles)}
        self._fuzzy = [title for title in self._titles if " " in title and len(title) >= MIN_FUZZY_LETTERS]  # longest first
        self._most = max((title.count(" ") + 1 for title in self._titles), default=0)
        self._zone = zone
        self._known = lru_cache(maxsize=4096)(self._find)  # the headings of one hospital's pages come again and again

    def __call__(self, lines: Iterable[Line]) -> str | None:
        """The known title as the settings spell it, in small letters; None where the page has none."""
        for line in lines:
            if line.place <= self._zone and _looks_like_title(line.text) and (title := self._known(line.text)):
                return title
        return None

    def _find(self, text: str) -> str | None:
        plain = _plain(text)
        words = plain.split(" ")
        # one word alone is a title, or with one before it ("CARDIOLOGY CONSULTATION"), but not "REASON FOR CONSULTATION"
        fewest = 1 if len(words) <= FEW_WORDS else 2
        parts = (" ".join(words[at:end]) for at in range(len(words)) for end in range(at + fewest, min(at + self._most, len(words)) + 1))
        exact = min((self._place[part] for part in parts if part in self._place), default=None)
        if exact is not None or not plain:
            return None if exact is None else self._titles[exact]
        begin = bisect_left(self._fuzzy, -len(plain) - MORE_LETTERS, key=_shorter)
        found = process.extract(plain, self._fuzzy[begin:], scorer=fuzz.partial_ratio, score_cutoff=FUZZY_SCORE, limit=None)
        return self._fuzzy[begin + min(place for _, _, place in found)] if found else None


def _shorter(title: str) -> int:
    return -len(title)


def _looks_like_title(text: str) -> bool:
    words = _WORD.findall(text)
    if not words or len(words) > MOST_WORDS:
        return False
    return all(word[0].isupper() for word in words if word.lower() not in _SMALL_WORDS)


def _plain(text: str) -> str:
    return _BETWEEN.sub(" ", text.replace("'", "").replace("’", "").casefold()).strip()
