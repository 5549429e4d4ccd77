"""The search index that the settings name, and what is set up beside it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.assembly.desk import mrn_normaliser
from pipeline.assembly.types import types_of
from pipeline.classify.document_types import type_names
from pipeline.index import SearchIndex, SqliteIndex
from pipeline.index.abbreviations import load_abbreviations
from pipeline.model.errors import ConfigError
from pipeline.settings import Settings, config_folder

if TYPE_CHECKING:
    from pipeline.index.elasticsearch.setup import Setup


def elasticsearch_setup(settings: Settings, user: str, password: str) -> Setup:
    """As an administrator."""
    from pipeline.index.elasticsearch.setup import Setup  # noqa: PLC0415  # as below

    return Setup(settings.index.elasticsearch, user, password)


def kibana_setup(settings: Settings, user: str, password: str) -> int:
    """The dashboards into Kibana; how many objects it took."""
    from pipeline.index.kibana.install import install  # noqa: PLC0415  # as below

    return install(settings.index.kibana, settings.index.elasticsearch.prefix, settings.index.elasticsearch.ca, user, password)


def index_health(settings: Settings, home: Path) -> list[tuple[str, bool, str, str]]:
    """What is to be said of Elasticsearch, where it is the index: name, whether it is well, detail, what mends it."""
    if settings.index.backend != "elasticsearch":
        return []
    from pipeline.index.elasticsearch.health import examine  # noqa: PLC0415  # as below

    return examine(settings.index.elasticsearch, home)


def search_index(settings: Settings, home: Path) -> SearchIndex:
    """The index that the settings name."""
    short = load_abbreviations(config_folder() / "abbreviations.toml")
    names = type_names(types_of(settings))
    if settings.index.backend == "elasticsearch":
        from pipeline.index.elasticsearch.backend import ElasticsearchIndex  # noqa: PLC0415  # a third of a second that one machine needn't wait

        return ElasticsearchIndex(settings.index, names, mrn_normaliser(settings), home, settings.desk.url, short)
    if settings.index.backend == "sqlite":
        return SqliteIndex(home / "index.sqlite", settings.index, names, mrn_normaliser(settings), short)
    raise ConfigError(f"index.backend: {settings.index.backend!r} is neither sqlite nor elasticsearch")
