"""A date beside an age: the birth date, how long an illness lasts, or somebody else's."""

from __future__ import annotations

import pytest

from tests.extract.reading import sure, values


@pytest.mark.parametrize("said", ["HTN 5/1/2012 (9 yrs)", "CABG 5/1/2010, 11 years ago", "HTN, 5/1/1999, 22 years", "5/1/2012 - 9 yrs"])
def test_how_long_something_lasts_is_no_age(said: str) -> None:
    assert values(f"PROGRESS NOTE\nDate: 03/04/2021\n{said}\nstable", "birth_date") == []


@pytest.mark.parametrize("said", ["5/1/1955 (65 y.o. M)", "5/1/1955 (65 yo)", "5/1/1955, 65 years old", "5/1/1955 65 yrs / male"])
def test_a_date_with_the_age_or_the_sex(said: str) -> None:
    assert sure(f"PROGRESS NOTE\nDate: 03/04/2021\nDOE, JANE   {said}\nstable", "birth_date") == ["1955-05-01"]


@pytest.mark.parametrize("who", ["DOE, JANE MARIE (Next of Kin) 03/14/1957 (63 y.o. F)", "Dr DOE, JANE MARIE, 3/14/1957 (63 y.o. F)"])
def test_an_age_of_somebody_else(who: str) -> None:
    assert sure(f"NOTE\nDate: 03/04/2021\n{who}", "birth_date") == []
