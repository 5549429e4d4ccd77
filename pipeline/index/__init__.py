"""Search: one protocol, one query language, one file per backend."""

from pipeline.index.protocol import Change, Hit, Rejection, SearchIndex, SearchQuery, SearchResults
from pipeline.index.settings import IndexSettings
from pipeline.index.sqlite import SqliteIndex

__all__ = ["Change", "Hit", "IndexSettings", "Rejection", "SearchIndex", "SearchQuery", "SearchResults", "SqliteIndex"]
