"""Draw a page with what was read on it, beside the search that finds it.

    python -m benchmarks.picture --home demo-home --query "metformin" --out docs/page-and-hit.png

Word boxes are coloured by confidence (green sure, red doubtful); identifiers are framed and named. Boxes are those of the record,
in pixels of the page as scanned, so the picture also shows that they lie where they should.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw, ImageFont

from pipeline.index import Hit, SearchQuery
from pipeline.model.types import DigitalPage
from pipeline.pages import open_scan
from pipeline.run.home import Home
from pipeline.run.showing import show
from pipeline.settings import load

MONO = "/usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf"
BOLD = "/usr/share/fonts/truetype/dejavu/DejaVuSansMono-Bold.ttf"
HEIGHT, PANEL, SIZE = 1100, 860, 17  # pixels: page height, width of the terminal beside it, its letters
DARK, LIGHT, MARK = (24, 26, 30), (225, 228, 232), (250, 210, 70)


def page_picture(home: Home, record: dict[str, Any], number: int) -> Image.Image:
    """The page as scanned, with its boxes."""
    path = home.store.path(record["source"]["sha256"])
    with open_scan(path, home.settings.pages) as scan:
        page = scan.page(number)
    size = (page.width, page.height)
    picture = Image.new("RGB", size, "white") if isinstance(page, DigitalPage) else Image.fromarray(page.pixels).convert("RGB")
    pen = ImageDraw.Draw(picture, "RGBA")
    thin, thick = max(1, size[1] // 1500), max(3, size[1] // 400)
    found = next(entry for entry in record["pages"] if entry["source_page"] == number)
    for word in found["words"]:
        sure = word["confidence"]
        colour = (round(220 * (1 - sure)), round(150 * sure), 60)
        pen.rectangle(word["box"], outline=(*colour, 255), fill=(*colour, 28), width=thin)
    font = ImageFont.truetype(BOLD, size[1] // 100)
    for identifier in record["identifiers"]:
        if identifier["page"] == number:
            x0, y0, x1, y1 = identifier["box"]
            pen.rectangle((x0 - thick, y0 - thick, x1 + thick, y1 + thick), outline=(30, 80, 220, 255), width=thick)
            below = (x0 - thick, y1 + thick)
            chip = pen.textbbox(below, identifier["kind"].replace("_", " "), font=font, anchor="lt")
            pen.rectangle(chip, fill=(30, 80, 220, 255))
            pen.text(below, identifier["kind"].replace("_", " "), fill="white", font=font, anchor="lt")
    return picture.resize((round(size[0] * HEIGHT / size[1]), HEIGHT), Image.Resampling.LANCZOS)


def terminal_picture(query: str, hits: tuple[Hit, ...]) -> Image.Image:
    """What `chartscan search` prints, as a terminal shows it."""
    panel = Image.new("RGB", (PANEL, HEIGHT), DARK)
    pen = _Pen(ImageDraw.Draw(panel))
    pen.line([(f"$ chartscan search '{query}'", False)], LIGHT)
    for number, hit in enumerate(hits, 1):
        pen.line([("", False)], LIGHT)
        who = f"{hit.patient_name or 'no patient'} · {hit.document_type or 'unknown type'} · {hit.service_date or 'no date'}"
        pen.line([(f"{number}. {who}  {hit.status}", False)], (140, 220, 150))
        pen.line([(f"   {hit.source_path} page {hit.page}", False)], (130, 136, 144))
        pen.line([("   ", False), *hit.snippet], LIGHT)
    return panel


class _Pen:
    """Writes wrapped lines downwards, marked parts on yellow."""

    def __init__(self, draw: ImageDraw.ImageDraw) -> None:
        self._draw, self._y = draw, 24
        self._font = ImageFont.truetype(MONO, SIZE)
        self._width = round(self._font.getlength("m"))

    def line(self, parts: list[tuple[str, bool]], colour: tuple[int, int, int]) -> None:
        column, most = 0, (PANEL - 48) // self._width
        for text, marked in parts:
            for char in text.replace("\n", " "):
                if column >= most:
                    column, self._y = 3, self._y + SIZE + 7
                x = 24 + column * self._width
                if marked:
                    self._draw.rectangle((x, self._y, x + self._width, self._y + SIZE + 4), fill=MARK)
                self._draw.text((x, self._y), char, fill=DARK if marked else colour, font=self._font)
                column += 1
        self._y += SIZE + 8


def main() -> None:
    """Search, draw, write the PNG."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--home", type=Path, required=True)
    arguments.add_argument("--query", required=True)
    arguments.add_argument("--out", type=Path, required=True)
    given = arguments.parse_args()
    with Home(given.home, load()) as home:
        hits = home.index.search(SearchQuery(text=given.query, limit=4)).hits
        if not hits:
            raise SystemExit("nothing was found; take another query")
        page = page_picture(home, show(home, hits[0].document_id, words=True), hits[0].page)
    terminal = terminal_picture(given.query, hits)
    joined = Image.new("RGB", (page.width + terminal.width, HEIGHT), "white")
    joined.paste(page, (0, 0))
    joined.paste(terminal, (page.width, 0))
    given.out.parent.mkdir(parents=True, exist_ok=True)
    joined.quantize(128).save(given.out, optimize=True)


if __name__ == "__main__":
    main()
