"""Names with letters that the English model lacks."""

from __future__ import annotations

import pytest

from pipeline.extract.vocabulary import given_names
from pipeline.ocr.accents import _names, restored


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        ("Nufiez", "Nuñez"),
        ("Nujfiez,", "Nuñez,"),
        ("Mufioz-Lépez", "Muñoz-López"),
        ("Zufiga", "Zuñiga"),
        ("Pefia:", "Peña:"),
        ("(L0pez)", "(López)"),
        ("Jestis", "Jesús"),
        ("Miiller", "Müller"),
        ("Serensen", None),
        ("S@rensen", "Sørensen"),
        ("Frangois", "François"),
    ],
)
def test_a_name_gets_its_letters_back(read: str, printed: str | None) -> None:
    assert restored(read) == printed


@pytest.mark.parametrize(
    "read",
    [
        "Sofia",
        "Griffin",
        "Miller",
        "Nunez",
        "NUNEZ",
        "NUFIEZ",
        "nufiez",
        "Avitia",
        "Cerén",
        "Petia",
        "Lopez",
        "Peña",
        "pefia",
        "MUFiOZ",
        "Fiona",
        "12/05",
    ],
)
def test_other_words_and_plain_spellings_stay(read: str) -> None:
    assert restored(read) is None


def test_no_reading_is_a_common_given_name() -> None:
    assert not {read.upper() for read in _names()} & given_names()
