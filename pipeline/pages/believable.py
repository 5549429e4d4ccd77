"""Whether the text a PDF page carries can be what the page shows."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

from pipeline.model.types import Word

UNMAPPED = "\N{REPLACEMENT CHARACTER}"  # stands for a character whose font does not say what it means
_LEAST_WORDS = 5  # fewer are a stamp or a page number on a page that is something else
_LEAST_PLAUSIBLE = 0.7  # share of words that look like words or numbers; real forms and letters have 0.8 to 1
_LEAST_LETTERS = 60  # fewer say nothing about how often letters come
_COMMON = set("etaoinsrh")
# Share of the common letters: 0.57 and more in any 400 characters of MTSamples, 0.62 to 0.72 on 60 pages of real forms; 0.22 to 0.46 when
# every letter stands for another one a fixed way off, as in subset fonts without a map ("7KH SDWLHQW").
_LEAST_COMMON = 0.5
_MOST_ALIEN = 0.01  # share of words of three characters or more that no map explains; a heading's font alone is enough to lose a name
_PLAUSIBLE = re.compile(r"^\W*(?:[^\W\d_]+(?:['’./-][^\W\d_]+)*|[\d.,:/%()+-]+[^\W\d_]{0,3}|[^\W\d_]{1,3}\d+)\W*$")
_VOWEL = re.compile(r"[aeiouyàáâäèéêëìíîïòóôöùúûü]", re.IGNORECASE)
_NO_TEXT = {"Co", "Cn", "Cc", "Cs"}  # Unicode categories: private use, unassigned, control, surrogate


def believable(words: Sequence[Word]) -> bool:
    """Whether the text can be what the page shows: not empty, not from a font without a proper character map, not sideways."""
    texts = [word.text for word in words]
    if len(texts) < _LEAST_WORDS or _sideways(words):
        return False
    text = "".join(texts)
    nonsense = set(filter(_nonsense, set(text)))
    if nonsense and sum(_alien(word, nonsense) for word in texts) > _MOST_ALIEN * len(texts):
        return False
    return sum(_plausible(word, nonsense) for word in texts) >= _LEAST_PLAUSIBLE * len(texts) and _like_language(text)


def _sideways(words: Sequence[Word]) -> bool:
    # a page whose lines run up or down as displayed is turned upright by cleanup, which works on pixels
    long = [word for word in words if len(word.text) >= 4]
    return 2 * sum(word.box.height > word.box.width for word in long) > len(long)


def _nonsense(char: str) -> bool:
    return char == UNMAPPED or unicodedata.category(char) in _NO_TEXT


def _alien(text: str, nonsense: set[str]) -> bool:
    return len(text) >= 3 and nonsense.issuperset(text)  # shorter ones are bullets and boxes of symbol fonts


def _plausible(text: str, nonsense: set[str]) -> bool:
    if text.isascii() and text.isalpha() and (len(text) <= 4 or text.isupper()) and not nonsense:
        return True
    if not nonsense.isdisjoint(text):
        return False
    if len(text) > 4 and text.isascii() and not _VOWEL.search(text) and not text.isupper() and sum(map(str.isalpha, text)) > 4:
        return False
    return bool(_PLAUSIBLE.match(text)) or (not any(char.isalnum() for char in text) and len(text) < 3)


def _like_language(text: str) -> bool:
    counts = Counter(unicodedata.normalize("NFD", text.lower()))
    letters = {char: count for char, count in counts.items() if char.isalpha()}
    latin = sum(count for char, count in letters.items() if char.isascii())
    if latin < _LEAST_LETTERS or 2 * latin < sum(letters.values()):
        return True
    return sum(counts[char] for char in _COMMON) >= _LEAST_COMMON * latin
