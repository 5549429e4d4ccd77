"""Lines of print, found."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from pipeline.ocr.lines import TextLine, find_lines, strip_of
from tests.support.drawing import FACE, LINES, Pixels, leaning, page


def written(*texts: tuple[int, int, str], points: int = 24, size: tuple[int, int] = (1000, 400)) -> Pixels:
    picture = Image.new("L", size, 255)
    pen, face = ImageDraw.Draw(picture), ImageFont.truetype(FACE, points)
    for x, y, text in texts:
        pen.text((x, y), text, font=face, fill=0)
    return np.array(picture)


def in_order(lines: list[TextLine]) -> list[TextLine]:
    return sorted(lines, key=lambda line: (line.base, line.x0))


@pytest.mark.parametrize("points", [18, 24, 36])
def test_each_line_is_found_once_whole(points: int) -> None:
    pixels = page(points=points, lines=12)
    lines, clean, _ = find_lines(pixels, 0)
    assert len(lines) == 12
    assert clean is pixels
    steps = np.diff([line.base for line in in_order(lines)])
    assert np.allclose(steps, 1.6 * points, atol=1.5)
    ink = np.flatnonzero((pixels < 128).any(axis=0))
    assert min(line.x0 for line in lines) <= ink[0] + 2
    assert max(line.x1 for line in lines) >= ink[-1] - 2


def test_the_height_of_an_x_is_that_of_the_type_face() -> None:
    lines = find_lines(page(points=40, lines=6), 0).lines
    true = ImageFont.truetype(FACE, 40).getbbox("x")
    assert [line.x_height for line in lines] == pytest.approx([true[3] - true[1]] * 6, abs=1.5)


def test_large_letters_are_found_on_a_smaller_copy_at_the_same_places() -> None:
    pixels = page(points=50, lines=8)
    direct, small = in_order(find_lines(pixels, 0)[0]), in_order(find_lines(pixels, 27)[0])
    assert len(direct) == len(small) == 8
    for one, other in zip(direct, small, strict=True):
        assert (one.base, one.x_height) == pytest.approx((other.base, other.x_height), abs=3.2)  # 1.5 pixels of the copy
        assert (one.x0, one.x1) == pytest.approx((other.x0, other.x1), abs=4)


def test_a_wide_gap_parts_a_line_and_a_word_space_does_not() -> None:
    lines = find_lines(written((40, 50, "Patient name"), (600, 50, "Date of birth")), 0).lines
    assert len(lines) == 2


def test_a_full_stop_and_a_hyphen_belong_to_their_line() -> None:
    pixels = written((40, 50, "Gait is antalgic ."), (40, 150, "Room 12 - 4"))
    lines = in_order(find_lines(pixels, 0)[0])
    ends = [np.flatnonzero((pixels[top : top + 60] < 128).any(axis=0))[-1] for top in (50, 150)]
    assert [line.x1 for line in lines] == pytest.approx(ends, abs=3)


def test_a_lean_that_was_left_is_told() -> None:
    lines = find_lines(leaning(page(points=24, lines=12), 0.6), 0).lines
    long = [line for line in lines if line.x1 - line.x0 > 500]
    assert len(long) >= 10
    assert [line.slope for line in long] == pytest.approx([np.tan(np.radians(0.6))] * len(long), abs=0.002)


def test_frames_and_rules_are_taken_off_and_letters_that_cross_them_stay() -> None:
    bare = written((60, 60, "Medication allergies"), (60, 160, "Penicillin, latex"))
    framed = bare.copy()
    cv2.rectangle(framed, (40, 40), (500, 220), 0, 2)
    cv2.line(framed, (40, 86), (500, 86), 0, 2)  # through the feet of the letters
    lines, clean, _ = find_lines(framed, 0)
    assert len(lines) == 2
    assert np.mean(clean[100:150, 38:44] < 128) == 0  # the frame is gone
    kept = np.mean(clean[bare < 100] < 160)
    assert kept > 0.9


def test_white_print_on_a_dark_bar_is_turned_over() -> None:
    pixels = written((60, 50, "ADMISSION DIAGNOSIS"), (60, 200, "Symptomatic thyroid goiter, for surgery"))
    pixels[40:90, 30:900] = 255 - pixels[40:90, 30:900]
    lines, clean, _ = find_lines(pixels, 0)
    assert len(lines) == 2
    assert clean[45, 500] > 200
    assert np.mean(clean[50:85, 60:400] < 100) > 0.05


def test_a_page_with_nothing_on_it_has_no_lines() -> None:
    assert find_lines(np.full((300, 200), 255, np.uint8), 0)[0] == []


@pytest.mark.parametrize("shape", [(1, 1), (2, 900), (900, 2)])
def test_odd_pages_pass(shape: tuple[int, int]) -> None:
    assert find_lines(np.zeros(shape, np.uint8), 0)[0] == []


def test_a_strip_is_of_the_asked_height_and_keeps_the_baseline_level() -> None:
    pixels = leaning(page(points=24, lines=6), 0.8)
    for line in find_lines(pixels, 0)[0]:
        strip = strip_of(pixels, line, 36)
        assert strip.pixels.shape[0] == 36
        base = round((line.base - strip.top) * strip.down)
        feet = strip.pixels[base - 2 : base + 1] < 128
        halves = np.array_split(feet, 2, axis=1)
        assert all(half.any() for half in halves)


def test_a_strip_at_the_pages_edge_is_filled_up() -> None:
    pixels = written((0, -8, LINES[0][:20]))
    lines = find_lines(pixels, 0).lines
    strip = strip_of(pixels, lines[0], 36)
    assert strip.pixels.shape[0] == 36
    assert strip.pixels.shape[1] > 100


def test_ink_is_minus_one_and_paper_one() -> None:
    grey = (page(points=30, lines=3).astype(np.float32) * 0.4 + 90).astype(np.uint8)  # faded print on grey paper
    line = find_lines(grey, 0)[0][0]
    normal = strip_of(grey, line, 36).normalised()
    assert normal.dtype == np.float32
    assert normal.min() == -1.0
    assert normal.max() == 1.0


def test_a_gutter_parts_columns_that_stand_close() -> None:
    rows = ("affection made special efforts to show", "writes songs to his kids to tell them he")
    pixels = written(*((40 + 520 * side, 40 + 32 * row, rows[side]) for side in (0, 1) for row in range(10)), size=(1100, 400), points=22)
    ends = [line.x1 for line in find_lines(pixels, 0)[0]]
    assert len(ends) == 20
    single = find_lines(written((40, 40, rows[0]), (520, 40, rows[1]), points=22, size=(1100, 100)), 0).lines
    assert len(single) <= 2  # without the others below it a wide blank proves nothing
