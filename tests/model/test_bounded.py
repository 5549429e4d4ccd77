"""A site's patterns: what may run away is refused before a page is read, what sites write is taken."""

from __future__ import annotations

import re

import pytest

from pipeline.extract import MrnFormat
from pipeline.model.bounded import compile_bounded
from pipeline.model.errors import ConfigError

LONGEST, MOST_STEPS = 24, 50_000

RUNS_AWAY = [
    r"(\d+)+X",
    r"(\d*)*X",
    r"((\d+)*)*X",
    r"(?:\d|\d\d)+X",
    r"(?:1|1)+X",
    r"(?:\d+[- ]?)+X",
    r"(\d+?)+?X",
    r"(?:\d?){24}\d{24}",
    r"(?:\d?){9999}\d{9999}",
    r"\d*\d*\d*\d*\d*\d*\d*X",
    r"(?=(\d+)+X)\d+",
    r"(\d+)+\d{30}",
    r"(A)?(?(1)(\d+)+|(\d*)*)X",
]
HONEST = [
    *MrnFormat().patterns,
    r"\d{6,9}",
    r"\d+",
    r"[A-Z]{1,3}\d+",
    r"\d+-\d+-\d+",
    r"(?:MR|H|UNIT)?-?\d{5,8}",
    r"(?:\d{2,3}[-. ]?){2,4}",
    r"(?!0000)\d{4,8}(?<!0)",
    r"([A-Z])\d{6}\1?",
    r"(A)?(?(1)\d{6}|\d{7})",
    r"[0-9A-F]{4,16}",
]


def bounded(pattern: str) -> re.Pattern[str]:
    return compile_bounded(pattern, "extract.mrn.patterns", LONGEST, MOST_STEPS)


@pytest.mark.parametrize("pattern", RUNS_AWAY)
def test_a_pattern_that_may_run_away_is_refused_and_named(pattern: str) -> None:
    with pytest.raises(ConfigError, match=r"extract\.mrn\.patterns") as raised:
        bounded(pattern)
    assert pattern in raised.value.message


@pytest.mark.parametrize("pattern", HONEST)
def test_what_sites_write_is_taken(pattern: str) -> None:
    assert bounded(pattern).pattern == pattern


@pytest.mark.parametrize("pattern", ["[", "(?P<a", "*", "a{2,1}", "a{99999999999999999999}"])
def test_what_is_no_pattern_is_refused(pattern: str) -> None:
    with pytest.raises(ConfigError, match=r"extract\.mrn\.patterns"):
        bounded(pattern)
