"""The outbox into the index: bulk upserts with deterministic ids, marked as indexed only afterwards."""

from __future__ import annotations

from pipeline.run.home import Home

BATCH = 200  # documents a bulk


def drain(home: Home) -> int:
    """Bring the index up to the ledger; returns how many documents were written or deleted. IndexDown leaves the rest queued."""
    written = 0
    while entries := home.ledger.outbox.entries(BATCH):
        kept = [entry for entry in entries if entry.record is not None]
        home.index.upsert([entry.record for entry in kept if entry.record is not None], [entry.revision for entry in kept])
        home.index.delete([entry.document_id for entry in entries if entry.record is None])
        home.ledger.outbox.indexed(entries)
        written += len(entries)
    return written


def rebuild(home: Home) -> int:
    """Empty the index and fill it again from the ledger; returns how many documents it holds."""
    home.index.clear()
    home.ledger.outbox.requeue_all()
    return drain(home)
