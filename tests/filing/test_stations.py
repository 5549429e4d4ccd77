"""Two patients' pages as a scanning station mixes them: none is filed to the wrong one, and the guard says where a page strays."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.model.geometry import Box
from pipeline.model.types import Findings, PageResult, Patient, PersonName
from tests.filing.support import CONSENT, DISCHARGE, JANE, JOHN, LAB, ROSA, blank, found, page
from tests.filing.test_adversary import LONG, NAMESAKE, born, foot, mrn, name, verdicts
from tests.filing.test_runs import ABSCESS, E7, E9, GALL, TWIN, headed, sheet, strip, told

BABY = Patient("B1", "7700001", PersonName("DOE", "BABY GIRL"), "2024-05-05", "F")
PEOPLE = (JANE, JOHN, ROSA, TWIN, NAMESAKE, BABY)


def upside_down(result: Findings) -> Findings:
    """The page as it lies on the glass the wrong way round; the words were read upright."""
    text = result.page

    def turned(box: Box) -> Box:
        return Box(text.width - box.x1, text.height - box.y1, text.width - box.x0, text.height - box.y0)

    words = tuple(replace(word, box=turned(word.box)) for word in text.words)
    typed = replace(result.typed, page=replace(text, words=words, rotation=180))
    return replace(result, typed=typed, identifiers=tuple(replace(one, box=turned(one.box)) for one in result.identifiers))


def scribble(count: int) -> Findings:
    """A page of which not one word could be read: toner gone, or the carbon copy's fourth sheet."""
    return page(1, (), "\n".join(["xxx"] * count), None, 0.05)


CASES: dict[str, tuple[list[PageResult], list[str]]] = {
    "middle, foot only": ([sheet(JANE, "", DISCHARGE), foot(mrn(JOHN), name(JOHN)), sheet(JANE)], ["1 2 3: misfile"]),
    "middle, numbered, foot only": ([sheet(JANE, "1/3"), foot(name(JOHN), number="2 of 3"), sheet(JANE, "3/3")], ["1 2 3: misfile"]),
    "interleaved": ([sheet(JANE, "1/2"), sheet(JOHN, "1/2"), sheet(JANE, "2/2"), sheet(JOHN, "2/2")], ["1 2 3 4: misfile,page_order"]),
    "interleaved, backs": ([sheet(JANE, "", DISCHARGE), sheet(JOHN, "", LAB), sheet(JANE), sheet(JOHN)], ["1 2 3 4: misfile"]),
    "namesake lab": (
        [sheet(JANE, "", DISCHARGE), page(1, (name(NAMESAKE), born(NAMESAKE)), f"\n\n\n\n{LONG}", LAB), sheet(JANE)],
        ["1 2 3: ambiguous_patient,misfile"],
    ),
    "namesake lab in full": ([sheet(JANE, "", DISCHARGE), sheet(NAMESAKE), sheet(JANE)], ["1 2 3: misfile"]),
    "namesake lab, first page": ([sheet(JANE, "", DISCHARGE), sheet(NAMESAKE, "", LAB), sheet(JANE)], ["1 2 3: misfile"]),
    "twin": ([sheet(JANE, "1/3"), foot(mrn(TWIN), born(TWIN), number="2 of 3"), sheet(JANE, "3/3")], ["1 2 3: ambiguous_patient,misfile"]),
    "twin, birth date alone": ([sheet(JANE, "1/2"), foot(born(TWIN), number="2 of 2")], ["1 2: M1"]),
    "other visit": (
        [sheet(JANE, "1/2", DISCHARGE, DISCHARGE, E7), sheet(JANE, "", None, DISCHARGE, E9), sheet(JANE, "2/2", None, DISCHARGE, E7)],
        ["1 2 3: misfile,page_order"],
    ),
    "roommate": ([page(1, (mrn(JANE), name(JANE)), f"{LONG}\nRoommate John Smith was seen by Rosa")], ["1: M1"]),
    "mother and baby": ([sheet(JANE, "", DISCHARGE), strip(BABY, "HEART: Regular rate."), sheet(JANE)], ["1 2 3: misfile"]),
    "baby and mother": ([sheet(BABY, "", DISCHARGE), foot(mrn(JANE), name(JANE)), sheet(BABY)], ["1 2 3: misfile"]),
    "very start": ([foot(mrn(JOHN), name(JOHN)), sheet(JANE, "1/2"), sheet(JANE, "2/2")], ["1: M2", "2 3: M1"]),
    "very start, name alone": ([foot(name(JOHN)), sheet(JANE, "1/2"), sheet(JANE, "2/2")], ["1: no_patient", "2 3: M1"]),
    "very start, unnumbered": ([foot(mrn(JOHN), name(JOHN)), sheet(JANE, "", DISCHARGE), sheet(JANE)], ["1: M2", "2 3: M1"]),
    "very end": ([sheet(JANE, "1/2"), sheet(JANE, "2/2"), foot(name(JOHN))], ["1 2 3: misfile,page_order"]),
    "very end, unsure": ([sheet(JANE, "1/2"), sheet(JANE, "2/2"), foot(name(JOHN, 0.5))], ["1 2: M1", "3: no_patient,misfile"]),
    "two strays": (
        [sheet(JANE, "", DISCHARGE), foot(mrn(JOHN), name(JOHN)), foot(mrn(ROSA), name(ROSA)), sheet(JANE)],
        ["1 2 3 4: misfile"],
    ),
    "two strays of one": ([sheet(JANE, "1/2"), sheet(JOHN), sheet(JOHN), sheet(JANE, "2/2")], ["1 2 3 4: misfile,page_order"]),
    "blank backs": (
        [sheet(JANE, "1/2"), blank(1), foot(mrn(JOHN), name(JOHN)), blank(1), sheet(JANE, "2/2"), blank(1)],
        ["1 2 3 4 5 6: misfile,page_order"],
    ),
    "blank backs, nameless end": (
        [told(JANE, ABSCESS), blank(1), told(JOHN, GALL), blank(1), told(None, ABSCESS), blank(1)],
        ["1 2 3 4 5 6: misfile"],
    ),
    "upside down": ([sheet(JANE, "", DISCHARGE), upside_down(foot(mrn(JOHN), name(JOHN))), sheet(JANE)], ["1 2 3: misfile"]),
    "upside down end": (
        [sheet(JANE, "1/2"), sheet(JANE, "2/2"), upside_down(strip(JOHN, "HEART: Regular rate."))],
        ["1 2 3: misfile,page_order"],
    ),
    "unreadable end": (
        [sheet(JANE, "1/2"), sheet(JANE, "2/2"), scribble(40)],
        ["1 2: M1", "3: no_patient,low_confidence,misfile,unknown_type"],
    ),
    "speckled back": ([sheet(JANE, "1/2"), sheet(JANE, "2/2"), scribble(2)], ["1 2: M1", "3: no_patient,low_confidence,unknown_type"]),
    "unreadable behind another's first": ([headed(JANE), sheet(JOHN, "", LAB), scribble(40)], ["1 2 3: low_confidence,misfile"]),
    "first page whose number was misread": (
        [
            sheet(JANE, "", DISCHARGE),
            page(1, headed(JOHN).identifiers, f"GENERAL HOSPITAL\nTel 555-555-0100\nINFORMED CONSENT\n{LONG}\nPage 2", CONSENT),
        ],
        ["1: M1", "2: page_order"],
    ),
    "visit alone": (
        [sheet(JANE, "1/2", DISCHARGE, DISCHARGE, E7), foot(E9), sheet(JANE, "2/2", None, DISCHARGE, E7)],
        ["1 2 3: low_confidence,misfile,page_order"],
    ),
    "stray sex and date": ([sheet(JANE, "1/3"), foot(born(JOHN), found("sex", "M")), sheet(JANE, "3/3")], ["1 2 3: misfile"]),
}


@pytest.mark.parametrize("case", CASES)
def test_station(case: str) -> None:
    pages, expected = CASES[case]
    assert verdicts(pages, PEOPLE) == expected
