"""Search: one protocol, one query language, one file per backend."""

from pipeline.index.marking import marked
from pipeline.index.protocol import (
    Change,
    DocumentResults,
    Facets,
    Group,
    Hit,
    Rejection,
    SearchIndex,
    SearchQuery,
    SearchResults,
    Sort,
    digest,
)
from pipeline.index.settings import IndexSettings
from pipeline.index.sqlite import SqliteIndex

__all__ = [
    "Change",
    "DocumentResults",
    "Facets",
    "Group",
    "Hit",
    "IndexSettings",
    "Rejection",
    "SearchIndex",
    "SearchQuery",
    "SearchResults",
    "Sort",
    "SqliteIndex",
    "digest",
    "marked",
]
