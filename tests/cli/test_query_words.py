from __future__ import annotations

import pytest

from pipeline.cli import _query_words


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (["search", "pain", "-knee"], ["search", "pain", "NOT", "knee"]),
        (["search", "pain", "-left knee"], ["search", "pain", "NOT", '"left knee"']),
        (["search", "pain", "--mrn", "1"], ["search", "pain", "--mrn", "1"]),
        (["--home", "x", "search", "-h"], ["--home", "x", "search", "-h"]),
        (["show", "-x"], ["show", "-x"]),
    ],
)
def test_a_minus_before_a_word_is_the_users_not(typed: list[str], meant: list[str]) -> None:
    assert _query_words(typed) == meant
