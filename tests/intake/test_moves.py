from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from pipeline.intake import CannotMove, FileState, Replaced, move_to, note_of, sync_folders, write_reason


def dropped(folder: Path, name: str = "a.pdf", content: bytes = b"x") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def test_a_source_keeps_its_place_below_the_target(tmp_path: Path) -> None:
    source = dropped(tmp_path, "s1/a.pdf")
    moved = move_to(tmp_path / "done", source, tmp_path)
    sync_folders([moved.parent, source.parent])
    assert moved == tmp_path / "done" / "s1" / "a.pdf"
    assert moved.read_bytes() == b"x"
    assert not source.exists()


def test_nothing_is_written_over(tmp_path: Path) -> None:
    moved = [move_to(tmp_path / "done", dropped(tmp_path, content=content), tmp_path) for content in (b"1", b"2", b"3")]
    assert [path.name for path in moved] == ["a.pdf", "a (2).pdf", "a (3).pdf"]
    assert [path.read_bytes() for path in moved] == [b"1", b"2", b"3"]


@pytest.mark.parametrize("name", ["é" * 120 + "ab.pdf", "x" * 255, "." + "y" * 254, "z." + "w" * 253])
def test_names_as_long_as_can_be_get_a_number_and_a_note(tmp_path: Path, name: str) -> None:
    first, second = (move_to(tmp_path / "done", dropped(tmp_path, name), tmp_path) for _ in range(2))
    assert first.name == name
    assert " (2)" in second.name
    for path in (first, second):
        write_reason(path, "It is cut off.", "Scan it again.")
        assert note_of(path).name.endswith(".reason.txt")
        assert note_of(path).exists()


def across(monkeypatch: pytest.MonkeyPatch) -> None:
    real = Path.rename

    def rename(self: Path, target: Path) -> Path:
        if self.name == "a.pdf":
            raise OSError(errno.EXDEV, os.strerror(errno.EXDEV))
        return real(self, target)

    monkeypatch.setattr(Path, "rename", rename)


def test_over_two_filesystems_it_is_copied_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = dropped(tmp_path)
    across(monkeypatch)
    moved = move_to(tmp_path / "done", source, tmp_path, FileState.of(source.lstat()))
    assert moved.read_bytes() == b"x"
    assert not source.exists()
    assert [path.name for path in moved.parent.iterdir()] == ["a.pdf"]


def test_a_source_that_can_be_copied_and_not_taken_away_leaves_no_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = dropped(tmp_path)
    across(monkeypatch)
    real = Path.unlink

    def unlink(self: Path, missing_ok: bool = False) -> None:
        if self == source:
            raise OSError(errno.EROFS, os.strerror(errno.EROFS))
        real(self, missing_ok)

    monkeypatch.setattr(Path, "unlink", unlink)
    with pytest.raises(CannotMove, match="Read-only"):
        move_to(tmp_path / "done", source, tmp_path)
    assert list((tmp_path / "done").iterdir()) == []
    assert source.exists()


def test_what_is_gone_is_told_and_no_folder_made(tmp_path: Path) -> None:
    with pytest.raises(CannotMove, match="No such file"):
        move_to(tmp_path / "done", tmp_path / "gone.pdf", tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_done_that_is_a_file_or_a_link_takes_nothing(tmp_path: Path) -> None:
    source = dropped(tmp_path / "drop")
    (tmp_path / "drop" / "done").write_bytes(b"a clerk's file")
    with pytest.raises(CannotMove):
        move_to(tmp_path / "drop" / "done", source, tmp_path / "drop")
    (tmp_path / "drop" / "done").unlink()
    (tmp_path / "outside").mkdir()
    (tmp_path / "drop" / "done").symlink_to(tmp_path / "outside")
    with pytest.raises(CannotMove, match="link"):
        move_to(tmp_path / "drop" / "done", source, tmp_path / "drop")
    assert source.exists()
    assert list((tmp_path / "outside").iterdir()) == []


def test_another_file_under_the_name_is_put_back(tmp_path: Path) -> None:
    source = dropped(tmp_path, content=b"taken")
    taken = FileState.of(source.lstat())
    dropped(tmp_path, "new.pdf", b"new bytes").rename(source)
    with pytest.raises(Replaced):
        move_to(tmp_path / "done", source, tmp_path, taken)
    assert source.read_bytes() == b"new bytes"
    assert list((tmp_path / "done").iterdir()) == []


def test_the_note_says_why_and_what_to_do_and_replaces_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.pdf.reason.txt").write_text("mine")
    write_reason(tmp_path / "a.pdf", "It is encrypted.", "Remove the password.")
    assert (tmp_path / "a.pdf.reason.txt").read_text() == "mine"
    assert (tmp_path / "a.pdf.reason (2).txt").read_text() == "It is encrypted.\n\nWhat to do: Remove the password.\n"
