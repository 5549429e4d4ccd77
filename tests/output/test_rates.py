"""The picture of error rates: dots and lines where they belong."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image

from pipeline.output import rates
from pipeline.output.rates import Rate, draw_rates, percent


def drawn(tmp_path: Path, rows: list[Rate], limit: float | None = None) -> npt.NDArray[np.uint8]:
    draw_rates(rows, "Sample", tmp_path / "rates.png", limit)
    with Image.open(tmp_path / "rates.png") as picture:
        return np.array(picture.convert("RGB"))


def columns(picture: npt.NDArray[np.uint8], colour: tuple[int, int, int], row: int) -> list[int]:
    """Where a row (0 is the first heading) has the colour, from left to right, in pixels of the plot."""
    top = rates._TOP + rates._ROW * row
    band = picture[top : top + rates._ROW, rates._LEFT : rates._LEFT + rates._PLOT + 12]
    return sorted(set(np.flatnonzero((band == colour).all(axis=2).any(axis=0)).tolist()))


def test_a_line_reaches_from_the_intervals_one_end_to_the_other(tmp_path: Path) -> None:
    # the axis ends at 100 %, so that 520 pixels are 1
    picture = drawn(tmp_path, [Rate("All", "a", 4, 2, 0.25, 1.0), Rate("All", "b", 10, 1, 0.10, 0.5)])
    first, second = columns(picture, rates._BLUE, 1), columns(picture, rates._BLUE, 2)
    assert abs(first[0] - 0.25 * rates._PLOT) <= 2
    assert abs(first[-1] - 1.0 * rates._PLOT) <= 2
    assert abs(second[0] - (0.10 * rates._PLOT - rates._DOT)) <= 2  # the dot stands on the line's end
    assert abs(second[-1] - 0.5 * rates._PLOT) <= 2


def test_a_dot_is_where_the_rate_is(tmp_path: Path) -> None:
    picture = drawn(tmp_path, [Rate("All", "a", 4, 3, 0.2, 1.0)])
    top = rates._TOP + rates._ROW
    thick = (picture[top : top + rates._ROW, rates._LEFT :] == rates._BLUE).all(axis=2).sum(axis=0)
    dot = np.flatnonzero((thick >= 6) & (thick <= 2 * rates._DOT + 1))
    middle = [int(x) for x in dot if abs(x - 0.75 * rates._PLOT) <= rates._DOT]
    assert abs(sum(middle) / len(middle) - 0.75 * rates._PLOT) <= 1


def test_one_tiny_group_does_not_press_the_others_flat(tmp_path: Path) -> None:
    rows = [Rate("All", str(number), 1000, 10, 0.005, 0.018) for number in range(6)]
    picture = drawn(tmp_path, [*rows, Rate("All", "one", 1, 0, 0.0, 0.975)])
    line = columns(picture, rates._BLUE, 1)
    assert line[-1] - line[0] > rates._PLOT / 3
    assert columns(picture, rates._BLUE, 7)[-1] > rates._PLOT  # its interval ends in an arrow outside


def test_the_limit_is_marked_where_it_is(tmp_path: Path) -> None:
    with_limit = drawn(tmp_path, [Rate("All", "a", 4, 3, 0.2, 1.0)], 0.1)
    assert abs(np.mean(columns(with_limit, rates._RED, 1)) - 0.1 * rates._PLOT) <= 2
    assert columns(drawn(tmp_path, [Rate("All", "a", 4, 3, 0.2, 1.0)]), rates._RED, 1) == []


@pytest.mark.parametrize("rows", [[], [Rate("All", "W" * 300, 10**6, 1, 0.0, 0.000_006)], [Rate("All", "a", 0, 0, 0.0, 1.0)]])
def test_whatever_the_rows_nothing_runs_into_anything(tmp_path: Path, rows: list[Rate]) -> None:
    picture = drawn(tmp_path, rows)
    assert picture.shape[0] == rates._TOP + rates._ROW * max(1, len(rows) * 2) + rates._BOTTOM
    ink = picture.min(axis=2) < 128
    assert not ink[:, :8].any()
    assert not ink[:, -8:].any()
    assert not ink[rates._TOP : -rates._BOTTOM, rates._LEFT - 13 : rates._LEFT - rates._DOT - 1].any()


@pytest.mark.parametrize(
    ("share", "text"),
    [(0.0, "0 %"), (1.0, "100 %"), (0.42, "42 %"), (0.038, "3.8 %"), (0.005, "0.50 %"), (0.000_42, "0.042 %"), (0.000_000_01, "0.0000 %")],
)
def test_a_share_in_words(share: float, text: str) -> None:
    assert percent(share) == text
