"""The patient's name among a page's words: whole, in one piece, and no other's."""

from __future__ import annotations

import pytest

from pipeline.filing.named import named_in
from pipeline.model.geometry import Box
from pipeline.model.types import PersonName, Word

JANE = PersonName("Doe", "Jane", "Marie")
JOHN = PersonName("St. John", "Robert", "", "Jr")


def _named(line: str, own: PersonName) -> list[str]:
    words = [Word(text, Box(80 * at, 0, 80 * at + 70, 20), 0.9, 1) for at, text in enumerate(line.split())]
    return [named.value for named in named_in(words, own)]


@pytest.mark.parametrize(
    ("line", "own", "value"),
    [
        ("doe, Jane M", JANE, "DOE, JANE M"),
        ("7 DOE, JANE MARIE F", JANE, "DOE, JANE MARIE"),
        ("HPI: Jane Doe is a woman of 60", JANE, "DOE, JANE"),
        ("was seen. Jane M. Doe is well", JANE, "DOE, JANE M"),
        ("DOE, JANE F 60 Y", JANE, "DOE, JANE"),
        ("Robert St. John Jr. was seen", JOHN, "ST JOHN, ROBERT JR"),
        ("Ana Garcia-Lopez", PersonName("Garcia-Lopez", "Ana"), "GARCIA-LOPEZ, ANA"),
    ],
)
def test_the_whole_name_is_found(line: str, own: PersonName, value: str) -> None:
    assert _named(line, own) == [value]


@pytest.mark.parametrize(
    "line",
    [
        "Mary Jane Doe",
        "Jane Anne Doe",
        "Jane K Doe",
        "Jane! Doe",
        "DOE, JANE K",
        "DOE, JANE §",
        "DOE, JANE l",
        "Jane Doe Jr.",
        "DOE JANE",
        "Jane, Doe",
        "Doe Jones, Jane",
        "J. Doe",
    ],
)
def test_another_or_less_than_the_whole_name_is_not(line: str) -> None:
    assert _named(line, JANE) == []


def test_an_initial_names_nobody() -> None:
    assert _named("J Doe", PersonName("Doe", "J")) == []
