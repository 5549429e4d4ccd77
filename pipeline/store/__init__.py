"""Originals and page results, by content hash."""

from pipeline.store.store import SourceChanged, Store, StoredFile

__all__ = ["SourceChanged", "Store", "StoredFile"]
