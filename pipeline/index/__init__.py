"""Search: one protocol, one query language, one file per backend."""

from pipeline.index.protocol import Hit, SearchIndex, SearchQuery, SearchResults
from pipeline.index.settings import IndexSettings
from pipeline.index.sqlite import SqliteIndex

__all__ = ["Hit", "IndexSettings", "SearchIndex", "SearchQuery", "SearchResults", "SqliteIndex"]
