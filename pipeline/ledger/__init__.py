"""What has arrived and how far it is; survives anything."""

from pipeline.ledger.ledger import Ledger
from pipeline.ledger.outbox import OutboxEntry

__all__ = ["Ledger", "OutboxEntry"]
