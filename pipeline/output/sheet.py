"""A page for a person to judge the reading by: as scanned, after cleanup, and with its words coloured by confidence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw, ImageFont

from pipeline.model.types import PageText

if TYPE_CHECKING:
    from pipeline.model.types import Pixels

HEIGHT = 1100  # pixels of each of the three pictures
_GAP, _CAPTION, _TEXT = 16, 34, 18
_GREY, _DARK = (235, 235, 235), (30, 30, 30)
_DOUBT, _SURE = (214, 39, 40), (44, 160, 44)  # red, green
_EDGE = 0.98  # confidence from which a word is all green
_LEGEND = (0.2, 0.5, 0.8, 0.98)


def contact_sheet(scanned: Pixels, cleaned: Pixels, page: PageText, note: str) -> Image.Image:
    """Three pictures side by side under a caption that names the page, its confidence, turn and lean, and no text of it.

    `scanned` and `cleaned` are grey or RGB, uint8; `note` says what is to be said besides.
    """
    read = _marked(Image.fromarray(scanned).convert("RGB"), page)
    panels = {"as scanned": _shown(scanned), "after cleanup": _shown(cleaned), "words by confidence": _fitted(read)}
    state = "blank" if page.blank else f"{len(page.words)} words, confidence {page.confidence:.2f}"
    sheet = _sheet(panels, f"page {page.number}: {state}, turned {page.rotation}°, lean {page.skew:.2f}° {note}")
    left = sum(panel.width + _GAP for panel in list(panels.values())[:2]) + _GAP
    _legend(ImageDraw.Draw(sheet), ImageFont.load_default(_TEXT), left + 190)
    return sheet


def scan_sheet(scanned: Pixels | None, number: int, note: str) -> Image.Image:
    """A page that was not read: as scanned, none where that can't be shown either, under a caption with what is to be said of it."""
    return _sheet({} if scanned is None else {"as scanned": _shown(scanned)}, f"page {number}: {note}")


def _shown(pixels: Pixels) -> Image.Image:
    return _fitted(Image.fromarray(pixels).convert("RGB"))


def _sheet(panels: Mapping[str, Image.Image], caption: str) -> Image.Image:
    face = ImageFont.load_default(_TEXT)
    width = sum(panel.width for panel in panels.values()) + _GAP * (len(panels) + 1)
    sheet = Image.new("RGB", (max(width, 900, round(face.getlength(caption)) + 2 * _GAP), HEIGHT + 2 * _CAPTION + _GAP), _GREY)
    pen = ImageDraw.Draw(sheet)
    pen.text((_GAP, 8), caption, _DARK, face)
    left = _GAP
    for name, panel in panels.items():
        pen.text((left, _CAPTION), name, _DARK, face)
        sheet.paste(panel, (left, 2 * _CAPTION))
        left += panel.width + _GAP
    return sheet


def colour(confidence: float) -> tuple[int, int, int]:
    """From red (0) over yellow to green."""
    share = min(max(confidence / _EDGE, 0.0), 1.0) ** 2
    low, high = (_DOUBT, (230, 180, 20)) if share < 0.5 else ((230, 180, 20), _SURE)
    part = share * 2 % 1 if share < 1 else 1.0
    red, green, blue = (round(a + (b - a) * part) for a, b in zip(low, high, strict=True))
    return red, green, blue


def _marked(picture: Image.Image, page: PageText) -> Image.Image:
    """The page with its words' boxes, turned upright."""
    pen = ImageDraw.Draw(picture, "RGBA")
    thick = max(2, picture.height // 700)
    for word in page.words:
        shade = colour(word.confidence)
        pen.rectangle(
            (word.box.x0, word.box.y0, max(word.box.x1 - 1, word.box.x0), max(word.box.y1 - 1, word.box.y0)),
            (*shade, 40),
            (*shade, 255),
            thick,
        )
    return picture.rotate(-page.rotation, expand=True) if page.rotation else picture


def _fitted(picture: Image.Image) -> Image.Image:
    return picture.resize((max(1, round(picture.width * HEIGHT / picture.height)), HEIGHT), Image.Resampling.LANCZOS)


def _legend(pen: ImageDraw.ImageDraw, face: ImageFont.ImageFont | ImageFont.FreeTypeFont, left: int) -> None:
    for confidence in _LEGEND:
        pen.rectangle((left, _CAPTION + 4, left + 14, _CAPTION + 18), colour(confidence))
        pen.text((left + 20, _CAPTION), f"{confidence:.2f}", _DARK, face)
        left += 76
