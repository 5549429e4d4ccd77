"""Seeds to pages, with the truth."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks.charts.model import Pixels
from benchmarks.lie.backs import BACKS
from benchmarks.lie.few_words import FEW_WORDS, GREY_ONLY
from benchmarks.lie.scene import Scene, scanned
from benchmarks.reading.sets import DRAWN_FROM, Split
from pipeline.model.types import PageImage

SHINING = {"shining through", "separator's back", "mixed"}


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """A page, what it is, and whether nothing is to be read on it."""

    name: str
    kind: str
    image: PageImage
    blank: bool
    bitonal: bool


def sheets(split: Split, each: int) -> Iterator[Sheet]:
    """So many of each kind."""
    for kind, blank in [*((kind, True) for kind in BACKS), *((kind, False) for kind in FEW_WORDS)]:
        for seed in range(DRAWN_FROM[split], DRAWN_FROM[split] + each):
            yield sheet(seed, kind, blank)


def sheet(seed: int, kind: str, blank: bool) -> Sheet:
    """One of them; a third are black and white where that leaves the page what it is."""
    scene = Scene.empty(f"{seed}:{kind}")
    (BACKS if blank else FEW_WORDS)[kind](scene)
    bitonal = _threshold(scene, kind)
    pixels: Pixels = scanned(scene, bitonal)
    return Sheet(f"{kind} {seed}", kind, PageImage(1, pixels, scene.dpi, scene.dpi), blank, bitonal is not None)


def _threshold(scene: Scene, kind: str) -> str | None:
    if kind in GREY_ONLY or scene.rng.random() > 0.35:
        return None
    return "fixed" if kind in SHINING else scene.rng.choice(("fixed", "adaptive"))
