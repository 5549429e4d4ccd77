from __future__ import annotations

import pytest

from pipeline.classify.document_types import DocumentType
from pipeline.classify.features import TITLE_STRENGTH, Features, fold
from pipeline.classify.layout import layout_cues
from pipeline.classify.titles import TitleFinder
from pipeline.model.geometry import Affine, Box
from pipeline.model.types import PageText, Word
from tests.support.pagetext import page_from_text

FEATURES = Features(TitleFinder((DocumentType("lab", "Lab", titles=("laboratory report",)),)))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Heart,", "heart"),
        ("01/02/2019", "0date"),
        ("12.5", "0number"),
        ("$12.50", "0money"),
        ("A12-9", "0code"),
        ("patient's", "patients"),
        ("--", ""),
    ],
)
def test_words_are_folded(text: str, name: str) -> None:
    assert fold(text) == name


def test_a_page_has_words_pairs_headings_and_its_title() -> None:
    found = FEATURES(page_from_text("LABORATORY REPORT\nGlucose 99 mg/dL high\nCLINICAL HISTORY: chest pain chest pain"))
    assert found["w:chest pain"] == 2
    assert found["h:clinical history"] == 1
    assert found["t:laboratory report"] == 1
    assert found["p:lab title"] == TITLE_STRENGTH
    assert found["w:glucose 0number"] == 1
    assert not any("99" in name for name in found)


def test_a_number_itself_is_never_a_feature() -> None:
    found = FEATURES(page_from_text("MRN 123456 DOB 01/02/1950 A-12345-X"))
    assert not any(any(map(str.isdigit, name.replace("0date", "").replace("0number", "").replace("0code", ""))) for name in found)


def test_layout_tells_a_table_from_prose() -> None:
    table = layout_cues(page_from_text("\n".join("Glucose      99      70-99      mg/dL" for _ in range(10))))
    prose = layout_cues(page_from_text("\n".join("the patient was seen today and feels quite well again now" for _ in range(10))))
    assert table["columns"] == 1.0
    assert prose["columns"] == 0.0
    assert prose["long lines"] == 1.0
    assert table["digits"] > prose["digits"]


def test_layout_is_measured_upright() -> None:
    turned = Affine(0, 1, 0, 1, 0, 0)  # x and y change places
    words = [Word("a", Box(100, x, 132, x + 60), 0.9, 0) for x in (100, 600, 1100)]
    page = PageText(1, tuple(words), 0.9, 90, 0.0, False, 3300, 2550, "test", turned)
    assert layout_cues(page)["columns"] == 1.0


def test_every_layout_cue_is_a_share() -> None:
    cues = layout_cues(page_from_text("[ ] yes ______ NAME: 12\n" * 30))
    assert cues
    assert all(0 <= value <= 1 for value in cues.values())
    assert layout_cues(page_from_text("")) == {}
