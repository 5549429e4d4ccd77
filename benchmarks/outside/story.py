"""What a story is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Story:
    diagnosis: str
    complaint: str
    present: tuple[str, ...]
    exam: str
    course: tuple[str, ...]
    plan: tuple[str, ...]
    drugs: tuple[str, ...]
    imaging: tuple[str, str, str]
    operation: tuple[str, tuple[str, ...]]
    specimen: tuple[str, str, str]
    child: bool = False
