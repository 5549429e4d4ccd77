"""The layouts: HTML with Jinja's marks, one file each, filled in by seed and printed by Debian's Chromium."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import jinja2
import numpy as np
import pypdfium2
from playwright.sync_api import sync_playwright

from benchmarks.fresh.kinds import Page
from benchmarks.fresh.printer import Printer
from benchmarks.fresh.scanner import DPI

if TYPE_CHECKING:
    from pipeline.model.types import Pixels

FOLDER = Path(__file__).parent / "layouts"
STYLE = (
    "<style>@page{size:letter;margin:0}*{box-sizing:border-box}"
    "body{margin:0;padding:.5in;font-size:10pt;height:10.9in;position:relative;overflow:hidden}</style>"
)


def layouts() -> list[Path]:
    """Every layout: those of `tuning`, then those of `held_out`, which nobody may look at while tuning."""
    return [*sorted((FOLDER / "tuning").glob("*.html")), *sorted((FOLDER / "held_out").glob("*.html"))]


def fill(layout: Path, seed: int) -> Page:
    """The layout with invented people in it. Its first line says the type: `{# 11502-2 #}` or `{# none #}`."""
    source = layout.read_text(encoding="utf-8")
    code = source.split("#")[1].strip()
    printer = Printer(Random(f"fresh:{layout.stem}:{seed}"))
    html = jinja2.Environment(autoescape=False, undefined=jinja2.StrictUndefined).from_string(source).render(x=printer)
    return Page(
        layout.stem, layout.parent.name == "held_out", None if code == "none" else code, STYLE + html, frozenset(printer.printed), seed
    )


def printed(pages: list[Page]) -> Iterator[Pixels]:
    """Each page's pixels at 300 dpi."""
    where = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if where is None:
        raise SystemExit("no Chromium: apt-get install chromium, or set CHROMIUM to its path")
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=where, args=["--no-sandbox"])
        tab = browser.new_page()
        for page in pages:
            tab.set_content(page.html)
            document = pypdfium2.PdfDocument(tab.pdf(prefer_css_page_size=True, print_background=True, page_ranges="1"))
            yield np.asarray(document[0].render(scale=DPI / 72, grayscale=True).to_numpy()).squeeze().copy()
            document.close()
        browser.close()
