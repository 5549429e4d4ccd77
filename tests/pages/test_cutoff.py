"""What ends before its picture does is told, whichever way it is asked; a whole one never is."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PIL import Image

from pipeline.model.errors import Unreadable
from pipeline.pages import PagesSettings, open_scan
from pipeline.pages.cutoff import fax_cut_off, jpeg_cut_off
from tests.support.program import noise_page

if TYPE_CHECKING:
    from pipeline.model.types import Pixels

END = b"\xff\xd9"


def sheet(colour: bool = False) -> Image.Image:
    """Print over a white lower end, as most pages are."""
    page = np.full((1000, 800), 255, np.uint8)
    page[100:700, 80:720] = np.asarray(noise_page(3, (640, 600)).convert("L"))
    picture = Image.fromarray(page)
    return picture.convert("RGB") if colour else picture


def jpeg(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=60)
    return out.getvalue()


def decoded(data: bytes) -> Pixels:
    return np.asarray(Image.open(io.BytesIO(data)))


@pytest.mark.parametrize("colour", [False, True])
@pytest.mark.parametrize("known", [False, True])
def test_a_jpeg_without_its_lower_part(colour: bool, known: bool) -> None:
    whole = jpeg(sheet(colour))
    cut = whole[: len(whole) * 6 // 10] + END
    assert not jpeg_cut_off(whole, decoded(whole) if known else None)
    assert jpeg_cut_off(cut, decoded(cut) if known else None)


def test_pixels_that_were_changed_after_decoding_tell_nothing() -> None:
    whole = jpeg(sheet())
    assert not jpeg_cut_off(whole, 255 - decoded(whole))
    cut = whole[: len(whole) // 2] + END
    assert jpeg_cut_off(cut, 255 - decoded(cut))


@pytest.mark.parametrize("behind", [b"", b"\r\n", bytes(90)])
def test_group_4_data_without_its_lower_part(tmp_path: Path, behind: bytes) -> None:
    picture = sheet().point(lambda grey: 255 * (grey > 128)).convert("1")
    picture.save(tmp_path / "a.tif", compression="group4", tiffinfo={278: picture.height})
    with Image.open(tmp_path / "a.tif") as written:
        start, size = written.tag_v2[273][0], written.tag_v2[279][0]  # type: ignore[attr-defined]  # a TiffImageFile
    data = (tmp_path / "a.tif").read_bytes()[start : start + size]
    assert not fax_cut_off(data + behind, *picture.size)
    assert fax_cut_off(data[: size * 6 // 10], *picture.size)


def test_a_pdf_whose_jpeg_was_cut_off_is_refused(tmp_path: Path) -> None:
    sheet().save(tmp_path / "a.pdf", quality=60)
    data = (tmp_path / "a.pdf").read_bytes()
    start, end = data.index(b"\xff\xd8"), data.rindex(END)
    at = start + (end - start) * 6 // 10
    (tmp_path / "b.pdf").write_bytes(data[:at] + END + bytes(end - at) + data[end + 2 :])  # of the same length: every offset stays right
    with open_scan(tmp_path / "a.pdf", PagesSettings()) as scan:
        scan.page(1)
    with open_scan(tmp_path / "b.pdf", PagesSettings()) as scan, pytest.raises(Unreadable):
        scan.page(1)
