"""Charts drawn by the generator and read by the pipeline's own reader."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from benchmarks.types.corpus import Page


def drawn_pages(many: int, data: Path) -> Iterator[Page]:
    """`many` charts of unseen seeds, every page of each; empty where the generator or the reader is missing."""
    raise NotImplementedError(many, data)
