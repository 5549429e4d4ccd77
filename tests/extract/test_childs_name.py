"""A child's name with its sex and age behind it: "Jane DOE Girl, 6 y"."""

from __future__ import annotations

import pytest

from tests.extract.reading import sure, values


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("Patient: Jane A. DOE Girl, 6 y", "DOE, JANE A"),
        ("Patient: John DOE Boy, 12 yrs", "DOE, JOHN"),
        ("Patient: DOE, JOHN Boy 3 years", "DOE, JOHN"),
    ],
)
def test_a_childs_sex_and_age_end_the_name(printed: str, value: str) -> None:
    assert values(printed, "name") == [value]


def test_a_childs_own_line_names_it_without_a_label() -> None:
    head = "Lantern Clinic\nJane A. DOE Girl, 6 y     Seen by: Dr. Ray\nBirthday 3-15-2017\nPT No. 00123456"
    assert sure(head, "name") == ["DOE, JANE A"]


@pytest.mark.parametrize("age", ["2 d", "10 days", "3 wk", "5 mo", "0 y"])
def test_a_newborns_word_stays_for_its_name_may_be_its_mothers(age: str) -> None:
    assert "DOE, MARIA" not in values(f"Patient: Maria DOE Boy, {age}", "name")
