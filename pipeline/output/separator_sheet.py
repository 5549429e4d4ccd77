"""Separator sheets: laid between the pages of a pile, they say whose, of what kind or from which box the pages behind them are."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
import zxingcpp
from PIL import Image, ImageDraw, ImageFont

from pipeline.model.separators import Separator, payload

Paper = Literal["letter", "a4"]

DPI = 300
NOTICE = "Separator sheet - not part of any record"
_SIZES: dict[Paper, tuple[int, int]] = {"letter": (2550, 3300), "a4": (2480, 3508)}  # pixels
_TITLES = {"patient": "PATIENT", "type": "DOCUMENT TYPE", "batch": "BATCH", "document": "NEXT DOCUMENT"}
_USES = {
    "patient": "Lay this sheet on top of this patient's pages. Everything behind it, up to the next separator sheet, is theirs.",
    "type": "Lay this sheet on top of one document of this type.",
    "batch": "Lay this sheet on top of everything that was taken from this box.",
    "document": "Lay this sheet between two documents. A new document begins behind it.",
}
_PATCHES = {"patient": "NWNW", "batch": "NWNW", "type": "WNNW", "document": "WNNW"}  # Patch T, and Patch 2
_NARROW, _WIDE = 24, 60  # pixels: 0.08 and 0.2 inches
_EDGE, _SIDE = 120, 225  # pixels from the paper's edge to the bars and to what is written
_PATCH_SIDE = 150
_CODE = 810  # pixels that each code may take, without its quiet zone
_MODULE = 12  # pixels, 0.04 inches, of a module: wide enough for a fax, and narrow enough that scanners don't hollow it out
_CODES_HIGH = 1110  # pixels from the bottom bars up to the foot of the codes' field
_Face = ImageFont.FreeTypeFont | ImageFont.ImageFont


@dataclass(frozen=True, slots=True)
class SheetText:
    """A separator and what a person reads on its sheet: captions with their values, the first largest. Patient text, never logged."""

    separator: Separator
    fields: tuple[tuple[str, str], ...]


def write_sheets(path: Path, sheets: list[SheetText], paper: Paper) -> None:
    """One page each, black and white at 300 dpi, as one PDF. ValueError, without the value, for what the grammar can't say."""
    first, *others = [draw_sheet(sheet, paper) for sheet in sheets]
    first.save(path, "PDF", resolution=DPI, save_all=True, append_images=others, title="Separator sheets", producer="Chartscan")


def draw_sheet(sheet: SheetText, paper: Paper) -> Image.Image:
    """The sheet's picture, mode "1": bars along both edges, the text, and the same payload as QR and as Data Matrix."""
    width, height = _SIZES[paper]
    page = Image.new("1", (width, height), 1)
    pen = ImageDraw.Draw(page)
    pen.fontmode = "1"  # edges of letters without grey, which a page of one bit can't show
    kind = sheet.separator.kind
    low = _patch(pen, _PATCHES[kind], width, height)
    top = _heading(pen, kind, width, low + 105)
    _fields(pen, sheet.fields, width, top + 90)
    _codes(page, payload(sheet.separator), width, height - low - _CODES_HIGH)
    _foot(pen, kind, width, height - low)
    return page


def _patch(pen: ImageDraw.ImageDraw, pattern: str, width: int, height: int) -> int:
    """The bars along the top and the bottom edge, the first outermost: a sheet fed head down says the same. Where they end."""
    y = _EDGE
    for bar in pattern:
        thick = _WIDE if bar == "W" else _NARROW
        pen.rectangle((_PATCH_SIDE, y, width - _PATCH_SIDE - 1, y + thick - 1), 0)
        pen.rectangle((_PATCH_SIDE, height - y - thick, width - _PATCH_SIDE - 1, height - y - 1), 0)
        y += thick + _NARROW
    return y - _NARROW


def _heading(pen: ImageDraw.ImageDraw, kind: str, width: int, top: int) -> int:
    small, large = ImageFont.load_default(50), ImageFont.load_default(190)
    pen.text((_SIDE, top), "CHARTSCAN  SEPARATOR SHEET", 0, small)
    pen.text((_SIDE - 8, top + 75), _TITLES[kind], 0, large, stroke_width=4, stroke_fill=0)
    below = top + 335
    pen.rectangle((_SIDE, below, width - _SIDE - 1, below + 11), 0)
    return below


def _fields(pen: ImageDraw.ImageDraw, fields: tuple[tuple[str, str], ...], width: int, top: int) -> None:
    """The first value across the sheet, the others in two columns."""
    column = (width - 2 * _SIDE) // 2
    for number, (caption, value) in enumerate(fields):
        if number == 0:
            left, y, room, size = _SIDE, top, width - 2 * _SIDE, 150
        else:
            left, room, size = _SIDE + (number - 1) % 2 * column, column - 60, 100
            y = top + 300 + (number - 1) // 2 * 230
        pen.text((left, y), caption.upper(), 0, ImageFont.load_default(44))
        plain = _plain(value)
        face = _fitting(plain, room, size)
        pen.text((left, y + 62), _shortened(plain, face, room), 0, face, stroke_width=2 if number == 0 else 1, stroke_fill=0)


def _plain(text: str) -> str:
    """Without accents, which Pillow's own face lacks; the codes hold them. Letters of other scripts are shown as "?"."""
    bare = (letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))
    return "".join(letter if letter.isascii() else "?" for letter in bare)


def _fitting(text: str, room: int, size: int) -> _Face:
    face: _Face = ImageFont.load_default(size)
    while face.getlength(text) > room and size > 50:
        size -= 5
        face = ImageFont.load_default(size)
    return face


def _shortened(text: str, face: _Face, room: int) -> str:
    """What fits; the codes hold all of it."""
    if face.getlength(text) <= room:
        return text
    while text and face.getlength(text + "...") > room:
        text = text[:-1]
    return text + "..."


def _codes(page: Image.Image, text: str, width: int, top: int) -> None:
    """QR to the left, Data Matrix to the right, each in the middle of its half: where a stain or a hole hides one, the other is read."""
    qr = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="H")
    matrix = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.DataMatrix, force_square=True)
    for code, middle in ((qr, width * 0.3), (matrix, width * 0.7)):
        plain = Image.fromarray(np.asarray(code.to_image(scale=1, add_quiet_zones=False))).convert("1")
        scale = max(min(_CODE // max(plain.size), _MODULE), 1)
        drawn = plain.resize((plain.width * scale, plain.height * scale), Image.Resampling.NEAREST)
        page.paste(drawn, (round(middle - drawn.width / 2), round(top + (_CODE - drawn.height) / 2)))


def _foot(pen: ImageDraw.ImageDraw, kind: str, width: int, bottom: int) -> None:
    pen.rectangle((_SIDE, bottom - 223, width - _SIDE - 1, bottom - 219), 0)
    face = _fitting(_USES[kind], width - 2 * _SIDE, 44)
    pen.text((_SIDE, bottom - 195), NOTICE, 0, ImageFont.load_default(52), stroke_width=1, stroke_fill=0)
    pen.text((_SIDE, bottom - 125), _USES[kind], 0, face)
