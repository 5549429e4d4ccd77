"""The list that ships, and a list that can't be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.index.abbreviations import Widening, load_abbreviations
from pipeline.index.protocol import SearchQuery
from pipeline.index.query import Term, parse, terms
from pipeline.model.errors import ConfigError
from pipeline.settings import config_folder

SHIPPED = load_abbreviations(config_folder() / "abbreviations.toml")


@pytest.mark.parametrize("short", sorted(SHIPPED))
def test_each_abbreviation_asks_for_its_words_and_they_for_it(short: str) -> None:
    widened = Widening(SHIPPED)
    words = SHIPPED[short]
    assert Term(words, phrase=True) in terms(widened(parse(SearchQuery(short))[0]))
    for asked in (words, f'"{words}"', f"severe {words} today"):
        assert Term(short) in terms(widened(parse(SearchQuery(asked))[0]))


@pytest.mark.parametrize("typed", ["-htn", "htn*", "status:filed", "", "pneumonia"])
def test_what_is_not_asked_is_not_added(typed: str) -> None:
    node = parse(SearchQuery(typed))[0]
    assert Widening(SHIPPED)(node) == node


def test_a_list_that_is_none_is_named(tmp_path: Path) -> None:
    (tmp_path / "bad.toml").write_text("htn: hypertension")
    with pytest.raises(ConfigError, match=r"bad\.toml"):
        load_abbreviations(tmp_path / "bad.toml")
