"""Where it went wrong, as a picture: the page with what is printed (green) and what was found (red), both listed beneath, and the problems.

Boxes bear a number, so that the print can still be read; the list beneath says what stands in each.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from benchmarks.whose.files import File
from pipeline.model.record import Record
from pipeline.model.types import PageImage

_WIDE = 1200  # pixels of a page's picture
_PRINTED, _FOUND, _INK = (20, 140, 60), (200, 40, 40), (20, 20, 20)
_LETTERS, _LINE = 16, 22  # size of letters, and pixels of a line beneath
_EDGE = 10  # pixels left of the list
_MOST = 150  # letters of a line

Colour = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class _Mark:
    """One box. `tag`: its number in the list; `text`: what is printed or was found there."""

    tag: str
    text: str
    box: Sequence[float]
    colour: Colour


def draw_problems(file: File, images: Sequence[PageImage], records: Sequence[Record], problems: Sequence[str], folder: Path) -> None:
    """One PNG for each page of the file."""
    folder.mkdir(parents=True, exist_ok=True)
    for image in images:
        heading = [f"{file.name} {file.kind}, page {image.number} of {len(images)}", *problems]
        _picture(image, heading, _printed(file, image.number), _found(records, image.number)).save(
            folder / f"{file.name}-{image.number:02}.png"
        )


def _picture(image: PageImage, heading: Sequence[str], printed: Sequence[_Mark], found: Sequence[_Mark]) -> Image.Image:
    page = Image.fromarray(image.pixels).convert("RGB")
    scale = _WIDE / page.width
    page = page.resize((_WIDE, round(page.height * scale)), Image.Resampling.LANCZOS)
    lines = len(heading) + 1 + max(len(printed), len(found))
    sheet = Image.new("RGB", (_WIDE, page.height + _LINE * (lines + 1)), "white")
    sheet.paste(page, (0, 0))
    draw, font = ImageDraw.Draw(sheet), ImageFont.load_default(_LETTERS)
    for mark in (*printed, *found):
        _box(draw, font, mark, scale)
    y = page.height + _LINE // 2
    for text in heading:
        draw.text((_EDGE, y), text[:_MOST], fill=_INK, font=font)
        y += _LINE
    titles = (_Mark("", "printed (expected)", (), _PRINTED), _Mark("", "found, with confidence", (), _FOUND))
    for row in (titles, *zip_longest(printed, found)):
        for column, mark in enumerate(row):
            if mark:
                text = f"{mark.tag}  {mark.text}"[: _MOST // 2]
                draw.text((_EDGE + column * _WIDE // 2, y), text, fill=mark.colour, font=font)
        y += _LINE
    return sheet


def _box(draw: ImageDraw.ImageDraw, font: ImageFont.ImageFont | ImageFont.FreeTypeFont, mark: _Mark, scale: float) -> None:
    x0, y0, x1, y1 = (scale * side for side in mark.box)
    draw.rectangle((x0 - 2, y0 - 2, x1 + 2, y1 + 2), outline=mark.colour, width=2)
    left = mark.colour == _PRINTED  # printed ones are numbered at the left, found ones at the right
    draw.text((x0 - 6 if left else x1 + 6, y0), mark.tag, fill=mark.colour, font=font, anchor="ra" if left else "la")


def _printed(file: File, number: int) -> list[_Mark]:
    boxes = [box for truth in file.documents for box in truth.printed if box.page == number]
    return [
        _Mark(str(at), f"{box.kind} {box.value}", (box.box.x0, box.box.y0, box.box.x1, box.box.y1), _PRINTED)
        for at, box in enumerate(boxes, 1)
    ]


def _found(records: Sequence[Record], number: int) -> list[_Mark]:
    found = [one for record in records for one in record["identifiers"] if one["page"] == number]
    return [
        _Mark(chr(ord("a") + at % 26), f"{one['kind']} {one['value']} {one['confidence']:.2f}", one["box"], _FOUND)
        for at, one in enumerate(found)
    ]
