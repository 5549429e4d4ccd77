from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.classify.composed import Composer, is_head
from pipeline.classify.document_types import DocumentType, load_types
from pipeline.classify.features import Features
from pipeline.classify.titles import TitleFinder
from tests.support.pagetext import page_from_text

TYPES = load_types(Path(__file__).parents[2] / "config" / "document_types")
COMPOSER = Composer(TYPES)
PROGRESS, IMAGING, OPERATION, CONSENT, ORDERS, RELEASE = "11506-3", "18748-4", "11504-8", "59284-0", "46209-3", "64292-6"


@pytest.mark.parametrize(
    ("line", "codes"),
    [
        ("hospital medicine progress", {PROGRESS}),
        ("clinical visit summary", {PROGRESS}),
        ("dx imaging result", {IMAGING}),
        ("dx imaging resuit", {IMAGING}),  # one misread letter
        ("statement of operation", {OPERATION}),
        ("imaging center", set()),  # a place, not a paper
        ("scan", set()),  # a word is not subject and form at once
        ("active medications", set()),  # a section of many notes
        ("patient information", set()),  # likewise
        ("follow up", set()),
        ("imaging findings", set()),
        ("referring physician", set()),  # a label
        ("operating surgeon", set()),
        ("requisition", set()),
        ("follow up visit", {PROGRESS}),
        ("permission to share medical records", {RELEASE}),
        ("records transfer authorization hipaa", {RELEASE}),
        ("request to release films and reports", {RELEASE}),
        ("send reports to", set()),  # a label
        ("chart copy", set()),
        ("see imaging report", set()),  # speaks of another document
        ("imaging operative note", set()),  # two types' words
        ("dragon imaging report", set()),  # a word that nobody foresaw
    ],
)
def test_a_line_is_a_title_when_each_word_is_a_part_of_one_type(line: str, codes: set[str]) -> None:
    assert COMPOSER([line]) == codes


@pytest.mark.parametrize(
    ("title", "line", "head"),
    [
        ("consentform", "contrast dye consent form", True),
        ("consentfor", "consent for antineoplastic therapy", False),  # what follows is no "for" or "to"
        ("consent", "consent for antineoplastic therapy", True),
        ("referral", "referral to the network", True),
        ("referral", "reason for referral", False),
        ("referral", "referral date", False),
        ("consent", "signed preconsent", False),  # a part of a word
        ("consent", "see the consent", False),
    ],
)
def test_a_title_is_what_the_other_words_describe(title: str, line: str, head: bool) -> None:
    assert is_head(title, line) is head


def test_a_page_with_a_listed_title_has_no_other() -> None:
    features = Features(TitleFinder(TYPES))
    made = features.strengths(page_from_text("Doppler Reading\nJane Doe was seen today for her knee"))
    listed = features.strengths(page_from_text("Operative Report\nDoppler Reading\nJane Doe was seen today for her knee"))
    assert made.get(IMAGING) == 1.0
    assert listed.get(OPERATION) == 1.0
    assert listed.get(IMAGING, 0.0) < 1.0


def test_titles_of_two_types_are_none() -> None:
    types = (DocumentType("a", "A", kinds=("apple",)), DocumentType("b", "B", kinds=("berry",)))
    assert TitleFinder(types).made(["apple", "berry"]) == set()
    assert TitleFinder(types).made(["apple"]) == {"a"}
