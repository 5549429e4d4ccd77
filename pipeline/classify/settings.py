"""The settings of this room. The assembly fills them from config; nothing here reads a file."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ClassifySettings:
    """How sure a type must be, and how the pages of one document speak together."""

    # Least calibrated probability (0 to 1) for a type to be answered; under it the answer is "none of these".
    min_confidence: float = 0.4
    # A page with fewer words than this says nothing about its type (an insurance card has about fifteen).
    min_words: int = 8
    # How many of the deciding words are kept as evidence, strongest first.
    evidence_words: int = 8
    # The site's own model, as `chartscan types train` writes it; "" for the one in the home folder, or else the shipped one.
    model: str = ""
    # A folder of the site's own document types, one TOML each, beside the shipped ones; "" for document_types/ in the home folder.
    types: str = ""
    # Weight of the second and later pages of a document against the first page's 1.
    continuation_weight: float = 0.35
    # Least share (0 to 1) of a document's page weight that must have a type of its own; under it the document has none.
    min_typed_share: float = 0.25
