"""Originals and page results, by content hash."""

from pipeline.store.source import SourceAway, SourceChanged
from pipeline.store.store import Store, StoredFile

__all__ = ["SourceAway", "SourceChanged", "Store", "StoredFile"]
