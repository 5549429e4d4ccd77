"""Which lines of an upright page are read surely, and which of those that may lie on their side are believed, and which way round."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from pipeline.model.geometry import Affine, Box, quarter_turn
from pipeline.ocr.lines import Ink, TextLine, Turn
from pipeline.ocr.numbers import figures
from pipeline.ocr.reading import Reading

_HELD, _SHORTLY_HELD = 0.5, 0.8  # confidence of a line that stands upright for sure, and of a short one
_LONG, _SHORT, _LEAST = 8, 4, 2  # letters of a line that is long, of one that isn't short, and of the shortest to be sure of
_BELIEVED, _LONG_BELIEVED = 0.8, 0.65  # of one that lies on its side, and of a long one
_NOISE, _READ = 0.2, 0.6  # words below that confidence are none; share of the letters that must be in others
_FEWEST = 4  # letters and figures of one that lies on its side
_MOSTLY = 0.5
_NEXT = 1.5  # heights of an x to the next letter of a word, at most
_ABOVE, _BELOW = 1.6, 0.45  # heights of an x above and below the baseline where a line's ink is


class Candidate(NamedTuple):
    """A line as it reads once the page is turned, and where it stands on the page unturned."""

    turn: Turn
    line: TextLine
    words: list[Reading]
    box: Box


def holds(line: TextLine, words: Sequence[Reading]) -> bool:
    """Whether a line was read so surely, and is so long, that its marks can't be letters of others that lie on their side."""
    letters, sure = _sureness(words)
    return sure >= _HELD and _length(line, letters) >= _LONG


def holds_apart(line: TextLine, words: Sequence[Reading]) -> bool:
    """Whether a shorter line was read as surely as a word is, and what it is taken for when its letters lie on their side seldom."""
    letters, sure = _sureness(words)
    return letters >= _LEAST and sure >= (_HELD if _length(line, letters) >= _SHORT else _SHORTLY_HELD)


def _length(line: TextLine, letters: int) -> int:
    """Letters, some of which may touch; a mark by itself that is read as several is none of print."""
    return max(line.marks, letters if line.marks > 1 else 0)


def believed(candidates: Iterable[Candidate]) -> list[Candidate]:
    """The surest of those that stand in one place, if it is read surely."""
    taken: list[Candidate] = []
    for one in sorted(candidates, key=lambda candidate: _sureness(candidate.words)[1], reverse=True):
        if _is_print(one.words) and not any(_covers(other.box, one.box) or _covers(one.box, other.box) for other in taken):
            taken.append(one)
    return taken


def is_inside(line: TextLine, sideways: Iterable[Candidate]) -> bool:
    """Whether most of what was taken for an upright line stands in lines that lie on their side."""
    box = place_of(line)
    widths = ((min(box.x1, one.box.x1) - max(box.x0, one.box.x0), min(box.y1, one.box.y1) - max(box.y0, one.box.y0)) for one in sideways)
    return sum(max(0, across) * max(0, down) for across, down in widths) > _MOSTLY * box.width * box.height


def _covers(box: Box, other: Box) -> bool:
    """Whether the middle of the other lies in the one."""
    return box.x0 <= (other.x0 + other.x1) / 2 <= box.x1 and box.y0 <= (other.y0 + other.y1) / 2 <= box.y1


def place_of(line: TextLine) -> Box:
    """Where a line's ink is, a lean left out."""
    return Box(line.x0, int(line.base - _ABOVE * line.x_height), line.x1, int(line.base + _BELOW * line.x_height) + 1)


def cut_off(one: Candidate, words: list[Reading], ink: Ink) -> list[Reading]:
    """The line's words; a number at an end on which other ink follows may have lost figures to it, and is in doubt."""
    if not words:
        return words
    reach = int(_NEXT * one.line.x_height) + 1
    box = one.box
    below, above = Box(box.x0, box.y1, box.x1, box.y1 + reach), Box(box.x0, box.y0 - reach, box.x1, box.y0)
    found = list(words)
    for at, beyond in ((0, below), (-1, above)) if one.turn == 90 else ((0, above), (-1, below)):
        if figures(found[at].text) and ink.reaches(beyond, outside=box):
            found[at] = found[at]._replace(doubted=True)
    return found


def unturned(turn: Turn, shape: tuple[int, ...]) -> Affine:
    """From the page turned clockwise by so many degrees back to the page, whose height and width in pixels are given."""
    height, width = shape[:2]
    return quarter_turn(turn, width, height).inverse()


def _is_print(words: Sequence[Reading]) -> bool:
    likely = [word for word in words if word.confidence >= _NOISE]
    letters, sure = _sureness(likely)
    signs = sum(character.isalnum() for word in likely for character in word.text)
    enough = sure >= (_LONG_BELIEVED if signs >= _LONG else _BELIEVED) and signs >= _FEWEST
    return enough and letters >= _READ * sum(len(word.text) for word in words)


def _sureness(words: Sequence[Reading]) -> tuple[int, float]:
    """Number of characters, and their mean confidence."""
    letters = sum(len(word.text) for word in words)
    return letters, sum(word.confidence * len(word.text) for word in words) / max(1, letters)
