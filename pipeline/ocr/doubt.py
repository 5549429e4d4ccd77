"""Whether a reading looks like that of a page that lies the wrong way round."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace

from pipeline.model.geometry import Box
from pipeline.model.types import PageText, Word

A_GLIMPSE = 8  # lines that tell whether a page is worth reading a certain way round
_WORDLIKE = re.compile(r"^\W*(?:[A-Za-z]{3,}|[A-Z]?[a-z]{2,}(?:[’'-][a-z]+)?|\d[\d/.,:-]*)\W*$")
_PAGE_NUMBER = re.compile(r"[-–—(\[]*[2-9][-–—)\]]*")  # a stroke that is no 1 is read as one
_SURE = 0.6  # mean of the words: of 405 pages read the wrong way round none was above 0.60, of 135 read upright none below 0.62
_BELIEVED, _LEAST = 0.6, 2  # confidence of a word that proves text, and its letters and figures
_SURELY, _A_WORD = 0.85, 3  # and of one that proves print whichever way it is looked at; marks are seldom read so
_A_FEW_WORDS = 12  # letters
_RESEMBLES = 0.3  # confidence of a word that black print may have left; on 400 black backs without print no word was as sure
_AMONG = 0.1  # share of all that was read that believed letters must be, where there is no such word
_SHINING, _AT_LEAST = 8, 5  # letters of such words in the mirror that prove that the front shines through; where the page has fewer itself


def readability(page: PageText) -> float:
    """How much was read, and how well: letters in words that look like words, weighted by their confidence."""
    return sum(len(word.text) * word.confidence**2 for word in page.words if _WORDLIKE.match(word.text))


def best_lines(page: PageText) -> float:
    """How sure the page's longest lines are, `A_GLIMPSE` at most: the mean of their words by their letters; 0 where there are none."""
    lines: dict[int, list[Word]] = defaultdict(list)
    for word in page.words:
        lines[word.line].append(word)
    long = sorted(lines.values(), key=lambda words: sum(len(word.text) for word in words), reverse=True)[:A_GLIMPSE]
    letters = sum(len(word.text) for words in long for word in words)
    return sum(word.confidence * len(word.text) for words in long for word in words) / letters if letters else 0.0


def looks_wrong(page: PageText) -> bool:
    """True when a page with something on it reads as badly as pages do that lie the wrong way round."""
    letters = sum(len(word.text) for word in page.words)
    surely = sum(word.confidence * len(word.text) for word in page.words)
    return not page.blank and surely <= _SURE * letters


def says_nothing(page: PageText) -> bool:
    """True when no word of a page is believed, or hardly one among many, as where there are but marks of paper and office."""
    if proves_print(page) or _is_numbered(page):
        return False
    believed = sum(_letters(word) for word in page.words if _believed(word))
    return not believed or believed < _AMONG * sum(len(word.text) for word in page.words)


def _is_numbered(page: PageText) -> bool:
    """Whether all that was read is one figure, surely: a page number."""
    words = [word for word in page.words if _letters(word)]
    return len(words) == 1 and words[0].confidence >= _SURELY and _PAGE_NUMBER.fullmatch(words[0].text) is not None


def proves_print(page: PageText) -> bool:
    """True when a word is read beyond doubt."""
    return any(map(_proves_print, page.words))


def clear_of(page: PageText, marks: Callable[[Box], bool]) -> PageText:
    """The reading without words that stand where marks were seen."""
    return replace(page, words=tuple(word for word in page.words if not marks(word.box)))


def reads_surely(page: PageText) -> bool:
    """True when half of what was read or more is print beyond doubt, and more than a word: what shines through reads so in the mirror."""
    proven = sum(_letters(word) for word in page.words if _proves_print(word))
    return proven >= max(_A_FEW_WORDS, sum(len(word.text) for word in page.words) / 2)


def resembles_words(page: PageText, share: float = 0.0) -> bool:
    """True when anything, or that share of the letters, looks like words though it is not believed.

    Coarse print reads so, marks of paper and office don't; the other side, where it shines through, seldom.
    """
    alike = sum(
        len(word.text) for word in page.words if word.confidence >= _RESEMBLES and _letters(word) >= _A_WORD and _WORDLIKE.match(word.text)
    )
    return alike > 0 and alike >= share * sum(len(word.text) for word in page.words)


def shines_through(page: PageText, mirrored: PageText) -> bool:
    """True when no word of a page is left beside what its picture says in the mirror: the print stands on the sheet's other side.

    `mirrored` has its boxes where the words stand on the page as scanned. A word that stands clear of what the mirror shows, or
    is read more surely than that, is the page's own.
    """
    front = [word for word in mirrored.words if _proves_print(word)]
    many, own = (sum(map(_letters, words)) for words in (front, filter(_proves_print, page.words)))
    if many < _SHINING and not _AT_LEAST <= many > own:
        return False
    tallest = max(word.box.y1 - word.box.y0 for word in front)
    around = _grown(Box.around(word.box for word in front), tallest)  # of a separator's "PATCH II" the mirror may show only the first
    return not any(_its_own(word, front, around) for word in page.words if _believed(word))


def _its_own(word: Word, front: Iterable[Word], around: Box) -> bool:
    if _proves_print(word):
        return not any(_covers(other.box, word.box) and _weight(other) >= _weight(word) for other in front)
    return not _covers(around, word.box)


def _covers(one: Box, other: Box) -> bool:
    """Whether the middle of the other lies in the one."""
    x, y = (other.x0 + other.x1) / 2, (other.y0 + other.y1) / 2
    return one.x0 <= x <= one.x1 and one.y0 <= y <= one.y1


def _grown(box: Box, by: int) -> Box:
    return Box(box.x0 - by, box.y0 - by, box.x1 + by, box.y1 + by)


def _believed(word: Word) -> bool:
    return word.confidence >= _BELIEVED and _letters(word) >= _LEAST


def _proves_print(word: Word) -> bool:
    return word.confidence >= _SURELY and _letters(word) >= _A_WORD and _WORDLIKE.match(word.text) is not None


def _weight(word: Word) -> float:
    """Letters by how surely they are read: of "PATCH" the page itself may show HOTA, as surely."""
    return word.confidence * _letters(word)


def _letters(word: Word) -> int:
    return sum(map(str.isalnum, word.text))


def as_blank(page: PageText) -> PageText:
    """The page as a blank one: kept, and without words."""
    return replace(page, words=(), confidence=1.0, blank=True)
