"""What `chartscan doctor` says of Elasticsearch: keys, connection, cluster, analysis, mapping version."""

from __future__ import annotations

from pathlib import Path

from pipeline.index.elasticsearch.connecting import connect, key_of, told_apart
from pipeline.index.elasticsearch.mapping import MAPPING_VERSION, names
from pipeline.index.elasticsearch.roles import keys
from pipeline.index.elasticsearch.settings import ElasticsearchSettings
from pipeline.model.errors import PipelineError

Finding = tuple[str, bool, str, str]  # name, whether it is well, detail, what mends it
_SETUP = "chartscan elasticsearch setup --save"


def examine(settings: ElasticsearchSettings, home: Path) -> list[Finding]:
    """Every finding, in the order in which a person would mend them."""
    found = [_key(settings, role, home) for role in keys(settings)]
    if not all(ok for _, ok, _, _ in found):
        return found
    try:
        return found + _asked(settings, home)
    except PipelineError as error:
        return [*found, ("Elasticsearch", False, error.message, error.advice)]


def _key(settings: ElasticsearchSettings, role: str, home: Path) -> Finding:
    try:
        key_of(settings, role, home)
    except PipelineError as error:
        return f"Elasticsearch {role} key", False, error.message, _SETUP
    return f"Elasticsearch {role} key", True, "in its file", ""


def _asked(settings: ElasticsearchSettings, home: Path) -> list[Finding]:
    alias = names(settings)["pages"]
    with told_apart(), connect(settings, api_key=key_of(settings, "manage", home)) as client:
        health = client.cluster.health(index=alias)
        found = client.indices.get_mapping(index=alias)
    metas = [entry["mappings"].get("_meta") or {} for entry in found.values()]
    current = all(meta.get("mapping_version") == MAPPING_VERSION for meta in metas)
    missing = sorted({name for meta in metas for name in meta.get("missing_analysis", ())})
    lacks = f"the node lacks {', '.join(missing)}: words are found as they are written" if missing else "stemming, folding and trigrams"
    status = str(health["status"])
    return [
        ("Elasticsearch", status != "red", f"{status}, {health['number_of_nodes']} nodes", "See the cluster's own log; a shard is away."),
        (
            "Elasticsearch mapping",
            current,
            f"version {MAPPING_VERSION}" if current else "of an earlier version",
            f"{_SETUP}, then chartscan reindex",
        ),
        ("Elasticsearch analysis", True, lacks, ""),
    ]
