from __future__ import annotations

import pytest

from pipeline.classify.document_types import DocumentType
from pipeline.classify.titles import WHOLE_LINE, TitleFinder, plain, title_lines, titles_of
from pipeline.model.geometry import Box
from pipeline.model.types import PageText, Word
from tests.support.pagetext import page_from_text, with_margin

FINDER = TitleFinder(
    (
        DocumentType("dis", "Discharge", titles=("discharge summary",)),
        DocumentType("con", "Consent", titles=("consent", "informed consent")),
        DocumentType("roi", "Release", titles=("consent to release information",)),
        DocumentType("mar", "MAR", titles=("mar",)),
    )
)


@pytest.mark.parametrize(
    ("line", "codes"),
    [
        ("DISCHARGE SUMMARY", {"dis"}),
        ("D I S C H A R G E  S U M M A R Y", {"dis"}),
        ("Dischange Sumrnary", {"dis"}),
        ("DISCHARGESUMMARY", {"dis"}),
        ("Physician Hospital Discharge Summary", {"dis"}),
        ("Consent to Release Information", {"roi"}),
        ("INFORMED CONSENT", {"con"}),
        ("March 2019", set()),
        ("MAR", {"mar"}),
        ("Discharge", set()),
        ("Source to release information", set()),
        ("Discount summary", set()),
        ("", set()),
    ],
)
def test_titles_are_found_through_misreading(line: str, codes: set[str]) -> None:
    assert set(FINDER([plain(line)])) == codes


def test_the_share_says_how_much_of_the_line_is_the_title() -> None:
    assert FINDER([plain("Informed consent")])["con"] == 1.0
    assert FINDER([plain("Informed consent was obtained by the nurse")])["con"] < 0.5


def test_running_text_is_no_title() -> None:
    page = page_from_text("the patient was given a discharge summary and then went home with his wife\nDischarge Summary")
    assert title_lines(page) == ["discharge summary"]


def test_digits_read_for_letters_are_forgiven() -> None:
    assert title_lines(page_from_text("D1SCHARGE 5UMMARY")) == ["dlscharge summary"]
    assert "dis" in FINDER(title_lines(page_from_text("D1SCHARGE 5UMMARY")))


@pytest.mark.parametrize("line", ["DOB: 25-Mar-1975", "Mar 25, 1975", "Dictated 01-Mar-2019", "March 3 2020", "25 Mar 1975"])
def test_a_month_is_no_title(line: str) -> None:
    assert FINDER(title_lines(page_from_text(line))) == {}


def test_large_print_is_a_title_further_down() -> None:
    words = [Word(f"w{row}", Box(0, row * 50, 80, row * 50 + 30), 0.9, row) for row in range(40)]
    words[30] = Word("CONSENT", Box(0, 1500, 300, 1560), 0.9, 30)
    page = PageText(1, tuple(words), 0.9, 0, 0.0, False, 2550, 3300, "test")
    assert "consent" in title_lines(page)
    assert len(title_lines(page)) == 15


def test_a_page_without_words_has_no_titles() -> None:
    assert title_lines(PageText(1, (), 1.0, 0, 0.0, True, 2550, 3300, "test")) == []


def test_no_title_runs_up_a_margin() -> None:
    page = page_from_text("Progress note\nGait is steady.")
    assert title_lines(with_margin(page, "OPERATIVE REPORT")) == title_lines(page)


def test_what_a_printout_says_before_the_title_is_no_part_of_it() -> None:
    page = page_from_text("LOCAL TITLE: DISCHARGE SUMMARY\nDocument Type: Informed Consent\nTitle of the study")
    assert title_lines(page) == ["discharge summary", "informed consent", "of the study"]


def test_a_plural_inside_a_longer_title_is_not_another_title() -> None:
    finder = TitleFinder((DocumentType("ed", "ED", titles=("ed provider note",)), DocumentType("pro", "Note", titles=("provider notes",))))
    assert set(finder(["ed provider notes"])) == {"ed"}
    assert set(finder(["provider notes"])) == {"pro"}


@pytest.mark.parametrize("line", ["Cardiology Discharge Summary", "Hospital Resident Informed Consent Form", "Discharge Summary (Final)"])
def test_words_that_only_say_whose_or_when_take_nothing_from_a_title(line: str) -> None:
    assert max(FINDER([plain(line)]).values()) >= 0.75


@pytest.mark.parametrize("line", ["Discharge Summary to follow, see chart", "Discharge summary pending", "Refusal of informed consent"])
def test_a_line_that_mentions_a_document_is_no_title(line: str) -> None:
    assert max(FINDER([plain(line)]).values()) < WHOLE_LINE


def test_a_title_in_a_column_of_its_own_or_before_a_dash_stands_by_itself() -> None:
    texts = (("Meadow", 0), ("Laboratories", 130), ("Incorporated", 370), ("Discharge", 1200), ("Summary", 1390))
    line = tuple(Word(text, Box(left, 100, left + 18 * len(text), 130), 0.9, 0) for text, left in texts)
    page = PageText(1, line, 0.9, 0, 0.0, False, 2550, 3300, "test")
    assert titles_of(page) == (
        ["meadow laboratories incorporated discharge summary"],
        ["meadow laboratories incorporated", "discharge summary"],
    )
    dashed = page_from_text("Discharge Summary - Termination of Benefits and Obligations")
    assert titles_of(dashed)[1][0] == "discharge summary"


@pytest.mark.parametrize(("second", "pieces"), [("Information", []), ("Source", ["patient information", "specimen source"])])
def test_headings_of_boxes_side_by_side_are_no_titles(second: str, pieces: list[str]) -> None:
    texts = (("Patient", 0), ("Information", 150), ("Specimen", 900), (second, 1070))
    line = tuple(Word(text, Box(left, 100, left + 18 * len(text), 130), 0.9, 0) for text, left in texts)
    assert titles_of(PageText(1, line, 0.9, 0, 0.0, False, 2550, 3300, "test"))[1] == pieces
