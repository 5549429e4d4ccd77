"""The patient's line that no label explains: an imprint, a foot's bar."""

from __future__ import annotations

import pytest

from tests.extract.reading import sure, values

IMPRINT = """
SACRED HEART MEDICAL CENTER                          {name}
Informed Consent to Operation                        {line}
                                                     DR ESPINOZA MED
                                                     01/26/2020

I authorize the operation named above and the anesthesia it needs.
"""
FOOT = """
CHEST, TWO VIEWS
The lungs are clear. Exam date: 2022-11-16

{line}
"""


def imprint(name: str = "VASQUEZ, COURTNEY", line: str = "0487180 F 01/02/1983") -> str:
    return IMPRINT.format(name=name, line=line)


@pytest.mark.parametrize("line", ["0487180 F 01/02/1983", "0487180   01/02/1983   F", "F 37Y 0487180 01/02/1983"])
def test_an_imprint(line: str) -> None:
    text = imprint(line=line)
    assert [sure(text, kind) for kind in ("mrn", "birth_date", "sex")] == [["0487180"], ["1983-01-02"], ["F"]]
    assert values(text, "name") == ["VASQUEZ, COURTNEY"]


def test_a_name_in_capitals_without_a_comma_is_never_sure() -> None:
    assert values(imprint("VASQUEZ COURTNEY"), "name")
    assert not sure(imprint("VASQUEZ COURTNEY"), "name")


@pytest.mark.parametrize(
    "line",
    [
        "VASQUEZ, COURTNEY | 0487180 | 1983-01-02 | F | Page 1 of 1",
        "VASQUEZ, COURTNEY I 0487180 I 1983-01-02 I F| Page 1 of 1",
        "VASQUEZ, COURTNEY   0487180   1983-01-02   F",
    ],
)
def test_the_bar_in_a_foot(line: str) -> None:
    text = FOOT.format(line=line)
    found = [sure(text, kind) for kind in ("name", "mrn", "birth_date", "sex")]
    assert found == [["VASQUEZ, COURTNEY"], ["0487180"], ["1983-01-02"], ["F"]]


@pytest.mark.parametrize(
    "text",
    [
        imprint(line="0487180 F 01/02/1983 seen today"),  # a sentence
        imprint(name="Operation", line="0487180 F 01/02/1983"),  # nobody's name over it
        imprint(name="GENERAL HOSPITAL"),
        imprint() + "\nMRN: 0991234",  # a number with a label is the patient's
        imprint(line="Policy 0487180 F 01/02/1983"),
    ],
)
def test_a_number_that_may_be_something_else_is_none(text: str) -> None:
    assert "0487180" not in sure(text, "mrn")


LABEL = """
SACRED HEART MEDICAL CENTER                          {name}
300 Courthouse Sq, Fairview, GA                      MR 446588   AC 790085-2
Informed Consent to Operation                        11-01-1994  25Y  M
                                                     ADM 12-07-2019  OPD
                                                     WALTON, KELLY H DO

I authorize the operation named above and the anesthesia it needs.
"""


@pytest.mark.parametrize("name", ["ROBERTS / SCOTT A", "ROBERTS/ SCOTT A", "ROBERTS/SCOTT A", "ROBERTS, SCOTT A"])
def test_a_label_off_the_roll(name: str) -> None:
    text = LABEL.format(name=name)
    found = [sure(text, kind) for kind in ("name", "mrn", "birth_date", "sex", "account")]
    assert found == [["ROBERTS, SCOTT A"], ["446588"], ["1994-11-01"], ["M"], ["790085-2"]]


@pytest.mark.parametrize("name", ["INTAKE / OUTPUT", "SURGERY / SCOTT", "Roberts / Scott", "ROBERTS / SCOT1"])
def test_words_with_a_stroke_between_them_that_are_no_name(name: str) -> None:
    assert not sure(LABEL.format(name=name), "name")


def test_of_two_numbers_neither_is_sure() -> None:
    text = imprint(line="0487180 55512345 F 01/02/1983")
    assert not sure(text, "mrn")
    assert sure(text, "birth_date") == ["1983-01-02"]


@pytest.mark.parametrize("date", ["01/02/2019", "01/26/2020"])  # on a page of 2020
def test_a_late_date_is_no_birth(date: str) -> None:
    assert not sure(imprint(line=f"0487180 F {date}"), "birth_date")


def test_a_stated_age_decides() -> None:
    assert not sure(imprint(line="0487180 F 64Y 01/02/1983"), "birth_date")
    assert sure(imprint(line="0487180 F 36Y 01/02/1983"), "birth_date") == ["1983-01-02"]


def test_two_patients_lines_are_both_seen() -> None:
    second = FOOT.format(line="OTHER, PERSON   0991234   1950-03-04   M")
    assert set(values(imprint() + second, "mrn")) == {"0487180", "0991234"}


def test_a_doctors_name_behind_the_parts_is_not_the_patients() -> None:
    assert not values(FOOT.format(line="M 06/12/1984 NAKAMURA, PERCY"), "name")


OVER = """
SACRED HEART MEDICAL CENTER                          {line}
12 Levee Rd, Hartsville, SC 29550                    {name}
                                                     3931 WHEELER WAY
NURSING RECORD                                       5160705230 01/24/2020
                                                     {doctor}
Date of Service: 01/26/2020

Resting in bed with eyes closed, easily roused. Call light within reach.
"""


def over(line: str = "00-84-46-80 F 12/17/75", name: str = "WALL, MARISSA B", doctor: str = "BELTRAN, OLIVIA B MD") -> str:
    return OVER.format(line=line, name=name, doctor=doctor)


@pytest.mark.parametrize(
    "line",
    ["00-84-46-80 F 12/17/75", "F 12/17/1975 00844680", "00844680 F 44Y 12/17/1975", "00844680 44/F 12-17-1975", "12/17/75 00844680 F"],
)
def test_an_imprint_whose_name_stands_under_its_numbers(line: str) -> None:
    text = over(line)
    assert [sure(text, kind) for kind in ("name", "birth_date", "sex")] == [["WALL, MARISSA B"], ["1975-12-17"], ["F"]]
    assert "00844680" in values(text, "mrn")
    assert not sure(text, "mrn")  # the imprint has an account too


def test_of_two_centuries_the_one_before_the_visit() -> None:
    assert values(over("00-84-46-80 F 12/17/25"), "birth_date") == ["1925-12-17"]


@pytest.mark.parametrize(
    "text",
    [
        over(line="00844680 12/17/1975"),  # as an account and its admission stand over a doctor
        over(name="WALL, MARISSA B MD"),
        over(name="Marissa Wall"),
        over(name="DISCHARGE, UNIT"),
        over() + "\n" + over("00991234 M 03/04/1950", "OTHER, PERSON A"),  # a list
        over(line="00844680 F 12/17/1975 seen today"),
        "EMERGENCY CONTACT\n" + over(),
        over(line="00844680 F 01/24/2019"),  # last year's admission
    ],
)
def test_a_name_under_other_numbers_is_not_the_patients(text: str) -> None:
    assert not sure(text, "birth_date")
    assert not sure(text, "name")


def test_the_doctor_under_account_and_admission_is_not_the_patient() -> None:
    assert sure(over(doctor="BELTRAN, OLIVIA B"), "name") == ["WALL, MARISSA B"]


CANADIAN = """
MAPLE GROVE HEALTH CENTRE                            M000884002 F 90Y
200 Lakefield Avenue, Orillia                        {name}
                                                     {under}
FINAL REPORT                                         ACCT MG4173231
Examined: 2019-DEC-15

Restricted diffusion in the left frontal operculum and insula.
"""


def test_a_birth_date_alone_under_the_name_of_the_age_over_it() -> None:
    text = CANADIAN.format(name="BOYLE, Alison", under="1929-FEB-08")
    assert [sure(text, kind) for kind in ("name", "birth_date", "sex")] == [["BOYLE, ALISON"], ["1929-02-08"], ["F"]]


@pytest.mark.parametrize(
    ("name", "under"), [("BOYLE, Alison", "1979-FEB-08"), ("BOYLE, Alison MD", "1929-FEB-08"), ("BOYLE, Alison", "seen 1929-FEB-08")]
)
def test_a_date_that_is_not_of_the_age_or_of_a_doctor_is_none(name: str, under: str) -> None:
    assert not sure(CANADIAN.format(name=name, under=under), "birth_date")


def test_what_was_read_of_a_barcode_over_a_label_is_no_line_of_it() -> None:
    text = LABEL.format(name="ROBERTS / SCOTT").replace("MEDICAL CENTER             ", "MEDICAL CENTER           0 ")
    assert sure(LABEL.format(name="00\n" + 53 * " " + "ROBERTS / SCOTT"), "account") == ["790085-2"]
    assert sure(text, "account") == ["790085-2"]
