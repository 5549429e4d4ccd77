"""What a PDF's own dictionaries say of the one image on a page: whether it is shown as its pixels are, so that nobody need draw it to see.

Everything that can change an image on its way to the page is asked for by name, and whatever else stands there is not trusted: masks,
inks, colour keys, alpha, layers (PDF 32000-1: 8.9.5, 11.6.4, 8.11).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pikepdf
from pypdfium2 import raw

from pipeline.pages.pdf_objects import PlacedImage

_OF_THE_PAGE = {"/ProcSet", "/XObject", "/Font"}  # no graphics states (alpha, masks), layers, patterns or colours of its own
_OF_AN_IMAGE = {
    *("/Type", "/Subtype", "/Name", "/Length", "/Width", "/Height", "/BitsPerComponent", "/ColorSpace", "/Filter", "/DecodeParms"),
    *("/Interpolate", "/Metadata"),
}
_COLOURS = {"/DeviceGray", "/DeviceRGB"}
_DEPTHS = {1, 8}
_CODES = {"DCTDecode", "CCITTFaxDecode", "JBIG2Decode", "FlateDecode", "LZWDecode", "RunLengthDecode", "ASCII85Decode", "ASCIIHexDecode"}


@dataclass(frozen=True, slots=True)
class Plain:
    """An image that is shown as its pixels are.

    `group_4`: whether its data is that fax code, row after row and nothing else; `inverted`: whether the fax's black is shown white.
    """

    group_4: bool
    inverted: bool


class Dictionaries:
    """A PDF's dictionaries, read when they are first asked for; a file that only a mending reader understands has none."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._document: pikepdf.Pdf | None = None
        self._opened = False

    def plain(self, number: int, image: PlacedImage) -> Plain | None:
        """Of page `number`, on which nothing but `image` can be seen; None unless it shows that image's pixels and nothing else."""
        if _clipped_or_mixed(image):
            return None
        document = self._read()
        if document is None:
            return None
        try:
            return _plain(document.pages[number - 1].obj, image)
        except (pikepdf.PdfError, AttributeError, KeyError, IndexError, TypeError, ValueError):
            return None  # not as a PDF should be

    def _read(self) -> pikepdf.Pdf | None:
        if not self._opened:
            self._opened = True
            try:
                self._document = pikepdf.open(self._path, suppress_warnings=True, attempt_recovery=False)
            except (pikepdf.PdfError, OSError, ValueError):
                self._document = None
        return self._document

    def close(self) -> None:
        """Close the file."""
        if self._document is not None:
            self._document.close()


def _clipped_or_mixed(image: PlacedImage) -> bool:
    item = image.image.raw
    clipped = raw.FPDFClipPath_CountPaths(raw.FPDFPageObj_GetClipPath(item)) >= 0  # by paths, or, with none of them, by text
    return clipped or bool(raw.FPDFPageObj_HasTransparency(item))


def _plain(page: pikepdf.Object, placed: PlacedImage) -> Plain | None:
    resources = page["/Resources"]
    if not set(resources.keys()) <= _OF_THE_PAGE:
        return None
    ((_, image),) = resources["/XObject"].items()
    if str(image["/Subtype"]) != "/Image" or not set(image.keys()) <= _OF_AN_IMAGE:
        return None
    if str(image["/ColorSpace"]) not in _COLOURS or int(image["/BitsPerComponent"]) not in _DEPTHS:
        return None
    codes = _listed(image.get("/Filter"))
    if (int(image["/Width"]), int(image["/Height"])) != placed.size or codes != placed.image.get_filters() or not _CODES.issuperset(codes):
        return None
    return _coded(image) if codes == ["CCITTFaxDecode"] else Plain(False, False)


def _coded(image: pikepdf.Object) -> Plain:
    """As its fax code's parameters say (PDF 32000-1, 7.4.6)."""
    given = image["/DecodeParms"]
    (parms,) = given if isinstance(given, pikepdf.Array) else [given]
    usual = int(parms.get("/K", 0)) < 0 and not parms.get("/EncodedByteAlign", False)
    whole = int(parms.get("/Columns", 1728)) == int(image["/Width"]) and int(parms.get("/Rows", 0)) in {0, int(image["/Height"])}
    grey = str(image["/ColorSpace"]) == "/DeviceGray" and int(image["/BitsPerComponent"]) == 1
    return Plain(usual and whole and grey, bool(parms.get("/BlackIs1", False)))


def _listed(names: pikepdf.Object | None) -> list[str]:
    if names is None:
        return []
    return [str(one).removeprefix("/") for one in (names if isinstance(names, pikepdf.Array) else [names])]
