"""Titles put together from words: "Hospital Medicine - Progress", "Clinical Visit Summary", "Dx Imaging Result".

No list holds every title that a hospital makes of a kind, a department and a form. A type names its parts instead: `kinds` tell the
type by themselves, `subjects` do so together with one of its `forms`. A line is such a title when each of its words is one of these or
changes nothing (`qualifiers.NEUTRAL`): one word that nobody foresaw, and it is no title.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from pipeline.classify.document_types import DocumentType
from pipeline.classify.qualifiers import MENTIONING, NEUTRAL

MOST_WORDS = 8  # a longer line is no title put together from words
LONGEST = 3  # words of one part
_BEFORE = "about after at before by for from in is no not of on per this to was with without"
GOVERNING = frozenset(_BEFORE.split())  # with one of these before it a title is not what the line is about
PURPOSE = frozenset(("for", "to"))  # after it
MISREAD_LETTERS = 6  # in a word of so many letters one may be misread


class Composer:
    """Finds the type whose parts make up a whole line. Built once."""

    def __init__(self, types: Iterable[DocumentType]) -> None:
        composed = [kind for kind in types if kind.kinds or kind.forms]
        self._parts = [(kind.code, frozenset(kind.kinds), frozenset(kind.subjects), frozenset(kind.forms)) for kind in composed]
        told = {word for _, *parts in self._parts for part in parts for phrase in part for word in phrase.split()}
        self._words = sorted(told | NEUTRAL)
        self._known = frozenset(self._words)
        self._long = [word for word in self._words if len(word) >= MISREAD_LETTERS]

    def __call__(self, lines: Iterable[str]) -> set[str]:
        """The codes of the lines (in `titles.plain` letters) that are put together from one type's words and no other's."""
        found = (self._line(line.split()) for line in lines)
        return {code for code in found if code}

    def _line(self, words: Sequence[str]) -> str:
        if len(words) > MOST_WORDS or not MENTIONING.isdisjoint(words):
            return ""
        read = self._read(words)
        fitting = [code for code, *parts in self._parts if _made_of(read, *parts)] if read else []
        return fitting[0] if len(fitting) == 1 else ""

    def _read(self, words: Sequence[str]) -> tuple[str, ...]:
        """The words with a misread letter put right; none where a word is strange or no word tells a type."""
        strange = [word for word in words if word not in self._known]
        if len(strange) > len(words) / 2 or any(len(word) < MISREAD_LETTERS for word in strange):
            return ()
        right = {word: self._nearest(word) for word in strange}
        return tuple(right.get(word, word) for word in words) if all(right.values()) else ()

    def _nearest(self, word: str) -> str:
        near = process.extractOne(word, self._long, scorer=Levenshtein.distance, score_cutoff=1)
        return str(near[0]) if near else ""


def _made_of(words: Sequence[str], kinds: frozenset[str], subjects: frozenset[str], forms: frozenset[str]) -> bool:
    """Whether each word is a part of this type or changes nothing, and together they tell it; one word is not subject and form at once."""
    told: list[str] = []
    at = 0
    while at < len(words):
        part = next((part for part in _from(words, at) if part in kinds or part in subjects or part in forms), "")
        if not part and words[at] not in NEUTRAL:
            return False
        told += [part] if part else []
        at += len(part.split()) or 1
    if not kinds.isdisjoint(told):
        return True
    return len(set(told)) > 1 and not subjects.isdisjoint(told) and not forms.isdisjoint(told)


def _from(words: Sequence[str], at: int) -> Iterable[str]:
    """The parts that may begin here, longest first."""
    return (" ".join(words[at : at + many]) for many in range(min(LONGEST, len(words) - at), 0, -1))


def is_head(title: str, line: str) -> bool:
    """Whether the line's other words describe the title (letters without blanks): "contrast dye consent", "referral to the network".

    It ends a line in which nothing before it governs it ("reason for referral"), or begins one that goes on with what it is for.
    """
    words = line.split()
    if len(words) > MOST_WORDS or not MENTIONING.isdisjoint(words):
        return False
    ends = list(accumulate(map(len, words)))
    if line.replace(" ", "").endswith(title) and ends[-1] - len(title) in ends:
        return GOVERNING.isdisjoint(words[: ends.index(ends[-1] - len(title)) + 1])
    begun = ends.index(len(title)) + 1 if len(title) in ends and line.replace(" ", "").startswith(title) else len(words)
    return begun < len(words) and words[begun] in PURPOSE
