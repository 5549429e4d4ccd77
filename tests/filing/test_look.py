"""How a page begins: what no first page begins with."""

from __future__ import annotations

import pytest

from pipeline.filing.layout import lines_of
from pipeline.filing.look import Look, look_of
from tests.support.pagetext import page_from_text

REST = "\n".join(["The patient was seen and is well."] * 40)
HEADER = "Doe, Jane | MRN: 1234567 | Sex: F"


def look(first: str) -> Look:
    return look_of(lines_of(page_from_text(f"\n\n\n\n{HEADER}\n{first}\n{REST}")), {"1234567", "Doe, Jane"})


@pytest.mark.parametrize(
    ("first", "inside"),
    [
        ("primary care physician. On 06/20 the patient went home in", True),
        ("stable condition.", True),
        ("mercy medical center", False),
        (",Glucose: 133 mg/dL", True),
        ("4. Bacterium species unknown.", True),
        ("HEART: Regular rate and rhythm, no murmur.", True),
        ("ASSESSMENT AND PLAN:", True),
        ("1. Fracture of the wrist.", False),
        ("DISCHARGE INSTRUCTIONS", False),  # a sheet that is called so
        ("CHEST, TWO VIEWS", False),
        ("CHIEF COMPLAINT: chest pain", False),
        ("General Hospital", False),
    ],
)
def test_begins_inside(first: str, inside: bool) -> None:
    assert look(first).begins_inside is inside


@pytest.mark.parametrize(
    ("first", "prose"),
    [
        ("The left upper neck lesion was also removed in the similar manner.", True),
        ("The lesion was removed.", False),
        ("Reason for visit: the patient was seen for a cough that does not go away", False),
        ("Blue Ridge Hospital and Clinic, Department of Family Medicine and Surgery", False),
    ],
)
def test_begins_with_prose(first: str, prose: bool) -> None:
    assert look(first).begins_prose is prose


def test_a_fax_line_is_passed_over() -> None:
    page = page_from_text(f"\n\n\n\nFROM: CLINIC 555-0100 P. 02/03\n{HEADER}\nwent home in stable condition.\n{REST}")
    assert look_of(lines_of(page), {"1234567"}).begins_inside


def test_a_page_without_lines() -> None:
    assert look_of(()) == Look()
