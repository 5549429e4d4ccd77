"""The nastiest of the hostile files: each is read or refused with a reason, in seconds and in bounds, and the reader lives on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest

from benchmarks.hostile import other_files, pdf_files
from benchmarks.hostile.files import Hostile, hostile_files
from benchmarks.hostile.pdfs import document
from pipeline.model.errors import Encrypted, PipelineError, TooLarge, UnknownFormat, Unreadable
from pipeline.pages import PagesSettings, open_scan
from pipeline.run.workers.minding import Child, Role
from tests.support.program import save_pages

ROOT = Path(__file__).parents[2]
READ = "read"
# What becomes of each, decoded in a confined process: read, or the code of what refused it.
OUTCOMES = {
    "pdf-image-square.pdf": "too_large",
    "pdf-image-wide.pdf": "too_large",
    "pdf-jpeg-huge.pdf": "too_large",
    "pdf-jpx-huge.pdf": "too_large",
    "pdf-jbig2-huge.pdf": "unreadable",
    "pdf-fax-columns.pdf": "too_large",
    "pdf-object-stream.pdf": "engine_crashed",
    "pdf-xref-itself.pdf": READ,
    "pdf-pages-loop.pdf": "unreadable",
    "pdf-pages-same-20001.pdf": "too_large",
    "pdf-pages-count-19999.pdf": "unreadable",
    "pdf-pages-deep.pdf": "unreadable",
    "pdf-form-itself.pdf": READ,
    "pdf-arrays-deep.pdf": READ,
    "pdf-javascript.pdf": READ,
    "pdf-launch.pdf": READ,
    "pdf-locked-aes-256.pdf": "encrypted",
    "pdf-locked-public-key.pdf": "encrypted",
    "png-50000-square.png": "too_large",
    "png-overflow.png": "too_large",
    "png-iCCP.png": "unreadable",
    "png-zTXt.png": "unreadable",
    "png-zTXt-1000.png": "unreadable",
    "png-chunks-100000.png": READ,
    "png-chunk-length.png": "unreadable",
    "jpeg-65500-square.jpg": "too_large",
    "jpeg-scans-5000.jpg": "unreadable",
    "jpeg-exif-loop.jpg": READ,
    "tiff-huge.tif": "too_large",
    "tiff-samples.tif": "unreadable",
    "tiff-bits.tif": "unreadable",
    "tiff-tile-huge.tif": "too_large",
    "tiff-strip-4-gigabytes.tif": "unreadable",
    "tiff-itself.tif": "unreadable",
    "tiff-pages-25000.tif": "too_large",
    "tiff-entries-65535.tif": "unreadable",
    "tiff-count-huge.tif": "unreadable",
    "big-tiff-entries.tif": "unreadable",
}


@pytest.fixture(scope="module")
def hostile() -> dict[str, Hostile]:
    return {one.name.decode(errors="replace"): one for one in hostile_files(1)}


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[Child]:
    child = Child(Role("tests.support.odd_jobs:start", (), "tests.support.odd_jobs:read", (ROOT, tmp_path), 2048, 1000, "auto"), tmp_path)
    yield child
    child.end()


def test_there_are_enough_of_them_and_a_seed_makes_them_again(hostile: dict[str, Hostile]) -> None:
    assert len(hostile) >= 300
    again = {one.name.decode(errors="replace"): one.data for one in hostile_files(1) if one.kind in {"damaged", "cut off", "TIFF"}}
    assert all(hostile[name].data == data for name, data in again.items())


def test_each_is_read_or_refused_and_the_next_good_page_is_read(hostile: dict[str, Hostile], reader: Child, tmp_path: Path) -> None:
    good = save_pages(tmp_path / "good.png", [other_files.drawn(["hello"])])
    found = {}
    for name in OUTCOMES:
        path = tmp_path / name
        path.write_bytes(hostile[name].data)
        answer = reader.ask((path,), 60)
        found[name] = answer.code if isinstance(answer, PipelineError) else READ
        assert not isinstance(answer, PipelineError) or answer.advice
        assert reader.ask((good,), 60) == 1
        path.unlink()
    assert found == OUTCOMES


@pytest.mark.parametrize(("name", "data"), [pytest.param(*made, id=made[0]) for made in other_files.polyglots()])
def test_what_is_two_things_at_once_is_refused(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / "a.pdf").write_bytes(data)
    with pytest.raises((UnknownFormat, Unreadable)) as told, open_scan(tmp_path / "a.pdf", PagesSettings()):
        pass
    assert told.type is UnknownFormat
    assert told.value.advice


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (other_files.archive(), "a ZIP archive or an Office document"),
        (b"Rar!\x1a\7\1\0", "a RAR archive"),
        (bytes(257) + b"ustar", "a tar archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document or a mail"),
        (b"  <HTML>", "a web page or other markup"),
        (bytes(128) + b"DICM", "a DICOM picture"),
        (b"MZ\x90\0", "a Windows program"),
        (b"hello", "not a PDF, TIFF, JPEG or PNG, whatever its name says"),
    ],
)
def test_what_is_no_scan_is_called_by_its_name(tmp_path: Path, data: bytes, what: str) -> None:
    (tmp_path / "a.tif").write_bytes(data)
    with pytest.raises(UnknownFormat) as told, open_scan(tmp_path / "a.tif", PagesSettings()):
        pass
    assert told.value.message == f"the file is {what}"
    assert told.value.advice


@pytest.mark.parametrize("mark", [b"Rar!\x1a\7", b"7z\xbc\xaf\x27\x1c"])
@pytest.mark.parametrize("at", [100, 101, 2**18 - 4, 2**18 - 1, 2**18, 300_000])
def test_an_archive_within_a_scan_is_found_wherever_it_begins(tmp_path: Path, mark: bytes, at: int) -> None:
    page = b"\x89PNG\r\n\x1a\n" + bytes(300_000)
    (tmp_path / "a.png").write_bytes(page[:at] + mark + page[at:])
    with pytest.raises(UnknownFormat) as told:
        open_scan(tmp_path / "a.png", PagesSettings())
    assert "archive at once" in told.value.message


def test_junk_that_mail_and_printers_put_before_a_pdf_is_no_second_kind(tmp_path: Path) -> None:
    for junk in (b"\xef\xbb\xbf", b"\r\n", b"\x1b%-12345X@PJL JOB\r\n", b"Content-Type: application/pdf\r\n\r\n"):
        (tmp_path / "a.pdf").write_bytes(junk + document())
        with open_scan(tmp_path / "a.pdf", PagesSettings()) as scan:
            assert scan.page_count == 1


def test_limits_hold_before_anything_is_decoded(tmp_path: Path) -> None:
    """A picture of 10 gigapixels without any data: only its header can have refused it."""
    made = {**dict(pdf_files.sizes())}
    (tmp_path / "a.pdf").write_bytes(made["pdf-image-square"])
    with open_scan(tmp_path / "a.pdf", PagesSettings()) as scan, pytest.raises(TooLarge, match="100000 x 100000 pixels"):
        scan.page(1)


def test_the_pdf_library_can_run_no_scripts() -> None:
    assert "V8" not in pypdfium2.PDFIUM_INFO.flags
    assert "XFA" not in pypdfium2.PDFIUM_INFO.flags


def test_every_lock_is_told_with_what_to_do(tmp_path: Path) -> None:
    for name, data in pdf_files.locked():
        if name != "pdf-locked-owner-only":
            (tmp_path / "a.pdf").write_bytes(data)
            with pytest.raises(Encrypted) as told, open_scan(tmp_path / "a.pdf", PagesSettings()):
                pass
            assert "password" in told.value.advice
