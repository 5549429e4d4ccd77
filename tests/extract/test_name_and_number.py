"""A number behind the name under one label; a bare MR in the patient's block."""

from __future__ import annotations

import pytest

from tests.extract.reading import sure


@pytest.mark.parametrize("text", ["DOE, JANE / 0123456", "DOE, JANE/ 0123456", "DOE, JANE /0123456"])
def test_behind_the_stroke(text: str) -> None:
    assert sure(f"Pt Name/ID: {text}", "mrn") == ["0123456"]


@pytest.mark.parametrize("text", ["Relative Name/ID: DOE, JANE / 0123456", "Name/Room: DOE, JANE / 0123456"])
def test_others_have_such_numbers_too(text: str) -> None:
    assert not sure(text, "mrn")


@pytest.mark.parametrize("text", ["MR 592323\nDOB 10/17/1930", "DOE, JANE M\nMR 592323", "DOE, JANE M\nB 10-17-1930 AGE 61\nMR 592323"])
def test_a_bare_mr_in_the_patients_block(text: str) -> None:
    assert sure(text, "mrn") == ["592323"]


def test_a_bare_b_in_the_patients_block() -> None:
    text = "DOE, JANE M\nMR 592323   F\nB 10-17-1930 AGE 61"
    assert [sure(text, kind) for kind in ("name", "birth_date", "sex")] == [["DOE, JANE M"], ["1930-10-17"], ["F"]]
    assert not sure("Vitamin B 10-17-1930", "birth_date")


@pytest.mark.parametrize("text", ["MR 592323 is the model of the pump.", "MR 592323\nOffice visit", "MR 592323\n\n\n\n\nDOB 10/17/1930"])
def test_a_bare_mr_elsewhere_may_be_anything(text: str) -> None:
    assert "592323" not in sure(text, "mrn")


def test_a_clients_id_on_a_therapists_page() -> None:
    assert sure("Client Name: Jane Doe   Client ID: M07454478   DOB: 04/29/1935", "mrn") == ["M07454478"]


def test_a_laboratorys_client_is_a_practice() -> None:
    assert not sure("Patient: DOE, JANE   DOB: 04/29/1935\nClient ID: 7454478   Lakeside Family Practice", "mrn")
