"""Batches: the manifest that says what one is to hold, what came of it, and the quality sample that a finished one proposes."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Literal

from pipeline.ledger.batches import ManifestRow
from pipeline.model.errors import ConfigError
from pipeline.quality import Candidate, Sample, plan
from pipeline.run.home import Home
from pipeline.run.ingest import key_of

Kind = Literal["missing", "extra", "pages", "unreadable", "waiting"]
KINDS: dict[Kind, str] = {
    "missing": "in the manifest, did not come",
    "extra": "came, not in the manifest",
    "pages": "another number of pages",
    "unreadable": "could not be read",
    "waiting": "not read yet",
}
MOST_KEPT = 1_000  # differences kept one by one; all of them are counted
_PAGES = ("pages", "expected_pages", "page_count", "expected_page_count")


@dataclass(frozen=True, slots=True)
class Difference:
    """A file of the batch that is not as the manifest says."""

    kind: Kind
    file: str
    box: str
    chart: str
    expected: int | None
    found: int | None
    cause: str


@dataclass
class BatchReport:
    """What came of a batch: files by state, differences from the manifest counted, the first thousand of them one by one."""

    batch: str
    has_manifest: bool
    expected: int
    by_state: dict[str, int]
    counts: Counter[str] = field(default_factory=Counter)
    differences: list[Difference] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """For other programs."""
        return {**asdict(self), "counts": {kind: self.counts[kind] for kind in KINDS}}


def read_manifest(path: Path, roots: Sequence[Path]) -> Iterator[ManifestRow]:
    """The rows of a CSV of box, chart, file and pages (its first line names them). ConfigError names the line that can't be used.

    A file is looked for below each of `roots`, in the folders of its box and chart too, and beside the manifest.
    """
    try:
        with path.open(newline="", encoding="utf-8-sig") as opened:
            start = opened.readline()
            opened.seek(0)
            rows = csv.DictReader(opened, delimiter=max(",;\t", key=start.count))
            rows.fieldnames = [name.strip().lower().replace(" ", "_") for name in rows.fieldnames or ()]
            if "file" not in rows.fieldnames:
                raise ConfigError(f"{path.name}: no column `file`", "Its first line names the columns: box,chart,file,pages.")
            seen: set[str] = set()
            for row in rows:
                made = _row(row, rows.line_num, path, roots)
                if made.file in seen:
                    raise ConfigError(f"{path.name} line {rows.line_num}: the file stands there twice")
                seen.add(made.file)
                yield made
    except OSError as error:
        raise ConfigError(f"{path.name}: {error.strerror}") from None
    except (UnicodeDecodeError, csv.Error):
        raise ConfigError(f"{path.name}: no CSV in UTF-8", "Save it as CSV (UTF-8).") from None


def _row(row: dict[str, Any], line: int, path: Path, roots: Sequence[Path]) -> ManifestRow:
    name, box, chart = ((row.get(column) or "").strip() for column in ("file", "box", "chart"))
    if not name:
        raise ConfigError(f"{path.name} line {line}: no file is named")
    said = next((row[column] for column in _PAGES if (row.get(column) or "").strip()), "").strip()
    if said and not (said.isascii() and said.isdigit()):
        raise ConfigError(f"{path.name} line {line}: the page count is no number")
    return ManifestRow(key_of(_found(name, box, chart, path, roots)), box, chart, int(said) if said else None)


def _found(name: str, box: str, chart: str, manifest: Path, roots: Sequence[Path]) -> Path:
    folders = [root if root.is_dir() else root.parent for root in roots]
    inner = [Path(*parts) for parts in ((), (box, chart), (box,), (chart,)) if all(parts)]
    places = [folder / between / name for folder in folders for between in inner] + [manifest.parent / name]
    return next((place for place in places if place.exists()), places[0])


def report(home: Home, batch: str) -> BatchReport:
    """What the ledger knows of a batch. ConfigError for one that there is not."""
    known = next((one for one in home.ledger.batches.listed() if one["batch"] == batch), None)
    if known is None:
        raise ConfigError(f"there is no batch {batch!r}", "`chartscan batch list` names them.")
    made = BatchReport(batch, bool(known["has_manifest"]), 0, home.ledger.batches.states(batch))
    for row in home.ledger.batches.report(batch):
        made.expected += row["box"] is not None
        kind = _kind(row, made.has_manifest)
        if kind is None:
            continue
        made.counts[kind] += 1
        if len(made.differences) < MOST_KEPT:
            cause = row["refused"] or row["code"] or ""
            made.differences.append(
                Difference(kind, row["file"], row["box"] or "", row["chart"] or "", row["expected"], row["page_count"], cause)
            )
    return made


def _kind(row: dict[str, Any], has_manifest: bool) -> Kind | None:
    if row["arrival_id"] is None:
        return "missing"
    if has_manifest and row["box"] is None:
        return "extra"
    if row["refused"] or row["state"] == "quarantined":
        return "unreadable"
    if row["state"] == "waiting":
        return "waiting"
    return "pages" if row["expected"] is not None and row["expected"] != row["page_count"] else None


def propose(home: Home, batch: str) -> Sample | None:
    """The quality sample of a batch that is finished, drawn by the settings' plan; it then waits for its judges at the desk.

    None while files wait, for a batch that has one already, and for one with fewer filed documents than `quality.propose_from`.
    """
    settings, batches = home.settings.quality, home.ledger.batches
    known = next((one for one in batches.listed() if one["batch"] == batch), None)
    if not settings.propose_from or known is None or not known["taken_in"] or known["sample_id"] or batches.states(batch).get("waiting"):
        return None
    hands = home.ledger.decisions.hands()
    lot = [_candidate(row, hands.get(row["document_id"]) or ("",)) for row in batches.documents(batch)]
    if len(lot) < settings.propose_from:
        return None
    sample = home.quality.draw(lot, plan(len(lot), settings.level, settings.aql), scope=f"batch {Path(batch).name}")
    batches.sampled(batch, sample.sample_id, len(lot))
    return sample


def _candidate(row: dict[str, Any], hands: Sequence[str]) -> Candidate:
    operator, *others = hands
    return Candidate(row["document_id"], row["revision"], row["station"] or "", operator, row["type_code"] or "", tuple(others))
