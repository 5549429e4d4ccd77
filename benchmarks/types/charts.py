"""The chart generator's pages, by text.

The model never trains on them: others wrote them, so they measure what it makes of wording that it has not met. Their dictated passages,
though, are of MTSamples texts that it may have trained on (note_id a multiple of five).
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from importlib import import_module
from typing import Any

from benchmarks.types.corpus import Page
from benchmarks.types.pages import Wear, any_wear, page_of, pieces
from pipeline.classify.linear import OTHER

MEASURING_SEEDS = 9_000_000
NO_TYPE = "none"  # asks the generator for a paper of none of the types


def generator() -> Any | None:
    """The module benchmarks.charts, or None where it can't write texts."""
    try:
        module = import_module("benchmarks.charts")
    except ImportError:
        return None
    return module if hasattr(module, "chart_text") else None


def chart_pages(codes: tuple[str, ...], each: int, first_seed: int, worn: bool) -> Iterator[Page]:
    """`each` charts of every code (NO_TYPE: of no type) by the quick text path, cut to pages; nothing where there is no generator."""
    module = generator()
    if module is None:
        return
    for code in codes:
        for number in range(each):
            seed = first_seed + number
            rng = random.Random(f"{seed}:{code}")
            chart = module.chart_text(seed, code)
            for at, piece in enumerate(pieces(chart.text, rng, 700), 1):
                yield Page(page_of(piece, rng, any_wear(rng) if worn else Wear(), at), chart.type_code or OTHER, f"chart:{code}:{seed}")
