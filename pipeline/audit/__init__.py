"""Who saw and did what: an append-only, hash-chained log, and its signed checkpoints."""

from pipeline.audit.entry import Entry, Kept
from pipeline.audit.log import AuditLog
from pipeline.audit.settings import AuditSettings
from pipeline.audit.verify import Verdict, verify

__all__ = ["AuditLog", "AuditSettings", "Entry", "Kept", "Verdict", "verify"]
