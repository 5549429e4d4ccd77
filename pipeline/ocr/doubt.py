"""Whether a reading looks like that of a page that lies the wrong way round."""

from __future__ import annotations

import re

from pipeline.model.types import PageText

_WORDLIKE = re.compile(r"^\W*(?:[A-Za-z]{3,}|[A-Z]?[a-z]{2,}(?:[’'-][a-z]+)?|\d[\d/.,:-]*)\W*$")
_SURE = 0.8  # an upright page reads with this confidence or better, but for the worst faxes
_FEW = 15  # words from which on a page can be judged


def readability(page: PageText) -> float:
    """How much was read, and how well: letters in words that look like words, weighted by their confidence."""
    return sum(len(word.text) * word.confidence**2 for word in page.words if _WORDLIKE.match(word.text))


def looks_wrong(page: PageText) -> bool:
    """True when a page with enough on it reads badly: few likely words, or little confidence."""
    if page.blank or not page.words:
        return not page.blank
    likely = sum(bool(_WORDLIKE.match(word.text)) for word in page.words) / len(page.words)
    return page.confidence < _SURE if len(page.words) < _FEW else page.confidence < _SURE or likely < 0.5
