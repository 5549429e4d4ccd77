from __future__ import annotations

import pytest

from pipeline.filing.page_facts import FactFinder
from pipeline.filing.page_order import pages_out_of_order
from pipeline.model.types import PageResult
from tests.filing.support import SETTINGS, blank, failed, page

FACTS = FactFinder(SETTINGS)


def sheets(script: str) -> list[PageResult]:
    """One page a word: "1/3" numbered with total, "2" bare number, "-" unnumbered, "b" blank, "x" failed."""
    made: list[PageResult] = []
    for index, word in enumerate(script.split(), 1):
        if word == "b":
            made.append(blank(index))
        elif word == "x":
            made.append(failed(index))
        else:
            label = "" if word == "-" else f"Page {word.replace('/', ' of ')}"
            made.append(page(index, text=f"seen and well\n{label}"))
    return made


@pytest.mark.parametrize(
    "script",
    [
        "-",
        "- -",
        "1/1",
        "1/2 2/2",
        "1/2 b 2/2 b",
        "1/3 b 3/3",
        "b 1/2 2/2",
        "1/3 - 3/3",
        "- 2/2",
        "1 2 3",
        "1 -",
        "1/2 x",
        "x 2/2",
        "1/2 b",
    ],
)
def test_in_order_as_far_as_one_can_tell(script: str) -> None:
    assert not pages_out_of_order([FACTS(sheet) for sheet in sheets(script)], hold_incomplete=True)


@pytest.mark.parametrize(
    "script",
    ["2/2 1/2", "1/3 3/3 2/3", "1/2 1/2", "2/3 3/3", "1/3", "1/3 2/3", "1/3 3/3", "1/2 - 2/2", "1/2 2/2 -", "1/2 2/3", "2 1", "2", "1/1 -"],
)
def test_proved_out_of_order(script: str) -> None:
    assert pages_out_of_order([FACTS(sheet) for sheet in sheets(script)], hold_incomplete=True)


def test_a_missing_end_may_be_allowed() -> None:
    assert not pages_out_of_order([FACTS(sheet) for sheet in sheets("1/3 2/3")], hold_incomplete=False)
    assert pages_out_of_order([FACTS(sheet) for sheet in sheets("1/3 3/3")], hold_incomplete=False)
