"""A document as a searchable PDF: the scan's own pictures, bit for bit where PDF can hold them, and the text that was read beneath.

Documents made of pictures are PDF/A-2b (ISO 19005-2), also those whose pictures stood in a PDF. Pages that hold more are copied with
all that they have, and nothing is claimed for them.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

from pipeline.model.errors import Unreadable
from pipeline.model.geometry import Affine
from pipeline.model.types import EncodedImage, PageText, Rotation
from pipeline.output.archival import only_pictures
from pipeline.output.described import describe, packed
from pipeline.output.font import invisible_fonts
from pipeline.output.text_layer import characters, text_layer
from pipeline.output.unseen import drop_unseen_text

_POINTS = 72.0  # units an inch
_DEFAULT_DPI = 200.0  # of a picture that does not say
_UNREAD = {"embedded", "failed"}  # pages over which no reading of their picture is laid
_COLOURS = {"grey": Name.DeviceGray, "rgb": Name.DeviceRGB, "cmyk": Name.DeviceCMYK}
# Exif's orientation as the image of PDF's unit square: (a, b, c, d, e, f) for a page one wide and one high
_TURNED = {
    1: (1, 0, 0, 1, 0, 0),
    2: (-1, 0, 0, 1, 1, 0),
    3: (-1, 0, 0, -1, 1, 1),
    4: (1, 0, 0, -1, 0, 1),
    5: (0, -1, -1, 0, 1, 1),
    6: (0, -1, 1, 0, 0, 1),
    7: (0, 1, 1, 0, 0, 0),
    8: (0, 1, -1, 0, 1, 0),
}


@dataclass(frozen=True, slots=True)
class SourcePage:
    """A page to write: its number in the source, what was read on it, and its picture in strips; none where the source is a PDF."""

    number: int
    text: PageText
    images: Sequence[EncodedImage]
    dpi: tuple[float | None, float | None]


def write_pdf(out: Path | io.BytesIO, source: Path, pages: Sequence[SourcePage], title: str, created: str) -> None:
    """Write the pages of a stored file. `created` is ISO 8601; the same input gives the same bytes. Unreadable when the source is."""
    with pikepdf.new() as pdf:
        pictures = all(page.images for page in pages)
        used: dict[str, set[str]] = {}
        for page in pages:
            for font, written in characters(page.text).items():
                used.setdefault(font, set()).update(written)
        fonts = invisible_fonts(pdf, used)
        if pictures:
            for page in pages:
                _add_pictures(pdf, page, fonts)
            colours = {image.colours for page in pages for image in page.images}
            claim, grey = "cmyk" not in colours, colours == {"grey"}
        else:
            grey = False
            claim = _copy_pages(pdf, source, pages, fonts)
        describe(pdf, title, created, claim, grey)
        pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate, fix_metadata_version=False)


def _add_pictures(pdf: pikepdf.Pdf, page: SourcePage, fonts: Dictionary) -> None:
    text = page.text
    width, height = (pixels * _POINTS / (dpi or _DEFAULT_DPI) for pixels, dpi in zip((text.width, text.height), page.dpi, strict=True))
    down = height / text.height
    drawn, objects = [], {}
    for number, image in enumerate(page.images):
        objects[f"/Scan{number}"] = _picture(pdf, image)
        whole = len(page.images) == 1
        part = height if whole else image.height * down
        foot = 0.0 if whole else height - image.top * down - part
        a, b, c, d, e, f = _TURNED.get(image.orientation, _TURNED[1])
        matrix = (a * width, b * part, c * width, d * part, e * width, foot + f * part)
        drawn.append(f"q {_numbers(matrix)} cm /Scan{number} Do Q")
    layer = text_layer(text, Affine(width / text.width, 0, 0, 0, -down, height))
    content = "\n".join(drawn).encode("ascii") + b"\n" + layer
    resources = Dictionary(XObject=Dictionary(objects), Font=fonts)
    _add_upright(pdf, content, resources, (width, height), text.rotation)


def _add_upright(pdf: pikepdf.Pdf, content: bytes, resources: Dictionary, size: tuple[float, float], rotation: Rotation) -> None:
    """A page of this content, turned clockwise. Not by /Rotate: many readers take text that runs up a page for single words."""
    width, height = size
    turns = {0: (1, 0, 0, 1, 0, 0), 90: (0, -1, 1, 0, 0, width), 180: (-1, 0, 0, -1, width, height), 270: (0, 1, -1, 0, height, 0)}
    across, up = (width, height) if rotation % 180 == 0 else (height, width)
    turned = f"q {_numbers(turns[rotation])} cm\n".encode("ascii") + content + b"\nQ"
    pdf.pages.append(
        pikepdf.Page(
            Dictionary(
                Type=Name.Page,
                MediaBox=Array([0, 0, round(across, 4), round(up, 4)]),
                Contents=pdf.make_indirect(packed(pdf, turned)),
                Resources=resources,
            )
        )
    )


def _numbers(values: Sequence[float]) -> str:
    return " ".join(f"{round(value, 4):.9g}" for value in values)


def _picture(pdf: pikepdf.Pdf, image: EncodedImage) -> pikepdf.Object:
    stream = Stream(pdf, b"")
    stream.Type, stream.Subtype = Name.XObject, Name.Image
    stream.Width, stream.Height, stream.BitsPerComponent = image.width, image.height, image.bits
    stream.ColorSpace = _colour_space(image)
    parameters, kind = None, Name.FlateDecode
    if image.coding == "ccitt":
        kind = Name.CCITTFaxDecode
        parameters = Dictionary(K=-1, Columns=image.width, Rows=image.height)
        if image.inverted:
            parameters.BlackIs1 = True
    elif image.coding == "flate":
        parameters = Dictionary(Predictor=15, Columns=image.width, Colors=3 if image.colours == "rgb" else 1, BitsPerComponent=image.bits)
    else:
        kind = Name.DCTDecode
        if image.plain_rgb:
            parameters = Dictionary(ColorTransform=0)
        if image.inverted:
            stream.Decode = Array([1, 0] * 4)
    stream.write(image.data, filter=kind, decode_parms=parameters)
    return pdf.make_indirect(stream)


def _colour_space(image: EncodedImage) -> pikepdf.Object:
    if image.colours != "palette":
        return _COLOURS[image.colours]
    return Array([Name.Indexed, Name.DeviceRGB, len(image.palette) // 3 - 1, pikepdf.String(image.palette)])


def _copy_pages(pdf: pikepdf.Pdf, source: Path, pages: Sequence[SourcePage], fonts: Dictionary) -> bool:
    """Whether all of them are but pictures."""
    plain = True
    try:
        original = pikepdf.open(source)
    except pikepdf.PdfError:
        raise Unreadable("the stored PDF can't be copied") from None
    with original:
        for page in pages:
            copied = original.pages[page.number - 1]
            if page.text.engine == "embedded" or "/Annots" in copied.obj:
                _append(pdf, original, page, fonts)
                plain = False
            else:
                plain &= _redraw(pdf, copied, page.text, fonts)
    return plain


def _append(pdf: pikepdf.Pdf, original: pikepdf.Pdf, source: SourcePage, fonts: Dictionary) -> None:
    """The page with its notes and form fields; what was read comes on top where it has no text of its own."""
    pdf.add_pages_from(original, [source.number - 1])
    page, text = pdf.pages[-1], source.text
    if text.engine not in _UNREAD:
        bare: Any = page.as_form_xobject()
        drop_unseen_text(pdf, bare)
        page.Contents, page.Resources = pdf.make_indirect(Stream(pdf, bare.read_bytes())), bare.Resources
        left, bottom, right, top = (float(side) for side in page.cropbox)
        turns = int(page.obj.get("/Rotate", 0)) // 90 % 4
        shown = _displayed((right - left, top - bottom), turns, text).then(Affine(c=left, f=bottom))
        page.contents_add(b"q", prepend=True)
        page.contents_add(b"Q\nq " + text_layer(text, shown) + b" Q")
        for name, font in fonts.items():
            page.add_resource(font, Name.Font, Name(name), replace_existing=True)
    page.rotate(text.rotation, relative=True)


def _redraw(pdf: pikepdf.Pdf, original: pikepdf.Page, text: PageText, fonts: Dictionary) -> bool:
    """The page as one drawing on an upright page, so that its text runs across; whether it is but pictures."""
    drawing: Any = pdf.copy_foreign(original.as_form_xobject())
    left, bottom, right, top = (float(side) for side in original.cropbox)
    drawing.BBox = Array([left, bottom, right, top])
    drawing.Matrix = Array([1, 0, 0, 1, -left, -bottom])
    if text.engine not in _UNREAD:
        drop_unseen_text(pdf, drawing)
    turns = int(_inherited(original, "/Rotate", 0)) // 90 % 4
    across, up = right - left, top - bottom
    width, height = (up, across) if turns % 2 else (across, up)
    shown = {0: (1, 0, 0, 1, 0, 0), 1: (0, -1, 1, 0, 0, across), 2: (-1, 0, 0, -1, across, up), 3: (0, 1, -1, 0, up, 0)}[turns]
    layer = text_layer(text, Affine(width / text.width, 0, 0, 0, -height / text.height, height)) if text.words else b""
    content = f"q {_numbers(shown)} cm /Scan Do Q\n".encode("ascii") + layer
    resources = Dictionary(XObject=Dictionary(Scan=drawing), Font=fonts)
    _add_upright(pdf, content, resources, (width, height), text.rotation)
    return only_pictures(drawing)


def _inherited(page: pikepdf.Page, key: str, default: int) -> Any:
    node: Any = page.obj
    while key not in node and "/Parent" in node:
        node = node["/Parent"]
    return node.get(key, default)


def _displayed(size: tuple[float, float], turns: int, text: PageText) -> Affine:
    """From pixels of the page as displayed (/Rotate and the crop box obeyed) to units from the crop box's lower left corner."""
    across, up = size
    shown = (up, across) if turns % 2 else (across, up)
    unit = Affine(shown[0] / text.width, 0, 0, 0, shown[1] / text.height, 0)
    back = {
        0: Affine(1, 0, 0, 0, -1, up),
        1: Affine(0, 1, 0, 1, 0, 0),
        2: Affine(-1, 0, across, 0, 1, 0),
        3: Affine(0, -1, across, -1, 0, up),
    }
    return unit.then(back[turns])
