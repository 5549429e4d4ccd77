"""Tesseract's table, and the doubt about a reading."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from pipeline.model.geometry import Affine, Box
from pipeline.model.types import CleanPage, PageText, Word
from pipeline.ocr import looks_wrong, readability, says_nothing, shines_through
from pipeline.ocr.table import page_text, rows_of

TABLE = (
    "1\t1\t0\t0\t0\t0\t0\t0\t200\t100\t-1\t\n"
    "5\t1\t1\t1\t1\t1\t10\t20\t30\t12\t96.5\tMRN:\n"
    "5\t1\t1\t1\t1\t2\t45\t20\t40\t12\t91.0\t12-34-56\n"
    "5\t1\t1\t1\t2\t1\t10\t40\t30\t12\t55.25\tDoe,\n"
    "5\t1\t1\t1\t2\t2\t45\t40\t30\t12\t20.0\t \n"
    "half a line\n"
)


def clean(transform: Affine | None = None) -> CleanPage:
    return CleanPage(1, np.zeros((100, 200), np.uint8), 150.0, transform or Affine(), 0, 0.0, False, 200, 100)


def test_words_lines_boxes_and_confidences() -> None:
    read = page_text(clean(), rows_of(TABLE), "e")
    assert [word.text for word in read.words] == ["MRN:", "12-34-56", "Doe,"]
    assert [word.line for word in read.words] == [0, 0, 1]
    assert read.words[1].box == Box(45, 20, 85, 32)
    assert read.words[0].confidence == pytest.approx(0.965)
    assert read.text == "MRN: 12-34-56\nDoe,"


def test_the_page_is_as_sure_as_its_letters() -> None:
    read = page_text(clean(), rows_of(TABLE), "e")
    assert read.confidence == pytest.approx((0.965 * 4 + 0.91 * 8 + 0.5525 * 4) / 16)


def test_boxes_never_leave_the_page() -> None:
    read = page_text(clean(Affine(a=0.1, e=0.1)), rows_of(TABLE), "e")
    assert all(word.box.x1 <= 200 and word.box.y1 <= 100 for word in read.words)


def reading(confidence: float, *texts: str, blank: bool = False) -> PageText:
    words = tuple(Word(text, Box(0, 0, 9, 9), confidence, 0) for text in texts)
    return PageText(1, words, confidence if words else 1.0, 0, 0.0, blank, 100, 100, "e")


def test_what_reads_badly_looks_wrong() -> None:
    assert looks_wrong(reading(0.2, "qJ;", "~~x"))
    assert looks_wrong(reading(0.9))
    assert not looks_wrong(reading(0.9, "patient"))
    assert not looks_wrong(reading(1.0, blank=True))


def test_words_count_by_length_and_confidence() -> None:
    assert readability(reading(0.9, "patient", "history")) > readability(reading(0.5, "patient", "history"))
    assert readability(reading(0.9, "patient")) > readability(reading(0.9, "p@t!", "xq;"))


def test_a_believed_word_says_something_and_one_among_many_marks_nothing() -> None:
    assert says_nothing(reading(0.5, "patient"))
    assert says_nothing(reading(0.99, "=", ">"))
    assert not says_nothing(reading(0.7, "p.3", "of"))
    marks = reading(0.3, *["=~"] * 40)
    assert says_nothing(replace(marks, words=(*marks.words, *reading(0.7, "we").words)))
    assert not says_nothing(replace(marks, words=(*marks.words, *reading(0.9, "continued").words)))


def test_one_figure_that_is_read_surely_is_a_page_number() -> None:
    assert not says_nothing(reading(0.9, "-8-"))
    assert not says_nothing(reading(0.9, "8", "="))
    assert says_nothing(reading(0.9, "8", "a"))
    assert says_nothing(reading(0.9, "1"))
    assert says_nothing(reading(0.6, "-8-"))


def test_what_the_mirror_reads_better_shines_through() -> None:
    front = reading(0.98, "HOSPITAL", "DISCHARGE")
    assert shines_through(reading(0.9, "HOWE"), front)
    assert not shines_through(reading(0.99, "continued"), front)
    assert not shines_through(reading(0.9, "HOWE"), reading(0.98, "=", "we"))


def test_one_short_word_in_the_mirror_is_enough_where_the_page_has_less() -> None:
    assert shines_through(reading(0.64, "bV", "LCH"), reading(0.97, "PATCH"))
    assert shines_through(reading(0.95, "HOTA"), reading(0.96, "PATCH"))
    assert not shines_through(reading(0.97, "continued"), reading(0.95, "PATCH"))
    assert not shines_through(reading(0.95, "AMMAW"), reading(0.99, "WAMMA"))


def test_a_word_that_stands_clear_of_what_shines_through_is_the_pages_own() -> None:
    own = replace(reading(0.9, "p.3"), words=(Word("p.3", Box(60, 80, 75, 90), 0.7, 0),))
    assert not shines_through(own, reading(0.98, "HOSPITAL", "DISCHARGE"))
