"""The daily proof: arrivals = filed + held + quarantined + waiting; ledger = store = index; every stored byte's hash.

Everything is walked in order, side by side, so that an archive of any size is verified in little memory.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from pipeline.index import digest
from pipeline.run.home import Home
from pipeline.run.turn import holder

STATES = ("filed", "held", "quarantined", "waiting")
Told = Callable[[str, int], None]
_OWN = {"ledger.sqlite", "index.sqlite"}  # looked at with their own means
_PIECE, _TELL_EVERY = 200, 500
_RETRY = "`chartscan quarantine retry ID` reads the file anew."
_RESTORE = "Restore this file from a backup, or `chartscan ingest --again` the original."
_REINDEX = "`chartscan reindex` builds the index anew."


@dataclass(frozen=True, slots=True)
class Problem:
    """What does not agree, in plain words with ids only, and what to do."""

    where: str
    what: str
    advice: str


@dataclass(frozen=True, slots=True)
class Proof:
    """What was counted and every problem; none means that nothing is lost. `notes` are harmless. `hashed`: whether bytes were read."""

    arrivals: int
    by_state: dict[str, int]
    documents: int
    indexed: int
    stored: int
    hashed: bool
    details: tuple[Problem, ...]
    notes: tuple[str, ...]

    @property
    def problems(self) -> tuple[str, ...]:
        """A line for each."""
        return tuple(problem.what if problem.where == "index" else f"{problem.where}: {problem.what}" for problem in self.details)

    def as_json(self) -> dict[str, Any]:
        """For other programs."""
        return {**asdict(self), "problems": list(self.problems)}


class Verifying:
    """`quick` reads no stored bytes and no pages' words. `told` hears of what is looked at, and how many."""

    def __init__(self, home: Home, quick: bool = False, told: Told = lambda _what, _count: None) -> None:
        self._home = home
        self._quick = quick
        self._told = told
        self._notes: list[str] = []
        self._counted = {"documents": 0, "indexed": 0, "stored": 0}

    def proof(self) -> Proof:
        """Look at everything."""
        counts = self._home.ledger.counts()
        by_state = {state: counts.get(state, 0) for state in STATES}
        arrivals = self._home.ledger.arrival_count()
        problems = [*self._ledger(arrivals, sum(by_state.values())), *self._databases(), *self._index(), *self._store()]
        numbers = (self._counted["documents"], self._counted["indexed"], self._counted["stored"])
        return Proof(arrivals, by_state, *numbers, not self._quick, tuple(problems), tuple(self._notes))

    def _ledger(self, arrivals: int, in_states: int) -> Iterator[Problem]:
        self._told("ledger", 0)
        broken = "Restore the last backup (`chartscan restore`) into another home and compare."
        for found in self._home.ledger.integrity():
            yield Problem("ledger", found, broken)
        if in_states != arrivals:
            yield Problem("ledger", f"{arrivals} arrivals, but the states add up to {in_states}", broken)
        for arrival_id, wrong in self._home.ledger.walking.problems():
            yield Problem("ledger", f"arrival {arrival_id} {wrong}", _RETRY)

    def _databases(self) -> Iterator[Problem]:
        """The other files of SQLite, each asked for itself."""
        for path in sorted(self._home.folder.glob("*.sqlite")):
            if path.name in _OWN:
                continue
            self._told(path.name, 0)
            for found in _integrity(path):
                yield Problem(path.name, found, f"Restore {path.name} from the last backup.")

    def _index(self) -> Iterator[Problem]:
        self._told("index", 0)
        queued = self._home.ledger.outbox.size()
        if queued and holder(self._home.folder, "processing") is None:
            yield Problem("index", f"{queued} documents wait to be indexed; any run indexes them", "Start `chartscan watch`.")
        elif queued:
            self._notes.append(f"{queued} documents wait to be indexed by the process that runs")
        if not self._quick:
            for found in self._home.index.integrity():
                yield Problem("index", found, _REINDEX)
        rejected = self._home.ledger.outbox.rejections()  # accounted for: they stand in quarantine with the index's reason
        self._counted["documents"] += len(rejected)
        for document_id, what in self._differences(rejected):
            if not self._home.ledger.outbox.holds(document_id):  # otherwise it is told above
                yield Problem("index", f"document {document_id}: {what}", _REINDEX)
        if not self._quick:
            yield from self._words(rejected)

    def _differences(self, rejected: dict[str, str]) -> Iterator[tuple[str, str]]:
        known = (pair for pair in self._home.ledger.walking.revisions() if pair[0] not in rejected)
        indexed = (pair for pair in self._home.index.documents() if pair[0] not in rejected)
        for document_id, here, there in _side_by_side(known, indexed):
            self._counted["documents"] += here is not None
            self._counted["indexed"] += there is not None
            self._tell("documents compared", self._counted["documents"])
            if there is None:
                yield document_id, "not in the index"
            elif here is None:
                yield document_id, "in the index, not in the ledger"
            elif here != there:
                yield document_id, f"the index has revision {there}, the ledger {here}"

    def _words(self, rejected: dict[str, str]) -> Iterator[Problem]:
        """Whether the index has the words that the ledger has."""
        walked, compared = self._home.ledger.walking.documents(), 0
        while kept := list(islice(walked, _PIECE)):
            records = {one.document_id: one.record for one in kept if one.record is not None and one.document_id not in rejected}
            found = self._home.index.contents(list(records))
            for document_id, record in records.items():
                pages = sorted((page["source_page"], page["text"]) for page in record["pages"])
                if document_id in found and found[document_id] != digest(pages) and not self._home.ledger.outbox.holds(document_id):
                    yield Problem("index", f"document {document_id}: the index has other words than the ledger", _REINDEX)
            compared += len(kept)
            self._told("documents' words compared", compared)

    def _store(self) -> Iterator[Problem]:
        wanted = ((sha256, 1) for sha256 in self._home.ledger.walking.hashes())
        stored = ((sha256, 1) for sha256 in self._home.store.all())
        orphans = 0
        for sha256, is_wanted, is_there in _side_by_side(wanted, stored):
            self._counted["stored"] += is_there is not None
            self._tell("stored files" if self._quick else "stored files hashed", self._counted["stored"])
            orphans += is_wanted is None
            if is_there is None:
                yield Problem("store", f"{sha256} is missing", _RESTORE)
            elif not self._quick and not self._home.store.verify(sha256):
                yield Problem("store", f"{sha256} does not match its hash", _RESTORE)
        for name in self._home.store.unexpected():
            yield Problem("store", f"{name!r} is no stored file", "Move it out of the home folder; nothing needs it.")
        if orphans:
            self._notes.append(f"{orphans} stored files that no arrival refers to: an interrupted run left them, or one is writing now")
        if parts := self._home.store.parts():
            self._notes.append(f"{parts} part files: being written, or left by a process that was killed; the next run takes those away")

    def _tell(self, what: str, count: int) -> None:
        if count % _TELL_EVERY == 0:
            self._told(what, count)


def verify(home: Home, quick: bool = False, told: Told = lambda _what, _count: None) -> Proof:
    """Count everything, and unless `quick` hash every stored byte and compare the index's words with the ledger's."""
    return Verifying(home, quick, told).proof()


def _side_by_side(one: Iterable[tuple[str, int]], other: Iterable[tuple[str, int]]) -> Iterator[tuple[str, int | None, int | None]]:
    """Two series in the order of their keys as one: each key with its values, None where a series lacks it."""
    left, right = iter(one), iter(other)
    a, b = next(left, None), next(right, None)
    while a is not None or b is not None:
        if b is None or (a is not None and a[0] < b[0]):
            assert a is not None
            yield a[0], a[1], None
            a = next(left, None)
        elif a is None or b[0] < a[0]:
            yield b[0], None, b[1]
            b = next(right, None)
        else:
            yield a[0], a[1], b[1]
            a, b = next(left, None), next(right, None)


def _integrity(path: Path) -> list[str]:
    try:
        database = sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=30)
        try:
            found = [str(row[0]) for row in database.execute("PRAGMA integrity_check")]
        finally:
            database.close()
    except sqlite3.Error as error:
        return [getattr(error, "sqlite_errorname", "") or type(error).__name__]
    return [] if found == ["ok"] else found
