"""Headings of narrow columns that go on in the next line."""

from __future__ import annotations

import pytest

from tests.extract.reading import sure, values

TABLE = """
Pt                 UNIT       Date of       Date     Patient   CSN
                   NUMBER     Birth         Seen     Sex
Doe, Jane          00134205   03/08/1954    8/16/14  F         37012537
"""


@pytest.mark.parametrize(
    ("kind", "value"),
    [("mrn", "00134205"), ("birth_date", "1954-03-08"), ("service_date", "2014-08-16"), ("sex", "F"), ("encounter", "37012537")],
)
def test_both_lines_are_one_label(kind: str, value: str) -> None:
    assert sure(TABLE, kind) == [value]


def test_three_lines_are() -> None:
    page = """
Name               Medical    Adm Date      DATE OF
                   Record                   BIRTH
                   Number
Fowler, Abigail    07311884   2019-10-08    1955-07-01
"""
    assert (sure(page, "mrn"), sure(page, "birth_date")) == (["07311884"], ["1955-07-01"])


def test_a_heading_before_a_column_with_a_wrapped_one() -> None:
    page = """
PATIENT NAME       Date of      Date of Birth  Legal Sex   Hosp No     Requesting
                   Operation                                           Physician
SCOTT P NAVARRO    10-14-2012   02-24-1968     Male        MR2331282   RICE, AARON
"""
    assert sure(page, "birth_date") == ["1968-02-24"]
    assert sure(page, "mrn") == ["MR2331282"]
    assert "RICE, AARON" not in sure(page, "name")


def test_two_headings_with_little_between() -> None:
    page = """
PATIENT NAME       Date of Birth Sex    Hosp No
SCOTT P NAVARRO    02-24-1968    Male   MR2331282
"""
    assert (sure(page, "birth_date"), sure(page, "sex")) == (["1968-02-24"], ["M"])


def test_what_stands_under_a_heading_is_no_part_of_it() -> None:
    page = """
Name               Unit       Ward          DOB
Doe, Jane          12345678   Number        03/08/1954
"""
    assert values(page, "mrn") == []


def test_an_order_number_stays_one() -> None:
    page = """
Name               Order      Ward          DOB
                   Number
Doe, Jane          12345678   4 West        03/08/1954
"""
    assert values(page, "mrn") == []
