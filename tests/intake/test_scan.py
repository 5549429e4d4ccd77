from __future__ import annotations

import os
from pathlib import Path

import pytest

from pipeline.intake import DONE, QUARANTINE, IntakeSettings, find_files

SETTINGS = IntakeSettings()


def names(folder: Path, drop: bool = False) -> list[tuple[str, str | None]]:
    return [(found.display, found.station) for found in find_files([folder], SETTINGS, drop) if not found.refused]


def make(folder: Path, *files: str) -> None:
    for name in files:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(b"x")


def test_a_subfolder_is_a_station(tmp_path: Path) -> None:
    make(tmp_path, "b.pdf", "station-1/deep/a.tif")
    assert names(tmp_path) == [("b.pdf", None), ("station-1/deep/a.tif", "station-1")]


def test_a_named_file_goes_by_its_name(tmp_path: Path) -> None:
    make(tmp_path, "x/a.pdf")
    assert [found.display for found in find_files([tmp_path / "x" / "a.pdf"], SETTINGS)] == ["a.pdf"]


@pytest.mark.parametrize("name", [".hidden", "~$word.pdf", "scan.pdf.part", "scan.tmp", "Thumbs.db", "x.crdownload", "x.reason.txt"])
def test_part_files_and_litter_are_left_alone(tmp_path: Path, name: str) -> None:
    make(tmp_path, name)
    assert names(tmp_path) == []


def test_done_and_quarantine_are_left_alone_in_a_drop_folder_only(tmp_path: Path) -> None:
    make(tmp_path, f"{DONE}/a.pdf", f"{QUARANTINE}/b.pdf", f"s/{DONE}/c.pdf")
    assert names(tmp_path, drop=True) == [(f"s/{DONE}/c.pdf", "s")]
    assert len(names(tmp_path)) == 3


def test_links_and_pipes_are_refused_and_say_why(tmp_path: Path) -> None:
    make(tmp_path, "real.pdf")
    (tmp_path / "link.pdf").symlink_to(tmp_path / "real.pdf")
    (tmp_path / "loop").symlink_to(tmp_path)
    os.mkfifo(tmp_path / "pipe.pdf")
    refused = {found.display: found.refused for found in find_files([tmp_path], SETTINGS) if found.refused}
    assert set(refused) == {"link.pdf", "loop", "pipe.pdf"}
    assert "link" in refused["link.pdf"]


def test_odd_names_are_safe_to_print(tmp_path: Path) -> None:
    for name in (b"new\nline.pdf", b"latin\xe9.pdf", "right\N{RIGHT-TO-LEFT OVERRIDE}left.pdf".encode()):
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)).write_bytes(b"x")
    shown = [display for display, _ in names(tmp_path)]
    assert len(shown) == 3
    assert all(char.isprintable() for display in shown for char in display)
    assert all(display.encode() for display in shown)


def test_a_path_that_is_gone_is_refused(tmp_path: Path) -> None:
    (found,) = find_files([tmp_path / "gone"], SETTINGS)
    assert found.refused
