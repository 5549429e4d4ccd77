"""What a station and a clerk do with a drop folder: companions, a last rename, folders within folders, quarantine/ and back."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.intake import FolderSettings
from pipeline.model.types import Arrival
from tests.support.dropping import PNG, Dropping, dropping


def test_a_companion_is_waited_for_and_goes_along(tmp_path: Path) -> None:
    with dropping(tmp_path, settings=FolderSettings("", ready="companion")) as drop:
        drop.drop("s/a.png")
        drop.drop("s/b.png", b"half of it")
        drop.rounds(4000, step=20)
        assert drop.came == []
        assert drop.folder.state.settling == 2
        drop.drop("s/a.png.ready", b"")
        drop.drop("s/b.ready", b"")
        drop.rounds(1)
        assert drop.names() == ["s/a.png", "s/b.png"]
        assert drop.standing() == [f"done/s/{name}" for name in ("a.png", "a.png.ready", "b.png", "b.ready")]


def test_two_files_may_share_a_companion(tmp_path: Path) -> None:
    with dropping(tmp_path, settings=FolderSettings("", ready="companion")) as drop:
        for name in ("a.png", "a.jpg", "a.ready"):
            drop.drop(name)
        drop.rounds(1)
        assert sorted(drop.names()) == ["a.jpg", "a.png"]
        assert drop.standing() == ["done/a.jpg", "done/a.png", "done/a.ready"]


def test_a_station_that_renames_is_believed_at_once(tmp_path: Path) -> None:
    with dropping(tmp_path, settings=FolderSettings("", ready="rename")) as drop:
        path = drop.drop("a.png.part")
        drop.rounds(60)
        assert drop.came == []
        path.rename(drop.root / "a.png")
        drop.rounds(0)
        assert drop.names() == ["a.png"]


def test_a_folders_station_and_urgency(tmp_path: Path) -> None:
    with dropping(tmp_path, settings=FolderSettings("", station="ed-1", urgent=True)) as drop:
        drop.drop("x/a.png")
        drop.rounds()
        assert [(arrival.station, arrival.urgent) for arrival in drop.came] == [("ed-1", True)]


def test_a_drop_folder_within_another_is_left_to_itself(tmp_path: Path) -> None:
    with dropping(tmp_path, others=frozenset([tmp_path / "drop" / "stat"])) as drop:
        drop.drop("stat/a.png")
        drop.rounds()
        assert drop.came == []


def verdict(drop: Dropping, arrival: Arrival, readable: bool) -> None:
    """What processing says of an arrival."""
    token = drop.ledger.arrivals.claim(arrival.arrival_id, "me", 60)
    assert token is not None
    if readable:
        drop.ledger.documents.finish(arrival.arrival_id, [], token)
    else:
        drop.ledger.quarantine.put(arrival.arrival_id, "unreadable", "It is cut off.", "Scan it again.", token)


@pytest.mark.parametrize("name", ["a.png", "x" * 251 + ".png", "latin\udce9.png"])
def test_unreadable_files_go_to_quarantine_with_a_note_and_back_when_they_were_read_after_all(tmp_path: Path, name: str) -> None:
    with dropping(tmp_path) as drop:
        drop.drop(Path("s") / name)
        drop.rounds()
        verdict(drop, drop.came[0], readable=False)
        drop.rounds(1)
        assert len(drop.standing("quarantine")) == 2
        assert (drop.root / "quarantine" / "s" / name).exists()
        drop.ledger.quarantine.retry([])
        verdict(drop, drop.came[0], readable=True)
        drop.rounds(1)
        assert drop.standing() == [str(Path("done") / "s" / name)]


def test_a_file_that_grows_on_after_it_was_set_aside_comes_back(tmp_path: Path) -> None:
    with dropping(tmp_path) as drop:
        drop.drop("a.png", b"\x89PNG page 1")
        drop.rounds(400, step=5)
        verdict(drop, drop.came[0], readable=False)
        drop.rounds(1)
        with (drop.root / "quarantine" / "a.png").open("ab") as writer:
            writer.write(b" and the rest IEND")
        drop.rounds(20)
        assert [arrival.size for arrival in drop.came] == [11, 29]


def test_a_quarantine_that_takes_nothing_stops_nobody(tmp_path: Path) -> None:
    with dropping(tmp_path) as drop:
        drop.drop("quarantine", b"\x89PNG a clerk's file IEND")
        drop.drop("a.png", 1)
        drop.rounds(0)
        drop.rounds(4)
        drop.rounds(4)
        assert sorted(drop.names()) == ["a.png", "quarantine"]


def test_where_quarantine_can_not_be_made_it_is_told_and_tried_again(tmp_path: Path) -> None:
    with dropping(tmp_path) as drop:
        drop.drop("a.png", 1)
        drop.rounds()
        (drop.root / "quarantine").symlink_to(tmp_path)
        verdict(drop, drop.came[0], readable=False)
        drop.rounds(10)
        assert "files can't be moved to quarantine/: a link stands" in drop.folder.state.problem
        assert (drop.root / "done" / "a.png").exists()
        (drop.root / "quarantine").unlink()
        drop.rounds(400, step=10)
        assert "a.png.reason.txt" in drop.standing("quarantine")
        assert "quarantine/" not in drop.folder.state.problem


def test_what_a_clerk_takes_out_of_quarantine_and_drops_again_is_taken_again(tmp_path: Path) -> None:
    with dropping(tmp_path) as drop:
        drop.drop("a.png", 1)
        drop.rounds()
        verdict(drop, drop.came[0], readable=False)
        drop.rounds(1)
        (drop.root / "quarantine" / "a.png").rename(drop.root / "a.png")
        drop.drop("a.png", PNG % 2)
        drop.rounds()
        assert drop.names() == ["a.png", "a.png"]
