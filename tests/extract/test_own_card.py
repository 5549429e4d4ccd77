"""Insurance cards of children, of adults, and of people whose age can't be told."""

from __future__ import annotations

import pytest

from tests.extract.reading import sure, values

CARD = """Atlantic Shield
Member name
MIA J. CORDOVA
Member ID         Group
KB300044366       122710
Date of birth     RxBIN
{born}       250984
PCP copay $25   Specialist $50   ER $250
"""


def test_a_child_is_nobodys_parent() -> None:
    for born, value in (("04-Jul-2020", "2020-07-04"), ("07/04/2020", "2020-07-04")):
        page = CARD.format(born=born)
        assert sure(page, "name") == ["CORDOVA, MIA J"]
        assert sure(page, "birth_date") == [value]


@pytest.mark.parametrize("born", ["05/21/1974", "07/04/20", "            "])
def test_anybody_else_may_be(born: str) -> None:
    page = CARD.format(born=born)
    assert values(page, "name") == ["CORDOVA, MIA J"]
    assert sure(page, "name") == sure(page, "birth_date") == []


def test_two_members_are_a_familys_card() -> None:
    page = CARD.format(born="07/04/2020") + "\nMember name\nANNA CORDOVA\n"
    assert sure(page, "name") == []


def test_a_subscribers_birth_date_is_not_the_members() -> None:
    page = CARD.format(born="07/04/2020").replace("Date of birth", "Subscriber DOB")
    assert sure(page, "name") == sure(page, "birth_date") == []


def test_a_face_sheet_or_a_dependents_card_is_no_childs_own() -> None:
    sheet = "FACE SHEET\nPatient Name: CORDOVA, MIA J   MRN: 00123456\nDOB: 07/04/2020\nMember name: HARRIS, JOHN\n"
    assert sure(sheet, "name") == ["CORDOVA, MIA J"]
    card = "Atlantic Shield\nMember name\nJOHN CORDOVA\nDependents\nMIA\nDate of birth\n07/04/2020\n"
    assert sure(card, "name") == []
