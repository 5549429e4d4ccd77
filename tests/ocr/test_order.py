"""Reading order."""

from __future__ import annotations

from pipeline.ocr.lines import TextLine
from pipeline.ocr.order import reading_order


def line(x0: int, x1: int, base: float, x_height: float = 12.0) -> TextLine:
    return TextLine(x0, x1, base, 0.0, x_height, 20)


def places(lines: list[TextLine]) -> list[list[tuple[int, float]]]:
    return [[(one.x0, one.base) for one in row] for row in reading_order(lines)]


def test_rows_go_down_and_a_label_stands_beside_its_value() -> None:
    lines = [line(400, 600, 101), line(50, 150, 140), line(50, 200, 100), line(400, 500, 139)]
    assert places(lines) == [[(50, 100), (400, 101)], [(50, 140), (400, 139)]]


def test_columns_of_prose_are_read_one_after_the_other() -> None:
    left = [line(50, 450, 100 + 30 * row) for row in range(6)]
    right = [line(550, 950, 101 + 30 * row) for row in range(6)]
    heading, foot = line(50, 950, 50, 20.0), line(50, 900, 320)
    assert places([*right, foot, *left, heading]) == [
        [(50, 50)],
        *[[(50, 100 + 30 * row)] for row in range(6)],
        *[[(550, 101 + 30 * row)] for row in range(6)],
        [(50, 320)],
    ]


def test_three_columns() -> None:
    columns = [[line(x, x + 280, 100 + 30 * row) for row in range(8)] for x in (20, 360, 700)]
    order = [row[0][0] for row in places([one for column in columns for one in column])]
    assert order == [20] * 8 + [360] * 8 + [700] * 8


def test_a_table_is_read_row_by_row() -> None:
    lines = [line(x, x + 90, 100 + 30 * row) for row in range(8) for x in (50, 300, 550, 800)]
    assert [len(row) for row in places(lines)] == [4] * 8


def test_two_rows_of_long_cells_are_no_columns() -> None:
    lines = [line(x, x + 400, 100 + 30 * row) for row in range(2) for x in (50, 550)]
    assert [len(row) for row in places(lines)] == [2, 2]


def test_a_row_of_the_lean_that_was_left_stays_a_row() -> None:
    lines = [TextLine(50 + 300 * place, 300 + 300 * place, 100 + 3 * place, 0.01, 12.0, 20) for place in range(4)]
    assert [len(row) for row in places(lines)] == [4]


def test_nothing_gives_nothing() -> None:
    assert reading_order([]) == []
