"""Rings of cups, folds, shadows and folded corners are taken off a sheet on which nothing was read; what a hand wrote there is not."""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
import pytest

from pipeline.cleanup import Cleaner, CleanupSettings
from pipeline.cleanup.blank import blankness
from pipeline.cleanup.drawn import recorded
from pipeline.cleanup.folds import folds
from pipeline.cleanup.pictures import toned
from pipeline.cleanup.rings import rings
from pipeline.cleanup.sketch import sketch
from tests.support.drawing import Pixels, scan

Draw = Callable[[], Pixels]
_HIGH, _WIDE = 2200, 1700  # at 200 dpi


def sheet(grey: int = 255) -> Pixels:
    return np.full((_HIGH, _WIDE), grey, np.uint8)


def noisy(page: Pixels) -> Pixels:
    noise = np.random.default_rng(4).normal(0, 4, page.shape)
    return np.asarray(np.clip(page + noise, 0, 255), np.uint8)


def only_marks(page: Pixels) -> bool:
    cleaner = Cleaner(CleanupSettings())
    return cleaner.only_marks(cleaner.look(scan(page)))


def ring(page: Pixels, x: int = 700, y: int = 900, radius: int = 300, ink: int = 90, thick: int = 8) -> Pixels:
    cv2.ellipse(page, (x, y), (radius, round(0.93 * radius)), 0, 40, 330, ink, thick, cv2.LINE_AA)
    return page


def words(page: Pixels, text: str, x: int, y: int, size: float = 1.0, ink: int = 60) -> Pixels:
    cv2.putText(page, text, (x, y), cv2.FONT_HERSHEY_SIMPLEX, size, ink, max(1, round(2 * size)), cv2.LINE_AA)
    return page


def crumbled_ring() -> Pixels:
    """What a threshold leaves of a pale one."""
    page = ring(sheet(), thick=5, ink=0)
    page[np.random.default_rng(2).random(page.shape) < 0.6] = 255
    return page


def two_rings() -> Pixels:
    return ring(ring(sheet(), ink=0), x=1250, y=1700, ink=0)


def crossing_folds() -> Pixels:
    page = sheet()
    for ends in ((0, 1000, 1700, 1012), (500, 300, 700, 1900), (900, 1200, 1400, 2000)):
        cv2.line(page, ends[:2], ends[2:], 120, 2, cv2.LINE_AA)
    page[np.random.default_rng(3).random(page.shape) < 0.3] = 255
    return page


def folded_corner() -> Pixels:
    page = sheet(230)
    cv2.fillPoly(page, [np.array([(_WIDE, _HIGH - 220), (_WIDE, _HIGH), (_WIDE - 320, _HIGH)])], 145, cv2.LINE_AA)
    return noisy(page)


def shadow_of_a_book(grey: bool = True) -> Pixels:
    across = np.linspace(-1, 1, _WIDE)[None, :] + np.linspace(-0.02, 0.02, _HIGH)[:, None]
    page = noisy((240 * (1 - 0.55 * np.exp(-((across / 0.035) ** 2)))).astype(np.uint8))
    return page if grey else np.where(page > 125, 255, 0).astype(np.uint8)


def black_corner() -> Pixels:
    """A shadow over a corner in black and white: black, frayed into crumbs."""
    ys, xs = np.mgrid[0:_HIGH, 0:_WIDE]
    dark = np.exp(-((np.hypot(xs, ys) / 300) ** 2)) + np.random.default_rng(6).normal(0, 0.03, (_HIGH, _WIDE))
    return np.where(dark > 0.45, 0, 255).astype(np.uint8)


BLANK = [crumbled_ring, two_rings, crossing_folds, folded_corner, shadow_of_a_book, lambda: shadow_of_a_book(grey=False), black_corner]


@pytest.mark.parametrize("left", BLANK)
def test_what_paper_and_scanner_leave_is_nothing_written(left: Draw) -> None:
    assert only_marks(left())


def test_the_ring_of_a_cup_is_nothing_written() -> None:
    assert blankness(sketch(ring(sheet()))) == "written"  # a bent stroke, if one does not look closer
    assert only_marks(ring(sheet()))


def stamp() -> Pixels:
    return words(words(ring(sheet()), "RECEIVED", 560, 890), "12 MAR", 590, 950)


def pale_words_in_a_ring() -> Pixels:
    return words(ring(sheet(), ink=0), "seen by the night nurse", 480, 900, ink=215)


def blood_group() -> Pixels:
    """A large O and a plus."""
    page = ring(sheet(), radius=70, ink=20)
    cv2.line(page, (820, 900), (900, 900), 20, 8)
    cv2.line(page, (860, 860), (860, 940), 20, 8)
    return page


def face() -> Pixels:
    page = ring(sheet(), ink=20)
    for x in (600, 800):
        cv2.circle(page, (x, 820), 14, 20, -1)
    return page


def ring_and_arrow() -> Pixels:
    """The arrow hangs together with the ring, and is a fourteenth of its ink."""
    page = ring(sheet(), ink=20)
    cv2.line(page, (700, 900), (1100, 720), 20, 3)
    return page


def oval() -> Pixels:
    """A wound's outline, no cup's."""
    page = sheet()
    cv2.ellipse(page, (800, 1000), (200, 310), 20, 0, 350, 20, 5, cv2.LINE_AA)
    return page


def uneven_outline(waves: float = 0.09) -> Pixels:
    page, turn = sheet(), np.linspace(0, 6.2, 400)
    far = 260 * (1 + waves * np.sin(3 * turn) + waves / 2 * np.sin(5 * turn))
    points = np.stack([800 + far * np.cos(turn), 1000 + far * np.sin(turn)], 1).round().astype(np.int32)
    cv2.polylines(page, [points], False, 30, 4, cv2.LINE_AA)
    return page


def note_in_a_shadow() -> Pixels:
    return words(shadow_of_a_book(), "call the daughter", 700, 900)


def note_across_a_fold() -> Pixels:
    return words(crossing_folds(), "call the daughter", 300, 1018)


def note_beside_the_dark() -> Pixels:
    return words(black_corner(), "page 2", 360, 60)


def pedigree() -> Pixels:
    """Squares and lines of a family."""
    page = sheet()
    for x in (400, 1000):
        cv2.rectangle(page, (x, 600), (x + 90, 690), 30, 4)
    cv2.line(page, (490, 645), (1000, 645), 30, 4)
    cv2.line(page, (745, 645), (745, 1000), 30, 4)
    return page


def signature_on_a_fold() -> Pixels:
    page, turns = crossing_folds(), np.linspace(0, 12 * np.pi, 400)
    points = np.stack([400 + 6 * turns + 22 * np.sin(turns), 1000 - 30 * np.cos(turns) * np.cos(turns / 9)], 1).round().astype(np.int32)
    cv2.polylines(page, [points], False, 20, 4, cv2.LINE_AA)
    return page


WRITTEN = [
    stamp, ring_and_arrow, pale_words_in_a_ring, blood_group, face, oval, uneven_outline, lambda: uneven_outline(0.03),
    note_in_a_shadow, note_across_a_fold, note_beside_the_dark, pedigree, signature_on_a_fold,
]  # fmt: skip


@pytest.mark.parametrize("wrote", WRITTEN)
def test_what_a_hand_wrote_there_is_kept_though_nothing_was_read(wrote: Draw) -> None:
    assert not only_marks(wrote())


def test_folds_that_cross_are_no_trace_and_beats_are() -> None:
    assert not recorded(sketch(crossing_folds()))
    page, x = sheet(), np.arange(100, 1600, 2)
    y = 1000 + 8 * np.sin(x / 30) - np.where((x - 100) % 180 < 4, 120, 0)
    cv2.polylines(page, [np.stack([x, y], 1).round().astype(np.int32)], False, 0, 3, cv2.LINE_AA)
    assert recorded(sketch(page))


def test_a_line_of_small_print_is_no_fold() -> None:
    assert folds(sketch(words(sheet(), "the patient was seen on the ward and slept well all night", 200, 900, 0.6)).ink) is None


def test_a_photograph_as_large_as_its_sheet_is_tone_and_a_stripe_across_it_is_none() -> None:
    page = sheet()
    page[80:-80, 80:-80] = 170
    cv2.ellipse(page, (850, 1000), (300, 400), 0, 0, 360, 120, -1)
    assert toned(sketch(noisy(page)).cells)
    assert not toned(sketch(shadow_of_a_book(grey=False)).cells)


def test_the_ring_is_found_where_it_lies() -> None:
    mask = rings(sketch(ring(sheet())))
    assert mask is not None
    assert mask[round(900 * 1700 / 2200), round((700 - 300) * 1700 / 2200)] == 1
    assert mask[100, 100] == 0
