"""`chartscan search`: the terminal's hits, or one JSON document."""

from __future__ import annotations

from argparse import Namespace
from typing import Any
from urllib.parse import urlencode

from rich.console import Console

from pipeline.cli.answers import print_json
from pipeline.cli.terminal import results_text
from pipeline.index import Hit, SearchQuery, SearchResults
from pipeline.run.home import Home
from pipeline.run.indexing import searched
from pipeline.settings import Settings


def search(arguments: Namespace, settings: Settings) -> int:
    """Exit code 0, also when nothing was found."""
    query = SearchQuery(
        text=" ".join(arguments.query),
        mrn=arguments.mrn,
        name=arguments.name,
        birth_date=arguments.birth_date,
        document_type=arguments.type,
        date_from=arguments.date_from,
        date_to=arguments.date_to,
        status=arguments.status,
        station=arguments.station,
        limit=arguments.limit,
    )
    with Home(arguments.home, settings) as home:
        results = searched(home).search(query)
    if arguments.json:
        print_json(_results_json(results, settings.desk.url, query.text))
        return 0
    console = Console(soft_wrap=False)
    for line in results_text(results):
        console.print(line, soft_wrap=True)
    return 0


def _results_json(results: SearchResults, desk: str, text: str) -> dict[str, Any]:
    return {
        "total_pages": results.total_pages,
        "total_is_exact": results.total_is_exact,
        "by_type": dict(results.by_type),
        "suggestion": results.suggestion,
        "hits": [_hit_json(hit, desk, text) for hit in results.hits],
    }


def _hit_json(hit: Hit, desk: str, text: str) -> dict[str, Any]:
    asked = f"?{urlencode({'q': text})}" if text else ""
    return {
        "document_id": hit.document_id,
        "page": hit.page,
        "score": round(hit.score, 4),
        "snippet": "".join(f"<em>{part}</em>" if marked else part for part, marked in hit.snippet),
        "document_type": hit.document_type,
        "mrn": hit.mrn,
        "patient_name": hit.patient_name,
        "birth_date": hit.birth_date,
        "service_date": hit.service_date,
        "status": hit.status,
        "station": hit.station,
        "source_path": hit.source_path,
        # where the records desk shows the page with the words marked: beneath `desk.url`, a path alone where that is not set
        "link": f"{desk.rstrip('/')}/documents/{hit.document_id}/pages/{hit.page}{asked}",
    }
