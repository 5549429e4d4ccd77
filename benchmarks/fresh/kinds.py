"""The words of this set: severities, and a page with the truth about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["clean", "typical", "harsh"]
SEVERITIES: tuple[Severity, ...] = ("clean", "typical", "harsh")


@dataclass(frozen=True)
class Page:
    """A layout filled in. `printed`: kind and normal value of what stands on it; `type_code` None where it is of no type."""

    layout: str
    held_out: bool
    type_code: str | None
    html: str
    printed: frozenset[tuple[str, str]]
    seed: int
