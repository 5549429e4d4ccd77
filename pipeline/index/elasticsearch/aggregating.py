"""Counts over pages, as Elasticsearch gives them."""

from __future__ import annotations

from typing import Any

from pipeline.index.protocol import Counts, Facets


def _terms(field: str, **more: Any) -> dict[str, Any]:
    return {"terms": {"field": field, "size": 100, **more}}


AGGREGATIONS: dict[str, Any] = {
    "types": _terms("document_type.name", missing="unknown type"),
    "stations": _terms("station"),
    "statuses": _terms("status"),
    "reasons": _terms("reasons"),
    "years": {"date_histogram": {"field": "service_date", "calendar_interval": "year", "format": "yyyy", "min_doc_count": 1}},
}


def facets(found: dict[str, Any]) -> Facets:
    """How many of the pages have each type, station, status, year and reason."""
    years = ((bucket["key_as_string"], bucket["doc_count"]) for bucket in found["years"]["buckets"])
    counted = {name: _commonest(found[name]["buckets"]) for name in ("types", "stations", "statuses", "reasons")}
    return Facets(years=tuple(sorted(years, reverse=True)), **counted)


def _commonest(buckets: list[dict[str, Any]]) -> Counts:
    return tuple(sorted(((bucket["key"], bucket["doc_count"]) for bucket in buckets), key=lambda pair: (-pair[1], pair[0])))
