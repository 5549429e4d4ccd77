"""Which pages of the drawn files count as empty paper, and which as misfiled."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.charts.model import ChartPage
from benchmarks.whose import files


def scan(ink: int, grey: int = 240, text: str = "Jane Doe, MD") -> ChartPage:
    """A page of 200 dpi on which so many pixels are dark, near its foot."""
    pixels = np.full((2200, 1700), grey, np.uint8)
    pixels[2000, 200 : 200 + ink] = 20
    return ChartPage(pixels, 200, 200, text, 0, 0.0, (), bitonal=False)


@pytest.mark.parametrize(
    ("page", "washed_out", "black"),
    [
        (scan(ink=700), False, False),  # a signature in the foot: hardly a five-thousandth of the page
        (scan(ink=10), True, False),
        (scan(ink=0, text=""), False, False),
        (scan(ink=0, grey=0), True, True),
    ],
)
def test_nothing_is_left_of_the_print(page: ChartPage, washed_out: bool, black: bool) -> None:
    assert (files.washed_out(page), files.is_black(page)) == (washed_out, black)


@pytest.mark.parametrize(
    ("seed", "drawing", "strays", "documents"),
    [
        (660534, "tuned", {3: 0}, [(1, 2)]),  # a later page of somebody else, half of it black
        (661177, "held_out", {}, [(3,), (1, 2)]),  # one that is all black
        (660037, "held_out", {}, [(2,), (1,)]),  # a first page behind a document of one page
    ],
)
def test_a_misfile_is_what_can_be_told_from_a_batch(
    seed: int, drawing: files.Drawing, strays: dict[int, int], documents: list[tuple[int, ...]]
) -> None:
    file = files.draw_file(seed, "typical", drawing, files.population(4711, 3000))
    assert (file.kind, file.strays, [truth.pages for truth in file.documents]) == ("misfile", strays, documents)
