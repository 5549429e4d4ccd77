"""Whether a PDF page is nothing but pictures that PDF/A-2b allows (ISO 19005-2), as scanners write them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import pikepdf

# places, clips, flat areas and pictures; no text, no patterns, no transparency
_DRAWN = re.compile(r"[qQmlhcvynfFSswWJjMdigG]|[Wf]\*|cm|Do|re|rg|RG")
_CODINGS = {"/DCTDecode", "/CCITTFaxDecode", "/FlateDecode", "/JBIG2Decode", "/RunLengthDecode", "/ASCII85Decode", "/ASCIIHexDecode"}
_COLOURS = {"/DeviceGray", "/DeviceRGB"}
_NOT_ALLOWED = {"/SMask", "/Mask", "/Alternates", "/OPI", "/Metadata", "/Intent"}  # or allowed under conditions that are not looked into
_BITS = {1, 2, 4, 8}
_NESTED = 6  # q without Q; 28 are allowed on a page (ISO 19005-2, 6.1.13), and the page around has some
_DEEPEST = 3  # drawings within drawings, each with as many
_OF_A_DRAWING = {"/Type", "/Subtype", "/FormType", "/BBox", "/Matrix", "/Resources", "/Length", "/Filter", "/DecodeParms"}


def only_pictures(drawing: Any, depth: int = 0) -> bool:
    """True when a form XObject made of a page, `depth` others around it, draws only plain pictures in grey and RGB."""
    resources = drawing.get("/Resources", {})
    if any(key not in {"/XObject", "/ProcSet"} and len(value) for key, value in resources.items()):
        return False
    if not all(_plain_picture(drawn) or _plain_drawing(drawn, depth) for drawn in dict(resources.get("/XObject", {})).values()):
        return False
    try:
        return "/Group" not in drawing and _drawn_plainly(pikepdf.parse_content_stream(drawing))
    except pikepdf.PdfError:
        return False


def _drawn_plainly(instructions: Iterable[Any]) -> bool:
    deep = 0
    for instruction in instructions:
        operator = str(instruction.operator)
        if not _DRAWN.fullmatch(operator):
            return False
        deep += (operator == "q") - (operator == "Q")
        if not 0 <= deep <= _NESTED:
            return False
    return True


def _plain_drawing(drawn: Any, depth: int) -> bool:
    return (
        drawn.get("/Subtype") == "/Form" and depth < _DEEPEST and _OF_A_DRAWING.issuperset(drawn.keys()) and only_pictures(drawn, depth + 1)
    )


def _plain_picture(picture: Any) -> bool:
    if picture.get("/Subtype") != "/Image" or any(key in picture for key in _NOT_ALLOWED) or picture.get("/Interpolate"):
        return False
    if picture.get("/ImageMask"):
        return _coded_plainly(picture)
    return _coded_plainly(picture) and int(picture.get("/BitsPerComponent", 0)) in _BITS and _coloured_plainly(picture.get("/ColorSpace"))


def _coded_plainly(picture: Any) -> bool:
    filters = picture.get("/Filter", [])
    names = list(filters) if isinstance(filters, pikepdf.Array) else [filters] if filters else []
    return all(str(name) in _CODINGS for name in names)


def _coloured_plainly(space: Any) -> bool:
    if isinstance(space, pikepdf.Array):
        return len(space) == 4 and str(space[0]) == "/Indexed" and _coloured_plainly(space[1])  # ISO 32000-1, 8.6.6.3
    return str(space) in _COLOURS
