"""Whether a reading looks like that of a page that lies the wrong way round."""

from __future__ import annotations

import re

from pipeline.model.types import PageText

_WORDLIKE = re.compile(r"^\W*(?:[A-Za-z]{3,}|[A-Z]?[a-z]{2,}(?:[’'-][a-z]+)?|\d[\d/.,:-]*)\W*$")
_SURE = 0.35  # of 112 pages read upside down none reached 0.24


def readability(page: PageText) -> float:
    """How much was read, and how well: letters in words that look like words, weighted by their confidence."""
    return sum(len(word.text) * word.confidence**2 for word in page.words if _WORDLIKE.match(word.text))


def looks_wrong(page: PageText) -> bool:
    """True when a page with something on it reads as badly as pages do that lie the wrong way round."""
    return not page.blank and (not page.words or page.confidence < _SURE)
