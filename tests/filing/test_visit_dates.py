"""The date that a document is about."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.filing.visit_dates import service_date
from pipeline.model.types import Identifier
from tests.filing.support import DISCHARGE, LAB, found

ADMITTED, LEFT = found("service_date", "2019-02-01"), found("discharge_date", "2019-02-09")
DICTATED = replace(found("service_date", "2019-02-08", 0.65), rule="dictation")
BORN = found("birth_date", "1957-03-14")


@pytest.mark.parametrize(
    ("identifiers", "code", "expected"),
    [
        ((ADMITTED, LEFT), DISCHARGE, "2019-02-09"),
        ((ADMITTED, LEFT), LAB, "2019-02-01"),
        ((ADMITTED,), DISCHARGE, "2019-02-01"),
        ((LEFT,), LAB, None),
        ((found("service_date", "2031-01-01"), BORN), LAB, None),
        ((found("service_date", "1950-01-01"), BORN), LAB, None),
        ((found("service_date", "2031-01-01"), found("service_date", "2019-02-01", 0.75)), LAB, "2019-02-01"),
        ((ADMITTED, found("service_date", "2019-03-01")), LAB, None),
        ((), LAB, None),
        ((DICTATED,), DISCHARGE, "2019-02-08"),
        ((found("service_date", "2019-02-01", 0.6), DICTATED), DISCHARGE, "2019-02-01"),
    ],
    ids=[
        "left",
        "not of a stay",
        "no discharge",
        "only a discharge",
        "to come",
        "before birth",
        "the possible one",
        "two",
        "none",
        "dictated",
        "dictation last",
    ],
)
def test_by_type_and_possible(identifiers: tuple[Identifier, ...], code: str, expected: str | None) -> None:
    assert service_date(identifiers, code, "2026-11-23T10:00:00Z", 0.02, unanimous=False) == expected
