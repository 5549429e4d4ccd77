"""A document's encounter and service date: the surest reading, and null rather than a guess between equals."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.model.types import Identifier, IdentifierKind


def best_value(identifiers: Iterable[Identifier], kind: IdentifierKind, margin: float, unanimous: bool = False) -> str | None:
    """The value of `kind` read most surely; None where another is within `margin` (confidence, 0 to 1) of it.

    With `unanimous`, for pages that may be about several people, any second value makes it None.
    """
    surest: dict[str, float] = {}
    for found in identifiers:
        if found.kind == kind:
            surest[found.value] = max(found.confidence, surest.get(found.value, 0.0))
    if not surest or (unanimous and len(surest) > 1):
        return None
    best = max(surest.values())
    rivals = [value for value, confidence in surest.items() if best - confidence <= margin]
    return rivals[0] if len(rivals) == 1 else None
