"""Where Elasticsearch is, how it is trusted, what is kept apart."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ElasticsearchSettings:
    """Keys stand in files of their own, never here; `chartscan elasticsearch setup` makes them."""

    urls: tuple[str, ...] = ("https://localhost:9200",)  # every node that may be asked
    ca: str = ""  # file of the certificate authority; empty trusts the system's
    fingerprint: str = ""  # SHA-256 of the CA's certificate, instead of a file
    ingest_key_file: str = ""  # holds the API key that writes; empty means elasticsearch/ingest.key in the home folder
    search_key_file: str = ""  # holds the API key that searches; empty means elasticsearch/search.key
    manage_key_file: str = ""  # holds the API key that reindexes and verifies; empty means elasticsearch/manage.key
    prefix: str = "chartscan"  # indices and aliases are named PREFIX-pages, PREFIX-sensitive
    shards: int = 1  # primary shards of each index
    replicas: int = 1  # copies of each shard on other nodes
    timeout_s: float = 30.0  # seconds for an answer
    retries: int = 6  # tries again, each after twice the pause, before Elasticsearch counts as down
    bulk_bytes: int = 5_000_000  # of one bulk request
    # LOINC codes of documents that go to an index of their own, which the ordinary search role can't read (42 CFR Part 2, psychotherapy)
    sensitive_types: tuple[str, ...] = ()
    sensitive_stations: tuple[str, ...] = ()  # stations whose documents do
    search_sensitive: bool = False  # search them too; needs a key of the role PREFIX-search-sensitive
