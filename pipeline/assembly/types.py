"""The document types of a site, and what its own are learnt with."""

from __future__ import annotations

from pathlib import Path

from pipeline.classify.document_types import DocumentType, load_types, type_names, with_own
from pipeline.settings import Settings, config_folder

SHIPPED_MODEL = Path(__file__).parents[1] / "classify" / "model" / "types.npz"


def types_of(settings: Settings) -> tuple[DocumentType, ...]:
    """The document types that the site tells apart: the shipped ones and its own."""
    shipped = load_types(config_folder() / "document_types")
    return with_own(shipped, load_types(Path(settings.classify.types))) if settings.classify.types else shipped


def document_types(settings: Settings) -> dict[str, str]:
    """The code of every document type that the site tells apart, with its name."""
    return type_names(types_of(settings))
