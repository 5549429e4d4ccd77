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


def test_a_bare_mr_in_the_patients_block() -> None:
    assert sure("DOE, JANE M\nMR 592323\nDOB 10/17/1930", "mrn") == ["592323"]


@pytest.mark.parametrize("text", ["MR 592323 is the model of the pump.", "DOE, JANE M\nMR 592323", "MR 592323\n\n\n\n\nDOB 10/17/1930"])
def test_a_bare_mr_elsewhere_may_be_anything(text: str) -> None:
    assert "592323" not in sure(text, "mrn")


def test_a_clients_id_on_a_therapists_page() -> None:
    assert sure("Client Name: Jane Doe   Client ID: M07454478   DOB: 04/29/1935", "mrn") == ["M07454478"]


def test_a_laboratorys_client_is_a_practice() -> None:
    assert not sure("Patient: DOE, JANE   DOB: 04/29/1935\nClient ID: 7454478   Lakeside Family Practice", "mrn")
