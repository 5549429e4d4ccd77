"""TIFF: many pages, decoded one at a time."""

from __future__ import annotations

from pathlib import Path

from PIL import Image, TiffImagePlugin

from pipeline.model.errors import Unreadable
from pipeline.model.types import PageImage
from pipeline.pages.limits import check_pixels, decoding
from pipeline.pages.pixels import believable_dpi, from_pillow
from pipeline.pages.protocol import ScanFile
from pipeline.pages.settings import PagesSettings

_SUBFILE_TYPE, _RESOLUTION_UNIT, _X, _Y = 254, 296, 282, 283
_REDUCED = 1  # bit 0 of NewSubfileType: a smaller version of another page (TIFF 6.0, section 8)
_CM = 3
_DATA = ((273, 279), (324, 325))  # offsets and byte counts of strips, of tiles


class TiffFile(ScanFile):
    """Remembers where each page's directory stands, so that going forward is cheap."""

    format = "tiff"

    def __init__(self, path: Path, settings: PagesSettings) -> None:
        self._settings = settings
        self._size = path.stat().st_size
        with decoding("the file"):
            picture = Image.open(path, formats=("TIFF",))
            assert isinstance(picture, TiffImagePlugin.TiffImageFile)
            self._picture = picture
            self._frames = self._pages()

    def _pages(self) -> list[int]:
        """The frames that are pages; thumbnails are not. A damaged end of the chain loses none of the pages before it."""
        frames = []
        for frame in range(self._settings.max_pages + 1):
            try:
                self._picture.seek(frame)
            except EOFError:
                break
            if not int(self._picture.tag_v2.get(_SUBFILE_TYPE, 0)) & _REDUCED:
                frames.append(frame)
        return frames or [0]

    @property
    def page_count(self) -> int:
        """Pages without thumbnails."""
        return len(self._frames)

    def page(self, number: int) -> PageImage:
        """One page; MinIsWhite and palettes come out as paper is white."""
        what = f"page {number}"
        with decoding(what):
            self._picture.seek(self._frames[number - 1])
            check_pixels(what, *self._picture.size, self._settings)
            self._check_whole(what)
            pixels = from_pillow(self._picture)
            x, y = self._dpi()
        return PageImage(number, pixels, *believable_dpi(x, y, *self._picture.size))

    def _check_whole(self, what: str) -> None:
        # libtiff would fill the missing end of a fax page with white and say nothing
        for starts, lengths in _DATA:
            offsets, counts = self._picture.tag_v2.get(starts, ()), self._picture.tag_v2.get(lengths, ())
            if any(offset + count > self._size for offset, count in zip(offsets, counts, strict=False)):
                raise Unreadable(f"{what}: its data is cut off")

    def _dpi(self) -> tuple[float | None, float | None]:
        tags = self._picture.tag_v2
        if _X not in tags or _Y not in tags:
            return None, None
        per_inch = 2.54 if tags.get(_RESOLUTION_UNIT) == _CM else 1.0
        return float(tags[_X]) * per_inch, float(tags[_Y]) * per_inch

    def close(self) -> None:
        """Close the file."""
        self._picture.close()
