"""Templates: what each field of a page is. `dynamic: strict`, so that nothing is indexed that was not thought of."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from pipeline.index.elasticsearch.settings import ElasticsearchSettings

MAPPING_VERSION = 2
KINDS = ("pages", "sensitive")  # of indices that hold pages
FLOOR = "floor"  # holds where each file is: states and causes, no text
_WORDS = {"type": "pattern", "pattern": r"[^\p{L}\p{N}]+"}  # as the embedded index's tokenizer splits: at whatever is no letter or digit


@dataclass(frozen=True, slots=True)
class Analysis:
    """Which pieces of analysis a node has; a small distribution lacks all of them."""

    pattern: bool = True
    asciifolding: bool = True
    porter_stem: bool = True
    ngram: bool = True

    @property
    def missing(self) -> tuple[str, ...]:
        """The names of those it lacks."""
        return tuple(name for name in ("pattern", "asciifolding", "porter_stem", "ngram") if not getattr(self, name))


def names(settings: ElasticsearchSettings) -> dict[str, str]:
    """Of each kind of index, the scanning floor's too, the alias that is read; writing goes through that name followed by -write."""
    return {kind: f"{settings.prefix}-{kind}" for kind in (*KINDS, FLOOR)}


def component_templates(settings: ElasticsearchSettings, analysis: Analysis) -> dict[str, dict[str, Any]]:
    """Settings and mappings, each a component template by name."""
    sizes = {"number_of_shards": settings.shards, "number_of_replicas": settings.replicas}
    templates: dict[str, dict[str, Any]] = {
        f"{settings.prefix}-settings": {"settings": {"index": sizes}},
        f"{settings.prefix}-floor-mappings": {"mappings": _floor()},
        f"{settings.prefix}-mappings": {"settings": {"index": _analysis(analysis)}, "mappings": mappings(analysis)},
    }
    return {name: {"template": template, "_meta": _meta(template)} for name, template in templates.items()}


def _meta(body: dict[str, Any]) -> dict[str, Any]:
    """What a template is known by, so that setup sees when it has changed."""
    digest = hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()
    return {"mapping_version": MAPPING_VERSION, "sha256": digest}


def index_templates(settings: ElasticsearchSettings) -> dict[str, dict[str, Any]]:
    """The composable templates of our indices, by name."""
    aliases = names(settings)
    kinds = {"pages": ([aliases[kind] for kind in KINDS], "mappings"), "floor": ([aliases[FLOOR]], "floor-mappings")}
    templates: dict[str, dict[str, Any]] = {
        f"{settings.prefix}-{kind}": {
            "index_patterns": [f"{alias}-0*" for alias in of],
            "composed_of": [f"{settings.prefix}-settings", f"{settings.prefix}-{mapped}"],
            "priority": 500,
        }
        for kind, (of, mapped) in kinds.items()
    }
    return {name: body | {"_meta": _meta(body)} for name, body in templates.items()}


def _analysis(analysis: Analysis) -> dict[str, Any]:
    folding: list[Any] = ["lowercase"] + ["asciifolding"] * analysis.asciifolding
    tokenizer = "chartscan_words" if analysis.pattern else "standard"
    analyzers: dict[str, Any] = {
        "chartscan_text": {"tokenizer": tokenizer, "filter": folding + ["porter_stem"] * analysis.porter_stem},
        "chartscan_words": {"tokenizer": tokenizer, "filter": folding},
    }
    made: dict[str, Any] = {"analyzer": analyzers}
    if analysis.pattern:
        made["tokenizer"] = {"chartscan_words": _WORDS}
    if analysis.ngram:
        made["filter"] = {"chartscan_trigram": {"type": "ngram", "min_gram": 3, "max_gram": 3}}
        analyzers["chartscan_trigram"] = {"tokenizer": tokenizer, "filter": [*folding, "chartscan_trigram"]}
    return {"analysis": made}


_KEYWORD = {"type": "keyword"}
_NUMBER = {"type": "integer"}
_SHARE = {"type": "float"}
_FLAG = {"type": "boolean"}
_DAY = {"type": "date", "format": "strict_date"}
_MOMENT = {"type": "date", "format": "strict_date_time||strict_date_time_no_millis"}


def mappings(analysis: Analysis) -> dict[str, Any]:
    """Every field of a page's document."""
    return {
        "dynamic": "strict",
        "_meta": {"mapping_version": MAPPING_VERSION, "missing_analysis": list(analysis.missing)},
        "properties": _of_document(analysis) | _of_page(),
    }


def _of_document(analysis: Analysis) -> dict[str, Any]:
    """What a document's pages share."""
    people: dict[str, Any] = {"words": _plain()}
    if analysis.ngram:
        people["trigram"] = {"type": "text", "analyzer": "chartscan_trigram", "index_options": "docs", "norms": False}
    name = {"type": "text", "analyzer": "chartscan_words", "fields": {"exact": _KEYWORD}}
    patient = {"mpi_id": _KEYWORD, "mrn": _KEYWORD, "name": name, "birth_date": _DAY, "sex": _KEYWORD}
    words = ("document_id", "arrival_id", "mrn", "mrn_raw", "encounter", "status", "reasons", "station", "batch", "box", "chart", "sha256")
    return dict.fromkeys(words, _KEYWORD) | {
        "revision": {"type": "long"},
        "gone": _FLAG,
        "pages": _NUMBER,
        "people": _text(people),
        "document_type": {"properties": {"code": _KEYWORD, "name": _KEYWORD, "confidence": _SHARE}},
        "birth_date": _DAY,
        "service_date": _DAY,
        "patient": {"properties": patient},
        "source_path": {"type": "keyword", "ignore_above": 1024},
        "received_at": _MOMENT,
        "pipeline": {"properties": {"version": _KEYWORD, "engine": _KEYWORD}},
    }


def _floor() -> dict[str, Any]:
    """Where each file is."""
    words = dict.fromkeys(("arrival_id", "station", "state", "cause"), _KEYWORD)
    numbers = {"seq": {"type": "long"}, "bytes": {"type": "long"}, "pages": _NUMBER, "documents": _NUMBER}
    return {
        "dynamic": "strict",
        "_meta": {"mapping_version": MAPPING_VERSION},
        "properties": words | numbers | {"at": _MOMENT, "received_at": _MOMENT},
    }


def _of_page() -> dict[str, Any]:
    return {
        "page_id": _KEYWORD,
        "source_page": _NUMBER,
        "position": _NUMBER,
        "text": _text({"words": _plain()}),
        "confidence": _SHARE,
        "blank": _FLAG,
        "failed": _KEYWORD,
        "rotation": _NUMBER,
        "skew": _SHARE,
        "link": {"type": "keyword", "index": False},
    }


def _text(fields: dict[str, Any]) -> dict[str, Any]:
    prefixes = {"min_chars": 2, "max_chars": 5}
    return {"type": "text", "analyzer": "chartscan_text", "index_prefixes": prefixes, "index_options": "offsets", "fields": fields}


def _plain() -> dict[str, Any]:
    """Words as they stand, for finding those that are spelled a little otherwise."""
    return {"type": "text", "analyzer": "chartscan_words", "index_options": "docs", "norms": False}
