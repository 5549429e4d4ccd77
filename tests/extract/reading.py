"""One extractor for all tests of the room, and what it finds in a text laid out as a page."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pipeline.extract import Extractor, ExtractSettings, load_rules
from pipeline.model.types import Findings, Identifier, TypedPage, TypeGuess
from tests.support.pagetext import page_from_text

RULES = Path(__file__).resolve().parents[2] / "config" / "identifiers"
SURE = 0.7  # what filing takes for sure


@cache
def extractor() -> Extractor:
    return Extractor(ExtractSettings(), load_rules(RULES))


def findings(text: str, confidence: float = 0.95) -> Findings:
    return extractor()(TypedPage(page_from_text(text, confidence=confidence), TypeGuess(None, 0.0)))


def found(text: str, kind: str) -> list[Identifier]:
    return [identifier for identifier in findings(text).identifiers if identifier.kind == kind]


def sure(text: str, kind: str) -> list[str]:
    """The values read surely enough to file by."""
    return [identifier.value for identifier in found(text, kind) if identifier.confidence >= SURE]


def values(text: str, kind: str) -> list[str]:
    return [identifier.value for identifier in found(text, kind)]
