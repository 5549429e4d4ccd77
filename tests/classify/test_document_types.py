from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.classify.document_types import DocumentType, load_types, type_names
from pipeline.model.errors import ConfigError

SHIPPED = Path(__file__).resolve().parents[2] / "config" / "document_types"
CODES = (
    "18842-5 34117-2 11488-4 11506-3 11504-8 11526-1 18748-4 11502-2 34111-5 "
    "34746-8 56445-0 46209-3 59284-0 64292-6 74208-0 64290-0 57133-1 11524-6"
)


def test_the_shipped_types_are_the_eighteen() -> None:
    types = load_types(SHIPPED)
    assert {kind.code for kind in types} == set(CODES.split())
    assert [kind.code for kind in types] == sorted(kind.code for kind in types)
    assert all(kind.titles and kind.name and kind.display for kind in types)
    assert type_names(types)["18842-5"] == "Discharge summary"


def test_no_title_belongs_to_two_types() -> None:
    titles = [title for kind in load_types(SHIPPED) for title in kind.titles]
    assert len(titles) == len(set(titles))


def test_a_site_adds_a_type_with_one_file(tmp_path: Path) -> None:
    (tmp_path / "wound.toml").write_text('code = "72170-4"\nname = "Wound photo"\ntitles = ["wound photo"]\ncues = ["wound", "photo"]\n')
    assert load_types(tmp_path) == (DocumentType("72170-4", "Wound photo", "", ("wound photo",), ("wound", "photo")),)


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ('code = "1"\nname = "A"\ncolour = "red"', "colour"),
        ('name = "A"', "code and name"),
        ('code = 1\nname = "A"', "code must be a text"),
        ('code = "1"\nname = "A"\ntitles = "one"', "titles must be a list"),
        ('code = "1"\nname = "A"\ntitles = [""]', "titles must be a list"),
        ("code = ", "x.toml"),
        ("\xff", "x.toml"),
    ],
)
def test_what_cannot_be_used_is_refused_and_named(tmp_path: Path, body: str, says: str) -> None:
    (tmp_path / "x.toml").write_bytes(body.encode("latin-1"))
    with pytest.raises(ConfigError, match=says):
        load_types(tmp_path)


def test_a_code_that_stands_twice_is_refused(tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / f"{name}.toml").write_text('code = "1"\nname = "A"')
    with pytest.raises(ConfigError, match="twice"):
        load_types(tmp_path)


def test_no_folder_and_no_types_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no folder"):
        load_types(tmp_path / "gone")
    with pytest.raises(ConfigError, match="no document type"):
        load_types(tmp_path)
