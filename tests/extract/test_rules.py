"""The identifiers' files: what they may hold, and that each has its partners."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import get_args

import pytest

from pipeline.extract import Extractor, ExtractSettings, IdentifierRule, LabelGroup, load_rules
from pipeline.extract.extractor import readers
from pipeline.extract.folding import fold
from pipeline.model.errors import ConfigError
from pipeline.model.types import IdentifierKind
from tests.extract.reading import RULES

LOADED = load_rules(RULES)
TESTED_IN = {"account": "encounter", "other": "rules"}  # kinds that share a test file


@pytest.mark.parametrize("rule", LOADED, ids=lambda rule: rule.kind)
def test_every_identifier_has_its_test_and_recognizer(rule: IdentifierRule) -> None:
    test = Path(__file__).parent / f"test_{TESTED_IN.get(rule.kind, rule.kind)}.py"
    assert test.is_file()
    names = [node.name for node in ast.walk(ast.parse(test.read_text())) if isinstance(node, ast.FunctionDef)]
    assert any(name.startswith("test_") for name in names)
    assert rule.kind == "other" or (rule.values and set(rule.values) <= set(readers(ExtractSettings())))


def test_every_kind_of_the_model_has_its_file() -> None:
    assert {rule.kind for rule in LOADED} == {*get_args(IdentifierKind), "other"}
    assert {path.stem for path in RULES.glob("*.toml")} == {*get_args(IdentifierKind), "others"}


@pytest.mark.parametrize(
    ("body", "named"),
    [
        ('kind = "mrn"\nlabel = []', "unknown key label"),
        ('kind = "shoe_size"', "kind must be"),
        ('kind = "mrn"\nlabels = ["MRN"]', "labels"),
        ('kind = "mrn"\n[[labels]]\nwords = []', "without words"),
        ('kind = "mrn"\n[[labels]]\nwords = ["MRN"]\nsure = 1', "unknown key sure"),
        ('kind = "mrn"\n[[labels]]\nwords = ["MRN"]\nreliability = 2', "reliability"),
        ('kind = "mrn"\n[[labels]]\nwords = ["MRN"]\nreliability = true', "reliability"),
        ('kind = "mrn"\n[[labels]]\nwords = ["MRN"]\nstrict = 1', "strict"),
        ('kind = "mrn"\n[[labels]]\nwords = ["MRN"]\nabout = "cat"', "about"),
        ('kind = "mrn"\n[[labels]]\nwords = ["MRN"]\npart = "nose"', "part"),
        ('kind = "mrn"\nvalues = "mrn"', "values"),
        ('kind = "mrn"\nmisreadings = ["MAN"]', "misreadings"),
        ('kind = "mrn"\nmisreadings = { MAN = "MR1" }', "MR1"),
        ("kind = ", "site"),
    ],
)
def test_a_mistake_is_named_with_its_file(tmp_path: Path, body: str, named: str) -> None:
    (tmp_path / "site.toml").write_text(body)
    with pytest.raises(ConfigError, match=named) as raised:
        load_rules(tmp_path)
    assert "site.toml" in raised.value.message


def test_a_file_that_is_no_text_is_named(tmp_path: Path) -> None:
    (tmp_path / "site.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(ConfigError, match=r"site\.toml"):
        load_rules(tmp_path)


def test_one_kind_twice_is_refused(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.toml").write_text('kind = "mrn"\n')
    with pytest.raises(ConfigError, match="mrn stands twice"):
        load_rules(tmp_path)


def test_an_empty_or_missing_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no identifier"):
        load_rules(tmp_path)
    with pytest.raises(ConfigError, match="no folder"):
        load_rules(tmp_path / "absent")


@pytest.mark.parametrize("values", [(), ("shoe",)])
def test_a_rule_without_a_value_pattern_is_refused(values: tuple[str, ...]) -> None:
    rule = IdentifierRule("mrn", values, (LabelGroup(("MRN",)),))
    with pytest.raises(ConfigError, match="identifier mrn"):
        Extractor(ExtractSettings(), (rule,))


def test_no_label_is_an_initial_and_another_label() -> None:
    """ "DOE, JANE C MRN: 00123456" would lose the C to a label CMRN."""
    numbers = {fold(words) for rule in LOADED if rule.kind == "mrn" for group in rule.labels for words in group.words}
    assert [words for words in sorted(numbers) if words[1:] in numbers and words[1:].startswith("MR")] == []
