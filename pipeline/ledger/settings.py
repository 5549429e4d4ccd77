"""The ledger's settings."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LedgerSettings:
    """How long a process owns what it works on."""

    lease_s: float = 120.0  # seconds without a heartbeat after which another process may take over an arrival
