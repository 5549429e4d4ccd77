"""Every command is documented, and every help names the exit codes."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest

from pipeline.cli.arguments import parser

README = (Path(__file__).resolve().parents[2] / "README.md").read_text()


def commands() -> dict[str, argparse.ArgumentParser]:
    actions = [action for action in parser()._actions if isinstance(action, argparse._SubParsersAction)]
    return dict(actions[0].choices)


@pytest.mark.parametrize("name", sorted(commands()))
def test_a_command_stands_in_the_readme(name: str) -> None:
    assert f"`chartscan {name}" in README


@pytest.mark.parametrize("name", sorted(commands()))
def test_a_commands_help_explains_the_exit_codes(name: str) -> None:
    text = commands()[name].format_help()
    assert "held for review or quarantined" in text
    assert "--home" in text
    assert "--config" in text


@pytest.mark.parametrize(
    ("argv", "home"), [(["--home", "a", "status"], "a"), (["status", "--home", "b"], "b"), (["quarantine", "list", "--home", "c"], "c")]
)
def test_home_may_stand_before_or_after_the_command(argv: list[str], home: str) -> None:
    assert str(parser().parse_args(argv).home) == home


def test_bad_usage_exits_2() -> None:
    with pytest.raises(SystemExit) as stopped:
        parser().parse_args(["ingest"])
    assert stopped.value.code == 2
