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


DRUGS = [
    "Medication and strength",
    "Lisinopril tablet 20 mg oral",
    "Metformin tablet 500 mg",
    "Aspirin 81 mg chewable",
    "Warfarin tablet 5 mg oral",
]
USES = [
    "Directions for use",
    "Take one tablet every day",
    "Take one tablet with meals",
    "Chew one every morning",
    "Take as the clinic directs",
]
LEFT = [
    "The patient is a woman of 62",
    "who was admitted with short",
    "breath. She denies chest",
    "pain, fever or cough. Her",
    "history is of a fracture",
]
RIGHT = [
    "of the left hip. On admission",
    "she took lisinopril, aspirin",
    "and metformin. Chest film",
    "showed an enlarged heart",
    "with effusions.",
]


def said(*columns: list[str], down: float = 0.0, width: int = 400) -> tuple[list[TextLine], list[str]]:
    """Columns of these lines, each beginning `down` below the one to its left."""
    placed = [
        (line(50 + 480 * column, 50 + 480 * column + width, 200 + 30 * row + column * down), text)
        for column, texts in enumerate(columns)
        for row, text in enumerate(texts)
    ]
    return [one for one, _ in placed], [text for _, text in placed]


def read(lines: list[TextLine], texts: list[str]) -> list[str]:
    names = {id(one): text for one, text in zip(lines, texts, strict=True)}
    return [" | ".join(names[id(one)] for one in row) for row in reading_order(lines, texts)]


def test_a_table_of_long_cells_is_read_row_by_row() -> None:
    assert read(*said(DRUGS, USES)) == [f"{drug} | {use}" for drug, use in zip(DRUGS, USES, strict=True)]


def test_small_letters_in_one_column_of_a_table_make_no_prose() -> None:
    uses = [use.lower() for use in USES]
    assert read(*said(DRUGS, uses)) == [f"{drug} | {use}" for drug, use in zip(DRUGS, uses, strict=True)]


def test_a_table_whose_cells_take_two_lines_is_read_row_by_row() -> None:
    left, right = (
        ["Lisinopril tablet 20 mg", "by mouth", "Warfarin tablet 5 mg", "by mouth", "Aspirin", "Iron"],
        ["Take it", "daily", "Ask", "the clinic", "Chew", "Stop"],
    )
    assert read(*said(left, right)) == [f"{one} | {other}" for one, other in zip(left, right, strict=True)]


def test_sentences_that_run_on_make_columns() -> None:
    assert read(*said(LEFT, RIGHT)) == [*LEFT, *RIGHT]


def test_columns_that_are_not_level_with_each_other() -> None:
    assert read(*said(LEFT, RIGHT, down=14.0)) == [*LEFT, *RIGHT]


def test_columns_of_capitals_are_told_by_their_full_lines() -> None:
    left, right = [text.upper() for text in LEFT], [text.upper() for text in RIGHT]
    assert read(*said(left, right)) == [*left, *right]


def test_capitals_that_stand_far_apart_are_a_table() -> None:
    left, right = [text.upper() for text in DRUGS], [text.upper() for text in USES]
    assert read(*said(left, right, width=260)) == [f"{drug} | {use}" for drug, use in zip(left, right, strict=True)]


def test_what_stands_apart_over_and_under_columns_is_none_of_them() -> None:
    lines, texts = said(LEFT, RIGHT)
    lines += [line(50, 300, 120), line(530, 700, 120), line(50, 400, 420)]
    texts += ["Patient: Barlow, Harriet", "MRN: 00412378", "Signed by the physician"]
    assert read(lines, texts) == ["Patient: Barlow, Harriet | MRN: 00412378", *LEFT, *RIGHT, "Signed by the physician"]
