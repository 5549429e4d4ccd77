"""Who may what: as little as each needs."""

from __future__ import annotations

from typing import Any

from pipeline.index.elasticsearch.mapping import FLOOR, names
from pipeline.index.elasticsearch.settings import ElasticsearchSettings

# Single actions, since the privileges `index` and `write` also change mappings or delete.
_WRITE = ["indices:data/write/index*", "indices:data/write/bulk*"]


def keys(settings: ElasticsearchSettings) -> tuple[str, ...]:
    """The program's own keys; each carries the role of its name."""
    return "ingest", "search-sensitive" if settings.search_sensitive else "search", "manage"


def roles(settings: ElasticsearchSettings) -> dict[str, dict[str, Any]]:
    """Each role's descriptor by the part of its name after the prefix."""
    aliases = names(settings)
    pages, both = [f"{aliases[kind]}*" for kind in ("pages", FLOOR)], [f"{alias}*" for alias in aliases.values()]
    see = ["read", "view_index_metadata"]
    return {
        "ingest": {"indices": [{"names": both, "privileges": _WRITE}]},
        "search": {"indices": [{"names": pages, "privileges": see}]},
        "search-sensitive": {"indices": [{"names": both, "privileges": see}]},
        "manage": {
            "cluster": ["monitor"],
            "indices": [{"names": both, "privileges": ["manage", "read", "index"]}],
        },
        "kibana": {  # for people who look at the dashboards, beside one of the search roles
            "applications": [
                {
                    "application": "kibana-.kibana",
                    "privileges": ["feature_discover.read", "feature_dashboard.read", "feature_visualize.read"],
                    "resources": ["space:default"],
                }
            ]
        },
    }
