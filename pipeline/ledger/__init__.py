"""What has arrived and how far it is; survives anything."""

from typing import TYPE_CHECKING

from pipeline.model.rooms import on_first_use

if TYPE_CHECKING:
    from pipeline.ledger.ledger import Ledger
    from pipeline.ledger.outbox import OutboxEntry
else:
    __getattr__ = on_first_use(
        __name__,
        {
            "ledger": "Ledger",
            "outbox": "OutboxEntry",
        },
    )

__all__ = ["Ledger", "OutboxEntry"]
