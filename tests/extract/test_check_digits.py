"""Check digits, by examples of the standards."""

from __future__ import annotations

import pytest

from pipeline.extract.check_digits import check_digit
from pipeline.model.errors import ConfigError


@pytest.mark.parametrize(
    ("scheme", "number"),
    [
        ("luhn", "79927398713"),
        ("luhn", "MR-4539 1488 0343 6467"),
        ("iso7064", "07945"),  # ISO 7064's own example
        ("mod11", "123455"),
    ],
)
def test_a_slip_is_seen(scheme: str, number: str) -> None:
    fits = check_digit(scheme)
    assert fits(number)
    figures = [at for at, sign in enumerate(number) if sign.isdigit()]
    for at in figures:
        for other in set("0123456789") - {number[at]}:
            assert not fits(number[:at] + other + number[at + 1 :]), at
    assert not fits(number[figures[0]])


def test_none_asks_for_none() -> None:
    assert check_digit("")("12")


def test_an_unknown_scheme_is_refused() -> None:
    with pytest.raises(ConfigError):
        check_digit("mod97")
