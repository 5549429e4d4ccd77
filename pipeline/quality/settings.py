"""The quality sample's settings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class QualitySettings:
    """How many documents are judged when the command does not say."""

    level: str = "II"  # inspection level of ISO 2859-1: S-1, S-2, S-3, S-4, I, II or III
    aql: float = 1.0  # acceptance quality limit: wrong documents in a hundred, one of the standard's values
    propose_from: int = 50  # filed documents from which a finished batch proposes its sample to the desk; 0: none does
    standing: Mapping[str, float] = field(default_factory=dict)  # share (0 to 1) judged all the time, by station; "*" for all others
