"""Search: one protocol, one query language, one file per backend."""

from typing import TYPE_CHECKING

from pipeline.model.rooms import on_first_use

if TYPE_CHECKING:
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
else:
    __getattr__ = on_first_use(
        __name__,
        {
            "marking": "marked",
            "protocol": "Change DocumentResults Facets Group Hit Rejection SearchIndex SearchQuery SearchResults Sort digest",
            "settings": "IndexSettings",
            "sqlite": "SqliteIndex",
        },
    )

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
