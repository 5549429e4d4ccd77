"""Filters as words of a column of their own, so that the full-text index intersects them instead of a join.

Each facet is one token of letters and digits that ends in a digit, which the stemmer leaves alone.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from typing import Literal

from pipeline.model.record import Record

EVERY = "every0"  # stands on each page: what is left when a query only says what is not wanted
Normaliser = Callable[[str], str | None]


def token(kind: str, value: str) -> str:
    """One facet; equal values, in capitals or not, give equal tokens, different ones different tokens."""
    return f"{kind}x{value.casefold().encode().hex()}0"


def facets_of(record: Record, normalise: Normaliser) -> Iterator[str]:
    """A document's facets; held documents can be found by every MRN, name and birth date that was read on them."""
    yield EVERY
    yield token("status", record["status"])
    if record["source"]["station"]:
        yield token("station", record["source"]["station"])
    for kind, value in places_of(record).items():
        yield token(kind, value)
    for reason in record["reasons"]:
        yield token("reason", reason)
    code = record["document_type"]["code"]
    yield token("type", code or "unknown")
    for mrn in sorted(read_values(record, "mrn")):
        yield token("mrn", normalise(mrn) or mrn)
    for day in sorted(read_values(record, "birth_date")):
        yield token("born", day)
    if record["service_date"]:
        for length in (4, 7, 10):  # the year, the month, the day
            yield token("date", record["service_date"][:length])


def places_of(record: Record) -> dict[str, str]:
    """Box, batch and chart of the paper, as far as known; where neither sheet nor manifest says box and batch, the path's folders do."""
    source = record["source"]
    folders = source["path"].split("/")[:-1]
    found = {
        "box": source.get("box") or (folders[-2] if len(folders) > 1 else ""),
        "batch": source.get("batch") or (folders[-1] if folders else ""),
        "chart": source.get("chart", ""),
    }
    return {kind: value for kind, value in found.items() if value}


def people_of(record: Record) -> str:
    """Names, numbers and birth dates of the document as searchable text."""
    patient = record["patient"]
    said = [identifier["raw"] for identifier in record["identifiers"]] + [identifier["value"] for identifier in record["identifiers"]]
    if patient is not None:
        name = patient["name"]
        said += [part for part in (patient["mrn"], patient["birth_date"], name and name["family"], name and name["given"]) if part]
    return " ".join(dict.fromkeys(said))


def read_values(record: Record, kind: Literal["mrn", "birth_date"]) -> set[str]:
    """The MRN or birth date of a filed document's patient; of a held one every such value that was read on it."""
    patient = record["patient"]
    settled = patient[kind] if patient is not None else None
    if settled is not None and record["status"] == "filed":
        return {settled}
    return {identifier["value"] for identifier in record["identifiers"] if identifier["kind"] == kind}


def date_tokens(first: str | None, last: str | None) -> list[str] | None:
    """Facets that together mean every day from first to last, whole years and months as one; None for no limit, [] for no day."""
    low, high = limit_day(first, "0000-01-01"), limit_day(last, "9999-12-31")
    if first is None and last is None:
        return None
    if low is None or high is None or low > high:
        return []
    low, high = max(low, "1850-01-01"), min(high, "2149-12-31")
    return [token("date", part) for part in _parts(low, high)]


def limit_day(value: str | None, otherwise: str) -> str | None:
    """A day for 2019, 2019-02 and 2019-02-01; the first or the last of them as `otherwise` is."""
    if not value:
        return otherwise
    digits = value.split("-")
    if not all(part.isdigit() for part in digits) or len(digits) > 3 or len(digits[0]) != 4:
        return None
    padded = [part.zfill(2) for part in digits] + otherwise.split("-")[len(digits) :]
    return "-".join(padded)


def _parts(low: str, high: str) -> Iterator[str]:
    for year in range(int(low[:4]), int(high[:4]) + 1):
        if low <= f"{year:04d}-01-01" and f"{year:04d}-12-31" <= high:
            yield f"{year:04d}"
            continue
        for month in range(1, 13):
            start, end = f"{year:04d}-{month:02d}-01", f"{year:04d}-{month:02d}-31"
            if low <= start and end <= high:
                yield start[:7]
            else:
                yield from (day for number in range(1, 32) if low <= (day := f"{start[:8]}{number:02d}") <= high)


def fold(text: str) -> str:
    """Without accents and capitals, as the index's tokenizer folds words."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text)
    return "".join(char for char in plain if not unicodedata.combining(char)).casefold()
