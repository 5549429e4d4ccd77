"""The outbox into the index: bulk upserts with deterministic ids, marked as indexed only afterwards."""

from __future__ import annotations

from pipeline.index import Change
from pipeline.run.home import Home

BATCH = 500  # documents a bulk


def drain(home: Home) -> int:
    """Bring the index up to the ledger; returns how many documents were written or taken out. IndexDown leaves the rest queued."""
    outbox, written = home.ledger.outbox, 0
    outbox.is_for(home.settings.index.backend)
    while entries := outbox.entries(BATCH):
        rejected = home.index.upsert([Change(entry.document_id, entry.revision, entry.record, entry.pages) for entry in entries])
        outbox.rejected({rejection.document_id: rejection.reason for rejection in rejected})
        outbox.indexed(entries)
        written += len(entries) - len(rejected)
    return written


def rebuild(home: Home) -> int:
    """Fill the index again from the ledger; returns how many documents it holds."""
    home.index.begin_rebuild()
    home.ledger.outbox.requeue_all()
    written = drain(home)
    home.index.finish_rebuild()
    return written
