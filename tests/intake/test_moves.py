from __future__ import annotations

import os
from pathlib import Path

import pytest

from pipeline.intake import move_to, write_reason


def test_a_source_keeps_its_place_below_the_target(tmp_path: Path) -> None:
    source = tmp_path / "s1" / "a.pdf"
    source.parent.mkdir()
    source.write_bytes(b"x")
    moved = move_to(tmp_path / "done", source, tmp_path)
    assert moved == tmp_path / "done" / "s1" / "a.pdf"
    assert moved.read_bytes() == b"x"
    assert not source.exists()


def test_nothing_is_written_over(tmp_path: Path) -> None:
    moved = []
    for content in (b"1", b"2", b"3"):
        (tmp_path / "a.pdf").write_bytes(content)
        moved.append(move_to(tmp_path / "done", tmp_path / "a.pdf", tmp_path))
    assert [path.name for path in moved if path] == ["a.pdf", "a (2).pdf", "a (3).pdf"]
    assert [path.read_bytes() for path in moved if path] == [b"1", b"2", b"3"]


def test_over_two_filesystems_it_is_copied_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.pdf").write_bytes(b"x")
    real = Path.rename

    def across(self: Path, target: Path) -> Path:
        if self.name == "a.pdf":
            raise OSError(18, os.strerror(18))
        return real(self, target)

    monkeypatch.setattr(Path, "rename", across)
    moved = move_to(tmp_path / "done", tmp_path / "a.pdf", tmp_path)
    assert moved is not None
    assert moved.read_bytes() == b"x"
    assert not (tmp_path / "a.pdf").exists()
    assert [path.name for path in moved.parent.iterdir()] == ["a.pdf"]


def test_what_can_not_be_moved_stays_and_is_told(tmp_path: Path) -> None:
    assert move_to(tmp_path / "done", tmp_path / "gone.pdf", tmp_path) is None


def test_the_note_says_why_and_what_to_do(tmp_path: Path) -> None:
    write_reason(tmp_path / "a.pdf", "It is encrypted.", "Remove the password.")
    assert (tmp_path / "a.pdf.reason.txt").read_text() == "It is encrypted.\n\nWhat to do: Remove the password.\n"
