"""What people decide at the desk: each decision through filing into the ledger, and from there into the index.

Pages that are put together otherwise are filed anew, so that the misfile guard looks at what a person arranged too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from pipeline.assembly import Desk
from pipeline.filing.matching import Candidate
from pipeline.filing.settling import Settlement, carried, settled
from pipeline.ledger.decisions import Decided
from pipeline.ledger.rescans import open_ticket
from pipeline.model.codec import decode, encode
from pipeline.model.errors import DecisionRefused
from pipeline.model.record import DecisionJson, Record
from pipeline.model.types import Arrival, Findings, PageResult, Patient, Rotation
from pipeline.run.home import Home
from pipeline.run.rereading import read_again

LONGEST_WHY = 300  # characters of a reason that a person gives


@dataclass(frozen=True, slots=True)
class Seen:
    """A document at the revision that the person looked at."""

    document_id: str
    revision: int


class Deciding:
    """Built once for a home; `who` is the person's name in each decision. DecisionRefused says why something can't be done."""

    def __init__(self, home: Home, desk: Desk) -> None:
        self._home = home
        self._ledger = home.ledger
        self._desk = desk

    def settle(self, seen: Seen, said: Settlement, who: str) -> int:
        """File the document as the person says, or leave it out as a duplicate."""
        record = self._record(seen)
        after = settled(record, said, who, self._ledger.now(), self._desk.type_names)
        detail = {**asdict(said), "accepted": sorted(said.accepted), "patient": after["patient"], "reasons": record["reasons"]}
        return self._put(record, seen, "settle", who, [after], detail)

    def split(self, seen: Seen, starts: Iterable[int], who: str) -> int:
        """Begin a new document at each of these pages of it."""
        record = self._record(seen)
        numbers, starts = record["source"]["pages"], set(starts)
        if not starts or not starts <= set(numbers[1:]):
            raise DecisionRefused("a document can't begin there", "Choose pages behind its first one.")
        parts: list[list[int]] = [[]]
        for number in numbers:
            if number in starts:
                parts.append([])
            parts[-1].append(number)
        return self._arrange([record], [seen], parts, "split", who)

    def take_out(self, seen: Seen, page: int, who: str) -> int:
        """Make one page a document of its own; those before and behind it stay together."""
        record = self._record(seen)
        numbers = record["source"]["pages"]
        if page not in numbers or len(numbers) == 1:
            raise DecisionRefused("there is no such page to take out")
        return self._arrange([record], [seen], [[number for number in numbers if number != page], [page]], "take_out", who)

    def merge(self, seen: Sequence[Seen], who: str) -> int:
        """Put documents of one file together, in this order."""
        records = [self._record(one) for one in seen]
        if len({one.document_id for one in seen}) < 2 or len({record["arrival_id"] for record in records}) > 1:
            raise DecisionRefused("only documents of one file can be put together")
        numbers = [number for record in records for number in record["source"]["pages"]]
        return self._arrange(records, seen, [numbers], "merge", who)

    def reorder(self, seen: Seen, numbers: Sequence[int], who: str) -> int:
        """Put its pages in this order."""
        record = self._record(seen)
        if sorted(numbers) != sorted(record["source"]["pages"]) or list(numbers) == record["source"]["pages"]:
            raise DecisionRefused("that is no other order of its pages")
        return self._arrange([record], [seen], [list(numbers)], "reorder", who)

    def turn(self, seen: Seen, page: int, degrees: Rotation, who: str) -> int:
        """Read a page again as it stands when it is turned so, clockwise from how it was scanned; it is no blank page then."""
        record = self._record(seen)
        self._has(record, page)
        result = read_again(self._home, self._arrival(record), page, degrees)
        return self._with_page(record, seen, page, result, "turn", who, {"page": page, "degrees": degrees})

    def mark_blank(self, seen: Seen, page: int, who: str) -> int:
        """Say that there is nothing on a page; what was read on it is kept with the decision."""
        record = self._record(seen)
        self._has(record, page)
        result = self._results(record["arrival_id"])[page]
        if not isinstance(result, Findings):
            raise DecisionRefused("the page could not be read", "Send it back for a rescan.")
        empty = replace(result.typed.page, words=(), confidence=1.0, blank=True)
        blank = replace(result, typed=replace(result.typed, page=empty), identifiers=(), barcodes=())
        return self._with_page(record, seen, page, blank, "blank", who, {"page": page})

    def send_back(self, seen: Seen, pages: Sequence[int], why: str, who: str) -> str:
        """Ask the scanning station for pages again; the ticket. The document waits for the rescan."""
        record = self._record(seen)
        for page in pages:
            self._has(record, page)
        if not pages or not why.strip():
            raise DecisionRefused("a rescan needs the pages and the reason")
        now, tickets = self._ledger.now(), list[str]()
        after: Record = {**record, "decision": DecisionJson(outcome="rescan", by=who, at=now, accepted=[])}
        decided = Decided(
            *(record["arrival_id"], seen.document_id, "rescan", who, {seen.document_id: seen.revision}, [after]),
            {"pages": list(pages), "why": why[:LONGEST_WHY]},
        )
        self._ledger.decisions.put(
            decided, lambda db, seq: tickets.append(open_ticket(db, seq, record, pages, why[:LONGEST_WHY], who, now))
        )
        return tickets[0]

    def quarantine(self, seen: Seen, why: str, who: str) -> int:
        """Take the whole file, all its documents, out of the index; its bytes stay, and `quarantine retry` files it anew."""
        record = self._record(seen)
        if not why.strip():
            raise DecisionRefused("a quarantine needs a reason")
        every = {one["document_id"]: revision for one, revision in self._ledger.documents.of_arrival(record["arrival_id"])}
        if every[seen.document_id] != seen.revision:
            raise DecisionRefused(f"document {seen.document_id} has changed meanwhile")
        said = f"taken out by {who}: {why[:LONGEST_WHY]}"
        return self._ledger.decisions.put(
            Decided(record["arrival_id"], seen.document_id, "quarantine", who, every, [], {"why": why[:LONGEST_WHY]}, {}, said)
        )

    def undo(self, seq: int, who: str) -> dict[str, Any]:
        """Take a decision back; what it was."""
        self._ledger.decisions.undo(seq, who)
        found = self._ledger.decisions.get(seq)
        assert found is not None
        return found

    def candidates(self, record: Record) -> list[Candidate]:
        """Whom the document's pages may mean, likeliest first."""
        results = self._results(record["arrival_id"])
        return self._desk.candidates([results[number] for number in record["source"]["pages"]])

    def compared(self, record: Record, patients: Iterable[Patient]) -> list[Candidate]:
        """What the document's pages say for and against these patients, likeliest first."""
        results = self._results(record["arrival_id"])
        return self._desk.compared([results[number] for number in record["source"]["pages"]], patients)

    def _record(self, seen: Seen) -> Record:
        found = self._ledger.documents.at_revision(seen.document_id)
        if found is None or found[1] != seen.revision:
            raise DecisionRefused(f"document {seen.document_id} has changed meanwhile")
        return found[0]

    def _has(self, record: Record, page: int) -> None:
        if page not in record["source"]["pages"]:
            raise DecisionRefused("there is no such page in the document")

    def _results(self, arrival_id: str) -> dict[int, PageResult]:
        done = self._ledger.arrivals.pages_done(arrival_id)
        return {page: decode(self._home.store.read(sha256)) for page, sha256 in done.items()}

    def _with_page(self, record: Record, seen: Seen, page: int, result: PageResult, kind: str, who: str, detail: dict[str, Any]) -> int:
        """The document filed anew with another reading of one page."""
        results = self._results(record["arrival_id"]) | {page: result}
        stored = {page: self._home.store.put_bytes(encode(result))}
        after = carried([record], self._refiled(self._arrival(record), results, record["source"]["pages"], seen.document_id))
        return self._put(record, seen, kind, who, [after], detail, stored)

    def _arrange(self, records: Sequence[Record], seen: Sequence[Seen], parts: Sequence[Sequence[int]], kind: str, who: str) -> int:
        record = records[0]
        results, arrival = self._results(record["arrival_id"]), self._arrival(record)
        own = {int(one.document_id.rpartition("-")[2]): one.document_id for one in seen}
        after = []
        for part in parts:
            kept = next((own[number] for number in part if number in own), f"{record['arrival_id']}-{part[0]:04d}")
            filed_anew = self._refiled(arrival, results, part, kept)
            after.append(carried(records, filed_anew) if len(parts) == 1 else filed_anew)  # parts of a document are other documents
        decided = Decided(
            *(record["arrival_id"], seen[0].document_id, kind, who, {one.document_id: one.revision for one in seen}, after),
            {"parts": [list(part) for part in parts]},
        )
        return self._ledger.decisions.put(decided)

    def _refiled(self, arrival: Arrival, results: Mapping[int, PageResult], numbers: Sequence[int], document_id: str) -> Record:
        return self._desk.arranged(arrival, [results[number] for number in sorted(results)], numbers, document_id)

    def _arrival(self, record: Record) -> Arrival:
        arrival = self._ledger.arrivals.get(record["arrival_id"])
        assert arrival is not None
        return arrival

    def _put(
        self,
        record: Record,
        seen: Seen,
        kind: str,
        who: str,
        after: Sequence[Record],
        detail: Mapping[str, Any],
        pages: Mapping[int, str] = {},  # never changed
    ) -> int:
        changed = {seen.document_id: seen.revision}
        return self._ledger.decisions.put(Decided(record["arrival_id"], seen.document_id, kind, who, changed, after, detail, pages))
