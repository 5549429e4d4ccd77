"""Seeds to pages, with the truth."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

import numpy as np
import numpy.typing as npt

from benchmarks.charts import draw_chart
from benchmarks.charts.model import Pixels
from benchmarks.lie.backs import BACKS
from benchmarks.lie.few_words import FEW_WORDS, GREY_ONLY
from benchmarks.lie.pictures import PICTURES, TONED
from benchmarks.lie.scene import Scene, scanned
from pipeline.model.types import PageImage

_WRITTEN, _ASIDE = 0.1, 0.04  # of the light: darker than that is written; share of the page that a lean may move it by
_LEFT = 0.15  # of what was written
WRITTEN = {**FEW_WORDS, **PICTURES}
SHINING = {"shining through", "separator's back", "mixed"}


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """A page, what it is, and whether nothing is to be read on it."""

    name: str
    kind: str
    image: PageImage
    blank: bool
    bitonal: bool
    seed: int


def sheets(first: int, each: int) -> Iterator[Sheet]:
    """So many of each kind, of the seeds from `first` on."""
    for kind, blank in [*((kind, True) for kind in BACKS), *((kind, False) for kind in WRITTEN)]:
        for seed in range(first, first + each):
            yield sheet(seed, kind, blank)


def sheet(seed: int, kind: str, blank: bool) -> Sheet:
    """One of them; a third are black and white where that leaves the page what it is."""
    scene = Scene.empty(f"{seed}:{kind}")
    (BACKS if blank else WRITTEN)[kind](scene)
    bitonal = _threshold(scene, kind)
    pixels: Pixels = scanned(scene, bitonal)
    if bitonal and not blank and not _survives(scene, pixels):
        pixels, bitonal = scanned(scene, None), None  # the threshold left nothing that anybody could read
    return Sheet(f"{kind} {seed}", kind, PageImage(1, pixels, scene.dpi, scene.dpi), blank, bitonal is not None, seed)


def _threshold(scene: Scene, kind: str) -> str | None:
    if kind in GREY_ONLY or scene.rng.random() > 0.35:
        return None
    if kind in TONED:
        return scene.rng.choice(("dithered", "dithered", "fixed", "adaptive"))
    return "fixed" if kind in SHINING else scene.rng.choice(("fixed", "adaptive"))


def _survives(scene: Scene, pixels: Pixels) -> bool:
    """Whether black is left of what was written, about where it stands; the sheet may lean a little."""
    own = (1.0 if scene.bare is None else scene.bare) - scene.light > _WRITTEN
    ys, xs = np.nonzero(own)
    if not len(ys):
        return False  # so pale that no threshold would leave it
    aside = round(_ASIDE * max(own.shape))
    part = pixels[max(0, ys.min() - aside) : ys.max() + aside, max(0, xs.min() - aside) : xs.max() + aside]
    return bool(np.count_nonzero(part == 0) >= _LEFT * len(ys))


def front_of(sheet: Sheet) -> PageImage:
    """The other side of the sheet, scanned for itself: what shines through there, or else a page of a chart."""
    scene = Scene.empty(f"{sheet.seed}:{sheet.kind}")
    (BACKS if sheet.blank else WRITTEN)[sheet.kind](scene)
    rng = Random(f"{sheet.seed}:{sheet.kind}:front")
    light = _chart(rng, scene) if scene.front is None else scene.front.copy()
    own = Scene(light, scene.dpi, rng, np.random.default_rng(sheet.seed))
    return PageImage(1, scanned(own, None), scene.dpi, scene.dpi)


def _chart(rng: Random, scene: Scene) -> npt.NDArray[np.float32]:
    page = draw_chart(rng.randrange(10**6), severity="clean", layouts="all", dpi=scene.dpi).pages[0].pixels
    height, width = scene.light.shape
    light = np.ones((height, width), np.float32)
    part = page[:height, :width] / np.float32(255)
    light[: part.shape[0], : part.shape[1]] = part
    return light
