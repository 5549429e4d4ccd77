"""Error rates by group and field."""

from __future__ import annotations

import pytest

from pipeline.quality import FIELDS, Candidate, Field, Judged, Judgement, interval, rates


def judged(number: int, station: str = "s1", operator: str = "", type_code: str = "", wrong: tuple[Field, ...] = ()) -> Judged:
    candidate = Candidate(f"d{number}", 1, station, operator, type_code)
    return Judged(candidate, Judgement("q", f"d{number}", "ann", "2026-03-01T12:00:00.000Z", wrong))


ALL = [
    *(judged(number, "s1", "bob", "A") for number in range(8)),
    judged(8, "s1", "cat", "B", ("type", "patient")),
    judged(9, "s2", "", "B", ("type",)),
]


def counts(kind: str, group: str, field: str) -> tuple[int, int]:
    (row,) = [row for row in rates(ALL) if (row.kind, row.group, row.field) == (kind, group, field)]
    return row.wrong, row.judged


@pytest.mark.parametrize(
    ("kind", "group", "field", "expected"),
    [
        ("all", "", "any", (2, 10)),  # a document with two wrong fields is one
        ("all", "", "type", (2, 10)),
        ("all", "", "patient", (1, 10)),
        ("all", "", "image", (0, 10)),
        ("station", "s1", "any", (1, 9)),
        ("station", "s2", "type", (1, 1)),
        ("operator", "bob", "any", (0, 8)),
        ("operator", "", "any", (1, 1)),
        ("type", "B", "any", (2, 2)),
        ("type", "B", "patient", (1, 2)),
    ],
)
def test_each_group_and_field_is_counted(kind: str, group: str, field: str, expected: tuple[int, int]) -> None:
    assert counts(kind, group, field) == expected


def test_a_row_has_its_rate_and_exact_interval() -> None:
    row = rates(ALL)[0]
    assert row.rate == 0.2
    assert (row.low, row.high) == interval(2, 10)
    narrower = rates(ALL, 0.8)[0]
    assert row.low < narrower.low < row.rate < narrower.high < row.high


def test_rows_come_in_order_each_once() -> None:
    keys = [(row.kind, row.group) for row in rates(ALL) if row.field == "any"]
    assert keys == [
        ("all", ""),
        ("station", "s1"),
        ("station", "s2"),
        ("operator", ""),
        ("operator", "bob"),
        ("operator", "cat"),
        ("type", "A"),
        ("type", "B"),
    ]
    assert len(rates(ALL)) == len(keys) * (1 + len(FIELDS))


def test_nothing_judged_gives_no_rows() -> None:
    assert rates([]) == []
