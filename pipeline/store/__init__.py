"""Originals and page results, by content hash."""
