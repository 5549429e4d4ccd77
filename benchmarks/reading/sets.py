"""The pages that are read, with their truth. Every set is split: even pages tune, odd pages are reported."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Literal

import numpy as np
from PIL import Image

from benchmarks.charts import draw_chart
from benchmarks.charts.model import ChartPage, Severity

Split = Literal["tune", "report"]
DRAWN_FROM = {"tune": 2_000, "report": 70_000}  # seeds
TURNS = {"phototest-rotated-L.png", "phototest-rotated-R.png", "phototest-rotated-180.png"}


@dataclass(frozen=True, slots=True)
class Sample:
    """A file of one page and the words on it; of a drawn chart its layout and its type's code are the kinds that it is of."""

    path: Path
    truth: str
    kinds: tuple[str, ...] = ()


def books(data: Path, _work: Path, split: Split, most: int) -> Iterator[Sample]:
    """Printed books of the 19th century, 300 dpi."""
    for path in _half(sorted((data / "old-books").glob("*.tiff")), split)[:most]:
        yield Sample(path, path.with_suffix(".txt").read_text(encoding="utf-8", errors="replace"))


def forms(data: Path, _work: Path, split: Split, most: int) -> Iterator[Sample]:
    """FUNSD: noisy business forms, about 100 dpi."""
    for path in _half(sorted((data / "funsd" / "annotations").glob("*.json")), split)[:most]:
        words = [word["text"] for block in json.loads(path.read_text(encoding="utf-8"))["form"] for word in block["words"]]
        yield Sample(data / "funsd" / "images" / f"{path.stem}.png", " ".join(words))


def turned(data: Path, _work: Path, _split: Split, most: int) -> Iterator[Sample]:
    """Tesseract's own test page, turned three ways; it is never tuned on, being three pages."""
    truth = (data / "tesseract-test" / "phototest.gold.txt").read_text(encoding="utf-8")
    for name in sorted(TURNS)[:most]:
        yield Sample(data / "tesseract-test" / name, truth)


def drawn(severity: Severity, _data: Path, work: Path, split: Split, most: int) -> Iterator[Sample]:
    """First pages of charts by the generator, stored without loss."""
    for seed in range(DRAWN_FROM[split], DRAWN_FROM[split] + most):
        chart = draw_chart(seed, severity=severity, layouts="all")
        page, kinds = chart.pages[0], (f"layout {chart.layout}", f"type {chart.type_code}")
        yield Sample(stored(page, work / f"{severity}-{seed}.png"), page.text, kinds)


def strewn(_data: Path, work: Path, split: Split, most: int) -> Iterator[Sample]:
    """Clean charts strewn with specks, as a dirty glass or a bad photocopier leaves them: half a per cent of the page, two pixels each."""
    for seed in range(DRAWN_FROM[split], DRAWN_FROM[split] + most):
        page = draw_chart(seed, severity="clean", layouts="all").pages[0]
        pixels, noise = page.pixels.copy(), np.random.default_rng(seed)
        many = pixels.size // 800
        ys, xs = noise.integers(0, pixels.shape[0] - 1, many), noise.integers(0, pixels.shape[1] - 1, many)
        for down, across in ((0, 0), (0, 1), (1, 0), (1, 1)):
            pixels[ys + down, xs + across] = 0
        yield Sample(stored(replace(page, pixels=pixels), work / f"strewn-{seed}.png"), page.text)


def stored(page: ChartPage, path: Path) -> Path:
    """Without loss, with its resolution."""
    Image.fromarray(page.pixels).save(path, dpi=(page.dpi_x, page.dpi_y))
    return path


def _half(paths: list[Path], split: Split) -> list[Path]:
    return paths[0::2] if split == "tune" else paths[1::2]


SETS: dict[str, Callable[[Path, Path, Split, int], Iterator[Sample]]] = {
    "old books": books,
    "forms": forms,
    "turned": turned,
    "drawn clean": partial(drawn, "clean"),
    "drawn typical": partial(drawn, "typical"),
    "drawn harsh": partial(drawn, "harsh"),
    "strewn": strewn,
}
