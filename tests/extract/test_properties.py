"""What holds for any page: it never raises, boxes lie on the page, values are normalised for good."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.extract import MrnFormat, format_name, normalise_mrn, parse_name
from pipeline.model.geometry import Affine, Box
from pipeline.model.types import Findings, PageText, TypedPage, TypeGuess, Word
from tests.extract.reading import extractor
from tests.support.pagetext import page_from_text

WIDTH, HEIGHT = 2550, 3300
SCRAPS = [
    "MRN:",
    "MRN",
    "MR",
    "#",
    "DOB:",
    "DOB",
    "Date",
    "of",
    "Birth:",
    "Name:",
    "Patient:",
    "Patient",
    "Sex:",
    "Sex",
    "F",
    "M",
    "DOE,",
    "JANE",
    "Doe",
    "Jr.",
    "MD",
    "Dr.",
    "00123456",
    "12-34-56",
    "H123456",
    "03/14/1957",
    "3/14/57",
    "March",
    "14,",
    "1957",
    "61Y",
    "Acct",
    "Account",
    "Number",
    "Visit",
    "GUARANTOR",
    "Guarantor:",
    "(",
    ")",
    "[X]",
    "[",
    "]",
    "|",
    ":",
    ",",
    "RE:",
    "de",
    "la",
    "Cruz,",
    "O'Brien",
    "is",
    "a",
    "61-year-old",
    "woman",
    "",
    "\u200b",
    "ŉ",
    "ß",
    "İ",
    "١٢٣",
    "𝟏𝟐",
    "#",
    "--",
    "Last",
    "First",
    "MI",
]
scraps = st.one_of(st.sampled_from(SCRAPS), st.text(max_size=12))
boxes = st.builds(
    lambda x, y, w, h: Box(x, y, x + w, y + h), *(st.integers(-50, 3400), st.integers(-50, 3400), st.integers(0, 400), st.integers(0, 90))
)
words = st.builds(Word, scraps, boxes, st.floats(-0.5, 1.5, allow_nan=False), st.integers(0, 12))
upright = st.sampled_from(
    [Affine(), Affine(0, -1, HEIGHT, 1, 0, 0), Affine(0.999, -0.03, 10, 0.03, 0.999, -5), Affine(-1, 0, WIDTH, 0, -1, HEIGHT)]
)
pages = st.builds(
    lambda found, up: PageText(3, tuple(sorted(found, key=lambda word: word.line)), 0.9, 0, 0.0, False, WIDTH, HEIGHT, "test", up),
    st.lists(words, max_size=60),
    upright,
)
lines = st.lists(st.lists(st.sampled_from(SCRAPS), max_size=9).map("  ".join), max_size=8).map("\n".join)


def assert_sound(findings: Findings) -> None:
    page = findings.page
    for found in findings.identifiers:
        assert 0 < found.confidence < 1
        assert found.page == page.number
        assert 0 <= found.box.x0 <= found.box.x1 <= page.width
        assert 0 <= found.box.y0 <= found.box.y1 <= page.height
        assert found.raw
        assert found.rule
        if found.kind == "name":
            name = parse_name(found.value)
            assert name is not None
            assert format_name(name) == found.value
        elif found.kind == "mrn":
            assert normalise_mrn(found.value, MrnFormat()) == found.value
        elif found.kind in ("birth_date", "service_date"):
            assert date.fromisoformat(found.value).isoformat() == found.value
        elif found.kind == "sex":
            assert found.value in "FMXU"
    assert len({(found.kind, found.value) for found in findings.identifiers}) == len(findings.identifiers)


@settings(max_examples=150, deadline=None)
@given(pages)
def test_any_words_anywhere(page: PageText) -> None:
    assert_sound(extractor()(TypedPage(page, TypeGuess(None, 0.0))))


@settings(max_examples=250, deadline=None)
@given(lines)
def test_any_scraps_in_lines(text: str) -> None:
    assert_sound(extractor()(TypedPage(page_from_text(text), TypeGuess(None, 0.0))))


@settings(max_examples=400, deadline=None)
@given(st.one_of(st.text(max_size=90), st.lists(st.sampled_from(SCRAPS), max_size=7).map(" ".join)))
def test_a_name_normalised_twice_stays(raw: str) -> None:
    name = parse_name(raw)
    if name is not None:
        value = format_name(name)
        again = parse_name(value)
        assert again is not None
        assert format_name(again) == value


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="0123456789OIlHMR-. /", max_size=30))
def test_a_number_normalised_twice_stays(raw: str) -> None:
    value = normalise_mrn(raw, MrnFormat())
    if value is not None:
        assert normalise_mrn(value, MrnFormat()) == value


@pytest.mark.parametrize(
    "text",
    [
        "MRN: " + "1-" * 40_000,
        "Name: " + "A," * 40_000,
        "DOB: " + "1/" * 40_000,
        "Sex: " + "[ " * 20_000,
        ("MRN " * 40 + "\n") * 100,
        "Patient: " + "A" * 90_000,
    ],
)
def test_a_hostile_page_takes_no_longer_than_a_full_one(text: str) -> None:
    assert_sound(extractor()(TypedPage(page_from_text(text), TypeGuess(None, 0.0))))  # the suite's time limit is the assertion


def test_the_same_page_gives_the_same_findings() -> None:
    page = TypedPage(page_from_text("DOE, JANE M  MRN 00123456\nDOB: 03/14/1957  Sex: F"), TypeGuess(None, 0.0))
    assert extractor()(page) == extractor()(page)


def test_a_turned_page_is_read_as_it_is_upright() -> None:
    plain = page_from_text("Patient Name      MRN         DOB\nDOE, JANE M       00123456    03/14/1957")
    turned = tuple(Word(w.text, Box(HEIGHT - w.box.y1, w.box.x0, HEIGHT - w.box.y0, w.box.x1), w.confidence, w.line) for w in plain.words)
    back = Affine(0, 1, 0, -1, 0, HEIGHT)
    page = PageText(1, turned, 0.95, 270, 0.0, False, HEIGHT, WIDTH, "test", back)
    found = extractor()(TypedPage(page, TypeGuess(None, 0.0))).identifiers
    assert [(item.kind, item.value) for item in found] == [("mrn", "00123456"), ("name", "DOE, JANE M"), ("birth_date", "1957-03-14")]
    assert found[0].box == Box(HEIGHT - 182, 100 + 18 * 20, HEIGHT - 150, 100 + 26 * 20 - 4)


def test_a_blank_page_has_nothing() -> None:
    page = PageText(1, (), 1.0, 0, 0.0, True, WIDTH, HEIGHT, "test")
    assert extractor()(TypedPage(page, TypeGuess(None, 0.0))).identifiers == ()
