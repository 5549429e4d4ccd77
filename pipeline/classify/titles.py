"""What a page calls itself: the lines that may be its title, and the titles of the known types found in them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from pipeline.classify.composed import Composer, is_head
from pipeline.classify.document_types import DocumentType
from pipeline.classify.qualifiers import MENTIONING, NEUTRAL
from pipeline.model.types import PageText, Word

TOP_LINES = 14  # lines from the top in which a title is looked for whatever its size
LARGE = 1.25  # times the page's median word height: large print, looked at further down the page too
DEEPEST_LARGE = 60  # no title further down than this many lines
MOST_WORDS = 10  # a longer line is running text
FUZZY_LETTERS = 9  # shorter titles must match letter for letter: "MAR" is in "MARCH"
LETTERS_A_SLIP = 8  # one misread letter is forgiven in each so many
RUN = 4  # letters by which titles are looked up
# As many letters of a piece are looked up: a phrase cut into one piece more than it may have slips has one piece that was read right.
LONG_RUNS = (4, 5, 6, 7)
_LEAST_ALIKE = 70.0  # per cent (Indel): with one slip in eight letters the likeliest place has 81 at least
WHOLE_LINE = 0.55  # share of the line's letters that a title must cover to be the line's subject
MENTIONED = 0.5  # the largest such share of a line that only mentions a document
APART = 1.8  # times the line's height: a wider gap stands between two columns
MOST_COLUMNS = 3  # a line of more is a row of a table
PIECE_LETTERS = 7  # a shorter title counts only where it has a whole line: in a column or before a dash "consult" may be anything
SURE_LETTERS = 16  # a shorter title found through misreading must fill its line without help from the words beside it

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_DATES = re.compile(rf"\b{_MONTH}\.?\s*\d{{1,2}}\b,?|\b\d{{1,2}}[-/. ]*{_MONTH}\b\.?", re.IGNORECASE)  # "Mar 25" is no MAR
_SAID = re.compile(
    r"(?:(?:local|standard|document|note|report|form) (?:title|type|name)|title) (?=\w)"
)  # what a printout says before the title
_DASHES = frozenset(("-", "--", "\u2013", "\u2014", "|", "/", "~", "\u2022", "*"))
_NOT_LETTERS = re.compile(r"[^a-z]+")
_DIGIT_LETTERS = str.maketrans("015|$", "olsls")  # how OCR writes capitals in display type


def plain(text: str) -> str:
    """Small letters with single blanks between words; letter-spaced words ("R E P O R T") are joined."""
    words = _NOT_LETTERS.sub(" ", text.lower()).split()
    if len(words) >= 5 and sum(len(word) == 1 for word in words) >= 0.7 * len(words):
        return "".join(words)
    return " ".join(words)


def title_lines(page: PageText) -> list[str]:
    """The page's lines that may hold its title, in `plain` letters, top first; empty ones left out."""
    return _texts(_candidates(page))


def titles_of(page: PageText) -> tuple[list[str], list[str]]:
    """`title_lines`, and what stands by itself in such lines: in a column of its own, before and behind a dash or a bracket."""
    lines = _candidates(page)
    pieces = [piece for line in lines for piece in _pieces(line, page)]
    return _texts(lines), [text for text in _texts(pieces) if len(text) >= PIECE_LETTERS]


def _candidates(page: PageText) -> list[Sequence[Word]]:
    lines = [line for line in page.lines if not line[0].turn][:DEEPEST_LARGE]  # no title runs up a margin
    if not lines:
        return []
    usual = median(_height(word) for line in lines for word in line)
    return [line for number, line in enumerate(lines) if _may_be_title(line, number, usual)]


def _texts(lines: Sequence[Sequence[Word]]) -> list[str]:
    texts = [plain(_letters(_DATES.sub(" ", " ".join(word.text for word in line)))) for line in lines]
    return [_without_said(text) for text in texts if text]


def _pieces(line: Sequence[Word], page: PageText) -> list[Sequence[Word]]:
    """The line's parts; none where it is of one piece, a row of a table, or the headings of boxes side by side."""
    if len(line) < 2:
        return []
    boxes = [word.box for word in line] if page.rotation == 0 else [page.upright.box(word.box) for word in line]
    wide = APART * max(box.height for box in boxes)
    columns = [0, *(at for at in range(1, len(line)) if boxes[at].x0 - boxes[at - 1].x1 > wide), len(line)]
    if len(columns) - 1 > MOST_COLUMNS or _alike(line, columns):
        return []
    breaks = [at for at, word in enumerate(line) if at and (word.text in _DASHES or word.text[0] in "([")]
    cuts = sorted({*columns, *breaks})
    return [line[start:end] for start, end in pairwise(cuts)] if len(cuts) > 2 else []


def _alike(line: Sequence[Word], columns: Sequence[int]) -> bool:
    """Whether columns end in the same word: "PATIENT INFORMATION   SPECIMEN INFORMATION" are headings of two boxes."""
    ends = [word for end in columns[1:] if (word := plain(line[end - 1].text))]
    return len(set(ends)) < len(ends)


def _without_said(text: str) -> str:
    """ "local title admission note" is an admission note."""
    said = _SAID.match(text)
    return text[said.end() :] if said else text


def _may_be_title(line: Sequence[Word], number: int, usual: float) -> bool:
    if len(line) > MOST_WORDS and not all(len(word.text) == 1 for word in line):
        return False
    return number < TOP_LINES or min(_height(word) for word in line) >= LARGE * usual


def _height(word: Word) -> int:
    return min(word.box.height, word.box.width) if word.box.height > 3 * word.box.width else word.box.height


def _letters(text: str) -> str:
    """Digits inside a word of letters become the letters they were misread from."""
    return " ".join(word.translate(_DIGIT_LETTERS) if sum(map(str.isalpha, word)) > len(word) / 2 else word for word in text.split())


def _shapes(joined: str) -> str:
    """The letters by their shapes: pairs that OCR takes for one letter become that letter."""
    return joined.replace("rn", "m").replace("vv", "w").replace("cl", "d").replace("i", "l")


class TitleFinder:
    """Finds the known types' titles in title lines. Built once; answers {code: strength}."""

    def __init__(self, types: Sequence[DocumentType]) -> None:
        self._composed = Composer(types)
        pairs = [(phrase, kind.code) for kind in types for phrase in map(plain, kind.titles) if phrase]
        self._exact = [(f" {phrase} ", phrase.replace(" ", ""), code) for phrase, code in pairs]
        self._beginnings: dict[str, list[int]] = {}  # the titles' places by how they begin
        for place, (_, compact, _) in enumerate(self._exact):
            self._beginnings.setdefault(compact[:RUN], []).append(place)
        self._lengths = sorted(set(map(len, self._beginnings)))
        self._fuzzy = [(phrase.replace(" ", ""), code) for phrase, code in pairs if len(phrase) >= FUZZY_LETTERS]
        self._shaped = [_shapes(phrase) for phrase, _ in self._fuzzy]
        self._least = [len(phrase) - _forgiven(phrase) for phrase in self._shaped]  # letters of a line that can hold it
        self._runs: dict[str, set[int]] = {}  # how the pieces of the shaped phrases begin: the phrases' places
        for place, phrase in enumerate(self._shaped):
            for run in _runs(phrase):
                self._runs.setdefault(run, set()).add(place)

    def __call__(self, lines: Sequence[str]) -> dict[str, float]:
        """For each code whose title stands in a line, the largest share of that line's letters that the title covers (0 to 1).

        Within one line a title that lies inside a longer one is not counted: "consent" in "consent to release information", nor does its
        plural make it another: "provider notes" in "ed provider note[s]".
        """
        best: dict[str, float] = {}
        for line in lines:
            for code, share in self._line(line):
                best[code] = max(best.get(code, 0.0), share)
        return best

    def made(self, lines: Sequence[str]) -> set[str]:
        """The type that a page without a listed title still names: by a title put together from words, or else by a title that
        further words describe. None where the lines name several."""
        for found in (self._composed(lines), {code for line in lines for code in self._heads(line)}):
            if found:
                return found if len(found) == 1 else set()
        return set()

    def _heads(self, line: str) -> list[str]:
        return [
            code for phrase, code in self._longest(line, line.replace(" ", "")) if len(phrase) >= PIECE_LETTERS and is_head(phrase, line)
        ]

    def _line(self, line: str) -> list[tuple[str, float]]:
        joined = line.replace(" ", "")
        return [(code, _share(phrase, line, joined)) for phrase, code in self._longest(line, joined)]

    def _longest(self, line: str, joined: str) -> list[tuple[str, str]]:
        hits = self._exact_hits(f" {line} ", joined) or self._fuzzy_hits(joined)
        return [(phrase, code) for phrase, code in hits if not any(_lies_in(phrase, other) for other, _ in hits)]

    def _exact_hits(self, padded: str, joined: str) -> list[tuple[str, str]]:
        starts = {joined[at : at + length] for length in self._lengths for at in range(len(joined) - length + 1)}
        likely = sorted(place for start in starts for place in self._beginnings.get(start, ()))
        return [
            (compact, code)
            for phrase, compact, code in map(self._exact.__getitem__, likely)
            if phrase in padded or (len(compact) >= FUZZY_LETTERS and compact in joined)
        ]

    def _fuzzy_hits(self, joined: str) -> list[tuple[str, str]]:
        """The phrases that stand in the line but for a few letters: whoever does shares one of its pieces with it (Wu and Manber, 1992)."""
        if len(joined) < FUZZY_LETTERS - 1:
            return []
        line = _shapes(joined)
        likely = set().union(*(self._runs.get(line[at : at + run], ()) for run in LONG_RUNS for at in range(len(line) - run + 1)))
        fitting = [at for at in sorted(likely) if self._least[at] <= len(line)]
        return [self._fuzzy[at] for at in fitting if _slips(self._shaped[at], line) <= _forgiven(self._shaped[at])]


def _share(phrase: str, line: str, joined: str) -> float:
    """How much of what the line says is the title; a line that only mentions a document is never all title."""
    share = len(phrase) / len(joined)
    if share == 1.0:
        return share
    words = line.split()
    if not MENTIONING.isdisjoint(words):
        return min(share, MENTIONED)
    if phrase not in joined and len(phrase) < SURE_LETTERS:
        return share
    beside = sum(len(word) for word in words if word in NEUTRAL and word not in phrase)
    return min(1.0, len(phrase) / max(1, len(joined) - beside))


def _lies_in(phrase: str, other: str) -> bool:
    return len(phrase) < len(other) and phrase.removesuffix("s") in other


def _forgiven(phrase: str) -> int:
    return len(phrase) // LETTERS_A_SLIP


def _runs(phrase: str) -> set[str]:
    """The first letters of each of the phrase's pieces."""
    pieces = _forgiven(phrase) + 1
    cuts = [len(phrase) * piece // pieces for piece in range(pieces + 1)]
    return {phrase[start : min(end, start + LONG_RUNS[-1])] for start, end in pairwise(cuts)}


def _slips(phrase: str, line: str) -> int:
    """The fewest letters to change, add or drop so that the phrase stands somewhere in the line (looked for at its likeliest place)."""
    place = fuzz.partial_ratio_alignment(phrase, line, score_cutoff=_LEAST_ALIKE)
    if place is None:
        return len(phrase)
    start = max(0, place.dest_start - place.src_start)
    return min(Levenshtein.distance(phrase, line[start : start + len(phrase) + extra]) for extra in (-1, 0, 1))
