"""The daily proof: arrivals = filed + held + quarantined + waiting; ledger = store = index; every stored byte's hash."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.run.home import Home

STATES = ("filed", "held", "quarantined", "waiting")


@dataclass(frozen=True, slots=True)
class Proof:
    """What was counted, and every problem in plain words with ids only; no problems means that nothing is lost."""

    arrivals: int
    by_state: dict[str, int]
    documents: int
    indexed: int
    stored: int
    problems: tuple[str, ...]


def verify(home: Home) -> Proof:
    """Count everything and hash every stored byte."""
    counts = home.ledger.counts()
    by_state = {state: counts.get(state, 0) for state in STATES}
    arrivals = home.ledger.arrival_count()
    problems = [f"ledger: {found}" for found in home.ledger.integrity()]
    if sum(by_state.values()) != arrivals:
        problems.append(f"{arrivals} arrivals, but the states add up to {sum(by_state.values())}")
    documents = home.ledger.documents.revisions()
    indexed = dict(home.index.documents())
    problems += _index_problems(home, documents, indexed)
    stored = set(home.store.all())
    problems += _store_problems(home, stored)
    return Proof(arrivals, by_state, len(documents), len(indexed), len(stored), tuple(problems))


def _index_problems(home: Home, documents: dict[str, int], indexed: dict[str, int]) -> list[str]:
    queued = home.ledger.outbox.size()
    rejected = home.ledger.outbox.rejections()  # accounted for: they stand in quarantine with the index's reason
    documents = {document_id: revision for document_id, revision in documents.items() if document_id not in rejected}
    indexed = {document_id: revision for document_id, revision in indexed.items() if document_id not in rejected}
    problems = [f"document {document_id}: not in the index" for document_id in sorted(documents.keys() - indexed.keys())]
    problems += [f"document {document_id}: in the index, not in the ledger" for document_id in sorted(indexed.keys() - documents.keys())]
    problems += [
        f"document {document_id}: the index has revision {indexed[document_id]}, the ledger {documents[document_id]}"
        for document_id in sorted(documents.keys() & indexed.keys())
        if indexed[document_id] != documents[document_id]
    ]
    return [f"{queued} documents wait to be indexed; any run indexes them", *problems] if queued else problems


def _store_problems(home: Home, stored: set[str]) -> list[str]:
    wanted = home.ledger.stored_hashes()
    problems = [f"store: {sha256} is missing" for sha256 in sorted(wanted - stored)]
    problems += [f"store: {sha256} does not match its hash" for sha256 in sorted(stored) if not home.store.verify(sha256)]
    return problems
