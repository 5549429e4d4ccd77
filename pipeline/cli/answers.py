"""What every command answers with: JSON as it is for programs, and the exit code that says a person is needed."""

from __future__ import annotations

import json

HELD = 3  # all went well, and something waits for a person


def print_json(value: object) -> None:
    """To standard output, without a terminal's markup."""
    print(json.dumps(value, ensure_ascii=False, indent=2))  # noqa: T201  # rich would wrap and colour it
