"""The folded words of names: of a patient's, of a page's doctors', and whether two words that stand side by side may be somebody's."""

from __future__ import annotations

from collections.abc import Callable

from pipeline.filing.names import fold
from pipeline.model.types import Findings, Patient

NamesSomebody = Callable[[str, str], bool]  # of two words side by side, whether they may be a person's name
EDGES = ".,;:()|*@"  # of a word, that are none of a name


def folded(text: str) -> list[str]:
    """The words of a text."""
    return fold(text.replace(",", " ")).split()


def own_words(patient: Patient) -> frozenset[str]:
    """The parts of all the patient's names."""
    names = (f"{name.family} {name.given} {name.middle} {name.suffix}" for name in patient.names)
    return frozenset(part for name in names for part in folded(name))


def doctor_words(result: Findings) -> frozenset[str]:
    """The parts of the names of the page's doctors."""
    return frozenset(part for one in result.identifiers if one.kind == "provider" for part in folded(one.value))
