"""JPEG and PNG: one page."""

from __future__ import annotations

from pathlib import Path

from PIL import Image, ImageOps

from pipeline.model.types import PageImage
from pipeline.pages.limits import check_pixels, decoding
from pipeline.pages.pixels import believable_dpi, from_pillow
from pipeline.pages.protocol import ScanFile
from pipeline.pages.settings import PagesSettings


class ImageFile(ScanFile):
    """A picture file; a camera's rotation note is obeyed."""

    def __init__(self, path: Path, settings: PagesSettings) -> None:
        with decoding("page 1"):
            self._picture = Image.open(path, formats=("JPEG", "PNG"))
        self._settings = settings
        self.format = str(self._picture.format).lower()

    @property
    def page_count(self) -> int:
        """One."""
        return 1

    def page(self, number: int) -> PageImage:
        """The picture."""
        what = f"page {number}"
        check_pixels(what, *self._picture.size, self._settings)
        with decoding(what):
            self._picture.load()
            upright = ImageOps.exif_transpose(self._picture)
            pixels = from_pillow(upright)
            x, y = self._picture.info.get("dpi", (None, None))
        return PageImage(number, pixels, *believable_dpi(x, y, *self._picture.size))

    def close(self) -> None:
        """Close the file."""
        self._picture.close()
