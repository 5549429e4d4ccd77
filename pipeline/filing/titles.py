"""A document's title at the top of a page: a short line of capitals or capitalised words that holds a known title."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from rapidfuzz import fuzz

from pipeline.filing.layout import Line

MOST_WORDS = 9  # a title is short; "as noted in the discharge summary of last year" is not one
MIN_FUZZY_LETTERS = 9  # shorter titles must be read exactly
FUZZY_SCORE = 90.0  # rapidfuzz's ratio, 0 to 100: about one letter in ten misread
_SMALL_WORDS = frozenset({"and", "of", "for", "to", "the", "in", "or", "on", "a", "from"})
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|['’])*")
_BETWEEN = re.compile(r"[^\w&]+")


class TitleFinder:
    """Knows the titles (any case); finds the first one in the top `zone` (share of the page's height)."""

    def __init__(self, titles: Sequence[str], zone: float) -> None:
        self._titles = sorted({_plain(title) for title in titles}, key=lambda title: (-len(title), title))
        self._zone = zone

    def __call__(self, lines: Iterable[Line]) -> str | None:
        """The known title as the settings spell it, in small letters; None where the page has none."""
        for line in lines:
            if line.place <= self._zone and _looks_like_title(line.text) and (title := self._known(line.text)):
                return title
        return None

    def _known(self, text: str) -> str | None:
        plain = _plain(text)
        exact = next((title for title in self._titles if _holds(title, plain)), None)
        return exact or next((title for title in self._titles if _almost(title, plain)), None)


def _holds(title: str, plain: str) -> bool:
    # one word alone is a title, or with one before it ("CARDIOLOGY CONSULTATION"), but not "REASON FOR CONSULTATION"
    if " " not in title and len(plain.split()) > 2:
        return False
    return f" {title} " in f" {plain} "


def _almost(title: str, plain: str) -> bool:
    if " " not in title or len(title) < MIN_FUZZY_LETTERS or len(plain) + 2 < len(title):
        return False
    return fuzz.partial_ratio(title, plain, score_cutoff=FUZZY_SCORE) > 0


def _looks_like_title(text: str) -> bool:
    words = _WORD.findall(text)
    if not words or len(words) > MOST_WORDS:
        return False
    return all(word[0].isupper() for word in words if word.lower() not in _SMALL_WORDS)


def _plain(text: str) -> str:
    return _BETWEEN.sub(" ", text.replace("'", "").replace("’", "").casefold()).strip()
