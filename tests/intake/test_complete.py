from __future__ import annotations

import os
from pathlib import Path

import pytest
from PIL import Image

from pipeline.intake.complete import complete
from tests.support.program import noise_page, save_pages


@pytest.mark.parametrize("name", ["a.png", "a.jpg", "a.tif", "a.pdf"])
def test_whole_files_are_complete_and_cut_ones_are_not(tmp_path: Path, name: str) -> None:
    pages = [noise_page(1), noise_page(2)] if name.endswith(("tif", "pdf")) else [noise_page(1)]
    path = save_pages(tmp_path / name, pages)
    assert complete(path)
    whole = path.read_bytes()
    for share in (0.3, 0.6, 0.95):
        path.write_bytes(whole[: int(len(whole) * share)])
        assert not complete(path), share


def test_other_formats_have_no_end_to_look_for(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("words")
    assert complete(tmp_path / "a.txt")


def test_a_file_that_is_gone_is_not_complete(tmp_path: Path) -> None:
    assert not complete(tmp_path / "gone.pdf")


@pytest.mark.parametrize("order", ["little", "big"])
def test_a_looping_tiff_ends(tmp_path: Path, order: str) -> None:
    head = b"II*\0" if order == "little" else b"MM\0*"
    eight = (8).to_bytes(4, order)  # type: ignore[arg-type]  # a str of two values
    (tmp_path / "loop.tif").write_bytes(head + eight + b"\0\0" + eight)
    assert not complete(tmp_path / "loop.tif")


def several_strips(path: Path, pages: int = 3) -> Path:
    first, *rest = [noise_page(number) for number in range(pages)]
    first.save(path, compression="tiff_lzw", save_all=True, append_images=rest, strip_size=8000)
    return path


@pytest.mark.parametrize("name", ["a.png", "a.jpg", "a.tif", "a.pdf"])
@pytest.mark.parametrize("room", ["hole", "zeros"])
def test_room_that_was_set_aside_and_not_filled_is_no_end(tmp_path: Path, name: str, room: str) -> None:
    path = tmp_path / name
    whole = several_strips(path).read_bytes() if name == "a.tif" else save_pages(path, [noise_page(1, (600, 600))]).read_bytes()
    for share in (0.0, 0.3, 0.9):
        written = whole[: int(len(whole) * share)]
        with path.open("wb") as out:
            out.write(written + (b"" if room == "hole" else bytes(len(whole) - len(written))))
            out.truncate(len(whole))
        assert not complete(path), share
    path.write_bytes(whole)
    assert complete(path)


def test_a_tiff_whose_directory_comes_first_waits_for_its_strips(tmp_path: Path) -> None:
    """Written in place: size, directory and offsets are there, the last strip is zeros."""
    whole = several_strips(tmp_path / "a.tif", pages=1).read_bytes()
    with Image.open(tmp_path / "a.tif") as opened:
        tags = opened.tag_v2  # type: ignore[attr-defined]  # Pillow's TIFF images have it
        start, length = tags[273][-1], tags[279][-1]
    (tmp_path / "a.tif").write_bytes(whole[:start] + bytes(length) + whole[start + length :])
    assert not complete(tmp_path / "a.tif")


def test_white_paper_without_compression_may_be_zeros(tmp_path: Path) -> None:
    page = Image.new("1", (2550, 3300), 1)
    page.paste(0, (100, 2000, 900, 2600))
    page.save(tmp_path / "a.tif", tiffinfo={262: 0})
    assert complete(tmp_path / "a.tif")


def test_the_thumbnail_of_a_jpeg_has_an_end_of_its_own(tmp_path: Path) -> None:
    thumbnail = b"\xff\xd8 a small picture \xff\xd9"
    save_pages(tmp_path / "a.jpg", [noise_page(1)])
    plain = (tmp_path / "a.jpg").read_bytes()
    whole = plain[:2] + b"\xff\xe1" + (len(thumbnail) + 2).to_bytes(2, "big") + thumbnail + plain[2:]
    (tmp_path / "a.jpg").write_bytes(whole)
    assert complete(tmp_path / "a.jpg")
    for end in (40, 60, 300, len(whole) - 2):
        (tmp_path / "a.jpg").write_bytes(whole[:end])
        assert not complete(tmp_path / "a.jpg"), end


def test_the_first_part_of_a_linearized_pdf_is_not_the_whole(tmp_path: Path) -> None:
    begin = b"%PDF-1.7\n1 0 obj\n<< /Linearized 1 /L 5000 /H [ 1 2 ] /O 3 >>\nendobj\nxref ... %%EOF\n"
    (tmp_path / "a.pdf").write_bytes(begin)
    assert not complete(tmp_path / "a.pdf")
    (tmp_path / "a.pdf").write_bytes(begin + b"x" * (5000 - len(begin) - 6) + b"%%EOF\n")
    assert complete(tmp_path / "a.pdf")


def test_a_link_or_a_pipe_is_never_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to("pipe")
    assert not complete(tmp_path / "link")
    assert not complete(tmp_path / "pipe")
