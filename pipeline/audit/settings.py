"""The settings of the audit log."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AuditSettings:
    """Where its checkpoints go, and how often."""

    checkpoint_folder: str = ""  # outside the home folder, best on another machine; "" for none
    checkpoint_minutes: int = 15  # a checkpoint is made after so many minutes with entries
    checkpoint_entries: int = 500  # or so many entries
