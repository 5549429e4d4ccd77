"""Settings and their documentation agree; every type and identifier has its partner."""

from __future__ import annotations

import tomllib
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from pipeline.model.errors import ConfigError
from pipeline.settings import Settings, config_folder, load, parse

ROOT = Path(__file__).resolve().parents[2]


def as_toml(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: as_toml(inner) for key, inner in value.items()}
    return [as_toml(inner) for inner in value] if isinstance(value, tuple | list) else value


def test_default_toml_shows_every_setting_with_its_default() -> None:
    written = tomllib.loads((config_folder() / "default.toml").read_text())
    assert written == as_toml(asdict(Settings()))


def test_every_setting_is_commented() -> None:
    lines = (config_folder() / "default.toml").read_text().splitlines()
    bare = [
        line
        for before, line in zip(["", *lines], lines, strict=False)
        if " = " in line and not line.startswith((" ", "#")) and "#" not in line + before
    ]
    assert not bare


def test_the_defaults_load() -> None:
    assert load() == Settings()


def test_a_site_overrides_single_keys(tmp_path: Path) -> None:
    site = tmp_path / "site.toml"
    site.write_text("[run]\njobs = 3\n")
    assert load(site).run.jobs == 3
    assert load(site).run.retries == Settings().run.retries


@pytest.mark.parametrize(
    ("values", "named"),
    [
        ({"run": {"jbos": 3}}, "jbos"),
        ({"rnu": {}}, "rnu"),
        ({"run": {"jobs": "three"}}, "run.jobs"),
        ({"run": {"jobs": True}}, "run.jobs"),
        ({"run": {"page_timeout_s": "long"}}, "page_timeout_s"),
        ({"ocr": {"languages": "eng"}}, "a list in brackets @ settings.ocr.languages"),
        ({"ocr": {"languages": ["eng", 3]}}, "settings.ocr.languages"),
        ({"ocr": {"languages": []}}, "settings.ocr.languages: no language is named"),
    ],
)
def test_a_mistake_is_named(values: dict[str, Any], named: str) -> None:
    with pytest.raises(ConfigError, match=named):
        parse(values)


@pytest.mark.parametrize("content", ["[run", "\xff"])
def test_a_file_that_is_no_toml_is_named(tmp_path: Path, content: str) -> None:
    site = tmp_path / "site.toml"
    site.write_bytes(content.encode("latin-1"))
    with pytest.raises(ConfigError, match=r"site\.toml"):
        load(site)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"absent\.toml"):
        load(tmp_path / "absent.toml")


TYPES = sorted((ROOT / "config" / "document_types").glob("*.toml"))


@pytest.mark.parametrize("path", TYPES, ids=lambda path: path.stem)
def test_every_document_type_has_a_sample(path: Path) -> None:
    code = tomllib.loads(path.read_text())["code"]
    expected = [sample.read_text() for sample in (ROOT / "sample_docs").rglob("*.expected.json")]
    assert any(f'"{code}"' in text for text in expected)


def test_all_eighteen_types_are_there() -> None:
    assert len(TYPES) >= 18


@pytest.mark.parametrize("path", sorted((ROOT / "config" / "identifiers").glob("*.toml")), ids=lambda path: path.stem)
def test_every_identifier_has_its_test(path: Path) -> None:
    tests = "".join(test.read_text() for test in (ROOT / "tests" / "extract").glob("test_*.py"))
    assert path.stem in tests
