"""What the process that draws pages does. It imports little, so that it starts quickly."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from pipeline.model.errors import OutOfMemory, PipelineError, Unreadable
from pipeline.model.types import PageImage, Rotation
from pipeline.pages import ScanFile, open_scan
from pipeline.pages.settings import PagesSettings

_TURN = {90: Image.Transpose.ROTATE_270, 180: Image.Transpose.ROTATE_180, 270: Image.Transpose.ROTATE_90}  # Pillow turns the other way


@dataclass(frozen=True, slots=True)
class Wanted:
    """A page turned so many degrees clockwise, no wider than `width` pixels.

    `box` (x0, y0, x1, y1 in pixels as scanned) is cut out first.
    """

    page: int
    width: int
    turn: Rotation = 0
    box: tuple[int, int, int, int] | None = None
    page_size: tuple[int, int] = (0, 0)  # in which `box` is measured


_settings = PagesSettings()
_open: tuple[Path, ScanFile] | None = None  # pages of one file are asked for one after the other


def start(settings: PagesSettings) -> None:
    """Once per process."""
    global _settings  # noqa: PLW0603  # a process has nowhere else to leave what it was given
    _settings = settings


def paint(source: Path, wanted: Wanted) -> bytes:
    """A JPEG; raises what reading the file does."""
    try:
        page = _scan(source).picture(wanted.page)
        picture = Image.fromarray(page.pixels)
        if wanted.box:
            picture = _cut(picture, wanted)
        picture = _squared(picture, page)
        if wanted.turn:
            picture = picture.transpose(_TURN[wanted.turn])
        if picture.width > wanted.width:
            height = max(1, round(picture.height * wanted.width / picture.width))
            picture = picture.resize((wanted.width, height), Image.Resampling.BOX, reducing_gap=2.0)
        out = io.BytesIO()
        picture.save(out, "JPEG", quality=80)
        return out.getvalue()
    except PipelineError:
        raise
    except MemoryError:
        raise OutOfMemory(f"page {wanted.page}: out of memory") from None
    except Exception as error:  # noqa: BLE001  # hostile bytes raise nearly anything; its words may quote the page
        raise Unreadable(f"page {wanted.page}: {type(error).__name__}") from None


def _squared(picture: Image.Image, page: PageImage) -> Image.Image:
    """A fax of 204 x 98 dpi as high as its paper was."""
    stretch = page.dpi_x / page.dpi_y if page.dpi_x and page.dpi_y else 1.0
    if 0.9 < stretch < 1.1 or not 0.4 < stretch < 2.5:
        return picture
    return picture.resize((picture.width, max(1, round(picture.height * stretch))), Image.Resampling.BILINEAR)


def _cut(picture: Image.Image, wanted: Wanted) -> Image.Image:
    assert wanted.box
    width, height = wanted.page_size
    across, down = picture.width / max(1, width), picture.height / max(1, height)
    x0, y0, x1, y1 = wanted.box
    left, top = max(0, round(x0 * across)), max(0, round(y0 * down))
    right, bottom = min(picture.width, round(x1 * across)), min(picture.height, round(y1 * down))
    return picture.crop((left, top, max(left + 1, right), max(top + 1, bottom)))


def _scan(source: Path) -> ScanFile:
    global _open  # noqa: PLW0603  # as above
    if _open is None or _open[0] != source:
        if _open is not None:
            _open[1].close()
        _open = None
        _open = (source, open_scan(source, _settings))
    return _open[1]
