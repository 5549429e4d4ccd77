"""Years in two figures, and the newest ones, go by the year in which the scan came."""

from __future__ import annotations

import pytest

from pipeline.extract import Extractor, ExtractSettings, load_rules
from pipeline.model.types import TypedPage, TypeGuess
from tests.extract.reading import RULES
from tests.support.pagetext import page_from_text


def read(text: str, year: int, reference_year: int = 0) -> dict[str, str]:
    extract = Extractor(ExtractSettings(reference_year=reference_year), load_rules(RULES))
    found = extract(TypedPage(page_from_text(text), TypeGuess(None, 0.0)), year)
    return {one.kind: one.value for one in reversed(found.identifiers)}


def note(born: str, day: str) -> str:
    return f"PROGRESS NOTE\nPatient Name: DOE, JANE M     MRN: 4812067\nDate of Birth: {born}     Sex: F\nDate of Service: {day}\n"


@pytest.mark.parametrize("year", [2026, 2027, 2028, 2031, 2040])
@pytest.mark.parametrize("figures", [2, 4])
def test_a_visit_of_this_year(year: int, figures: int) -> None:
    found = read(note("05/05/1955", f"01/17/{str(year)[-figures:]}"), year)
    assert (found["service_date"], found["birth_date"]) == (f"{year}-01-17", "1955-05-05")


@pytest.mark.parametrize("year", [2026, 2027, 2028, 2031, 2040])
@pytest.mark.parametrize("figures", [2, 4])
def test_a_child_born_this_year(year: int, figures: int) -> None:
    short = str(year)[-figures:]
    found = read(note(f"01/15/{short}", f"01/17/{short}"), year)
    assert (found["service_date"], found["birth_date"]) == (f"{year}-01-17", f"{year}-01-15")


def test_nobody_is_born_after_the_scan_came() -> None:
    assert "birth_date" not in read(note("05/05/2032", "01/17/2024"), 2030)
    assert read(note("05/05/2031", "05/17/2031"), 2031)["birth_date"] == "2031-05-05"


def test_a_setting_stands_above_the_scan() -> None:
    assert read(note("05/05/1955", "01/17/30"), 2030)["service_date"] == "2030-01-17"
    assert read(note("05/05/1955", "01/17/30"), 2030, 2026).get("service_date") != "2030-01-17"


def test_a_machine_that_lost_its_clock() -> None:
    assert read(note("05/05/1955", "01/17/2025"), 1970)["service_date"] == "2025-01-17"
