"""The dashboards: finding a record, the scanning floor, quality."""

from __future__ import annotations

from pipeline.index.kibana.objects import (
    Json,
    bars,
    by,
    count,
    dashboard,
    data_view,
    different,
    histogram,
    lens,
    listing,
    measure,
    metric,
    over_time,
    saved_search,
)

_COLUMNS = ["patient.name", "patient.mrn", "document_type.name", "service_date", "status", "text", "link"]
_LIVE = "gone: false"  # tombstones are no pages


def everything(prefix: str) -> list[Json]:
    """Every object of the file, what others refer to first."""
    pages, floor = f"{prefix}-pages", f"{prefix}-floor"
    link = {"link": {"id": "url", "params": {"labelTemplate": "open the page", "openLinkInCurrentTab": False}}}
    views = [data_view(pages, "Chartscan pages", "received_at", link), data_view(floor, "Chartscan scanning floor", "received_at")]
    return [*views, *_find(prefix, pages), *_floor(prefix, pages, floor), *_quality(prefix, pages)]


def _find(prefix: str, pages: str) -> list[Json]:
    hits = saved_search(f"{prefix}-all-pages", pages, "All pages", _COLUMNS, _LIVE)
    held = ["reasons", "people", "document_type.name", "station", "confidence", "text", "link"]
    searches = [
        hits,
        saved_search(f"{prefix}-held", pages, "Held for review", held, f"{_LIVE} and status: review"),
        saved_search(
            f"{prefix}-by-patient", pages, "By patient", ["patient.name", "patient.mrn", "patient.birth_date", *_COLUMNS[2:]], _LIVE
        ),
    ]
    found = lens(f"{prefix}-found", pages, "Documents found", "lnsMetric", metric(), {"y": different("document_id", "documents")}, _LIVE)
    columns = {"x": by("document_type.name", "type", 18), "y": different("document_id", "documents")}
    types = lens(f"{prefix}-found-types", pages, "Types found", "lnsXY", bars(False, "bar_horizontal"), columns, _LIVE)
    fields = {"MRN": "mrn", "Name": "patient.name.exact", "Type": "document_type.name", "Station": "station", "Status": "status"}
    made = dashboard(
        f"{prefix}-find",
        "Find a record",
        'Type words or "phrases" above; narrow by MRN, name, type and station; the time picker is when it was scanned.',
        [(found, (0, 0, 12, 10)), (types, (12, 0, 36, 10)), (hits, (0, 10, 48, 30))],
        {"view": pages, "fields": fields},
        "now-10y",
    )
    return [*searches, found, types, made]


def _floor(prefix: str, pages: str, floor: str) -> list[Json]:
    documents = different("document_id", "documents")
    shown: list[tuple[Json, tuple[int, int, int, int]]] = [
        (_number(f"{prefix}-waiting", floor, "Waiting", count("files"), "state: waiting"), (0, 0, 12, 8)),
        (
            _number(f"{prefix}-oldest", floor, "Oldest waiting since", measure("min", "received_at", "since", "date"), "state: waiting"),
            (12, 0, 12, 8),
        ),
        (_number(f"{prefix}-held-files", floor, "Held for a person", count("files"), "state: held"), (24, 0, 12, 8)),
        (_number(f"{prefix}-quarantined", floor, "In quarantine", count("files"), "state: quarantined"), (36, 0, 12, 8)),
        (
            _split(f"{prefix}-over-time", pages, "Documents over time, by station", over_time("received_at"), "station", documents),
            (0, 8, 24, 14),
        ),
        (
            _split(
                f"{prefix}-types-over-time",
                pages,
                "Documents over time, by type",
                over_time("received_at"),
                "document_type.name",
                documents,
            ),
            (24, 8, 24, 14),
        ),
        (
            _table(f"{prefix}-held-reasons", pages, "Held, by reason", "reasons", documents, "status: review and gone: false"),
            (0, 22, 16, 12),
        ),
        (_table(f"{prefix}-causes", floor, "Quarantined, by cause", "cause", count("files"), "state: quarantined"), (16, 22, 16, 12)),
        (
            _plain(f"{prefix}-confidences", pages, "Confidence of pages", histogram("confidence", "confidence"), count("pages")),
            (32, 22, 16, 12),
        ),
        (
            _plain(
                f"{prefix}-rate",
                floor,
                "Pages a minute",
                over_time("at", "1m"),
                measure("sum", "pages", "pages"),
                "state: filed or state: held",
            ),
            (0, 34, 48, 12),
        ),
    ]
    made = dashboard(f"{prefix}-floor", "Scanning floor", "What came in, what waits, what a person has to look at.", shown, {}, "now-24h")
    return [*(panel for panel, _ in shown), made]


def _quality(prefix: str, pages: str) -> list[Json]:
    average = measure("average", "confidence", "average confidence")
    doubtful = "gone: false and blank: false and confidence < 0.6"
    columns = ["station", "source_path", "source_page", "confidence", "skew", "failed", "link"]
    rescan = saved_search(f"{prefix}-rescan", pages, "Rescan candidates", columns, doubtful)
    by_status = {"x": over_time("received_at"), "split": by("status", "status"), "y": different("document_id", "documents")}
    share = lens(
        f"{prefix}-share-filed", pages, "Share filed without a person", "lnsXY", bars(True, "bar_percentage_stacked"), by_status, _LIVE
    )
    shown: list[tuple[Json, tuple[int, int, int, int]]] = [
        (share, (0, 0, 48, 12)),
        (_plain(f"{prefix}-by-station", pages, "Confidence by station", by("station", "station", 20), average), (0, 12, 24, 14)),
        (_plain(f"{prefix}-by-type", pages, "Confidence by type", by("document_type.name", "type", 18), average), (24, 12, 24, 14)),
        (rescan, (0, 26, 48, 20)),
    ]
    made = dashboard(f"{prefix}-quality", "Quality", "Which stations and types read badly, and what to scan again.", shown, {}, "now-30d")
    return [*(panel for panel, _ in shown), made]


def _number(key: str, view: str, title: str, column: Json, query: str) -> Json:
    return lens(key, view, title, "lnsMetric", metric(), {"y": column}, query)


def _split(key: str, view: str, title: str, x: Json, field: str, y: Json) -> Json:
    return lens(key, view, title, "lnsXY", bars(True), {"x": x, "split": by(field, field), "y": y}, _LIVE)


def _plain(key: str, view: str, title: str, x: Json, y: Json, query: str = _LIVE) -> Json:
    return lens(key, view, title, "lnsXY", bars(False), {"x": x, "y": y}, query)


def _table(key: str, view: str, title: str, field: str, y: Json, query: str) -> Json:
    return lens(key, view, title, "lnsDatatable", listing("x", "y"), {"x": by(field, field, 20), "y": y}, query)
