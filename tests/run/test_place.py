from __future__ import annotations

import re

import pytest

from pipeline.run.place import where


def test_a_place_is_told_without_the_errors_words() -> None:
    with pytest.raises(ValueError, match="DOE") as told:
        int("DOE, JANE")
    assert re.fullmatch(r"ValueError in test_place\.py:\d+", where(told.value))
