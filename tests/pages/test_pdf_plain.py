"""A PDF's one image that nothing can change on its way to the page is not drawn to see it; any other is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pikepdf
import pypdfium2 as pdfium
import pytest

from pipeline.model.types import PageImage
from pipeline.pages import PagesSettings, open_scan
from pipeline.pages.pdf_objects import content_of
from pipeline.pages.pdf_plain import Dictionaries
from tests.pages.test_formats import marked

Changed = Callable[[pikepdf.Pdf, pikepdf.Page, pikepdf.Object], None]


def plain(path: Path) -> bool:
    document, dictionaries = pdfium.PdfDocument(path), Dictionaries(path)
    try:
        (image,) = content_of(document[0]).images
        return dictionaries.plain(1, image) is not None
    finally:
        dictionaries.close()
        document.close()


def with_mask(document: pikepdf.Pdf, _page: pikepdf.Page, image: pikepdf.Object) -> None:
    mask = pikepdf.Stream(document, bytes(850 * 1100))
    mask.update({"/Type": pikepdf.Name.XObject, "/Subtype": pikepdf.Name.Image, "/Width": 850, "/Height": 1100})
    image.SMask = document.make_indirect(mask)


def as_a_stencil(_document: pikepdf.Pdf, _page: pikepdf.Page, image: pikepdf.Object) -> None:
    image.ImageMask = True


def inverted(_document: pikepdf.Pdf, _page: pikepdf.Page, image: pikepdf.Object) -> None:
    image.Decode = pikepdf.Array([1, 0])


def with_a_colour_key(_document: pikepdf.Pdf, _page: pikepdf.Page, image: pikepdf.Object) -> None:
    image.Mask = pikepdf.Array([0, 10])


def half_transparent(_document: pikepdf.Pdf, page: pikepdf.Page, _image: pikepdf.Object) -> None:
    page.Resources.ExtGState = pikepdf.Dictionary(G=pikepdf.Dictionary(ca=0.5))
    page.contents_add(b"/G gs", prepend=True)


def clipped(_document: pikepdf.Pdf, page: pikepdf.Page, _image: pikepdf.Object) -> None:
    page.contents_add(b"0 0 300 300 re W n", prepend=True)


def on_a_layer(_document: pikepdf.Pdf, page: pikepdf.Page, _image: pikepdf.Object) -> None:
    page.Resources.Properties = pikepdf.Dictionary(L=pikepdf.Dictionary(Type=pikepdf.Name.OCG))


def beside_another(document: pikepdf.Pdf, page: pikepdf.Page, image: pikepdf.Object) -> None:
    page.Resources.XObject.Other = document.make_indirect(pikepdf.Stream(document, image.read_raw_bytes(), image.stream_dict))


@pytest.mark.parametrize("mode", ["1", "L", "RGB"])
def test_a_scan_is_plain(tmp_path: Path, mode: str) -> None:
    marked(mode).save(tmp_path / "a.pdf", resolution=100)
    assert plain(tmp_path / "a.pdf")


@pytest.mark.parametrize(
    "change", [with_mask, as_a_stencil, inverted, with_a_colour_key, half_transparent, clipped, on_a_layer, beside_another]
)
def test_whatever_can_change_an_image_is_not_overlooked(tmp_path: Path, change: Changed) -> None:
    marked("L").save(tmp_path / "a.pdf", resolution=100)
    with pikepdf.open(tmp_path / "a.pdf", allow_overwriting_input=True) as document:
        page = document.pages[0]
        change(document, page, next(iter(page.get_images().values())))
        document.save(tmp_path / "a.pdf")
    assert not plain(tmp_path / "a.pdf")


def test_a_file_that_must_be_mended_is_looked_at(tmp_path: Path) -> None:
    marked("L").save(tmp_path / "a.pdf", resolution=100)
    data = (tmp_path / "a.pdf").read_bytes()
    (tmp_path / "a.pdf").write_bytes(data.replace(b"startxref\n", b"startxref\n9"))
    assert not plain(tmp_path / "a.pdf")


@pytest.mark.parametrize("black_is_one", [False, True])
def test_group_4_in_a_pdf_is_shown_as_its_parameters_say(tmp_path: Path, black_is_one: bool) -> None:
    marked("1").save(tmp_path / "a.pdf", resolution=100)
    with pikepdf.open(tmp_path / "a.pdf", allow_overwriting_input=True) as document:
        (image,) = document.pages[0].get_images().values()
        (parms,) = image.DecodeParms
        written, parms.BlackIs1 = bool(parms.BlackIs1), black_is_one
        document.save(tmp_path / "a.pdf")
    with open_scan(tmp_path / "a.pdf", PagesSettings()) as scan:
        page = scan.page(1)
    assert isinstance(page, PageImage)
    usual = np.asarray(marked("1").convert("L"))
    assert np.array_equal(page.pixels, usual if black_is_one == written else 255 - usual)
