"""Who saw and did what: an append-only, hash-chained log, and its signed checkpoints."""

from typing import TYPE_CHECKING

from pipeline.model.rooms import on_first_use

if TYPE_CHECKING:
    from pipeline.audit.entry import Entry, Kept
    from pipeline.audit.log import AuditLog
    from pipeline.audit.settings import AuditSettings
    from pipeline.audit.verify import Verdict
else:
    __getattr__ = on_first_use(
        __name__,
        {
            "entry": "Entry Kept",
            "log": "AuditLog",
            "settings": "AuditSettings",
            "verify": "Verdict",
        },
    )

__all__ = ["AuditLog", "AuditSettings", "Entry", "Kept", "Verdict"]
