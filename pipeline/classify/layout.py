"""Coarse cues from how a page is set: a form, a table, a card and a letter look different whatever they say.

Only shares and a few sizes, all between 0 and 1: fine measures would learn one printer's or one generator's habits.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from itertools import pairwise

from pipeline.model.types import PageText, Word

WIDE_GAP = 2.0  # times the line's height: two columns, not two words
SHORT_LINE, LONG_LINE = 4, 9  # words
CARD_WORDS = 60
MANY_WORDS = 1000.0  # where the count's logarithm reaches 1

_BLANK = re.compile(r"^[_.\-–—|\[\]()□☐]{2,}$|^[\[(]\s*[xX]?[\])]$|^[□☐☑☒]$")


def layout_cues(page: PageText) -> dict[str, float]:
    """Named cues, each 0 to 1; empty for a page without words."""
    lines = page.lines
    if not lines:
        return {}
    words = page.words
    return {
        "size": min(1.0, math.log1p(len(words)) / math.log1p(MANY_WORDS)),
        "digits": _share(sum(any(map(str.isdigit, word.text)) for word in words), len(words)),
        "capitals": _share(sum(word.text.isupper() and len(word.text) > 1 for word in words), len(words)),
        "short lines": _share(sum(len(line) <= SHORT_LINE for line in lines), len(lines)),
        "long lines": _share(sum(len(line) >= LONG_LINE for line in lines), len(lines)),
        "labelled lines": _share(sum(_labelled(line) for line in lines), len(lines)),
        "columns": _share(sum(_gaps(line, page) >= 2 for line in lines), len(lines)),
        "blanks": min(1.0, 4 * _share(sum(bool(_BLANK.match(word.text)) for word in words), len(words))),
        "card": float(len(words) <= CARD_WORDS and page.width > 1.2 * page.height),
        "few words": float(len(words) <= CARD_WORDS),
    }


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _labelled(line: Sequence[Word]) -> bool:
    return any(word.text.endswith(":") for word in line[:5])


def _gaps(line: Sequence[Word], page: PageText) -> int:
    if len(line) < 2:
        return 0
    boxes = [page.upright.box(word.box) for word in line]
    height = max((box.height for box in boxes), default=0)
    return sum(right.x0 - left.x1 > WIDE_GAP * height for left, right in pairwise(boxes))
