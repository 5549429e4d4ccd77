"""What can't be read is refused with a reason; a damaged page costs only itself; nothing else leaks out."""

from __future__ import annotations

import resource
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from pipeline.model.errors import Empty, Encrypted, InputRejected, PipelineError, TooLarge, UnknownFormat, Unreadable
from pipeline.pages import PagesSettings, open_scan
from tests.pages.test_formats import marked
from tests.support.program import noise_page, save_pages

SETTINGS = PagesSettings()
TORTURE = Path(__file__).resolve().parents[3] / "shared" / "data" / "torture"


def read_all(path: Path, settings: PagesSettings = SETTINGS, most: int = 100) -> str:
    """Read the file's pages; the code of what refused it, or ""."""
    with open_scan(path, settings) as scan:
        for number in range(1, min(scan.page_count, most) + 1):
            scan.page(number)
    return ""


def refused(path: Path, settings: PagesSettings = SETTINGS) -> type[PipelineError]:
    with pytest.raises(InputRejected) as told:
        read_all(path, settings)
    assert told.value.advice
    return told.type


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"", Empty),
        (b"hello", UnknownFormat),
        (b"%PDF-1.4 and no more", Unreadable),
        (b"PK\3\4", UnknownFormat),
        (b"II*\0\xff\xff\xff\x7f", Unreadable),
    ],
)
def test_what_is_no_scan_is_refused(tmp_path: Path, content: bytes, error: type[PipelineError]) -> None:
    (tmp_path / "a.pdf").write_bytes(content)
    assert refused(tmp_path / "a.pdf") is error


@pytest.mark.parametrize("name", ["a.tif", "a.png", "a.jpg", "b.tif"])
@pytest.mark.parametrize("share", [0.3, 0.7, 0.97])
def test_a_truncated_file_is_refused_not_filled_with_grey(tmp_path: Path, name: str, share: float) -> None:
    path = save_pages(tmp_path / name, [noise_page(1, (900, 900))])
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * share)])
    assert refused(path) is Unreadable


def test_a_truncated_fax_page_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.tif"
    noise_page(1, (900, 900)).convert("1").save(path, compression="group4")
    path.write_bytes(path.read_bytes()[:-4000])
    assert refused(path) is Unreadable


def test_a_password_is_asked_of_a_person(tmp_path: Path) -> None:
    marked().save(tmp_path / "a.pdf")
    with pikepdf.open(tmp_path / "a.pdf") as document:
        document.save(tmp_path / "user.pdf", encryption=pikepdf.Encryption(user="u", owner="o"))
        document.save(tmp_path / "owner.pdf", encryption=pikepdf.Encryption(user="", owner="o"))
    assert refused(tmp_path / "user.pdf") is Encrypted
    with open_scan(tmp_path / "owner.pdf", SETTINGS) as scan:
        assert scan.page(1).width == 850


@pytest.mark.parametrize("name", ["a.png", "a.tif", "a.jpg", "a.pdf"])
def test_a_page_over_the_limit_is_refused_before_it_is_decoded(tmp_path: Path, name: str) -> None:
    save_pages(tmp_path / name, [Image.new("L", (500, 500))])
    assert refused(tmp_path / name, PagesSettings(max_pixels=200_000)) is TooLarge


def test_too_many_pages_or_bytes_are_refused(tmp_path: Path) -> None:
    path = save_pages(tmp_path / "a.tif", [noise_page(number) for number in range(3)])
    assert refused(path, PagesSettings(max_pages=2)) is TooLarge
    assert refused(path, PagesSettings(max_bytes=100)) is TooLarge


def test_a_damaged_page_costs_only_itself(tmp_path: Path) -> None:
    path = tmp_path / "a.tif"
    pages = [noise_page(number, (600, 600)) for number in range(3)]
    pages[0].save(path, save_all=True, append_images=pages[1:], compression="jpeg")
    data = bytearray(path.read_bytes())
    middle = len(data) // 2
    data[middle - 20_000 : middle + 20_000] = bytes(40_000)
    path.write_bytes(data)
    with open_scan(path, SETTINGS) as scan:
        assert scan.page_count == 3
        assert scan.page(1).width == 600
        assert scan.page(3).width == 600


def test_two_thousand_pages_take_no_more_memory_than_two(tmp_path: Path) -> None:
    page = marked("1", (850, 1100))
    page.save(tmp_path / "a.tif", save_all=True, append_images=[page] * 1999, compression="group4", dpi=(200, 200))
    with open_scan(tmp_path / "a.tif", SETTINGS) as scan:
        assert scan.page_count == 2000
        for number in range(1, 200, 12):
            scan.page(number)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        for number in range(200, 2001, 12):
            scan.page(number)
        after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert after - before < 50_000  # KiB


@pytest.mark.data
@pytest.mark.skipif(not TORTURE.is_dir(), reason="needs the shared data folder beside the checkout")
def test_odd_broken_and_hostile_files_either_read_or_are_refused() -> None:
    outcomes = []
    for path in sorted(TORTURE.rglob("*")):
        if path.is_file():
            try:
                outcomes.append(read_all(path, most=3))
            except PipelineError as error:
                outcomes.append(error.advice)
    assert outcomes.count("") > 100
    assert len(outcomes) - outcomes.count("") > 5
