"""The chart generator's pages, by text and by pixels. Training and measuring take seeds from ranges that never meet."""

from __future__ import annotations

import random
from collections.abc import Iterator
from importlib import import_module
from typing import Any

from benchmarks.types.corpus import Page
from benchmarks.types.pages import Wear, any_wear, page_of, pieces

TRAINING_SEEDS, MEASURING_SEEDS = 5_000_000, 9_000_000


def generator() -> Any | None:
    """The module benchmarks.charts, or None where it can't write texts."""
    try:
        module = import_module("benchmarks.charts")
    except ImportError:
        return None
    return module if hasattr(module, "chart_text") else None


def chart_pages(codes: tuple[str, ...], each: int, first_seed: int, worn: bool) -> Iterator[Page]:
    """`each` pages of every code by the quick text path; nothing where there is no generator."""
    module = generator()
    if module is None:
        return
    for code in codes:
        for number in range(each):
            seed = first_seed + number
            rng = random.Random(f"{seed}:{code}")
            text = module.chart_text(seed, code)
            for at, piece in enumerate(pieces(text, rng, 700), 1):
                yield Page(page_of(piece, rng, any_wear(rng) if worn else Wear(), at), code, f"chart:{code}:{seed}")
