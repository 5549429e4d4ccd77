"""JPEG and PNG: one page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image, ImageOps

from pipeline.model.errors import Unreadable
from pipeline.model.types import EncodedImage, PageImage
from pipeline.pages.cutoff import ends_flat, jpeg_cut_off
from pipeline.pages.encoded import jpeg, lossless, png
from pipeline.pages.limits import check_pixels, decoding
from pipeline.pages.pixels import believable_dpi, from_pillow
from pipeline.pages.protocol import ScanFile
from pipeline.pages.settings import PagesSettings

if TYPE_CHECKING:
    from pipeline.model.types import Pixels

_ORIENTATION = 274  # Exif's tag for how the camera was held
# Each pass of a progressive picture goes over all of it; cameras and programs make a dozen, a file of megabytes could hold weeks of work.
_SCAN, _MOST_SCANS = b"\xff\xda", 1000
_SIDEWAYS = {5, 6, 7, 8}  # its values that swap width and height


class _ImageFile(ScanFile):
    """A picture file; a camera's rotation note is obeyed."""

    def __init__(self, path: Path, settings: PagesSettings) -> None:
        self._path, self._settings = path, settings
        with decoding("page 1"), self._open() as picture:
            check_pixels("page 1", *picture.size, settings)

    @property
    def page_count(self) -> int:
        """One."""
        return 1

    def _open(self) -> Image.Image:
        return Image.open(self._path, formats=(self.format.upper(),))

    def _page(self, number: int) -> PageImage:
        what = f"page {number}"
        with decoding(what), self._open() as picture:
            check_pixels(what, *picture.size, self._settings)
            picture.load()
            sideways = _orientation(picture) in _SIDEWAYS
            pixels = from_pillow(_upright(picture))
            self._check_whole(picture, pixels, what)
            x, y = picture.info.get("dpi", (None, None))
        if sideways:
            x, y = y, x
        return PageImage(number, pixels, *believable_dpi(x, y, pixels.shape[1], pixels.shape[0]))

    def encoded(self, number: int) -> list[EncodedImage]:
        """A JPEG as it is; anything else without loss."""
        with decoding(f"page {number}"), self._open() as picture:
            if self.format == "jpeg" and picture.mode in ("L", "RGB", "CMYK"):
                return jpeg(self._path.read_bytes(), picture)
            found = lossless(picture)
            as_it_is = png(self._path.read_bytes()) if self.format == "png" and _orientation(picture) == 1 else None
            return min(found, as_it_is or found, key=lambda images: len(images[0].data))

    def _check_whole(self, picture: Image.Image, pixels: Pixels, what: str) -> None:
        """Unreadable when the decoder filled up what is missing."""

    def close(self) -> None:
        """Nothing is open between pages."""


class PngFile(_ImageFile):
    """PNG: every piece has a checksum, and Pillow refuses what is cut off."""

    format = "png"


class JpegFile(_ImageFile):
    """JPEG; of a camera's several pictures the first."""

    format = "jpeg"

    def __init__(self, path: Path, settings: PagesSettings) -> None:
        super().__init__(path, settings)
        scans = path.read_bytes().count(_SCAN)  # picture data never holds this mark
        if scans > _MOST_SCANS:
            raise Unreadable(f"the picture comes in {scans} passes, the limit is {_MOST_SCANS}")

    def _check_whole(self, picture: Image.Image, pixels: Pixels, what: str) -> None:
        last_row = picture.crop((0, picture.height - 1, picture.width, picture.height))
        if ends_flat(from_pillow(last_row)) and jpeg_cut_off(self._path.read_bytes(), pixels):
            raise Unreadable(f"{what}: its data is cut off")


def _orientation(picture: Image.Image) -> int:
    try:
        return int(picture.getexif().get(_ORIENTATION, 1))
    except Exception:  # noqa: BLE001  # a damaged note about the camera does not make the picture unreadable
        return 1


def _upright(picture: Image.Image) -> Image.Image:
    return picture if _orientation(picture) == 1 else ImageOps.exif_transpose(picture)
