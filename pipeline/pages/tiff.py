"""TIFF: many pages, decoded one at a time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image, TiffImagePlugin, UnidentifiedImageError

from pipeline.model.errors import Unreadable
from pipeline.model.types import EncodedImage, PageImage
from pipeline.pages.encoded import lossless, tiff_jpegs
from pipeline.pages.limits import check_pixels, decoding
from pipeline.pages.pixels import believable_dpi, from_pillow
from pipeline.pages.protocol import ScanFile
from pipeline.pages.settings import PagesSettings
from pipeline.pages.tiff_directory import Directories, page_first, walk

if TYPE_CHECKING:
    from pipeline.model.types import Pixels

# Tags (TIFF 6.0, appendix A)
_BITS, _COMPRESSION, _PHOTOMETRIC, _SAMPLES, _ROWS_PER_STRIP, _PLANAR = 258, 259, 262, 277, 278, 284
_ORIENTATION, _X, _Y, _UNIT = 274, 282, 283, 296
_TILE_WIDTH, _TILE_HEIGHT = 322, 323
_STRIPS, _TILES = (273, 279), (324, 325)  # their offsets and byte counts
_OLD_JPEG = 6  # its strips need not be listed
_NO_UNIT, _CM = 1, 3
_WHITE_IS_ZERO = 0
_SIDEWAYS = {5, 6, 7, 8}  # orientations that swap width and height


class TiffFile(ScanFile):
    """Remembers where each page's directory stands, so that any page is as near as the next."""

    format = "tiff"

    def __init__(self, path: Path, settings: PagesSettings) -> None:
        self._settings = settings
        self._size = path.stat().st_size
        self._file = path.open("rb")
        try:
            with decoding("the file"):
                self._pages: Directories = walk(self._file.fileno(), self._size, settings.max_pages + 1)
            if self._pages.broken and not self._pages.offsets:
                raise Unreadable("the file is damaged or cut off")
            if self.page_count == 1:
                self._look(1)  # nothing of the file can be read: better told now than as a failed page
        except BaseException:
            self._file.close()
            raise

    @property
    def page_count(self) -> int:
        """Pages without thumbnails. Where the file breaks off, what is missing counts as one page, which can't be read."""
        return len(self._pages.offsets) + self._pages.broken

    def _page(self, number: int) -> PageImage:
        if number > len(self._pages.offsets):
            raise Unreadable(f"page {number} and any after it are damaged or cut off")
        what = f"page {number}"
        with decoding(what), self._open(number) as picture:
            self._check(picture, what)
            dpi = _dpi(picture)  # loading obeys the orientation and forgets it
            pixels = _white_paper(picture)
        return PageImage(number, pixels, *believable_dpi(*dpi, pixels.shape[1], pixels.shape[0]))

    def encoded(self, number: int) -> list[EncodedImage]:
        """JPEG strips as they are, anything else without loss."""
        with decoding(f"page {number}"), self._open(number) as picture:
            return tiff_jpegs(picture, self._file.fileno()) or lossless(picture)

    def _look(self, number: int) -> None:
        what = f"page {number}"
        with decoding(what), self._open(number) as picture:
            self._check(picture, what)

    @contextmanager
    def _open(self, number: int) -> Iterator[TiffImagePlugin.TiffImageFile]:
        with page_first(self._file.fileno(), self._size, self._pages.offsets[number - 1]) as stream:
            try:
                picture = Image.open(stream, formats=("TIFF",))
            except UnidentifiedImageError:
                raise Unreadable(f"page {number}: damaged, or a kind of TIFF that is not read") from None
            assert isinstance(picture, TiffImagePlugin.TiffImageFile)
            with picture:
                yield picture

    def _check(self, picture: TiffImagePlugin.TiffImageFile, what: str) -> None:
        check_pixels(what, *picture.size, self._settings)
        self._check_tiles(picture, what)
        self._check_whole(picture, what)

    def _check_tiles(self, picture: TiffImagePlugin.TiffImageFile, what: str) -> None:
        tags = picture.tag_v2
        check_pixels(f"{what}, one tile", int(tags.get(_TILE_WIDTH, 0)), int(tags.get(_TILE_HEIGHT, 0)), self._settings)
        if int(tags.get(_PLANAR, 1)) == 2 and int(tags.get(_SAMPLES, 1)) > 1 and max(tags.get(_BITS, (8,))) > 8:
            raise Unreadable(f"{what}: 16-bit colour planes, which Pillow takes for noise")

    def _check_whole(self, picture: TiffImagePlugin.TiffImageFile, what: str) -> None:
        # libtiff would fill the missing end of a fax page with white and say nothing
        tags = picture.tag_v2
        starts, lengths = _TILES if _TILES[0] in tags else _STRIPS
        offsets, counts = tags.get(starts, ()), tags.get(lengths, ())
        if any(offset + count > self._size for offset, count in zip(offsets, counts, strict=False)):
            raise Unreadable(f"{what}: its data is cut off")
        if len(offsets) < _pieces(picture) and tags.get(_COMPRESSION) != _OLD_JPEG:
            raise Unreadable(f"{what}: parts of its data are missing")

    def close(self) -> None:
        """Close the file."""
        self._file.close()


def _pieces(picture: TiffImagePlugin.TiffImageFile) -> int:
    """How many strips or tiles the page must have."""
    tags, (width, height) = picture.tag_v2, picture.size
    if tags.get(_ORIENTATION) in _SIDEWAYS:
        width, height = height, width
    planes = int(tags.get(_SAMPLES, 1)) if tags.get(_PLANAR) == 2 else 1
    if _TILES[0] in tags:
        return planes * ceil(width / int(tags[_TILE_WIDTH])) * ceil(height / int(tags[_TILE_HEIGHT]))
    return planes * ceil(height / min(max(int(tags.get(_ROWS_PER_STRIP, height)), 1), height))


def _white_paper(picture: TiffImagePlugin.TiffImageFile) -> Pixels:
    inverted = picture.mode.startswith("I") and picture.tag_v2.get(_PHOTOMETRIC) == _WHITE_IS_ZERO  # Pillow only turns up to 8 bits
    picture.load()
    pixels = from_pillow(picture)
    return 255 - pixels if inverted else pixels


def _dpi(picture: TiffImagePlugin.TiffImageFile) -> tuple[float | None, float | None]:
    tags = picture.tag_v2
    if _X not in tags or _Y not in tags or tags.get(_UNIT) == _NO_UNIT:
        return None, None
    per_inch = 2.54 if tags.get(_UNIT) == _CM else 1.0
    x, y = float(tags[_X]) * per_inch, float(tags[_Y]) * per_inch
    return (y, x) if tags.get(_ORIENTATION) in _SIDEWAYS else (x, y)
