"""Limits, and the one place where libraries' errors become the house's."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager

from PIL import Image

from pipeline.model.errors import OutOfMemory, PipelineError, TooLarge, Unreadable
from pipeline.pages.settings import PagesSettings

# Our own limit is checked on every page before it is decoded; Pillow's would only warn, and differently.
Image.MAX_IMAGE_PIXELS = None


def check_pixels(what: str, width: int, height: int, settings: PagesSettings) -> None:
    """TooLarge when a page of this size in pixels is over the limit."""
    if width * height > settings.max_pixels:
        raise TooLarge(f"{what}: {width} x {height} pixels, the limit is {settings.max_pixels / 1e6:.0f} megapixels")


@contextmanager
def decoding(what: str) -> Iterator[None]:
    """Whatever a decoder raises, told as Unreadable or OutOfMemory of `what`; the decoder's own words may quote the file."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a decoder's warning is settled here: the page reads, or it is refused
            yield
    except PipelineError:
        raise
    except MemoryError:
        raise OutOfMemory(f"{what}: not enough memory") from None
    except Exception as error:  # noqa: BLE001  # hostile bytes make Pillow, pdfium and OpenCV raise nearly anything
        raise Unreadable(f"{what}: damaged ({type(error).__name__})") from None
