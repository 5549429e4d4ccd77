from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

from pipeline.intake import DONE, QUARANTINE, Dropped, IntakeSettings, find_files, scan

SETTINGS = IntakeSettings()


def names(folder: Path, drop: bool = False) -> list[tuple[str, str | None]]:
    files = Dropped(folder, SETTINGS) if drop else find_files([folder], SETTINGS)
    return [(found.display, found.station) for found in files if not found.refused]


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


def test_done_is_known_by_what_it_is_not_by_its_name(tmp_path: Path) -> None:
    """On a share that knows no capitals "Done" is done/; elsewhere it is a folder like any other."""
    make(tmp_path, "Done/a.pdf")
    assert names(tmp_path, drop=True) == [("Done/a.pdf", "Done")]


def test_a_file_named_done_is_a_file(tmp_path: Path) -> None:
    make(tmp_path, "done")
    assert names(tmp_path, drop=True) == [("done", None)]


def test_a_drop_folder_within_is_left_to_itself(tmp_path: Path) -> None:
    make(tmp_path, "a.pdf", "stat/b.pdf", "s/c.pdf")
    looked = Dropped(tmp_path, SETTINGS, others=frozenset([tmp_path / "stat"]))
    assert [found.display for found in looked] == ["a.pdf", "s/c.pdf"]


def test_a_deep_tree_is_looked_through(tmp_path: Path) -> None:
    """Deeper than functions call each other; paths longer than the system takes are told."""
    handle = os.open(tmp_path, os.O_RDONLY)
    for name in ["d"] * 1200 + ["e" * 200] * 10:
        os.mkdir(name, dir_fd=handle)
        inner = os.open(name, os.O_RDONLY, dir_fd=handle)
        os.close(handle)
        handle = inner
    os.close(handle)
    try:
        (tmp_path / Path(*"d" * 1200) / "a.pdf").write_bytes(b"x")
        looked = Dropped(tmp_path, SETTINGS)
        assert [len(found.path.parents) for found in looked] == [1200 + len(tmp_path.parts)]
        assert "can't be read: File name too long" in looked.troubles[0]
    finally:
        subprocess.run(["rm", "-rf", tmp_path / "d"], check=True)  # Python's own way calls itself for each folder


def test_a_link_in_a_folders_place_is_not_followed(tmp_path: Path) -> None:
    make(tmp_path, "drop/s/a.pdf", "elsewhere/secret.pdf")
    seen = iter(Dropped(tmp_path / "drop", SETTINGS))
    real = scan._entries

    def swap(folder: Any) -> Any:
        if Path(folder.place).name == "s":
            (tmp_path / "drop" / "s").rename(tmp_path / "moved")
            (tmp_path / "drop" / "s").symlink_to(tmp_path / "elsewhere")
        return real(folder)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(scan, "_entries", swap)
        assert list(seen) == []


def test_another_folder_in_its_place_waits_for_the_next_look(tmp_path: Path) -> None:
    make(tmp_path, "drop/s/a.pdf")
    real = scan._entries

    def swap(folder: Any) -> Any:
        if Path(folder.place).name == "s":
            (tmp_path / "drop" / "s").rename(tmp_path / "moved")
            make(tmp_path, "drop/s/b.pdf")
        return real(folder)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(scan, "_entries", swap)
        assert names(tmp_path / "drop", drop=True) == []
    assert names(tmp_path / "drop", drop=True) == [("s/b.pdf", "s")]


def test_a_folder_that_is_gone_is_told_and_costs_nothing(tmp_path: Path) -> None:
    looked = Dropped(tmp_path / "away", SETTINGS)
    assert list(looked) == []
    assert looked.troubles == ["away: the folder can't be read: No such file or directory"]


@pytest.mark.parametrize("companion", ["a.pdf.ready", "a.ready", "A.PDF.READY"])
def test_a_companion_tells_that_a_file_is_whole(tmp_path: Path, companion: str) -> None:
    make(tmp_path, "a.pdf", "b.pdf", companion, "alone.ready")
    found = {one.display: one.companion for one in Dropped(tmp_path, SETTINGS, "companion")}
    assert found == {"a.pdf": str(tmp_path / companion), "b.pdf": None}


def test_without_that_convention_a_companion_is_a_file(tmp_path: Path) -> None:
    make(tmp_path, "a.pdf", "a.ready")
    assert [display for display, _ in names(tmp_path, drop=True)] == ["a.pdf", "a.ready"]
