"""A home of an earlier program: its search index is of another version, and a search must not look as if the archive were empty."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.model.errors import IndexDown
from pipeline.run.home import Home
from pipeline.run.indexing import drain, rebuild, searched
from pipeline.settings import Settings
from tests.support.records import record


def earlier_home(folder: Path) -> None:
    """One with a document in it, whose index an earlier program wrote."""
    with Home(folder, Settings()) as home:
        arrival, _ = home.ledger.arrivals.accept("a.pdf", "/s/a.pdf", "ab", 1, None, "ingest")
        token = home.ledger.arrivals.claim(arrival.arrival_id, "me", 60)
        assert token is not None
        found = record("d1", text="Metformin was given.")
        found["arrival_id"] = arrival.arrival_id
        home.ledger.documents.finish(arrival.arrival_id, [found], token)
        drain(home)
    for name, change in (("index", "PRAGMA user_version = 2"), ("ledger", "UPDATE settled SET value = 'sqlite 2' WHERE key = 'index'")):
        db = sqlite3.connect(folder / f"{name}.sqlite")
        db.execute(change)
        db.commit()
        db.close()


@pytest.mark.parametrize("mended", [rebuild, drain])
def test_a_search_says_that_its_index_must_be_built_first(tmp_path: Path, mended: Callable[[Home], int]) -> None:
    earlier_home(tmp_path / "home")
    with Home(tmp_path / "home", Settings()) as home:
        with pytest.raises(IndexDown, match="no document is in it yet") as told:
            searched(home)
        assert "chartscan reindex" in (told.value.advice or "")
        mended(home)
        assert list(searched(home).documents()) == [("d1", 1)]


def test_a_new_home_is_searched(tmp_path: Path) -> None:
    with Home(tmp_path / "home", Settings()) as home:
        assert list(searched(home).documents()) == []
