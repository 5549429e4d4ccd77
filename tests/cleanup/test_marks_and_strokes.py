"""What a hand drew on an otherwise empty sheet, beside what the office and the scanner leave there."""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
import numpy.typing as npt
import pytest

from pipeline.cleanup import Cleaner, CleanupSettings
from pipeline.cleanup.blank import blankness
from pipeline.cleanup.fringes import fringes
from pipeline.cleanup.sketch import sketch
from pipeline.cleanup.staples import staples
from tests.support.drawing import Pixels, scan

Draw = Callable[[], Pixels]
Points = npt.NDArray[np.int_] | npt.NDArray[np.float64]


def sheet() -> Pixels:
    return np.full((1650, 1275), 255, np.uint8)


def stroke(pixels: Pixels, x: Points, y: Points, thick: int = 3) -> Pixels:
    cv2.polylines(pixels, [np.stack([x, y], 1).round().astype(np.int32)], False, 20, thick, cv2.LINE_AA)
    return pixels


def signature() -> Pixels:
    turns = np.linspace(0, 12 * np.pi, 400)
    return stroke(sheet(), 600 + 5 * turns + 18 * np.sin(turns), 1200 - 22 * np.cos(turns) * np.cos(turns / 9))


def signature_on_a_line() -> Pixels:
    pixels = signature()
    cv2.line(pixels, (520, 1206), (1020, 1206), 20, 2)
    return pixels


def figure() -> Pixels:
    pixels = sheet()
    cv2.ellipse(pixels, (600, 700), (150, 210), 20, 0, 330, 20, 3, cv2.LINE_AA)
    return pixels


def bars() -> Pixels:
    pixels, x = sheet(), 500
    for wide in (2, 4, 2, 2, 4, 4, 2, 2, 4, 2, 2, 4, 2, 4, 2, 2):
        pixels[300:370, x : x + wide] = 10
        x += wide + 4
    return pixels


def page_number() -> Pixels:
    pixels = sheet()
    cv2.putText(pixels, "8", (630, 1570), cv2.FONT_HERSHEY_SIMPLEX, 0.6, 10, 2)
    return pixels


def tally() -> Pixels:
    pixels = sheet()
    for x in (80, 98, 116):
        cv2.line(pixels, (x, 70), (x + 2, 118), 20, 3, cv2.LINE_AA)
    return pixels


@pytest.mark.parametrize("drawn", [signature, signature_on_a_line, figure, bars, page_number, tally])
def test_what_a_hand_drew_or_a_label_shows_is_not_blank(drawn: Draw) -> None:
    assert blankness(sketch(drawn())) == "written"


def staple() -> Pixels:
    pixels = sheet()
    cv2.line(pixels, (70, 60), (140, 44), 40, 4, cv2.LINE_AA)
    return pixels


def folds() -> Pixels:
    pixels = sheet()
    cv2.line(pixels, (100, 500), (700, 1100), 120, 2, cv2.LINE_AA)
    cv2.line(pixels, (150, 1000), (650, 560), 120, 2, cv2.LINE_AA)
    return pixels


def broken_rings() -> Pixels:
    """What a local threshold leaves of punched holes in a grey lid."""
    pixels, noise = sheet(), np.random.default_rng(3)
    for y in (200, 825, 1450):
        cv2.circle(pixels, (56, y), 18, 0, 2)
        pixels[y - 24 : y + 24, 30:80][noise.random((48, 50)) < 0.2] = 255
    return cv2.morphologyEx(pixels, cv2.MORPH_OPEN, np.ones((2, 2), np.uint8)).astype(np.uint8)


def parted_holes() -> Pixels:
    """A fold runs through them, light on the dark."""
    pixels = sheet()
    for y in (200, 825, 1450):
        cv2.circle(pixels, (56, y), 20, 0, -1)
        pixels[y + 3 : y + 5] = 255
    return pixels


@pytest.mark.parametrize("left", [staple, folds, broken_rings, parted_holes])
def test_what_the_office_leaves_is_no_stroke(left: Draw) -> None:
    assert blankness(sketch(left())) != "written"


def test_the_edge_of_a_sheet_that_lies_askew_is_a_fringe_and_a_line_of_print_is_none() -> None:
    noise = np.random.default_rng(5)
    pixels = sheet()
    for x in range(0, 700):
        y = round(14 - x * 0.022)
        pixels[max(0, y) : max(0, y + int(noise.integers(1, 7))), x] = 0
    mask = fringes(sketch(pixels))
    assert mask is not None
    assert mask[:, :600].any()
    assert not mask[60:].any()
    printed = sheet()
    cv2.putText(printed, "FROM: VALLEY CLINIC TO: 5551230144 PAGE 02 OF 09", (8, 24), cv2.FONT_HERSHEY_SIMPLEX, 0.6, 0, 2)
    assert fringes(sketch(printed)) is None


def test_joined_writing_along_the_top_is_no_fringe() -> None:
    pixels, along = sheet(), np.arange(0.0, 130)  # at 150 dpi: words 22 mm long and 4 mm apart
    for x in range(20, 1120, 154):
        stroke(pixels, x + along + 5 * np.sin(along / 4.5), 36 + 11 * np.sin(along / 3.6) + 6 * np.sin(along / 8.5))
    look = Cleaner(CleanupSettings()).look(scan(pixels, 150))
    assert fringes(look.black) is None
    assert not Cleaner(CleanupSettings()).only_marks(look)


def test_a_page_narrower_than_what_is_looked_at_together_has_no_fringes() -> None:
    pixels = np.full((15, 1700), 255, np.uint8)
    cv2.putText(pixels, "seen by the night nurse", (100, 12), cv2.FONT_HERSHEY_SIMPLEX, 0.4, 0, 1)
    assert fringes(sketch(np.ascontiguousarray(pixels.T))) is None


def test_a_stroke_beside_another_is_no_staple() -> None:
    pixels = np.full((3300, 2550), 255, np.uint8)
    cv2.line(pixels, (150, 150), (300, 150), 20, 4, cv2.LINE_AA)
    cv2.line(pixels, (150, 220), (160, 320), 20, 4, cv2.LINE_AA)
    assert blankness(sketch(pixels)) == "doubtful"


def test_a_mark_whose_ink_was_painted_over_is_no_staple() -> None:
    page = sketch(staple())
    assert staples(page.marks, page.ink).all()
    assert not staples(page.marks, np.zeros_like(page.ink)).any()
