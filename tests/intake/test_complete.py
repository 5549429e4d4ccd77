from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.intake import complete
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
