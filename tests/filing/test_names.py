from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.filing.names import NameMatch, compare_names, fold, name_edits, parse_name
from pipeline.model.types import PersonName

SAME, COMPATIBLE, UNKNOWN, DIFFERENT = NameMatch.SAME, NameMatch.COMPATIBLE, NameMatch.UNKNOWN, NameMatch.DIFFERENT


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("DOE, JANE", PersonName("DOE", "JANE")),
        ("DOE, JANE M", PersonName("DOE", "JANE", "M")),
        ("DOE, JANE MARY ANN", PersonName("DOE", "JANE", "MARY ANN")),
        ("SMITH, JOHN JR", PersonName("SMITH", "JOHN", "", "JR")),
        ("SMITH, JOHN Q 3RD", PersonName("SMITH", "JOHN", "Q", "III")),
        ("SMITH JR, JOHN", PersonName("SMITH", "JOHN", "", "JR")),
        ("DE LA CRUZ, ANA", PersonName("DE LA CRUZ", "ANA")),
        ("DOE", PersonName("DOE", "")),
        ("DOE,", PersonName("DOE", "")),
        ("", PersonName("", "")),
        ("JR, SAM", PersonName("JR", "SAM")),
    ],
)
def test_parse(value: str, expected: PersonName) -> None:
    assert parse_name(value) == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("DOE, JANE", "DOE, JANE", SAME),
        ("Doe, Jane", "DOE, JANE", SAME),
        ("NÚÑEZ, ROSA", "NUNEZ, ROSA", SAME),
        ("ØSTERGÅRD, SØREN", "OSTERGARD, SOREN", SAME),
        ("O'BRIEN, PAT", "OBRIEN, PAT", SAME),
        ("SMITH-JONES, AMY", "SMITH JONES, AMY", SAME),
        ("DE LA CRUZ, ANA", "DELACRUZ, ANA", SAME),
        ("DOE, J", "DOE, JANE", COMPATIBLE),
        ("DOE, JANE", "DOE, JANE M", COMPATIBLE),
        ("DOE, JANE MARIE", "DOE, JANE M", COMPATIBLE),
        ("DOE, J M", "DOE, JANE MARIE", COMPATIBLE),
        ("DOE, MARY ANN", "DOE, MARYANN", COMPATIBLE),
        ("DOE, JANE ANN", "DOE, JANE MARIE ANN", COMPATIBLE),
        ("SMITH, JOHN", "SMITH, JOHN JR", COMPATIBLE),
        ("JOHNS0N, AMY", "JOHNSON, AMY", COMPATIBLE),
        ("MUELLER, EVA", "MÜLLER, EVA", COMPATIBLE),
        ("SMITH, JOHN JR", "SMITH, JOHN SR", DIFFERENT),
        ("SMITH, JOHN II", "SMITH, JOHN III", DIFFERENT),
        ("DOE, JANE", "DOE, JUNE", DIFFERENT),
        ("DOE, JANE M", "DOE, JANE R", DIFFERENT),
        ("DOE, JANE", "ROE, JANE", DIFFERENT),
        ("HALL, AMY", "HILL, AMY", DIFFERENT),
        ("SMITH, AMY", "SMITH-JONES, AMY", DIFFERENT),
        ("DOE, R", "DOE, JANE", DIFFERENT),
        ("JANE, DOE", "DOE, JANE", DIFFERENT),
        ("DOE", "DOE, JANE", UNKNOWN),
        ("ROE", "DOE, JANE", DIFFERENT),
        ("", "DOE, JANE", UNKNOWN),
    ],
)
def test_compare(one: str, other: str, expected: NameMatch) -> None:
    assert compare_names(parse_name(one), parse_name(other)) is expected
    assert compare_names(parse_name(other), parse_name(one)) is expected


@pytest.mark.parametrize(
    ("one", "other", "edits"),
    [
        ("DOE, JANE", "DOE, J", 0),
        ("DOE, JANE", "DOE, JUNE", 1),
        ("DOE, JEAN", "DOE, JOAN", 1),
        ("DOE, JAMES", "DOE, MARY", 4),
        ("DOE, JANE", "ROE, JANE", 1),
        ("SMITH, JOHN JR", "SMITH, JOHN SR", 1),
        ("DOE, JANE M", "DOE, JANE R", 1),
        ("HALL, AMY", "HILL, ANY", 2),
    ],
)
def test_edits(one: str, other: str, edits: int) -> None:
    assert name_edits(parse_name(one), parse_name(other)) == edits


@given(st.text(), st.text())
def test_any_two_names_can_be_compared_in_either_order(one: str, other: str) -> None:
    a, b = parse_name(one), parse_name(other)
    assert compare_names(a, b) is compare_names(b, a)
    assert fold(fold(one)) == fold(one)
