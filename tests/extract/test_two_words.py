from __future__ import annotations

import pytest

from pipeline.extract.two_words import names_somebody


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Liam Halloran", True),
        ("Klein Otto", True),
        ("HALLORAN LIAM", True),
        ("Harbor Clinic", False),
        ("Madison Hospital", False),
        ("liam halloran", False),
        ("Al Roe", False),  # two letters may be a state
        ("Vital Signs", False),
    ],
)
def test_two_words(words: str, expected: bool) -> None:
    assert names_somebody(*words.split()) is expected
