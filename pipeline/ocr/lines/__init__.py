"""Where the lines of print stand on a clean page, and the strips of pixels that the network reads."""

from pipeline.ocr.lines.find import Found, Ink, find_lines
from pipeline.ocr.lines.line import TextLine
from pipeline.ocr.lines.lying import Lying, Turn, lying_lines
from pipeline.ocr.lines.strips import LOOSE, SETTLING, TIGHT, Framing, Strip, strip_of

__all__ = [
    "LOOSE",
    "SETTLING",
    "TIGHT",
    "Found",
    "Framing",
    "Ink",
    "Lying",
    "Strip",
    "TextLine",
    "Turn",
    "find_lines",
    "lying_lines",
    "strip_of",
]
