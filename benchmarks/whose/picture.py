"""Where it went wrong, as a picture: the page with what is printed (green) and what was found (red), and the problems beneath."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from benchmarks.whose.files import File
from pipeline.model.record import Record
from pipeline.model.types import PageImage

_WIDE = 900  # pixels of a page's picture
_PRINTED, _FOUND, _INK = (20, 140, 60), (200, 40, 40), (20, 20, 20)
_LETTERS, _FOOT = 15, 26  # size of letters, and pixels of a line beneath


def draw_problems(file: File, images: Sequence[PageImage], records: Sequence[Record], problems: Sequence[str], folder: Path) -> None:
    """One PNG for each page of the file."""
    folder.mkdir(parents=True, exist_ok=True)
    font = ImageFont.load_default(_LETTERS)
    for image in images:
        page = Image.fromarray(image.pixels).convert("RGB")
        scale = _WIDE / page.width
        page = page.resize((_WIDE, round(page.height * scale)), Image.Resampling.LANCZOS)
        sheet = Image.new("RGB", (_WIDE, page.height + _FOOT * (len(problems) + 1)), "white")
        sheet.paste(page, (0, 0))
        draw = ImageDraw.Draw(sheet)
        for kind, value, box, colour in _boxes(file, records, image.number):
            corners = tuple(scale * side for side in box)
            draw.rectangle(corners, outline=colour, width=2)
            draw.text((corners[0], corners[1] - _LETTERS - 3), f"{kind} {value}", fill=colour, font=font)
        for line, problem in enumerate([f"{file.name} {file.kind}, page {image.number}", *problems]):
            draw.text((8, page.height + 4 + _FOOT * line), problem[:150], fill=_INK, font=font)
        sheet.save(folder / f"{file.name}-{image.number:02}.png")


def _boxes(file: File, records: Sequence[Record], number: int) -> list[tuple[str, str, list[int], tuple[int, int, int]]]:
    printed = [box for truth in file.documents for box in truth.printed if box.page == number]
    found = [one for record in records for one in record["identifiers"] if one["page"] == number]
    return [
        *((one.kind, one.value, [one.box.x0, one.box.y0, one.box.x1, one.box.y1], _PRINTED) for one in printed),
        *((one["kind"], f"{one['value']} {one['confidence']:.2f}", one["box"], _FOUND) for one in found),
    ]
