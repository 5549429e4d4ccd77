"""Blank pages: specks, punch holes, staples, shadows and print that shines through are not text.

What is certainly nothing is told here, and what is certainly something; between them only reading the page tells. A page that is
black all over is not blank.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal

import cv2
import numpy as np
import numpy.typing as npt

from pipeline.cleanup.drawn import drawn
from pipeline.cleanup.holes import holes, inside
from pipeline.cleanup.rims import without_rims
from pipeline.cleanup.sketch import Sketch
from pipeline.cleanup.staples import staples
from pipeline.raster.level import level
from pipeline.raster.marks import marks_of

if TYPE_CHECKING:
    from pipeline.model.types import Pixels

Blankness = Literal["blank", "doubtful", "written"]

_DARK = 72  # of 255: paper as dark as that is none, the scanner saw nothing
_IN_A_ROW, _NO_ROW = 6, 3  # letters with neighbours: a word or two; marks of paper and office stand alone
_STROKE = (8, 90)  # pixels of the sketch, 1.3 to 15 mm: how high joined writing is
_LONG = 14  # pixels: and how wide at least
_FULL = 0.68  # share of its box that a stroke fills at most, even a broad pen's
_BENT = 1.3  # times its box's diagonal in pixels: a slanting scratch has no more
_STRAIGHT = 6.0  # times as long as high: a fold or a staple
_APART = 90  # pixels, 15 mm: words of one hand stand nearer
_CRUMB = 20  # pixels: what is left of a letter that a threshold broke is smaller
_WORD_OF_CRUMBS = (120, 12)  # pixels across and down: two words
_CRUMBS = 6  # in that place; and so many more than dust strewn by chance would lay there
_BY_CHANCE, _SURPRISE = 2.0, 6.0
_ROUGH = 1.3  # pixels that crumbs of letters lie higher or lower than the one before; those of a fold, a rule or a fibre follow a curve
_WORD, _LONGEST_WORD, _SOLID = (5, 60), 400, 0.35  # pixels high; pixels long; share of its box
_SURELY_A_WORD = 8  # pixels high: folds and staples are thinner
# pixels that a piece of a letter is high at least; so many in one row; and that share of all such: whole letters may be fewer
_PIECES, _MOST_PIECES = ((4, 6, 0.5), (8, 2, 0.8)), 60  # so many on the whole page at most
_PART = 3  # pixels that what is left of a letter on a line is high
_TWO_WORDS, _GATHERED = (250, 50), 5  # pixels across and down; marks in that place
_CRACK = 5  # pixels of light at most by which a fold parts a punched hole
_EDGE = 0.02  # share of the page's longer side at its edges, where borders crumble


def blankness(page: Sketch, border: Pixels | None = None) -> Blankness:
    """Whether a page without many marks like letters shows nothing to read, something, or so little that it must be tried.

    `border`: 1 where a dark border was painted over.
    """
    if level(page.paper, 0.5, 2) < _DARK:
        return "written"  # black all over: whatever stood there could not be seen
    page = without_rims(_without_hardware(page), border)
    if in_rows(page.letters) >= _IN_A_ROW or handwritten(page.marks, page.ink.shape):
        return "written"
    if _crumbled(page) or drawn(page):
        return "written"  # a person must see it, though nothing can be read
    words = run_together(page.marks)
    if (words[:, 3] >= _SURELY_A_WORD).any() or _in_pieces(page.marks):
        return "written"
    return "doubtful" if len(page.letters) or len(words) else "blank"


def run_together(marks: npt.NDArray[np.int32]) -> npt.NDArray[np.int32]:
    """The marks that are as high as letters, longer, and full: words of small print, scanned so coarsely that their letters touch."""
    x, y, width, height, area = marks.T
    fits = (height >= _WORD[0]) & (height <= _WORD[1]) & (width > 3 * height) & (width < _LONGEST_WORD) & (area >= _SOLID * width * height)
    return np.asarray(marks[fits & (x > 2) & (y > 2)], np.int32)


def surely_written(pale: Sketch, border: Pixels | None) -> bool:
    """Whether pale marks, made darker, are mostly words of small print whose letters touch, or a hand's strokes with no print around.

    Print that shines through has letters in rows, or words; rough paper shows many marks.
    """
    page = without_rims(_without_hardware(pale), border)
    words = run_together(page.marks)
    if np.count_nonzero(words[:, 3] >= _SURELY_A_WORD) >= max(1, len(page.marks) / 2):
        return True
    return not len(words) and in_rows(page.letters) < _NO_ROW and handwritten(page.marks, page.ink.shape)


def _in_pieces(marks: npt.NDArray[np.int32]) -> bool:
    """Whether half of all marks or more stand in one row, as what a threshold leaves of a few thin letters does, or a few whole ones."""
    return any(_in_one_row(marks, *pieces) for pieces in _PIECES)


def _in_one_row(marks: npt.NDArray[np.int32], least: int, fewest: int, share: float) -> bool:
    width, height = marks[:, 2], marks[:, 3]
    pieces = marks[(height >= least) & (height <= _WORD[1]) & (width <= 3 * height)]
    if not fewest <= len(pieces) <= _MOST_PIECES:
        return False
    x, y, width, height, _ = pieces[np.argsort(pieces[:, 0])].T
    chain = np.ones(len(x), np.int32)
    for place in range(1, len(x)):
        gap = x[place] - x[:place] - width[:place]
        shared = np.minimum(y[:place] + height[:place], y[place] + height[place]) - np.maximum(y[:place], y[place])
        before = (gap <= 1.5 * np.maximum(height[:place], height[place])) & (x[:place] < x[place])
        before &= shared >= 0.7 * np.minimum(height[:place], height[place])
        chain[place] = 1 + chain[:place][before].max(initial=0)
    return bool(chain.max() >= max(fewest, share * len(pieces)))


def written_on_rules(page: Sketch, bare: Sketch, border: Pixels | None) -> bool:
    """Whether `bare`, the sketch without its ruled lines, shows what hung on them: rows of letters, joined writing, or its pieces."""
    bare = without_rims(bare, page.ink if border is None else page.ink | border)
    return in_rows(bare.letters) >= _IN_A_ROW or handwritten(bare.marks, bare.ink.shape) or _gathered(bare)


def _gathered(page: Sketch) -> bool:
    """Whether marks, be they parts of letters, lie closer together than what is left of lines does, which is strewn."""
    marks = page.marks[(page.marks[:, 3] >= _PART) & (page.marks[:, 3] <= _WORD[1])]
    places = np.zeros(page.ink.shape, np.float32)
    np.add.at(places, (marks[:, 1] + marks[:, 3] // 2, marks[:, 0] + marks[:, 2] // 2), 1.0)
    near = cv2.boxFilter(places, -1, _TWO_WORDS, normalize=False, borderType=cv2.BORDER_CONSTANT)
    by_chance = len(marks) * _TWO_WORDS[0] * _TWO_WORDS[1] / page.ink.size
    return bool(cv2.minMaxLoc(near)[1] > _GATHERED + _BY_CHANCE * by_chance - 0.5)


def _without_hardware(page: Sketch) -> Sketch:
    """The sketch without punched holes and the crumbs of their rims, and without staples."""
    whole = np.asarray(cv2.morphologyEx(page.ink, cv2.MORPH_CLOSE, np.ones((_CRACK, _CRACK), np.uint8)), np.uint8)
    marks = marks_of(whole).boxes
    punched = np.concatenate([page.marks[holes(page.marks, page.ink)], marks[holes(marks, whole)]])
    stapled = staples(page.marks, page.ink)  # not by the letters: a stroke that is none may stand beside
    same = (page.letters[:, None, :4] == page.marks[stapled][None, :, :4]).all(axis=2).any(axis=1)
    letters = page.letters[~(inside(page.letters, punched) | same)]
    marks = page.marks[~(inside(page.marks, punched) | stapled)]
    return replace(page, letters=letters, marks=marks, dots=page.dots[~inside(page.dots, punched)])


def in_rows(letters: npt.NDArray[np.int32]) -> int:
    """How many letters have a neighbour to the right at their own height, as the letters of a word have."""
    if len(letters) < 2:
        return 0
    order = letters[np.lexsort((letters[:, 0], (letters[:, 1] + letters[:, 3] // 2) // 12))]
    middle = order[:, 1] + order[:, 3] / 2
    step, height = np.diff(order[:, 0]), order[:-1, 3]
    alike = (order[1:, 3] < 2 * height) & (height < 2 * order[1:, 3])
    near = (np.abs(np.diff(middle)) < 0.7 * height) & (step < 3 * height) & (step > 0) & alike
    return int(np.count_nonzero(near))


def curved_strokes(marks: npt.NDArray[np.int32], shape: tuple[int, ...]) -> npt.NDArray[np.int32]:
    """The marks that are as high as joined writing, neither straight nor full, and whole within a sketch of that shape."""
    x, y, width, height, area = marks.T
    inside = (x > 2) & (y > 2) & (x + width < shape[1] - 2) & (y + height < shape[0] - 2)
    curved = (
        (width < _STRAIGHT * height)
        & (height < _STRAIGHT * width)
        & (area < _FULL * width * height)
        & (area > 3 * np.maximum(width, height) // 2)
        & (area > _BENT * np.hypot(width, height))
    )
    return np.asarray(marks[inside & curved & (height >= _STROKE[0]) & (height <= _STROKE[1]) & (width >= _LONG)], np.int32)


def handwritten(marks: npt.NDArray[np.int32], shape: tuple[int, ...]) -> bool:
    """Whether two or more curved strokes stand side by side, as the words of a hand do and fibres and folds don't."""
    strokes = curved_strokes(marks, shape)
    for place, stroke in enumerate(strokes):
        others = np.delete(strokes, place, axis=0)
        gap = np.maximum(others[:, 0] - stroke[0] - stroke[2], stroke[0] - others[:, 0] - others[:, 2])
        level = np.abs(others[:, 1] + others[:, 3] / 2 - stroke[1] - stroke[3] / 2)
        if ((gap < _APART) & (gap > -5) & (level < 0.8 * np.maximum(others[:, 3], stroke[3]))).any():
            return True
    return False


def _crumbled(page: Sketch) -> bool:
    """Whether specks stand in a row as those of a word do that fell to pieces; dust is strewn, folds and rules are straight."""
    small = page.marks[(page.marks[:, 2] <= _CRUMB) & (page.marks[:, 3] <= _CRUMB)]
    places = np.concatenate([page.dots, small[:, :2] + small[:, 2:4] // 2])
    rim = round(_EDGE * max(page.ink.shape))
    high, wide = page.ink.shape
    places = places[(places > rim).all(axis=1) & (places[:, 0] < wide - rim) & (places[:, 1] < high - rim)]
    if len(places) < _CRUMBS:
        return False
    crumbs = np.zeros(page.ink.shape, np.float32)
    np.add.at(crumbs, (places[:, 1], places[:, 0]), 1.0)
    near = cv2.boxFilter(crumbs, -1, _WORD_OF_CRUMBS, normalize=False, borderType=cv2.BORDER_CONSTANT)
    by_chance = len(places) * _WORD_OF_CRUMBS[0] * _WORD_OF_CRUMBS[1] / page.ink.size
    many = _CRUMBS + _BY_CHANCE * by_chance + _SURPRISE * by_chance**0.5
    _, most, _, (x, y) = cv2.minMaxLoc(near)
    return most > many - 0.5 and _strays(places, x, y)


def _strays(places: npt.NDArray[np.int32], x: int, y: int) -> bool:
    """Whether the specks around a point lie up and down, and not along a line or a bow as what is left of a fold or a fibre does."""
    across, down = _WORD_OF_CRUMBS
    word = places[(abs(places[:, 0] - x) <= across // 2) & (abs(places[:, 1] - y) <= down // 2)].astype(np.float64)
    if len(np.unique(word[:, 0])) < _CRUMBS - 1:
        return False
    along, height = word[np.argsort(word[:, 0], kind="stable")].T
    along -= along.mean()
    bow = np.polyval(np.polyfit(along, height, 2), along)
    return bool(np.abs(np.diff(height - bow)).mean() > _ROUGH)
