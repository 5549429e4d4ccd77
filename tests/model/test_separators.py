from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model.separators import Separator, parse_payload, payload

VALUES = st.text(min_size=1, max_size=20).filter(lambda text: text == text.strip() and text.isprintable())
MAYBE = st.just("") | VALUES
DATES = st.just("") | st.dates(min_value=date(1000, 1, 1)).map(date.isoformat)
SHEETS = st.one_of(
    st.builds(Separator, st.just("patient"), mrn=VALUES, birth_date=DATES, name=MAYBE, encounter=MAYBE),
    st.builds(Separator, st.just("type"), type_code=VALUES),
    st.builds(Separator, st.just("batch"), box=VALUES, station=MAYBE, batch=MAYBE),
    st.just(Separator("document")),
)


@given(SHEETS)
def test_what_was_written_is_read(separator: Separator) -> None:
    text = payload(separator)
    assert text.isascii()
    assert parse_payload(text) == separator


@given(st.text())
def test_any_other_text_is_no_sheet(text: str) -> None:
    assert parse_payload(text) is None
    assert parse_payload(f"CHARTSCAN1{text}") is None


@given(SHEETS, st.data())
def test_a_sheet_cut_short_never_names_another_patient(separator: Separator, data: st.DataObject) -> None:
    text = payload(separator)
    half = parse_payload(text[: data.draw(st.integers(0, len(text)))])
    assert half is None or half.kind == separator.kind


def test_the_grammar_is_as_agreed() -> None:
    sheet = Separator("patient", mrn="0123456", birth_date="1950-02-28", name="NÚÑEZ, A;B=C%", encounter="V77")
    assert payload(sheet) == "CHARTSCAN1;kind=patient;mrn=0123456;dob=1950-02-28;name=N%C3%9A%C3%91EZ, A%3BB%3DC%25;enc=V77"
    assert payload(Separator("type", type_code="18842-5")) == "CHARTSCAN1;kind=type;type=18842-5"
    assert payload(Separator("batch", box="B 12", station="north", batch="7")) == "CHARTSCAN1;kind=batch;box=B 12;station=north;batch=7"
    assert payload(Separator("document")) == "CHARTSCAN1;kind=document"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "CHARTSCAN1",
        "CHARTSCAN1;kind=patient",
        "CHARTSCAN1;kind=nothing",
        "CHARTSCAN2;kind=document",
        "chartscan1;kind=document",
        "CHARTSCAN1;kind=document;mrn=1",
        "CHARTSCAN1;kind=patient;mrn=1;mrn=2",
        "CHARTSCAN1;kind=patient;mrn=1;dob=1950-02-30",
        "CHARTSCAN1;kind=patient;mrn=1;dob=28.2.1950",
        "CHARTSCAN1;kind=patient;mrn=1;nome=X",
        "CHARTSCAN1;kind=patient;mrn=",
        "CHARTSCAN1;kind=patient;mrn=%FF",
        "CHARTSCAN1;kind=patient;mrn=%1",
        "CHARTSCAN1;kind=patient;mrn= 1",
        "CHARTSCAN1;kind=type",
        "CHARTSCAN1;kind=batch;station=north",
        "CHARTSCAN1;kind=document;",
        "CHARTSCAN1;kind=patient;mrn=" + "1" * 1000,
    ],
)
def test_what_comes_near_is_refused(text: str) -> None:
    assert parse_payload(text) is None


@pytest.mark.parametrize(
    "sheet",
    [
        Separator("patient"),
        Separator("patient", mrn="1", birth_date="yesterday"),
        Separator("document", mrn="1"),
        Separator("batch", box=" 1"),
        Separator("type", type_code="1\n"),
        Separator("type", type_code="1" * 1000),
    ],
)
def test_what_the_grammar_cannot_say_is_refused_without_its_value(sheet: Separator) -> None:
    with pytest.raises(ValueError, match=r"sheet|birth_date|blanks") as caught:
        payload(sheet)
    assert "yesterday" not in str(caught.value)
