"""Originals and page results, by content hash."""

from pipeline.store.store import Store, StoredFile

__all__ = ["Store", "StoredFile"]
