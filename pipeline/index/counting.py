"""Counts over pages of the embedded index."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Sequence

from pipeline.index.protocol import Counts, Facets

_COUNTED = (
    "SELECT type_name, station, status, substr(service_date, 1, 4), reasons, count(*) FROM json_each(?)"
    " JOIN pages ON pages.id = value JOIN documents ON documents.id = document GROUP BY 1, 2, 3, 4, 5"
)


def facets(db: sqlite3.Connection, rows: Sequence[int]) -> Facets:
    """How many of the pages have each type, station, status, year and reason."""
    types, stations, statuses, years, reasons = (Counter[str]() for _ in range(5))
    for type_name, station, status, year, held, count in db.execute(_COUNTED, (json.dumps(rows),)):
        types[type_name or "unknown type"] += count
        statuses[status] += count
        for counter, value in ((stations, station), (years, year)):
            if value:
                counter[value] += count
        for reason in held.split():
            reasons[reason] += count
    return Facets(
        commonest(types), commonest(stations), commonest(statuses), tuple(sorted(years.items(), reverse=True)), commonest(reasons)
    )


def commonest(counts: Counter[str]) -> Counts:
    """The commonest first, equals by name."""
    return tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


def service_dates(db: sqlite3.Connection, rows: Sequence[int]) -> dict[int, str | None]:
    """Each page's document's service date."""
    sql = "SELECT pages.id, service_date FROM json_each(?) JOIN pages ON pages.id = value JOIN documents ON documents.id = document"
    return dict(db.execute(sql, (json.dumps(rows),)))
