"""What the process that draws pages does. It imports little, so that it starts quickly."""

from __future__ import annotations

import io
import os
import signal
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from pipeline.model.errors import PipelineError, Unreadable
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


def start(settings: PagesSettings, parent: int) -> None:
    """Once per process; it ends with its parent."""
    global _settings  # noqa: PLW0603  # a process pool's initializer has nowhere else to leave what it was given
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
    _settings = settings


def _end_with(parent: int) -> None:
    """The kernel's own signal would come when the thread ends that began this process, and the desk's threads come and go."""
    while os.getppid() == parent:
        time.sleep(1.0)
    os._exit(1)


def paint(source: Path, wanted: Wanted) -> bytes | PipelineError:
    """A JPEG, or why there is none."""
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
    except PipelineError as error:
        return error
    except (ValueError, OSError, MemoryError) as error:
        return Unreadable(f"page {wanted.page}: {type(error).__name__}")


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
