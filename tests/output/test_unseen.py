"""Text that a scanned PDF already had: taken out of what is written where nobody sees it, so that no word stands twice."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pikepdf
import pypdfium2 as pdfium
import pytest
from PIL import Image

from pipeline.model.types import PageText
from tests.output.test_pdf import page_text, scanned, shown, written

READ = "Shortness of breath\nCafé 17.5"
FONT = "BT /F1 12 Tf"


def scanned_pdf(folder: Path, before: str = "", after: str = "") -> Path:
    """A page that is one picture, with more drawn before and after it; /F1 is a font."""
    path = folder / "scan.pdf"
    with Image.open(scanned(folder, "png")) as picture:
        picture.save(path, resolution=200)
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        page = pdf.pages[0]
        helvetica = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        page.Resources.Font = pikepdf.Dictionary(F1=pdf.make_indirect(helvetica))
        page.contents_add(before.encode() + b"\n", prepend=True)
        page.contents_add(b"\n" + after.encode())
        pdf.save(path)
    return path


def claims(path: Path) -> bool:
    with pikepdf.open(path) as pdf, pdf.open_metadata() as metadata:
        return metadata.pdfa_status == "2B"


def looks(path: Path) -> np.ndarray:
    return np.array(pdfium.PdfDocument(path)[0].render(scale=1).to_numpy())


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("", f"{FONT} 3 Tr 100 600 Td (Sh0rtness of breath) Tj ET", id="invisible"),
        pytest.param("3 Tr", f"{FONT} 14 TL 100 600 Td (Sh0rtness) Tj [(of)] TJ (breath)' 1 2 (again) \" ET", id="every way of showing"),
        pytest.param("", f"/P <</MCID 0>> BDC q 3 Tr {FONT} 100 600 TD (Sh0rtness) Tj ET Q EMC", id="marked"),
        pytest.param(f"{FONT} 100 600 Td (Sh0rtness of breath) Tj ET", "", id="painted and covered by the scan"),
        pytest.param("", f"{FONT} 900 900 Td (Sh0rtness of breath) Tj ET", id="off the page"),
    ],
)
def test_text_nobody_sees_gives_way_to_what_was_read(tmp_path: Path, before: str, after: str) -> None:
    source = scanned_pdf(tmp_path, before, after)
    seen = looks(source)
    out = written(source, [page_text()], tmp_path)
    assert shown(out) == READ
    assert claims(out)
    assert np.array_equal(looks(out), seen)


@pytest.mark.parametrize("kind", ["png", "pdf"])
def test_what_we_wrote_ourselves_has_each_word_once_when_it_is_taken_in_again(tmp_path: Path, kind: str) -> None:
    source = scanned_pdf(tmp_path) if kind == "pdf" else scanned(tmp_path, "png")
    for _ in range(3):
        out = written(source, [page_text()], tmp_path)
        source = out.rename(tmp_path / "again.pdf")
        assert shown(source) == READ
        assert claims(source)


@pytest.mark.parametrize(
    ("before", "after", "stays"),
    [
        ("", f"{FONT} 100 700 Td (RECEIVED) Tj ET", "RECEIVED"),
        (f"{FONT} 100 600 Td (Sh0rtness) Tj ET", f"{FONT} 100 700 Td (RECEIVED) Tj ET", "RECEIVED"),
        ("", f"{FONT} 3 Tr 100 600 Td (Sh0rtness) Tj 0 Tr 0 100 Td (RECEIVED) Tj ET", "RECEIVED"),
    ],
)
def test_text_that_is_seen_stays(tmp_path: Path, before: str, after: str, stays: str) -> None:
    source = scanned_pdf(tmp_path, before, after)
    seen = looks(source)
    out = written(source, [page_text()], tmp_path)
    assert stays in shown(out)
    assert np.array_equal(looks(out), seen)
    assert not claims(out)
    if before:
        assert "Sh0rtness" not in shown(out)


def test_notes_stay_and_the_old_text_beneath_them_goes(tmp_path: Path) -> None:
    source = scanned_pdf(tmp_path, "", f"{FONT} 3 Tr 100 600 Td (Sh0rtness of breath) Tj ET")
    with pikepdf.open(source, allow_overwriting_input=True) as pdf:
        note = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.FreeText, Rect=[100, 100, 300, 140], Contents="seen")
        pdf.pages[0].Annots = pdf.make_indirect(pikepdf.Array([note]))
        pdf.save(source)
    out = written(source, [page_text()], tmp_path)
    assert shown(out) == READ
    with pikepdf.open(out) as pdf:
        assert pdf.pages[0].Annots[0].Contents == "seen"


def test_a_page_that_failed_keeps_the_text_it_had(tmp_path: Path) -> None:
    source = scanned_pdf(tmp_path, "", f"{FONT} 3 Tr 100 600 Td (Sh0rtness of breath) Tj ET")
    failed = PageText(1, (), 0.0, 0, 0.0, False, 0, 0, "failed")
    assert shown(written(source, [failed], tmp_path)) == "Sh0rtness of breath"


def test_what_is_no_proper_pdf_is_copied_as_it_is(tmp_path: Path) -> None:
    source = scanned_pdf(tmp_path, "", f"/X Tr {FONT} 100 600 Td (Sh0rtness) Tj ET")
    out = written(source, [page_text()], tmp_path)
    assert "Shortness of breath" in shown(out)
    assert not claims(out)
