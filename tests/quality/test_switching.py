"""The switching rules, lot after lot."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from pipeline.quality.switching import PastLot, Switching, switching
from pipeline.quality.tables import Severity, plan


def lots(wrongs: Sequence[int], severity: Severity = "normal", size: int = 500) -> list[PastLot]:
    return [PastLot(plan(size, "II", 1.0, severity), wrong) for wrong in wrongs]


GOOD, BAD = 0, 99  # whatever the plan: accepted, refused


def test_it_begins_normal() -> None:
    assert switching([]) == Switching("normal")


@pytest.mark.parametrize(
    ("wrongs", "severity"),
    [
        ([BAD], "normal"),
        ([BAD, BAD], "tightened"),
        ([BAD, GOOD, GOOD, GOOD, BAD], "tightened"),
        ([BAD, GOOD, GOOD, GOOD, GOOD, BAD], "normal"),  # the first of six counts no more
        ([GOOD] * 9 + [BAD, GOOD, BAD], "tightened"),
    ],
)
def test_two_of_five_refused_lots_tighten(wrongs: Sequence[int], severity: str) -> None:
    assert switching(lots(wrongs)).severity == severity


@pytest.mark.parametrize(
    ("wrongs", "severity"), [([GOOD] * 4, "tightened"), ([GOOD] * 5, "normal"), ([GOOD] * 4 + [BAD] + [GOOD] * 4, "tightened")]
)
def test_five_accepted_lots_in_turn_bring_normal_back(wrongs: Sequence[int], severity: str) -> None:
    assert switching(lots([BAD, BAD]) + lots(wrongs, "tightened")).severity == severity


def test_five_refused_lots_on_tightened_inspection_suspend_it_and_another_lot_begins_anew() -> None:
    before = lots([BAD, BAD]) + lots([BAD, GOOD, BAD, BAD, GOOD, BAD], "tightened")
    assert not switching(before).suspended
    stopped = switching(before + lots([BAD], "tightened"))
    assert (stopped.severity, stopped.suspended) == ("tightened", True)
    again = switching(before + lots([BAD, BAD], "tightened"))
    assert (again.suspended, again.refused) == (False, 1)


def test_the_score_of_small_acceptance_numbers() -> None:
    assert switching(lots([0] * 14)).score == 28
    assert not switching(lots([0] * 14)).may_reduce
    assert switching(lots([0] * 15)).may_reduce
    assert switching(lots([1] * 15)).may_reduce  # Ac 1: accepted is enough
    assert switching(lots([0] * 15 + [2])).score == 0


def test_the_score_of_larger_acceptance_numbers_asks_for_the_next_smaller_aql() -> None:
    assert switching(lots([1] * 10, size=1200)).may_reduce  # Ac 2, and 1 at AQL 0.65
    assert switching(lots([1] * 9 + [2], size=1200)).score == 0  # accepted, but not at 0.65
    assert switching(lots([1] * 9 + [2], size=1200)).severity == "normal"


def test_reduced_is_not_entered_by_itself_and_left_with_one_refused_lot() -> None:
    assert switching(lots([0] * 40)).severity == "normal"
    reduced = lots([0] * 15) + lots([0, 1], "reduced")
    assert switching(reduced) == Switching("reduced", recent=(True, True), refused=0, score=4)
    assert switching(reduced + lots([BAD], "reduced")) == Switching("normal")
