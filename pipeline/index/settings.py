"""The search index's settings."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.index.elasticsearch.settings import ElasticsearchSettings
from pipeline.index.kibana.settings import KibanaSettings


@dataclass(frozen=True, slots=True)
class IndexSettings:
    """Which index there is, and how far a search goes."""

    backend: str = "sqlite"  # "sqlite", embedded in the home folder, or "elasticsearch"
    count_up_to: int = 5_000  # pages; beyond it a count says "at least", so that common words stay quick
    rank_among: int = 1_000  # of that many newest matching pages the best come first
    fuzzy_below: int = 50  # when fewer pages match exactly, words that OCR or spelling changed a little are looked for too
    snippet_words: int = 24  # words around the hit
    elasticsearch: ElasticsearchSettings = field(default_factory=ElasticsearchSettings)
    kibana: KibanaSettings = field(default_factory=KibanaSettings)
