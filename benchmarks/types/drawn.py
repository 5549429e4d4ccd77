"""Charts drawn by the generator and read by the pipeline's own reader: the whole way from pixels to a type."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module

from benchmarks.types.charts import MEASURING_SEEDS, generator
from benchmarks.types.corpus import Page
from pipeline.classify.linear import OTHER
from pipeline.model.types import PageImage
from pipeline.settings import Settings


def drawn_pages(codes: tuple[str, ...], many: int) -> Iterator[Page]:
    """Every page of `many` charts of unseen seeds, the codes in turn; nothing where there is no generator.

    The engines are imported by name only here, so that measuring on text needs none of them.
    """
    charts = generator()
    if charts is None:
        return
    assembly, cleanup, ocr = (import_module(f"pipeline.{name}") for name in ("assembly", "cleanup", "ocr"))
    read = assembly.PageReader(cleanup.Cleaner(Settings().cleanup), ocr.build_engine(Settings().ocr))
    for number in range(many):
        chart = charts.draw_chart(MEASURING_SEEDS + number, codes[number % len(codes)])
        for at, page in enumerate(chart.pages, 1):
            text = read(PageImage(at, page.pixels, page.dpi_x, page.dpi_y))
            yield Page(text, chart.type_code or OTHER, f"drawn:{chart.seed}")
